"""One customer's account: what is open, and the credit there is to settle it with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from facturdesk.storage.merged import OF_PARTY


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


@dataclass(frozen=True, slots=True)
class AccountSums:
    """A customer's figures; turnover without VAT, replaced invoices left out."""

    documents: int
    turnover_minor: int
    turnover_year_minor: int  # since the same day a year before
    balance_minor: int
    overdue_minor: int
    last: tuple[str, dt.date, int] | None  # invoice: number, day, gross


def account_sums(connection: Connection, party_id: int, *, today: dt.date) -> AccountSums:
    """Add up what a customer bought and owes."""
    values = {"party": party_id, "today": today.isoformat(), "since": _year_before(today)}
    count, turnover, in_a_year, balance, overdue = connection.exec_driver_sql(
        _ACCOUNT, values
    ).one()
    last = connection.exec_driver_sql(_LAST, {"party": party_id}).fetchone()
    shown = (last[0], dt.date.fromisoformat(last[1]), last[2]) if last else None
    return AccountSums(count, turnover, in_a_year, balance, overdue, shown)


def open_notes_on(connection: Connection, document_id: int) -> list[int]:
    """List the credit notes on an invoice that have not given all they credit, oldest first."""
    return list(connection.exec_driver_sql(_NOTES, (document_id,)).scalars())


_INVOICES: Final = """
SELECT document.id, number, issued_on, balance_minor
FROM receivable JOIN document ON document.id = document_id
WHERE receivable.party_id = ? AND balance_minor > 0 ORDER BY issued_on, document.id"""

_ACCOUNT: Final = """
SELECT count(*), coalesce(sum(net), 0), coalesce(sum(net) FILTER (WHERE issued_on >= :since), 0),
    coalesce(sum(balance_minor) FILTER (WHERE balance_minor > 0), 0),
    coalesce(sum(balance_minor) FILTER (WHERE next_due_on < :today), 0)
FROM (
    SELECT issued_on, balance_minor, next_due_on, CASE
        WHEN settled_by = 'replaced' THEN 0
        WHEN kind = 'credit_note' THEN -net_minor ELSE net_minor END AS net
    FROM document CROSS JOIN receivable ON document_id = document.id
    WHERE document.party_id IN <of_party>)""".replace("<of_party>", OF_PARTY)
_LAST: Final = """
SELECT number, issued_on, gross_minor FROM document
WHERE party_id IN <of_party> AND kind <> 'credit_note'
ORDER BY issued_on DESC, id DESC LIMIT 1""".replace("<of_party>", OF_PARTY)

_NOTES: Final = """
SELECT document_id FROM document_link JOIN receivable USING (document_id)
WHERE target_id = ? AND relation = 'credits' AND balance_minor < 0 ORDER BY document_id"""

_CREDITS: Final = """
SELECT id, NULL, method, received_on AS since, left_minor FROM (
    SELECT id, method, received_on, amount_minor - (
        SELECT coalesce(sum(amount_minor), 0) FROM allocation WHERE payment_id = payment.id
    ) AS left_minor
    FROM payment WHERE party_id IN <of_party> AND reverses_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM payment AS counter WHERE counter.reverses_id = payment.id)
) WHERE left_minor > 0
UNION ALL
SELECT NULL, document.id, '', issued_on, -balance_minor
FROM receivable JOIN document ON document.id = document_id
WHERE receivable.party_id = :party AND balance_minor < 0 AND kind = 'credit_note'
ORDER BY since""".replace("<of_party>", OF_PARTY)


def _year_before(day: dt.date) -> str:
    """Give the same day a year before; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - 1).isoformat()
    except ValueError:
        return day.replace(year=day.year - 1, day=28).isoformat()
