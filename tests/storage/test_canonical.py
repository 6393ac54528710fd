"""Every column of every table of what happened is under a seal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from facturdesk.domain.sale import Receipt
from facturdesk.storage import canonical, snapshots
from facturdesk.storage.engine import Stamp, Store, Transaction
from facturdesk.storage.schema import INSERT_ONLY, metadata
from facturdesk.storage.sqlite import expected_triggers
from tests.domain.samples import ISSUED_ON
from tests.storage.filing import allocate, credit_note, file, invoice, pay

COVERED_OTHERWISE = {
    "party_snapshot": {"id", "role", "body"},  # under sha256, which the document names
    "text_snapshot": {"id", "body"},
    "stored_file": {"content"},  # under its sha256
}
COLUMNS = [
    (table.name, column.name)
    for table in INSERT_ONLY
    for column in table.columns
    if table.name != "seal" and column.name not in COVERED_OTHERWISE.get(table.name, ())
]
OTHER = {
    "INTEGER": "coalesce({0}, 0) + 1",
    "TEXT": "coalesce({0}, '') || 'x'",
    "BLOB": "zeroblob(rowid)",
}


@pytest.fixture
def tx(store: Store, stamp: Stamp) -> Iterator[Transaction]:
    """A file with a row in every table, its triggers dropped for this transaction."""
    invoice_id = file(
        store, stamp, invoice(receipts=(Receipt("cash", 200, ISSUED_ON),)), original=b"%PDF"
    )
    pay(store, stamp, invoice_id, 500)
    with store.write(stamp) as transaction:
        connection = transaction.connection
        for name in expected_triggers():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql(
            "INSERT INTO document_link VALUES (1, 1, 'credits', NULL, 'F1', '2026-11-24')"
        )
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        yield transaction
        connection.rollback()
        connection.exec_driver_sql("BEGIN")


def everything(tx: Transaction) -> list[object]:
    """Give all that seals hash."""
    connection = tx.connection
    return [
        *canonical.canonical_documents(connection, 0, 10),
        *canonical.canonical_payments(connection, 0, 10),
        canonical.canonical_allocations(connection, 1, 10),
    ]


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_change_in_any_column_changes_what_is_sealed(
    tx: Transaction, table: str, column: str
) -> None:
    before = everything(tx)
    other = OTHER[str(metadata.tables[table].c[column].type)].format(column)
    tx.connection.exec_driver_sql(f"UPDATE {table} SET {column} = {other}")

    assert everything(tx) != before


def test_the_role_of_a_party_is_under_its_hash() -> None:
    assert snapshots.party_sha256("seller", "{}") != snapshots.party_sha256("customer", "{}")


def test_the_allocations_of_a_transaction_are_taken_by_one_seal(store: Store, stamp: Stamp) -> None:
    first = file(store, stamp, invoice())
    pay(store, stamp, first, 100)
    with store.write(stamp) as tx:
        note = credit_note(invoice(number="F2026-00001"))
        allocate(tx, first, 200, kind="credit", source_id=first)
        allocate(tx, first, 300, kind="credit", source_id=first)
        taken = canonical.take_allocations(tx)
        assert taken is not None and taken[:2] == [2, 3]
        assert canonical.take_allocations(tx) is None
        assert note.references


def test_there_is_no_canonical_form_of_a_number_that_is_not_whole(store: Store) -> None:
    with store.read() as connection, pytest.raises(LookupError):
        canonical.canonical_payment(connection, 1)
