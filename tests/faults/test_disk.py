"""Disks that are full, locked or not ours to write: a sentence, and nothing lost."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from facturdesk.domain.errors import ActionableError
from facturdesk.i18n import load_catalogue
from facturdesk.storage import sqlite
from facturdesk.storage.errors import (
    DataFileBusy,
    DataFileReadOnly,
    DataFileTooNew,
    DiskFull,
    NotADataFile,
)
from facturdesk.system.resources import resource
from facturdesk.usecases.sales import save_sale
from facturdesk.usecases.shop import Shop
from tests.faults.examination import content, examine
from tests.faults.full_disk import not_root, small_disk
from tests.faults.shops import TODAY, copied, make_file, opened

SALE = {
    "customer": {
        "code": "C0001",
        "name": "Zoé Lefèvre",
        "address": {"line1": "2 rue Basse", "postcode": "69001", "city": "Lyon"},
    },
    "lines": [{"description": "Théière", "unit_price": "49.00", "vat_rate": "20"}],
}


def issue(shop: Shop) -> str:
    return str(save_sale(shop, SALE, issue=True).number)


def sentence(error: ActionableError) -> str:
    return load_catalogue("fr", resource("locale")).text("error", error.code, **error.params)


def assert_said(error: ActionableError) -> None:
    assert sentence(error) != error.code, "no French sentence for it"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = make_file(tmp_path / "shop.facturdesk")
    with opened(path) as shop:
        issue(shop)
    return path


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that nobody owns in particular: rights of files are tried in it."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.mark.root
@pytest.mark.parametrize("kib", [700, 1000, 1500, 2100])
def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path, kib: int) -> None:
    with small_disk(tmp_path / "disk", kib=kib) as disk:
        path = disk.folder / "shop.facturdesk"
        told: list[str] = []
        with pytest.raises(DiskFull) as refused:
            issue_until_refused(path, told)
        disk.resize(kib * 4)

        assert_said(refused.value)
        if path.exists():
            assert set(examine(path).documents) == set(told)
            with opened(path) as shop:
                told.append(issue(shop))
            assert set(examine(path).documents) == set(told)


@pytest.mark.root
def test_what_was_told_is_kept_in_the_journal_when_the_file_cannot_grow(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", kib=4_096) as disk:
        path = make_file(disk.folder / "shop.facturdesk")
        with opened(path) as shop:
            number = issue(shop)
            taken = sum(each.stat().st_blocks for each in disk.folder.iterdir()) // 2
            disk.resize(taken + 4)

        assert path.with_name(path.name + "-wal").exists()
        safe = Path(shutil.copytree(disk.folder, tmp_path / "safe"))
    assert number in examine(safe / path.name).documents


def test_a_disk_that_turns_read_only_is_said_and_loses_nothing(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", kib=8000) as disk:
        path = make_file(disk.folder / "shop.facturdesk")
        with opened(path) as shop:
            issue(shop)
        disk.allow_writing(False)
        with pytest.raises(DataFileReadOnly) as refused, opened(path) as shop:
            issue(shop)
        disk.allow_writing(True)

        assert_said(refused.value)
        assert len(examine(path).documents) == 1


def test_a_read_only_file_can_be_read_and_says_so_when_written(
    path: Path, open_folder: Path
) -> None:
    locked = copied(path, open_folder / "shop.facturdesk")
    locked.chmod(0o444)

    with not_root(), opened(locked) as shop, pytest.raises(DataFileReadOnly) as refused:
        issue(shop)

    assert_said(refused.value)
    assert len(examine(locked).documents) == 1


def test_a_file_in_a_read_only_folder_says_so_when_written(path: Path, open_folder: Path) -> None:
    inside = copied(path, open_folder / "shop.facturdesk")
    inside.chmod(0o666)
    open_folder.chmod(0o555)

    with not_root(), opened(inside) as shop, pytest.raises(ActionableError) as refused:
        issue(shop)

    open_folder.chmod(0o777)
    assert_said(refused.value)
    assert len(examine(inside).documents) == 1


def test_no_file_is_made_in_a_read_only_folder(path: Path, open_folder: Path) -> None:
    open_folder.chmod(0o555)

    with not_root(), pytest.raises(DataFileReadOnly) as refused:
        make_file(open_folder / "new.facturdesk")

    assert_said(refused.value)
    assert list(open_folder.iterdir()) == []


def test_a_file_held_by_another_process_says_so_and_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_MILLISECONDS", 300)  # instead of the patience of a shop
    processes = multiprocessing.get_context("spawn")
    ready, release = processes.Event(), processes.Event()
    holder = processes.Process(target=hold, args=(str(path), ready, release))
    holder.start()
    try:
        assert ready.wait(30)
        with opened(path) as shop, pytest.raises(DataFileBusy) as refused:
            issue(shop)
    finally:
        release.set()
        holder.join(30)

    assert_said(refused.value)
    with opened(path) as shop:
        issue(shop)
    assert len(examine(path).documents) == 2


def test_a_file_of_a_newer_version_is_refused_unread(path: Path) -> None:
    connection = dbapi2.connect(str(path), isolation_level=None)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.execute(f"PRAGMA user_version = {version + 1}")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(DataFileTooNew) as refused, opened(path):
        pass

    assert_said(refused.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize("size", [0, 1, 100, 5000])
def test_a_truncated_file_is_refused(path: Path, size: int) -> None:
    with path.open("r+b") as file:
        file.truncate(size)

    with pytest.raises(NotADataFile) as refused, opened(path):
        pass

    assert_said(refused.value)


def test_a_clock_set_back_is_refused_and_loses_nothing(path: Path) -> None:
    before = content(path)

    with (
        opened(path, today=TODAY - dt.timedelta(days=40)) as shop,
        pytest.raises(ActionableError) as refused,
    ):
        issue(shop)

    assert_said(refused.value)
    assert examine(path) == before


def issue_until_refused(path: Path, told: list[str]) -> None:
    with opened(make_file(path)) as shop:
        told.extend(issue(shop) for _ in range(500))


def hold(
    path: str, ready: multiprocessing.synchronize.Event, release: multiprocessing.synchronize.Event
) -> None:
    """Keep the file to ourselves, as another program might."""
    connection = dbapi2.connect(path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    ready.set()
    release.wait(60)
    connection.close()
    os._exit(0)
