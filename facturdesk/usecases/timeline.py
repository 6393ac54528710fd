"""What became of a document since its issue, as one list in the order of the days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection

from facturdesk.domain.document import Document
from facturdesk.storage.documents import Filed, load_document
from facturdesk.storage.events import KINDS as DEEDS
from facturdesk.storage.events import events_of
from facturdesk.storage.payments import AllocationRow, PaymentRow, allocations_to, load_payment
from facturdesk.storage.relations import flags_of, uses_of
from facturdesk.usecases.settling import CREDIT, PAYMENT

ISSUED: Final = "issued"
PAID: Final = "paid"
UNPAID: Final = "unpaid"  # the counter-entry of a payment
MOVED: Final = "moved"  # a payment taken over by the corrective invoice
CREDITED: Final = "credited"
UNCREDITED: Final = "uncredited"
REPLACED: Final = "replaced"
USED: Final = "used"  # a credit note, to settle an invoice
UNUSED: Final = "unused"
OVERDUE: Final = "overdue"
CLEARED: Final = "cleared"
KINDS: Final = (
    *(ISSUED, PAID, UNPAID, MOVED, CREDITED, UNCREDITED, REPLACED, USED, UNUSED),
    *(OVERDUE, CLEARED),
    *DEEDS,
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a document; `kind` is one of KINDS."""

    kind: str
    on: dt.date
    at: dt.datetime | None = None  # aware; of what was done on this device
    amount_minor: int | None = None
    number: str | None = None  # of the other document
    payment: int | None = None  # its id
    method: str = ""
    detail: dict[str, str] = field(default_factory=dict)  # printer, folder, address


def timeline(connection: Connection, filed: Filed) -> tuple[Event, ...]:
    """List what happened to a document, the earliest first. A step."""
    document = filed.document
    found = [
        Event(ISSUED, document.issued_on, amount_minor=document.gross_minor),
        *_deeds(connection, filed.id),
        *_settlements(connection, filed.id),
        *_uses(connection, filed.id),
        *_flags(connection, filed.id, document),
    ]
    return tuple(sorted(found, key=lambda event: event.on))


def _settlements(connection: Connection, document_id: int) -> Iterable[Event]:
    numbers: dict[int, str] = {}
    payments: dict[int, PaymentRow | None] = {}
    for row in allocations_to(connection, document_id):
        source, payment = row.source_id, row.payment_id
        if source is not None and source not in numbers:
            numbers[source] = load_document(connection, source).document.number
        if payment is not None and payment not in payments:
            payments[payment] = load_payment(connection, payment)
        paid = payments[payment] if payment is not None else None
        yield Event(
            _kind(row, paid),
            row.on,
            amount_minor=abs(row.amount_minor),
            number=numbers[source] if source is not None else None,
            payment=payment,
            method=paid.method if paid else "",
        )


def _kind(row: AllocationRow, payment: PaymentRow | None) -> str:
    if row.kind == CREDIT:
        return CREDITED if row.amount_minor > 0 else UNCREDITED
    if row.kind != PAYMENT:
        return row.kind
    if row.amount_minor > 0:
        return PAID
    return MOVED if payment is None or payment.reverses_id is None else UNPAID


def _uses(connection: Connection, document_id: int) -> Iterable[Event]:
    for use in uses_of(connection, document_id):
        kind = USED if use.amount_minor > 0 else UNUSED
        yield Event(kind, use.on, amount_minor=abs(use.amount_minor), number=use.number)


def _flags(connection: Connection, document_id: int, document: Document) -> Iterable[Event]:
    due = {part.sequence: part.due_on.isoformat() for part in document.instalments}
    for flag in flags_of(connection, document_id):
        detail = {"due": due.get(flag.sequence, "")}
        yield Event(OVERDUE, flag.flagged_on, detail=detail)
        if flag.cleared_on is not None:
            yield Event(CLEARED, flag.cleared_on, detail=detail)


def _deeds(connection: Connection, document_id: int) -> Iterable[Event]:
    """Give what was printed, saved and mailed from here."""
    for event in events_of(connection, document_id):
        at = event.at.astimezone()  # the day on which it was, here
        detail = {name: str(value) for name, value in event.detail.items()}
        yield Event(event.kind, at.date(), at=at, detail=detail)
