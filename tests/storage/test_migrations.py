"""A file of an earlier version becomes one of today, whole; or it stays as it was."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from alembic import op
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import create_engine
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import CreateIndex
from sqlcipher3 import dbapi2

from facturdesk.domain.cards import Item
from facturdesk.storage import backup, engine, migrations, schema, sqlite
from facturdesk.storage import restore as restoring
from facturdesk.storage.engine import open_store
from facturdesk.storage.errors import DataFileBusy, DataFileTooNew
from facturdesk.storage.events import add_event, events_of
from facturdesk.storage.items import save_item
from facturdesk.storage.migrations import UpgradeFailed, upgrade
from facturdesk.storage.migrations.versions import VERSIONS
from facturdesk.storage.parties import party_by_code, save_party
from facturdesk.storage.photos import save_photo
from facturdesk.storage.restore import restore
from facturdesk.storage.search import search_parties
from facturdesk.storage.verify_database import schema_faults
from tests.faults.sample_file import LATER, make_sample, stamp
from tests.faults.tampering import dumped, examined

RELEASED = sorted(Path(__file__).parents[1].joinpath("data", "released").glob("*.facturdesk"))
ADD_COLUMN = "ALTER TABLE party ADD COLUMN phone TEXT DEFAULT '' NOT NULL"
WHOLE_PARTY = next(index for index in schema.party.indexes if index.name == "party_whole")
ADD_INDEX = str(CreateIndex(WHOLE_PARTY).compile(dialect=SQLiteDialect()))
NEXT = schema.USER_VERSION + 1


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_sample(tmp_path / "a.facturdesk")


def test_the_versions_together_make_the_tables_of_today() -> None:
    empty = create_engine("sqlite://", module=dbapi2, poolclass=StaticPool)
    with empty.connect() as connection:
        with Operations.context(MigrationContext.configure(connection)):
            for version in VERSIONS:
                version.upgrade()
        sqlite.create_triggers(connection)

        assert list(schema_faults(connection)) == []
    empty.dispose()


def test_the_versions_are_numbered_in_their_order() -> None:
    assert [version.VERSION for version in VERSIONS] == list(range(1, schema.USER_VERSION + 1))


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_every_released_file_opens_and_verifies(released: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copyfile(released, tmp_path / released.name))

    assert examined(copy) is None
    assert counted(released).items() <= counted(copy).items()


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_what_a_released_file_knows_can_be_kept_anew(released: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copyfile(released, tmp_path / released.name))
    with open_store(copy) as store:
        with store.write(stamp(LATER)) as tx:
            known = party_by_code(tx.connection, "C0001")
            assert known is not None
            changed = replace(known[1], tags=("fidèle",), phone="04 78 00 00 00")
            save_party(tx, changed)
            save_photo(tx, save_item(tx, Item("THE", "Thé noir", category="Thés")), b"JPEG")
            add_event(tx, 1, "saved", {"folder": "Factures"})
        with store.read() as connection:
            assert party_by_code(connection, "C0001") == (known[0], changed)
            assert search_parties(connection, "0478", limit=5) == [known[0]]
            assert [event.kind for event in events_of(connection, 1)][-1:] == ["saved"]

    assert examined(copy) is None


def test_a_file_of_an_earlier_version_is_upgraded_when_it_is_opened(older: Older) -> None:
    before = counted(older.path)
    older.add_version(ADD_COLUMN, ADD_INDEX)

    assert examined(older.path) is None
    assert counted(older.path) == before


def test_a_copy_of_what_was_there_is_kept(older: Older) -> None:
    before = dumped(older.path)
    older.add_version(ADD_COLUMN, ADD_INDEX)

    copy = upgrade(older.path)

    assert copy and copy.name == f"a (version {schema.USER_VERSION:04}).facturdesk"
    assert dumped(copy) == before


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param((ADD_COLUMN, "SELECT * FROM nowhere"), id="a step that fails"),
        pytest.param((ADD_COLUMN, ADD_INDEX, "DELETE FROM item"), id="a row lost"),
        pytest.param((ADD_COLUMN,), id="an index forgotten"),
    ],
)
def test_an_upgrade_that_goes_wrong_leaves_the_file_as_it_was(
    older: Older, statements: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    before = dumped(older.path)
    older.add_version(*statements)

    with pytest.raises(UpgradeFailed):
        open_store(older.path)

    assert dumped(older.path) == before
    assert "could not be upgraded" in caplog.text


def test_an_upgrade_due_twice_is_done_once(older: Older) -> None:
    older.add_version(ADD_COLUMN, ADD_INDEX)
    upgrade(older.path)

    upgrade(older.path)

    assert examined(older.path) is None


def test_an_older_copy_is_upgraded_as_it_is_restored(older: Older, tmp_path: Path) -> None:
    copy = Path(shutil.copyfile(older.path, tmp_path / "copy.facturdesk"))
    older.add_version(ADD_COLUMN, ADD_INDEX)

    restore(copy, older.path, state=None, stamp=stamp(LATER))

    assert examined(older.path) is None


def test_a_file_in_use_is_not_upgraded(older: Older) -> None:
    with open_store(older.path) as store, store.read() as connection:
        connection.exec_driver_sql("SELECT 1 FROM item")
        older.add_version(ADD_COLUMN, ADD_INDEX)
        with pytest.raises(DataFileBusy):
            upgrade(older.path)

    assert [each.name for each in older.path.parent.iterdir()] == ["a.facturdesk"]


def test_a_file_of_a_later_version_is_refused_and_left_as_it_is(path: Path) -> None:
    run(path, "PRAGMA user_version = 99")
    before = path.read_bytes()

    with pytest.raises(DataFileTooNew):
        open_store(path)

    assert path.read_bytes() == before


class Older:
    """A file as the program made it before `party` had its last column, and that program."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = path
        self._monkeypatch = monkeypatch
        run(path, "DROP INDEX party_whole", "ALTER TABLE party DROP COLUMN phone")

    def add_version(self, *statements: str) -> None:
        """Make the program one version newer."""

        def upgrade_here() -> None:
            for statement in statements:
                op.execute(statement)

        version = ModuleType("next_test")
        vars(version).update(VERSION=NEXT, upgrade=upgrade_here)
        self._monkeypatch.setattr(migrations, "VERSIONS", (*VERSIONS, version))
        for module in (migrations, backup, engine, restoring):
            self._monkeypatch.setattr(module, "USER_VERSION", NEXT)


@pytest.fixture
def older(path: Path, monkeypatch: pytest.MonkeyPatch) -> Older:
    return Older(path, monkeypatch)


def run(path: Path, *statements: str) -> None:
    """Change a file as any program could."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def counted(path: Path) -> dict[str, int]:
    """Count the rows of each table."""
    tables = dumped(path)
    assert tables is not None
    del tables["sqlite_schema"]
    return {name: len(rows) for name, rows in tables.items() if isinstance(rows, list)}
