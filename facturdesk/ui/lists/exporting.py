"""Asks where a list is to be written, and writes it with progress."""

from __future__ import annotations
