"""Credits an issued invoice, wholly or by lines, mirrored to the cent from what is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from facturdesk.domain.crediting import CreditRequest, creditable_lines, quantities_left
from facturdesk.domain.crediting import credit as work_out
from facturdesk.domain.document import Document, DocumentLine, DocumentReference
from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.freezing import freeze_credit
from facturdesk.domain.money import QUANTITY_PLACES
from facturdesk.domain.sale import DocumentKind
from facturdesk.domain.totals import Totals
from facturdesk.storage.documents import Filed, credit_notes_of
from facturdesk.storage.engine import Transaction
from facturdesk.storage.seals import seal_document
from facturdesk.usecases.fields import MOST_LINES, Fields
from facturdesk.usecases.finding import document_result, standing_invoice
from facturdesk.usecases.recording import Occasion, Written, prepare, put_out, refuse
from facturdesk.usecases.refusals import DocumentTakenOver
from facturdesk.usecases.results import DocumentResult
from facturdesk.usecases.settling import give_credit, owed
from facturdesk.usecases.shop import Shop

PROBLEMS: Final = frozenset({"credit-before-invoice"})
CREDITS: Final = "credits"

_LONGEST_REASON: Final = 200


@dataclass(frozen=True, slots=True)
class Creditable:
    """An invoice with what is left to give back of it.

    `lines` are its priced lines and charges, `left_e4` the quantity left of each, with the
    sign of the line.
    """

    invoice: Document
    earlier: tuple[Document, ...]
    lines: tuple[DocumentLine, ...]
    left_e4: tuple[int, ...]
    owed_minor: int

    def worth(self, requests: Sequence[CreditRequest] | None) -> Totals:
        """Work out what a credit note would give back, as `credit` will.

        Raises:
            InputRefused: more than is left is asked for, or nothing.
        """
        return work_out(self.invoice, self.earlier, requests).totals


def credit(
    shop: Shop,
    number: str,
    *,
    requests: Sequence[object] | None = None,
    reason: str = "",
    on: dt.date | None = None,
    confirm_clock: bool = False,
) -> DocumentResult:
    """Issue a credit note on an invoice: for all that is left, or for the lines asked for.

    `requests` is a list such as `[{"line": 1, "quantity": "2"}]`, priced lines counted
    from 1. The credit settles the invoice up to its balance; the rest is the customer's
    credit, the negative balance of the note.

    Raises:
        DocumentUnknown, NotAnInvoice, DocumentReplaced, DocumentTakenOver: it has none.
        InputRefused: a line or the day is wrong, or nothing is left to credit.
    """
    wanted, why = _read(requests, reason)
    with shop.store.write(shop.stamp()) as tx:
        invoice = creditable_invoice(tx.connection, number)
        occasion = Occasion(
            on,
            confirm_clock,
            references=(DocumentReference(CREDITS, number, invoice.document.issued_on),),
            targets={number: invoice.id},
            reason=why,
        )
        written = _credit(tx, shop, invoice, wanted, occasion)
        return document_result(tx.connection, *written, today=shop.today)


def creditable(shop: Shop, number: str) -> Creditable:
    """Tell what of an invoice can still be given back.

    Raises:
        DocumentUnknown, NotAnInvoice, DocumentReplaced, DocumentTakenOver: it has none.
        InputRefused: nothing is left to credit.
    """
    with shop.store.read() as connection:
        invoice = creditable_invoice(connection, number)
        earlier = tuple(credit_notes_of(connection, invoice.id))
        left = quantities_left(invoice.document, earlier)
        if not any(left):
            raise InputRefused([Problem("credit-nothing-left", "lines", {"number": number})])
        owed_minor = owed(connection, invoice.id)
    lines = creditable_lines(invoice.document)
    return Creditable(invoice.document, earlier, lines, left, owed_minor)


def creditable_invoice(connection: Connection, number: str) -> Filed:
    """Read an invoice that credit notes may be made on. A step.

    Raises:
        DocumentUnknown, NotAnInvoice, DocumentReplaced, DocumentTakenOver: it has none.
    """
    invoice = standing_invoice(connection, number)
    if invoice.document.origin == "taken_over":
        raise DocumentTakenOver(number=number)
    return invoice


def _credit(
    tx: Transaction,
    shop: Shop,
    invoice: Filed,
    wanted: Sequence[CreditRequest] | None,
    occasion: Occasion,
) -> Written:
    """Issue the credit note and settle the invoice with it."""
    prepared = prepare(tx, shop, DocumentKind.CREDIT_NOTE, occasion=occasion)
    issue, problems = prepared.issue, list(prepared.problems)
    if issue.issued_on < invoice.document.issued_on:
        day = invoice.document.issued_on.isoformat()
        problems.append(Problem("credit-before-invoice", "date", {"invoice": day}))
    if problems:
        refuse(problems)
    given = work_out(invoice.document, credit_notes_of(tx.connection, invoice.id), wanted)
    written = put_out(
        tx,
        shop,
        prepared,
        party_id=invoice.party_id,
        freeze=lambda number: freeze_credit(invoice.document, given, issue, number),
    )
    give_credit(
        tx,
        note_id=written.id,
        most_minor=written.document.gross_minor,
        document_id=invoice.id,
        on=issue.issued_on,
    )
    seal_document(tx, written.id)
    return written


def _read(requests: Sequence[object] | None, reason: str) -> tuple[list[CreditRequest] | None, str]:
    """Read what is asked, with every fault at once."""
    fields = Fields({"lines": None if requests is None else list(requests), "reason": reason})
    why = fields.text("reason", longest=_LONGEST_REASON)
    wanted = []
    for entry in fields.sections("lines"):
        if "line" not in entry:
            entry.refuse("line", "field-missing")
        rank = entry.whole("line", smallest=1, largest=MOST_LINES) or 1
        wanted.append(CreditRequest(rank, entry.decimal("quantity", QUANTITY_PLACES)))
    if requests is not None and not requests:
        fields.refuse("lines", "field-missing")
    fields.finish()
    return (None if requests is None else wanted), why
