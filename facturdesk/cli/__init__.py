"""The command line: each command of the program over the same use cases as the window."""
