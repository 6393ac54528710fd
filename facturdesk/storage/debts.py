"""Open invoices looked for by customer, number or amount, for who takes money in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from facturdesk.storage.codec import canonical_json
from facturdesk.storage.search import number_range
from facturdesk.storage.statements import sql


@dataclass(frozen=True, slots=True)
class Debt:
    """An invoice with something left to pay, and whose it is."""

    number: str
    issued_on: dt.date
    due_on: dt.date | None  # of its earliest open instalment
    gross_minor: int
    balance_minor: int
    party_id: int
    party_code: str
    party_name: str


def debts_of_parties(connection: Connection, party_ids: Sequence[int], *, limit: int) -> list[Debt]:
    """List what some customers owe, what is due first before the rest."""
    return _debts(connection, _OF_PARTIES, {"ids": canonical_json(list(party_ids))}, limit)


def debts_by_number(connection: Connection, beginning: str, *, limit: int) -> list[Debt]:
    """List the open invoices whose number begins so, the latest first."""
    first, last = number_range(beginning)
    return _debts(connection, _BY_NUMBER, {"first": first, "last": last}, limit)


def debts_by_counter(connection: Connection, counter: int, *, limit: int) -> list[Debt]:
    """List the open invoices that are the so manieth of their series."""
    return _debts(connection, _BY_COUNTER, {"counter": counter}, limit)


def debts_by_amount(connection: Connection, amount_minor: int, *, limit: int) -> list[Debt]:
    """List the open invoices of which this is owed, or which came to this."""
    return _debts(connection, _BY_AMOUNT, {"amount": amount_minor}, limit)


def _debts(connection: Connection, where: str, values: dict[str, object], limit: int) -> list[Debt]:
    query = sql(_DEBTS, where, "LIMIT :limit")
    return [
        Debt(
            number,
            dt.date.fromisoformat(issued_on),
            dt.date.fromisoformat(due_on) if due_on else None,
            *rest,
        )
        for number, issued_on, due_on, *rest in connection.exec_driver_sql(
            query, {**values, "limit": limit}
        )
    ]


# « <> 0 » beside « > 0 »: the partial index is of the first
_DEBTS: Final = """
SELECT document.number, issued_on, next_due_on, gross_minor, balance_minor,
    party.id, party.code, party.name
FROM receivable JOIN document ON document.id = document_id
JOIN party ON party.id = receivable.party_id
WHERE balance_minor <> 0 AND balance_minor > 0 AND"""
_DUE_FIRST: Final = "ORDER BY next_due_on, document.id"
_OF_PARTIES: Final = sql("receivable.party_id IN (SELECT value FROM json_each(:ids))", _DUE_FIRST)
# from the end of the index: the latest are those open, so that few are looked at
_BY_NUMBER: Final = (
    "document.number >= :first AND document.number < :last ORDER BY document.number DESC"
)
_BY_COUNTER: Final = sql(
    "document.id IN (SELECT document.id FROM number_series"
    " CROSS JOIN document ON series_id = number_series.id AND counter = :counter)",
    _DUE_FIRST,
)
_BY_AMOUNT: Final = sql(
    "document.id IN ("
    "SELECT id FROM document WHERE gross_minor = :amount"
    " UNION SELECT document_id FROM receivable INDEXED BY receivable_of_party"
    " WHERE balance_minor <> 0 AND balance_minor = :amount)",
    _DUE_FIRST,
)
