"""The QR code of a SEPA transfer (EPC069-12, version 2), drawn as one path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import segno

from facturdesk.documents.paper.sheet import Sheet
from facturdesk.domain.document import Document
from facturdesk.domain.money import format_amount

_MOST_MINOR: Final = 99_999_999_999  # 999 999 999,99 €, the highest a transfer can be
_LONGEST_NAME: Final = 70
_LARGEST_VERSION: Final = 13  # EPC069-12, 2.1
# choosing the best of eight masks takes three quarters of the time and helps no reader
_MASK: Final = 4


def payment_code(document: Document) -> str:
    """Give what the code says; empty where it cannot be made (no IBAN, not in euros, too much)."""
    bank = document.seller.bank
    due = document.due_minor
    if not bank.iban or document.currency != "EUR" or not 0 < due <= _MOST_MINOR:
        return ""
    holder = (bank.holder or document.seller.legal_name)[:_LONGEST_NAME].strip()
    reference = document.payment_reference
    free_text = "" if reference else document.number
    lines = ("BCD", "002", "1", "SCT", bank.bic, holder, bank.iban.replace(" ", ""))
    return "\n".join((*lines, f"EUR{format_amount(due)}", "", reference, free_text)).rstrip("\n")


def draw_payment_code(sheet: Sheet, code: str, x: float, y: float, *, side: float) -> None:
    """Draw the code in a square (mm): dark modules in merged runs."""
    symbol = segno.make_qr(
        code, error="m", boost_error=False, mask=_MASK, encoding="utf-8", eci=False
    )
    if int(symbol.version) > _LARGEST_VERSION:
        raise ValueError("a payment code has at most 331 bytes")
    rows = symbol.matrix
    runs = (
        (index, start, length) for index, row in enumerate(rows) for start, length in _runs(row)
    )
    sheet.squares(x, y, side / len(rows), runs)


def _runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = None
    for column, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = column
        elif not dark and start is not None:
            yield start, column - start
            start = None
