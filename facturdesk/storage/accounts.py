"""One customer's account: what is open, and the credit there is to settle it with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    """An invoice with something left to pay."""

    id: int
    number: str
    issued_on: dt.date
    balance_minor: int


@dataclass(frozen=True, slots=True)
class OpenCredit:
    """What is left of a payment, or of a credit note, for the customer to use."""

    payment_id: int | None
    note_id: int | None
    method: str  # of the payment; empty for a credit note
    since: dt.date
    left_minor: int


def open_invoices(connection: Connection, party_id: int) -> list[OpenInvoice]:
    """List a customer's invoices with something left to pay, the oldest first."""
    rows = connection.exec_driver_sql(_INVOICES, (party_id,))
    return [OpenInvoice(row[0], row[1], dt.date.fromisoformat(row[2]), row[3]) for row in rows]


def open_credits(connection: Connection, party_id: int) -> list[OpenCredit]:
    """List what a customer may settle invoices with, the oldest first.

    A payment that was cancelled, and its counter-entry, leave nothing.
    """
    rows = connection.exec_driver_sql(_CREDITS, {"party": party_id})
    return [
        OpenCredit(payment, note, method, dt.date.fromisoformat(since), left)
        for payment, note, method, since, left in rows
    ]


def open_notes_on(connection: Connection, document_id: int) -> list[int]:
    """List the credit notes on an invoice that have not given all they credit, oldest first."""
    return list(connection.exec_driver_sql(_NOTES, (document_id,)).scalars())


_INVOICES: Final = """
SELECT document.id, number, issued_on, balance_minor
FROM receivable JOIN document ON document.id = document_id
WHERE receivable.party_id = ? AND balance_minor > 0 ORDER BY issued_on, document.id"""

_NOTES: Final = """
SELECT document_id FROM document_link JOIN receivable USING (document_id)
WHERE target_id = ? AND relation = 'credits' AND balance_minor < 0 ORDER BY document_id"""

_CREDITS: Final = """
SELECT id, NULL, method, received_on AS since, left_minor FROM (
    SELECT id, method, received_on, amount_minor - (
        SELECT coalesce(sum(amount_minor), 0) FROM allocation WHERE payment_id = payment.id
    ) AS left_minor
    FROM payment WHERE party_id = :party AND reverses_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM payment AS counter WHERE counter.reverses_id = payment.id)
) WHERE left_minor > 0
UNION ALL
SELECT NULL, document.id, '', issued_on, -balance_minor
FROM receivable JOIN document ON document.id = document_id
WHERE receivable.party_id = :party AND balance_minor < 0 AND kind = 'credit_note'
ORDER BY since"""
