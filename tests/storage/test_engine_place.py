"""The data file where it was: what others write, and a file that is taken away or replaced."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from facturdesk.storage.engine import Store, open_store
from facturdesk.storage.errors import DataFileBusy, DataFileUnreachable
from facturdesk.usecases.cards import put_customer
from tests.usecases.shops import TODAY, new_file, opened, stamped

STAMP = stamped(TODAY)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_file(tmp_path)


def test_only_what_others_write_changes_the_version(path: Path) -> None:
    with opened(path) as shop, opened(path) as other:
        before = shop.store.data_version()
        put_customer(shop, {"name": "Anne Dupont"})
        with shop.store.read() as one, shop.store.read() as two:  # several connections
            assert one is not two
        assert shop.store.data_version() == before

        put_customer(other, {"name": "Benoît Durand"})
        assert shop.store.data_version() != before


def test_the_version_is_told_while_this_program_writes(path: Path) -> None:
    with open_store(path) as store:
        before = store.data_version()
        with store.write(STAMP):
            assert store.data_version() == before


def test_a_second_writer_of_this_program_waits_and_gives_up(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facturdesk.storage.engine.BUSY_MILLISECONDS", 200)
    with open_store(path) as store:
        refused: list[Exception] = []

        def write() -> None:
            try:
                with store.write(STAMP):
                    pass
            except DataFileBusy as error:
                refused.append(error)

        with store.write(STAMP):
            thread = threading.Thread(target=write)
            thread.start()
            thread.join()
        assert len(refused) == 1


def test_nothing_is_written_to_a_file_that_was_taken_away(path: Path, tmp_path: Path) -> None:
    with open_store(path) as store:
        moved = taken(store, tmp_path)
        assert not store.is_in_place()
        with pytest.raises(DataFileUnreachable), store.write(STAMP):
            pass

        for each in moved:
            each.rename(tmp_path / each.name)
        assert store.is_in_place()
        store.reconnect(store.file_id())
        with store.write(STAMP):
            pass


def test_another_file_in_its_place_is_not_taken_for_it(path: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with open_store(path) as store:
        identity = store.file_id()
        taken(store, tmp_path)
        with pytest.raises(DataFileUnreachable):
            store.reconnect(identity)
        other = new_file(tmp_path / "other")
        with opened(other) as shop:
            put_customer(shop, {"name": "Anne Dupont"})
        other.rename(path)

        assert not store.is_in_place()
        with pytest.raises(DataFileUnreachable), store.write(STAMP):
            pass


def taken(store: Store, folder: Path) -> list[Path]:
    """Move the data file and its journal to another folder, as a hand does."""
    aside = folder / "aside"
    aside.mkdir()
    return [each.rename(aside / each.name) for each in folder.glob(f"{store.path.name}*")]
