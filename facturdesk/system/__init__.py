"""What the program needs from the machine: files, keyring, settings, helper process."""
