"""The long form of the tests of faults and of properties: `python3 dev.py soak`."""
