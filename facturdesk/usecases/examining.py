"""One issued document as one opens it: what is owed, what settled it, what may be done with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from facturdesk.domain.crediting import quantities_left
from facturdesk.domain.document import Document
from facturdesk.domain.errors import ActionableError
from facturdesk.domain.overdue import open_instalments
from facturdesk.storage.accounts import open_credits
from facturdesk.storage.documents import credit_notes_of
from facturdesk.storage.relations import Related, related_documents
from facturdesk.usecases.correcting import correctable_invoice
from facturdesk.usecases.crediting import creditable_invoice
from facturdesk.usecases.finding import (
    customer_card,
    document_result,
    issued_document,
    standing_invoice,
)
from facturdesk.usecases.refusals import DocumentCredited
from facturdesk.usecases.results import DocumentResult
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.timeline import Event, timeline


@dataclass(frozen=True, slots=True)
class Part:
    """An instalment with what is still open of it, and for how many days it has been late."""

    due_on: dt.date
    amount_minor: int
    open_minor: int
    late_days: int


@dataclass(frozen=True, slots=True)
class Examined:
    """An issued document with everything around it.

    The three `no_…` say why an act is refused; None: it may be done.
    """

    result: DocumentResult
    document: Document
    customer_code: str
    customer_name: str  # of the card today
    parts: tuple[Part, ...]
    related: tuple[Related, ...]
    events: tuple[Event, ...]
    customer_credit_minor: int  # what the customer could settle it with
    no_payment: ActionableError | None
    no_correction: ActionableError | None
    no_credit: ActionableError | None

    @property
    def late_days(self) -> int:
        """For how many days something of it has been late; 0: nothing is."""
        return max((part.late_days for part in self.parts), default=0)


def examine(shop: Shop, number: str) -> Examined:
    """Give an issued document with everything around it, from one snapshot.

    Raises:
        DocumentUnknown: no document has this number.
    """
    with shop.store.read() as connection:
        filed = issued_document(connection, number)
        document = filed.document
        result = document_result(connection, filed.id, document, today=shop.today)
        return Examined(
            result=result,
            document=document,
            customer_code=result.customer,
            customer_name=result.customer_name,
            parts=_parts(document, result.balance_minor, shop.today),
            related=tuple(related_documents(connection, filed.id)),
            events=timeline(connection, filed),
            customer_credit_minor=_usable_credit(connection, result),
            no_payment=_refusal(lambda: standing_invoice(connection, number)),
            no_correction=_refusal(lambda: correctable_invoice(connection, number)),
            no_credit=_refusal(lambda: _creditable(connection, number)),
        )


def _parts(document: Document, balance_minor: int, today: dt.date) -> tuple[Part, ...]:
    """Tell what remains of each instalment: money settles the earliest first."""
    due = document.instalments
    left = {part.sequence: part.amount_minor for part in open_instalments(due, balance_minor)}
    return tuple(
        Part(
            part.due_on,
            part.amount_minor,
            left.get(part.sequence, 0),
            max(0, (today - part.due_on).days) if part.sequence in left else 0,
        )
        for part in due
    )


def _usable_credit(connection: Connection, result: DocumentResult) -> int:
    """Add up what the customer has, where this document is one that it can settle."""
    if result.balance_minor <= 0:
        return 0
    party_id, _ = customer_card(connection, result.customer)
    return sum(credit.left_minor for credit in open_credits(connection, party_id))


def _creditable(connection: Connection, number: str) -> None:
    """Refuse what a credit note cannot be made on.

    Raises:
        ActionableError: with the reason.
    """
    invoice = creditable_invoice(connection, number)
    if not any(quantities_left(invoice.document, credit_notes_of(connection, invoice.id))):
        raise DocumentCredited(number=number)


def _refusal(act: Callable[[], object]) -> ActionableError | None:
    """Try an act that only reads; the reason why it is refused."""
    try:
        act()
    except ActionableError as refused:
        return refused
    return None
