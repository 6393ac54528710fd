"""Payments and what they settle: written once, undone only by counter-entries."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection

from facturdesk.domain.vat import VatGroup
from facturdesk.storage.engine import Transaction
from facturdesk.storage.merged import LIVE_PARTY, OF_PARTY
from facturdesk.storage.rows import group_columns
from facturdesk.storage.schema import allocation, allocation_tax, payment
from facturdesk.storage.statements import Row, insert_rows, next_id, sql


@dataclass(frozen=True, slots=True)
class NewPayment:
    """A payment about to be stored; a counter-entry has a negative amount."""

    party_id: int
    received_on: dt.date
    method: str
    amount_minor: int
    reference: str = ""
    reverses_id: int | None = None
    reason: str = ""
    currency: str = "EUR"


@dataclass(frozen=True, slots=True)
class NewAllocation:
    """What a payment or a document takes off another document, split over its VAT groups."""

    kind: str  # payment, credit, replaced, write_off
    target_id: int
    amount_minor: int
    on: dt.date
    payment_id: int | None = None
    source_id: int | None = None
    reverses_id: int | None = None
    taxes: Mapping[VatGroup, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A payment as listed, with the numbers it settled."""

    id: int
    party_code: str
    party_name: str
    received_on: dt.date
    method: str
    amount_minor: int
    reference: str
    reverses_id: int | None
    reversed_by_id: int | None
    unallocated_minor: int
    allocations: tuple[tuple[str, int], ...]
    reason: str = ""  # of a counter-entry


@dataclass(frozen=True, slots=True)
class AllocationRow:
    """An allocation as stored."""

    id: int
    kind: str
    payment_id: int | None
    source_id: int | None
    target_id: int
    amount_minor: int
    on: dt.date
    reverses_id: int | None
    taxes: dict[VatGroup, int]


def insert_payment(  # noqa: PLR0913 - one row, all by keyword
    tx: Transaction,
    *,
    party_id: int,
    received_on: dt.date,
    method: str,
    amount_minor: int,
    reference: str = "",
    reverses_id: int | None = None,
    reason: str = "",
    currency: str = "EUR",
) -> int:
    """Write a payment; its id. It is to be sealed in the same transaction."""
    new = NewPayment(
        party_id, received_on, method, amount_minor, reference, reverses_id, reason, currency
    )
    return insert_payments(tx, [new])[0]


def insert_payments(tx: Transaction, batch: Sequence[NewPayment]) -> list[int]:
    """Write many payments at once; their ids, which are consecutive."""
    first = next_id(tx.connection, "SELECT max(id) FROM payment")
    rows: list[Row] = [
        (
            payment_id,
            new.party_id,
            new.received_on.isoformat(),
            new.method,
            new.amount_minor,
            new.currency,
            new.reference,
            new.reverses_id,
            new.reason,
        )
        for payment_id, new in enumerate(batch, first)
    ]
    insert_rows(tx.connection, payment, rows)
    ids = list(range(first, first + len(rows)))
    tx.unsealed.payments.update(ids)
    tx.changes.update([f"payment:{payment_id}" for payment_id in ids])
    return ids


def insert_allocation(  # noqa: PLR0913 - one row, all by keyword
    tx: Transaction,
    *,
    kind: str,
    target_id: int,
    amount_minor: int,
    on: dt.date,
    payment_id: int | None = None,
    source_id: int | None = None,
    reverses_id: int | None = None,
    taxes: Mapping[VatGroup, int],
) -> int:
    """Write what a payment or document takes off a document; the id.

    The next seal of the transaction covers it; `receivables.refresh` follows.
    """
    new = NewAllocation(
        kind, target_id, amount_minor, on, payment_id, source_id, reverses_id, taxes
    )
    return insert_allocations(tx, [new])[0]


