"""Opening, reading and writing a data file, and what is refused."""

from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from facturdesk.domain.errors import ActionableError
from facturdesk.storage import errors, sqlite
from facturdesk.storage.engine import Stamp, Store, create_store, open_store
from facturdesk.storage.errors import (
    DataFileBusy,
    DataFileExists,
    DataFileMissing,
    DataFileTooNew,
    DataFileUnreachable,
    NotADataFile,
)
from facturdesk.storage.payments import insert_payment
from facturdesk.storage.schema import USER_VERSION
from tests.storage.conftest import KEY
from tests.storage.filing import file, invoice, write

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "busy_timeout": 5000,
}


@pytest.mark.parametrize(("pragma", "value"), PRAGMAS.items())
def test_every_connection_is_set_up(store: Store, pragma: str, value: object) -> None:
    with store.read() as one, store.read() as other:
        found = [c.exec_driver_sql(f"PRAGMA {pragma}").scalar() for c in (one, other)]

    assert found == [value, value]


def test_one_file_remains_after_closing(path: Path, stamp: Stamp) -> None:
    with create_store(path) as store:
        file(store, stamp, invoice())

    assert [left.name for left in path.parent.iterdir()] == [path.name]


def test_an_exception_undoes_the_whole_transaction(store: Store, stamp: Stamp) -> None:
    with pytest.raises(ZeroDivisionError), store.write(stamp) as tx:
        fail(write(tx, invoice()))

    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM document").scalar() == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM number_series").scalar() == 0


def fail(after: int) -> None:
    """Fail after something was written."""
    raise ZeroDivisionError(after)


def test_what_no_seal_covers_is_not_committed(store: Store, stamp: Stamp) -> None:
    file(store, stamp, invoice())

    with pytest.raises(RuntimeError, match="not sealed"), store.write(stamp) as tx:
        insert_payment(tx, party_id=1, received_on=stamp.now, method="cash", amount_minor=1)

    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM payment").scalar() == 0


def test_reading_never_writes(store: Store) -> None:
    with store.read() as connection:
        connection.exec_driver_sql("UPDATE company SET demonstration = 1")

    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT demonstration FROM company").scalar() == 0


def test_a_reader_sees_one_moment(store: Store, stamp: Stamp) -> None:
    count = "SELECT count(*) FROM document"
    with store.read() as connection:
        before = connection.exec_driver_sql(count).scalar()
        file(store, stamp, invoice())
        assert connection.exec_driver_sql(count).scalar() == before

    with store.read() as connection:
        assert connection.exec_driver_sql(count).scalar() == 1


def test_what_a_transaction_changed_is_told(store: Store, stamp: Stamp) -> None:
    with store.write(stamp) as tx:
        write(tx, invoice())

    assert tx.changes == {"party:1", "document:1"}


def test_another_process_that_wrote_is_noticed(store: Store, stamp: Stamp, path: Path) -> None:
    before = store.data_version()
    key = KEY if path.read_bytes()[:6] != b"SQLite" else None
    with open_store(path, key=key) as other:
        file(other, stamp, invoice())

    assert store.data_version() != before


def test_a_new_file_overwrites_nothing(path: Path) -> None:
    path.write_text("mes recettes")

    with pytest.raises(DataFileExists):
        create_store(path)

    assert path.read_text() == "mes recettes"


def test_a_file_in_no_folder_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(errors.DataFileUnreachable):
        create_store(tmp_path / "absent" / "a.facturdesk")


def test_a_missing_file_is_not_made(path: Path) -> None:
    with pytest.raises(DataFileMissing):
        open_store(path)

    assert not path.exists()


def test_a_file_taken_away_while_it_is_open_is_not_made_anew(
    store: Store, path: Path, tmp_path: Path
) -> None:
    path.rename(tmp_path / "away")
    with pytest.raises(DataFileUnreachable), store.read():  # a new connection
        pass

    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"x", b"%PDF-1.7" + bytes(5000)])
def test_a_file_of_another_program_is_refused_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    with pytest.raises(NotADataFile):
        open_store(path)

    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipe (name)")
    other.close()

    with pytest.raises(NotADataFile):
        open_store(path)


@pytest.mark.parametrize("kept", [100, 4096, 100_000])
def test_a_truncated_file_is_refused(path: Path, kept: int) -> None:
    create_store(path).close()
    path.write_bytes(path.read_bytes()[:kept])

    with pytest.raises(NotADataFile):
        open_store(path)


def test_a_newer_file_is_refused(path: Path) -> None:
    create_store(path).close()
    with sqlite3.connect(path) as other:
        other.execute(f"PRAGMA user_version = {USER_VERSION + 1}")
    other.close()

    with pytest.raises(DataFileTooNew) as refused:
        open_store(path)

    assert refused.value.params["version"] == USER_VERSION + 1


def test_an_encrypted_file_shows_nothing_and_wants_its_key(path: Path, stamp: Stamp) -> None:
    with create_store(path, key=KEY) as store:
        file(store, stamp, invoice())
    with pytest.raises(NotADataFile):
        open_store(path)
    with pytest.raises(NotADataFile):
        open_store(path, key=bytes(32))

    assert b"Lumi" not in path.read_bytes() and b"SQLite" not in path.read_bytes()
    with open_store(path, key=KEY) as store, store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM document").scalar() == 1


def test_a_file_held_by_another_process_is_waited_for_then_refused(
    path: Path, stamp: Stamp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_MILLISECONDS", 50)
    create_store(path).close()
    with open_store(path) as store:
        other = dbapi2.connect(str(path), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DataFileBusy), store.write(stamp):
            raise AssertionError("nobody else may write now")
        other.close()
        file(store, stamp, invoice())


def test_every_error_of_the_file_is_a_refusal_with_the_path(path: Path) -> None:
    class Failure(dbapi2.OperationalError):  # type: ignore[misc] # the driver has no types
        sqlite_errorcode = 13 | 1 << 8

    with pytest.raises(ActionableError) as refused, errors.translated(path):
        raise Failure("database or disk is full")

    assert isinstance(refused.value, errors.DiskFull)
    assert refused.value.params == {"path": str(path)}


def _issue(path: Path, stamp: Stamp, count: int) -> None:
    with open_store(path) as store:
        for _ in range(count):
            file(store, stamp, invoice())


def test_two_processes_take_numbers_without_gap_or_double(path: Path, stamp: Stamp) -> None:
    with create_store(path) as store:
        file(store, stamp, invoice())
    start = multiprocessing.get_context("spawn").Process
    both = [start(target=_issue, args=(path, stamp, 15)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join()

    with open_store(path) as store, store.read() as connection:
        rows = connection.exec_driver_sql("SELECT counter, number FROM document ORDER BY id")
        assert [tuple(row) for row in rows] == [(n, f"F2026-{n:05}") for n in range(1, 32)]
    assert [process.exitcode for process in both] == [0, 0]
