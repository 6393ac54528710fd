"""Barcodes of articles: the check digit of the numbers that have one (EAN-8, UPC-A, EAN-13, GTIN-14)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from facturdesk.domain.errors import Problem

PROBLEMS: Final = frozenset({"barcode-key-wrong"})
_LENGTHS: Final = frozenset({8, 12, 13, 14})


def check_barcode(text: str) -> Iterable[Problem]:
    """Yield why a number that looks like an EAN cannot be one; other codes are not judged.

    It is a warning: a shop may have numbers of its own.
    """
    number = _number(text)
    if number and not _fits(number):
        yield Problem("barcode-key-wrong", "barcode", {"value": text})


def is_barcode(text: str) -> bool:
    """Tell whether a text is the number of an article, as a scanner types it."""
    number = _number(text)
    return bool(number) and _fits(number)


def _number(text: str) -> str:
    """Give the digits of what is as long as such a number; else nothing."""
    number = text.replace(" ", "")
    is_one = number.isascii() and number.isdigit() and len(number) in _LENGTHS
    return number if is_one else ""


def _fits(number: str) -> bool:
    return (_weighted_sum(number[:-1]) + int(number[-1])) % 10 == 0


def _weighted_sum(digits: str) -> int:
    """Add the digits up, from the last one alternately three times and once (GS1)."""
    return sum(int(digit) * (1 if rank % 2 else 3) for rank, digit in enumerate(reversed(digits)))
