"""Keeps the catalogue complete: what the code says, each language has.

`python3 dev.py catalogue` brings the .po files up to date; the tests find what is missing.
"""