def insert_allocations(tx: Transaction, batch: Sequence[NewAllocation]) -> list[int]:
    """Write many allocations at once; their ids, which are consecutive."""
    first = next_id(tx.connection, "SELECT max(id) FROM allocation")
    rows: list[Row] = []
    taxes: list[Row] = []
    for allocation_id, new in enumerate(batch, first):
        rows.append(
            (
                allocation_id,
                new.kind,
                new.payment_id,
                new.source_id,
                new.target_id,
                new.amount_minor,
                new.on.isoformat(),
                new.reverses_id,
            )
        )
        for sequence, (group, gross) in enumerate(sorted(new.taxes.items()), 1):
            taxes.append((allocation_id, sequence, *group_columns(group), gross))
    insert_rows(tx.connection, allocation, rows)
    insert_rows(tx.connection, allocation_tax, taxes)
    ids = list(range(first, first + len(rows)))
    tx.unsealed.allocations += ids
    return ids


def remaining_by_group(connection: Connection, document_id: int) -> dict[VatGroup, int]:
    """Give the gross of each VAT group less what was allocated: what is still to settle.

    For a credit note: what is still to give back, positive.
    """
    rows = connection.exec_driver_sql(_REMAINING, {"id": document_id})
    return {VatGroup(*group): gross for *group, gross in rows}


def unallocated(connection: Connection, payment_id: int) -> int:
    """Give what of a payment no document has taken: the customer's credit.

    Of a payment that was reversed, and of its counter-entry: nothing.
    """
    left: int | None = connection.exec_driver_sql(
        "SELECT amount_minor - (SELECT coalesce(sum(amount_minor), 0) FROM allocation"
        " WHERE payment_id = payment.id) FROM payment WHERE id = ?1 AND reverses_id IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM payment WHERE reverses_id = ?1)",
        (payment_id,),
    ).scalar()
    return left or 0


def cash_received(connection: Connection, document_id: int) -> int:
    """Give the cash already received on a document, less what was reversed."""
    cash: int = connection.exec_driver_sql(
        "SELECT coalesce(sum(allocation.amount_minor), 0)"
        " FROM allocation JOIN payment ON payment.id = payment_id"
        " WHERE target_document_id = ? AND method = 'cash'",
        (document_id,),
    ).scalar_one()
    return cash


def load_payment(connection: Connection, payment_id: int) -> PaymentRow | None:
    """Read one payment; None if there is none."""
    rows = connection.exec_driver_sql(
        sql(_PAYMENTS, "WHERE payment.id = ?"), (payment_id,)
    ).fetchall()
    return _payment_row(*rows[0]) if rows else None


def list_payments(
    connection: Connection, *, party_id: int | None = None, limit: int | None = None
) -> list[PaymentRow]:
    """List payments and counter-entries, newest first."""
    where = "WHERE true" if party_id is None else sql("WHERE payment.party_id IN", OF_PARTY)
    query = sql(_PAYMENTS, where, "ORDER BY received_on DESC, payment.id DESC LIMIT :limit")
    values = {"party": party_id, "limit": -1 if limit is None else limit}
    rows = connection.exec_driver_sql(query, values)
    return [_payment_row(*row) for row in rows]


def payments_by_ids(connection: Connection, ids: Sequence[int]) -> list[PaymentRow]:
    """List payments by id, in this order; what is gone is left out."""
    query = sql(_PAYMENTS, "WHERE payment.id IN (SELECT value FROM json_each(?))")
    rows = connection.exec_driver_sql(query, (json.dumps(list(ids)),))
    found = {row[0]: _payment_row(*row) for row in rows}
    return [found[payment_id] for payment_id in ids if payment_id in found]


def party_of(connection: Connection, payment_id: int) -> int:
    """Give the card that a payment was written with; its counter-entry goes to the same."""
    query = "SELECT party_id FROM payment WHERE id = ?"
    return int(connection.exec_driver_sql(query, (payment_id,)).scalar_one())


