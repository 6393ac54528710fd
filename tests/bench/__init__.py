"""The speed of the program beside its yardsticks: `python3 dev.py bench [--check]`.

Every figure stands beside what it is compared with, measured in the same run on the
same machine, turn by turn; medians. Nothing here is a test: `--check` makes it one.
"""
