"""The columns of lists of documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from facturdesk.i18n import Catalogue, marked
from facturdesk.ui.models.badges import BadgeLook, badge_of, status_words
from facturdesk.ui.models.columns import Column
from facturdesk.usecases.document_lists import DOCUMENT_FIELDS, ListedDocument

KINDS: Final = {
    "invoice": marked("ui", "Invoice"),
    "corrective_invoice": marked("ui", "Corrective invoice"),
    "credit_note": marked("ui", "Credit note"),
}
_HEADINGS: Final = {
    "number": (marked("ui", "Number"), 128),
    "date": (marked("ui", "Date"), 104),
    "customer": (marked("ui", "Customer"), 240),
    "customer_code": (marked("ui", "Customer code"), 112),
    "kind": (marked("ui", "Kind"), 144),
    "due": (marked("ui", "Due on"), 104),
    "net": (marked("ui", "Without VAT"), 120),
    "vat": (marked("ui", "VAT"), 104),
    "gross": (marked("ui", "Total with VAT"), 128),
    "balance": (marked("ui", "Left to pay"), 128),
    "status": (marked("ui", "Status"), 176),
}
_CREDIT_BALANCE: Final = marked("ui", "Left to use")
_SHOWN: Final = ("number", "date", "customer", "due", "gross", "balance", "status")
_CREDITS: Final = ("number", "date", "customer", "gross", "balance", "status")


def invoice_columns(words: Catalogue) -> list[Column]:
    """Give the columns of the list of invoices."""
    return _columns(words, tuple(_HEADINGS), _SHOWN)


def credit_note_columns(words: Catalogue) -> list[Column]:
    """Give the columns of the list of credit notes."""
    names = [name for name in _HEADINGS if name not in {"due", "kind"}]
    return _columns(words, names, _CREDITS, balance=_CREDIT_BALANCE)


def document_columns(words: Catalogue) -> list[Column]:
    """Give the columns of the documents of one customer."""
    names = [name for name in _HEADINGS if not name.startswith("customer")]
    return _columns(words, names, ("number", "kind", "date", "due", "gross", "balance", "status"))


def document_badge(words: Catalogue, row: ListedDocument) -> BadgeLook:
    """Give the badge of a document."""
    return badge_of(row.status, words, days=row.days, credit=row.is_credit)


def _columns(
    words: Catalogue, names: Sequence[str], shown: Sequence[str], *, balance: str = ""
) -> list[Column]:
    def badge(row: ListedDocument) -> BadgeLook:
        return document_badge(words, row)

    def left(row: ListedDocument) -> str:
        return words.money(row.balance_minor) if row.balance_minor else ""

    codes = {
        "kind": {kind: words.text("ui", text) for kind, text in KINDS.items()},
        "status": status_words(words, credit=bool(balance)),
    }
    columns = []
    for name in names:
        heading, width = _HEADINGS[name]
        if name == "balance" and balance:
            heading = balance
        columns.append(
            Column(
                field=DOCUMENT_FIELDS[name],
                heading=words.text("ui", heading),
                width=width,
                hidden=name not in shown,
                word=left if name == "balance" else None,
                codes=codes.get(name, {}),
                badge=badge if name == "status" else None,
                spoken=words.text("ui", heading) if name in {"due", "gross", "balance"} else "",
            )
        )
    return columns
