"""The command line: what it takes, prints and refuses, and how it ends."""