def allocations_of_payment(connection: Connection, payment_id: int) -> list[AllocationRow]:
    """Read every allocation of a payment, moves and counter-entries included."""
    return _allocations(connection, "payment_id = ?", payment_id)


def allocations_to(connection: Connection, document_id: int) -> list[AllocationRow]:
    """Read every allocation that settled a document or was taken back from it."""
    return _allocations(connection, "target_document_id = ?", document_id)


def _allocations(connection: Connection, where: str, value: int) -> list[AllocationRow]:
    found = connection.exec_driver_sql(
        sql("SELECT * FROM allocation WHERE", where, "ORDER BY id"), (value,)
    ).fetchall()
    return [
        AllocationRow(
            id=allocation_id,
            kind=kind,
            payment_id=payment_id,
            source_id=source_id,
            target_id=target_id,
            amount_minor=amount_minor,
            on=dt.date.fromisoformat(on),
            reverses_id=reverses_id,
            taxes=_taxes(connection, allocation_id),
        )
        for (
            allocation_id,
            kind,
            payment_id,
            source_id,
            target_id,
            amount_minor,
            on,
            reverses_id,
        ) in found
    ]


def _taxes(connection: Connection, allocation_id: int) -> dict[VatGroup, int]:
    rows = connection.exec_driver_sql(
        "SELECT category, rate_bp, ground, vat_case, gross_minor FROM allocation_tax"
        " WHERE allocation_id = ? ORDER BY sequence",
        (allocation_id,),
    )
    return {VatGroup(*group): gross for *group, gross in rows}


def _payment_row(*columns: Any) -> PaymentRow:
    payment_id, code, name, received_on, method, amount, *rest = columns
    reference, reverses_id, reason, reversed_by_id, allocated = rest
    undone = reverses_id is not None or reversed_by_id is not None
    shares = tuple([(number, minor) for number, minor in json.loads(allocated)])
    return PaymentRow(
        id=payment_id,
        party_code=code,
        party_name=name,
        received_on=dt.date.fromisoformat(received_on),
        method=method,
        amount_minor=amount,
        reference=reference,
        reverses_id=reverses_id,
        reversed_by_id=reversed_by_id,
        unallocated_minor=0 if undone else amount - sum(minor for _, minor in shares),
        allocations=shares,
        reason=reason,
    )


_REMAINING: Final = """
SELECT category, rate_bp, ground, vat_case, sum(gross) FROM (
    SELECT category, rate_bp, ground, vat_case, base_minor + vat_minor AS gross
    FROM document_tax WHERE document_id = :id
    UNION ALL
    SELECT category, rate_bp, ground, vat_case,
        CASE (SELECT kind FROM document WHERE id = :id)
            WHEN 'credit_note' THEN gross_minor ELSE -gross_minor END
    FROM allocation JOIN allocation_tax ON allocation_id = allocation.id
    WHERE target_document_id = :id
    UNION ALL
    SELECT category, rate_bp, ground, vat_case, -gross_minor
    FROM allocation JOIN allocation_tax ON allocation_id = allocation.id
    WHERE source_document_id = :id AND kind = 'credit'
) GROUP BY category, rate_bp, ground, vat_case ORDER BY 1, 2, 3, 4"""

_PAYMENTS: Final = """
SELECT payment.id, party.code, party.name, payment.received_on, payment.method,
    payment.amount_minor, payment.reference, payment.reverses_id, payment.reason,
    (SELECT id FROM payment AS counter WHERE counter.reverses_id = payment.id),
    (SELECT json_group_array(json_array(number, allocated)) FROM (
        SELECT number, sum(allocation.amount_minor) AS allocated
        FROM allocation JOIN document ON document.id = target_document_id
        WHERE payment_id = payment.id GROUP BY document.id ORDER BY document.id))
FROM payment JOIN party ON party.id = <live>""".replace("<live>", LIVE_PARTY.format(row="payment"))
