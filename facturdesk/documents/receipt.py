"""The paper of a payment: who paid what, how, and what is left of each invoice."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reportlab.lib.utils import ImageReader

from facturdesk.documents.paper import head, notes, styles
from facturdesk.documents.paper.drawing import LANGUAGE
from facturdesk.documents.paper.logo import read_logo
from facturdesk.documents.paper.sheet import Sheet, new_canvas
from facturdesk.documents.paper.styles import FIRST_TABLE, LEFT, MIDDLE, RIGHT
from facturdesk.documents.paper.typesetting import Typesetter
from facturdesk.documents.paper.words import Words
from facturdesk.domain.receipt import PaymentReceipt, SettledInvoice
from facturdesk.i18n import Catalogue, marked

_TITLE: Final = marked("document", "Receipt")
_HEADS: Final = (
    marked("document", "Total incl. VAT"),
    marked("document", "Received"),
    marked("document", "Left to pay on {day}"),
)
_METHODS: Final = {
    "cash": marked("document", "Cash"),
    "card": marked("document", "Card"),
    "cheque": marked("document", "Cheque"),
    "transfer": marked("document", "Transfer"),
    "direct_debit": marked("document", "Direct debit"),
    "other": marked("document", "Other"),
}
_EDGES: Final = (118.0, 152.0, RIGHT)  # right edges of the amounts
_DATES: Final = 62.0
_ROW: Final = 6.4
_FACT_VALUES: Final = 53.5
_PANEL: Final = 20.0
_BOTTOM: Final = 268.0


@dataclass(frozen=True, slots=True)
class _Job:
    receipt: PaymentReceipt
    words: Words
    sheet: Sheet
    logo: ImageReader | None

    def money(self, minor: int) -> str:
        return self.words.money(minor, self.receipt.currency)


def draw_receipt(receipt: PaymentReceipt, catalogue: Catalogue, *, logo: bytes = b"") -> bytes:
    """Draw a receipt in French and, where the catalogue is another, in its language too.

    The bytes are always the same for the same receipt.

    Raises:
        InputRefused: the logo cannot be used, or a text cannot be printed.
    """
    written = io.BytesIO()
    canvas = new_canvas(written, language=LANGUAGE)
    canvas.setTitle(f"{catalogue.text('document', _TITLE)} {receipt.number}")
    words = Words(catalogue)
    picture = read_logo(logo) if logo else None
    pages = list(_pages(receipt.invoices))
    for index, rows in enumerate(pages):
        job = _Job(
            receipt,
            words,
            Sheet(Typesetter(), canvas, accent=styles.accent_of(receipt.seller)),
            picture,
        )
        y = _draw_top(job)
        y = _draw_rows(job, rows, y)
        if index == len(pages) - 1:
            _draw_amount(job, y)
        lines = notes.foot_lines(job.sheet.setter, receipt.mentions)
        notes.draw_foot(words, job.sheet, lines, page=index + 1, pages=len(pages))
        job.sheet.finish()
    canvas.save()
    return written.getvalue()


def _pages(invoices: tuple[SettledInvoice, ...]) -> Iterator[tuple[SettledInvoice, ...]]:
    room = int((_BOTTOM - FIRST_TABLE - 2 * _PANEL) / _ROW)
    yield invoices[:room]
    for start in range(room, len(invoices), room):
        yield invoices[start : start + room]


def _draw_top(job: _Job) -> float:
    """Draw everything above the rows; gives where they start."""
    receipt, sheet = job.receipt, job.sheet
    head.draw_fold_marks(sheet)
    head.draw_seller(sheet, receipt.seller, job.logo)
    head.draw_kind(sheet, *job.words.pair(_TITLE))
    head.draw_number(sheet, job.words, receipt.seller, receipt.number, day=receipt.made_on)
    level = head.draw_address(sheet, receipt.customer)
    for label, value in _facts(job):
        sheet.text(LEFT, level, label, sheet.setter.fitted(label, styles.LABEL, 32))
        room = MIDDLE - 4 - _FACT_VALUES
        sheet.text(_FACT_VALUES, level, value, sheet.setter.fitted(value, styles.STRONG, room))
        level += head.GRID
    return FIRST_TABLE


def _facts(job: _Job) -> Iterator[tuple[str, str]]:
    text = job.words.text
    receipt = job.receipt
    yield text("document", "Received on"), job.words.date(receipt.received_on)
    method = _METHODS.get(receipt.method, _METHODS["other"])
    yield text("document", "Paid by"), text("document", method)
    if receipt.reference:
        yield text("document", "Reference"), receipt.reference


def _draw_rows(job: _Job, rows: tuple[SettledInvoice, ...], y: float) -> float:
    if not rows:
        return y
    _draw_heads(job, y)
    for index, invoice in enumerate(rows):
        if index:
            sheet_rule = {"weight": styles.HAIRLINE, "grey": styles.GUIDE_GREY}
            job.sheet.rule(LEFT, RIGHT, y, **sheet_rule)
        base = y + _ROW / 2 + 1.15
        number = job.words.french(marked("document", "Invoice no. {number}"), number=invoice.number)
        room = _DATES - LEFT - 2
        job.sheet.text(LEFT, base, number, job.sheet.setter.fitted(number, styles.TEXT, room))
        job.sheet.text(_DATES, base, job.words.date(invoice.issued_on), styles.TEXT)
        amounts = (invoice.gross_minor, invoice.settled_minor, invoice.left_minor)
        for edge, amount in zip(_EDGES, amounts, strict=True):
            job.sheet.right(edge, base, job.words.amount(amount), styles.TEXT)
        y += _ROW
    return y


def _draw_heads(job: _Job, y: float) -> None:
    day = job.words.date(job.receipt.made_on)
    for edge, msgid in zip(_EDGES, _HEADS, strict=True):
        lines = [line for line in job.words.pair(msgid, day=day) if line]
        for rank, line in enumerate(reversed(lines)):
            style = job.sheet.setter.fitted(line, styles.HEADING, 36)
            job.sheet.right(edge, y - 1.9 - rank * 3.0, line, style)
    job.sheet.rule(LEFT, RIGHT, y, weight=styles.STRONG_RULE)


def _draw_amount(job: _Job, y: float) -> None:
    """Say what was received, and what of it the customer keeps with the shop."""
    receipt, sheet, text = job.receipt, job.sheet, job.words.text
    y += 6.0
    sheet.coloured_rule(LEFT, RIGHT, y, weight=styles.ACCENT_RULE, colour=sheet.accent)
    thanks = text("document", "Received, thank you.")
    sheet.text(LEFT, y + 6.6, thanks, styles.PAYMENT_TITLE)
    if receipt.kept_minor:
        kept = text(
            "document",
            "Of which {amount} kept to your credit.",
            amount=job.money(receipt.kept_minor),
        )
        lines = sheet.setter.wrap(kept, styles.SMALL, styles.COLUMN)
        sheet.lines(LEFT, y + 11.4, lines, styles.SMALL, leading=3.8)
    label, amount = text("document", "Amount received"), job.money(receipt.amount_minor)
    sheet.text(MIDDLE, y + 9.9, label, sheet.setter.fitted(label, styles.FRAME_LABEL, 40))
    sheet.right(RIGHT, y + 10.2, amount, sheet.setter.fitted(amount, styles.AMOUNT, 44))
    sheet.rule(LEFT, RIGHT, y + _PANEL, weight=styles.STRONG_RULE)
