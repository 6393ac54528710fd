"""Steps that bring money or credit to documents, and take it back by counter-entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from facturdesk.domain.allocation import split_by_group
from facturdesk.storage.accounts import open_notes_on
from facturdesk.storage.engine import Transaction
from facturdesk.storage.payments import AllocationRow, insert_allocation, remaining_by_group
from facturdesk.storage.receivables import balance_of, refresh_many

PAYMENT = "payment"
CREDIT = "credit"
REPLACED = "replaced"


def settle(
    tx: Transaction, *, payment_id: int, most_minor: int, document_id: int, on: dt.date
) -> int:
    """Give a document up to so much of a payment; what it took, never more than it owes."""
    part = min(most_minor, owed(tx.connection, document_id))
    if part <= 0:
        return 0
    insert_allocation(
        tx,
        kind=PAYMENT,
        target_id=document_id,
        amount_minor=part,
        on=on,
        payment_id=payment_id,
        taxes=split_by_group(part, remaining_by_group(tx.connection, document_id)),
    )
    refresh_many(tx, [document_id])
    return part


def give_credit(
    tx: Transaction, *, note_id: int, most_minor: int, document_id: int, on: dt.date
) -> int:
    """Give an invoice up to so much of what a credit note still has to give; what it took.

    The VAT split is the note's: it says at which rates the money comes back.
    """
    left = -owed(tx.connection, note_id)
    part = min(most_minor, left, owed(tx.connection, document_id))
    if part <= 0:
        return 0
    insert_allocation(
        tx,
        kind=CREDIT,
        target_id=document_id,
        amount_minor=part,
        on=on,
        source_id=note_id,
        taxes=split_by_group(part, remaining_by_group(tx.connection, note_id)),
    )
    refresh_many(tx, [note_id, document_id])
    return part


def give_own_notes(tx: Transaction, *, document_id: int, on: dt.date) -> None:
    """Settle an invoice open again with what its own credit notes have left to give."""
    for note_id in open_notes_on(tx.connection, document_id):
        left = -owed(tx.connection, note_id)
        give_credit(tx, note_id=note_id, most_minor=left, document_id=document_id, on=on)


def take_back(
    tx: Transaction, given: AllocationRow, *, on: dt.date, payment_id: int | None = None
) -> None:
    """Write the counter-entry of an allocation, under its own payment or another.

    The documents concerned are to be refreshed by the caller.
    """
    insert_allocation(
        tx,
        kind=given.kind,
        target_id=given.target_id,
        amount_minor=-given.amount_minor,
        on=on,
        payment_id=payment_id or given.payment_id,
        source_id=given.source_id,
        reverses_id=given.id,
        taxes={group: -gross for group, gross in given.taxes.items()},
    )


def replace_whole(tx: Transaction, *, original_id: int, by_id: int, on: dt.date) -> None:
    """Close an invoice for all it owes: another document stands in its place."""
    insert_allocation(
        tx,
        kind=REPLACED,
        target_id=original_id,
        amount_minor=owed(tx.connection, original_id),
        on=on,
        source_id=by_id,
        taxes=remaining_by_group(tx.connection, original_id),
    )
    refresh_many(tx, [original_id])


def standing(allocations: Sequence[AllocationRow]) -> Iterable[AllocationRow]:
    """Keep the allocations that no counter-entry has taken back, in their order."""
    undone = {row.reverses_id for row in allocations if row.reverses_id is not None}
    return [row for row in allocations if row.reverses_id is None and row.id not in undone]


def owed(connection: Connection, document_id: int) -> int:
    """Give the balance of a document: owed by the customer, negative when owed to them."""
    balance = balance_of(connection, document_id)
    if balance is None:
        raise LookupError(f"no receivable of document {document_id}")
    return balance.balance_minor
