"""What happened cannot be changed: triggers, and the objects a data file must have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Table
from sqlalchemy.exc import IntegrityError

from facturdesk.domain.sale import Receipt
from facturdesk.storage import sqlite
from facturdesk.storage.engine import Stamp, Store, Transaction
from facturdesk.storage.schema import INSERT_ONLY, SEALED_CHILDREN
from tests.domain.samples import ISSUED_ON
from tests.storage.filing import credit_note, file, invoice, pay


@pytest.fixture
def tx(store: Store, stamp: Stamp) -> Iterator[Transaction]:
    """A file with a row in every table of what happened, and a transaction in it."""
    receipts = (Receipt("cash", 200, ISSUED_ON),)
    document_id = file(store, stamp, invoice(receipts=receipts), original=b"%PDF")
    pay(store, stamp, document_id, 500)
    file(store, stamp, credit_note(invoice(number="F2026-00001")))
    with store.write(stamp) as transaction:
        yield transaction


@pytest.mark.parametrize("table", INSERT_ONLY, ids=str)
@pytest.mark.parametrize("statement", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_no_row_is_changed_or_deleted(tx: Transaction, table: Table, statement: str) -> None:
    column = table.columns.keys()[-1]

    with pytest.raises(IntegrityError, match="insert-only"):
        tx.connection.exec_driver_sql(statement.format(table.name, column))


@pytest.mark.parametrize("table", INSERT_ONLY, ids=str)
def test_no_row_is_replaced(tx: Transaction, table: Table) -> None:
    with pytest.raises(IntegrityError, match=r"insert-only|sealed"):
        tx.connection.exec_driver_sql(f"REPLACE INTO {table.name} SELECT * FROM {table.name}")


@pytest.mark.parametrize("table", SEALED_CHILDREN, ids=str)
def test_nothing_is_added_to_a_sealed_document(tx: Transaction, table: Table) -> None:
    keys = {column.name for column in table.primary_key} - {"document_id"}
    columns = [column.name for column in table.columns]
    shifted = ", ".join(f"{c} + 100" if c in keys else c for c in columns)

    with pytest.raises(IntegrityError, match="sealed"):
        tx.connection.exec_driver_sql(
            f"INSERT INTO {table.name} ({', '.join(columns)}) SELECT {shifted} FROM {table.name}"
        )


def test_every_table_refuses_values_of_another_type(store: Store) -> None:
    with store.read() as connection:
        rows = connection.exec_driver_sql("PRAGMA table_list").mappings().all()

    loose = {row["name"] for row in rows if not row["strict"] and row["type"] == "table"}
    assert loose == {"sqlite_schema", "sqlite_temp_schema", "sqlite_sequence"}


@pytest.mark.parametrize("amount", ["1.5", "'12'||'x'", "x'31'"])
def test_an_amount_that_is_not_a_whole_number_is_not_stored(tx: Transaction, amount: str) -> None:
    with pytest.raises(IntegrityError, match="cannot store"):
        tx.connection.exec_driver_sql(
            f"INSERT INTO payment (party_id, amount_minor) VALUES (1, {amount})"
        )


def test_every_trigger_is_there_as_expected(store: Store) -> None:
    query = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    with store.read() as connection:
        triggers = {row[0]: row[1] for row in connection.exec_driver_sql(query)}

    assert triggers == sqlite.expected_triggers()


@pytest.mark.parametrize(
    ("folder", "synchronised"),
    [
        ("/home/marie/OneDrive - Martin/compta", True),
        ("/home/marie/Dropbox", True),
        ("/Users/marie/Library/Mobile Documents/com~apple~CloudDocs", True),
        ("//serveur/partage", True),
        ("/home/marie/Documents", False),
        ("/home/marie/dropboxes", False),
    ],
)
def test_a_folder_others_may_touch_is_recognised(folder: str, *, synchronised: bool) -> None:
    assert sqlite.is_synchronised(Path(folder) / "Boutique.facturdesk") is synchronised


def test_a_file_in_a_synchronised_folder_has_no_shared_memory(tmp_path: Path) -> None:
    from facturdesk.storage.engine import create_store

    folder = tmp_path / "Dropbox"
    folder.mkdir()
    with create_store(folder / "a.facturdesk") as store, store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
        assert store.synchronised_folder
