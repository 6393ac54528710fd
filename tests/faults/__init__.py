"""What goes wrong around the program: killed, full, locked, tampered with; nothing is lost."""
