"""Copies go to each folder, are verified and counted, and the oldest go; no other file does."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from facturdesk.storage.backup import CopyFaulty
from facturdesk.usecases.backing_up import (
    BackupResult,
    copies_in,
    copies_of,
    last_backup,
    late,
    look_into,
    run_backup,
)
from facturdesk.usecases.shop import Shop
from tests.usecases.shops import TODAY, later, new_file, opened, sold, stamped


class Stopped(Exception):
    """Somebody pressed Cancel."""


def back_up(
    shop: Shop, *folders: Path, day: dt.date = TODAY, own: Path | None = None
) -> BackupResult:
    return run_backup(shop, folders, now=stamped(day).now, own=own)


def folder_of(place: Path, name: str) -> Path:
    (place / name).mkdir()
    return place / name


def test_a_copy_goes_to_each_folder_and_is_counted(tmp_path: Path) -> None:
    disk, stick = folder_of(tmp_path, "disk"), folder_of(tmp_path, "stick")
    with opened(new_file(tmp_path)) as shop:
        sold(shop)

        result = back_up(shop, disk, stick)

        assert result.done
        for copy in result.copies:
            assert copy.file is not None
            assert copy.summary is not None
            assert copy.summary.documents == 1
            assert look_into(copy.file) == copy.summary
        assert last_backup(shop, [disk]) == TODAY


def test_a_second_copy_of_the_day_replaces_the_first(tmp_path: Path) -> None:
    disk = folder_of(tmp_path, "disk")
    with opened(new_file(tmp_path)) as shop:
        back_up(shop, disk)
        sold(shop)
        back_up(shop, disk)

        (copy,) = copies_of(shop, [disk])

    assert look_into(copy.path).documents == 1


def test_a_stick_that_is_not_there_is_told_and_the_disk_has_its_copy(tmp_path: Path) -> None:
    with opened(new_file(tmp_path)) as shop:
        result = back_up(shop, tmp_path / "stick", tmp_path / "own", own=tmp_path / "own")

    stick, own = result.copies
    assert stick.missing
    assert own.file is not None
    assert result.kept
    assert not result.done
    assert not (tmp_path / "stick").exists()


def test_the_oldest_copies_of_this_shop_go_and_nothing_else(tmp_path: Path) -> None:
    disk = folder_of(tmp_path, "disk")
    stranger = disk / "Boutique 2020-01-01 00000000.facturdesk"
    stranger.touch()
    with opened(new_file(tmp_path)) as shop:
        (made,) = back_up(shop, disk).copies
        assert made.file is not None
        mark = made.file.stem[-8:]
        forged = disk / f"Boutique 2020-01-02 {mark}.facturdesk"  # of another shop, in truth
        shutil.copyfile(new_file(folder_of(tmp_path, "other")), forged)
        _rename_identity(forged)
        for number in range(1, 40):
            day = TODAY - dt.timedelta(days=number)
            shutil.copyfile(made.file, disk / f"Boutique {day} {mark}.facturdesk")

        (made,) = back_up(shop, disk).copies

        days = {copy.day for copy in copies_of(shop, [disk])}
    assert len(made.removed) == 39 + 1 - 9  # 7 days, of which two end weeks, and two weeks more
    assert len(days - {dt.date(2020, 1, 2)}) == 9
    assert stranger.exists()
    assert forged.exists()


def _copies_of_days(made: Path, days: Iterable[dt.date]) -> str:
    """Put copies of other days beside a copy; the mark in their names."""
    mark = made.stem.split()[2]
    for day in days:
        shutil.copyfile(made, made.with_name(f"Boutique {day} {mark}.facturdesk"))
    return mark


def test_a_clock_that_was_ahead_does_not_cost_the_copies_of_today(tmp_path: Path) -> None:
    disk = folder_of(tmp_path, "disk")
    with opened(new_file(tmp_path)) as shop:
        (made,) = back_up(shop, disk).copies
        assert made.file is not None
        _copies_of_days(made.file, (dt.date(2040, 1, 1 + 3 * each) for each in range(10)))
        (again,) = back_up(shop, disk).copies

    assert made.file.exists() and again.file == made.file
    assert again.removed == ()


def test_files_that_only_bear_the_name_of_copies_push_no_copy_out(tmp_path: Path) -> None:
    disk = folder_of(tmp_path, "disk")
    with opened(new_file(tmp_path)) as shop:
        (made,) = back_up(shop, disk, day=TODAY - dt.timedelta(days=100)).copies
        assert made.file is not None
        for number in range(90):
            day = TODAY - dt.timedelta(days=number)
            made.file.with_name(f"Boutique {day} {made.file.stem[-8:]}.facturdesk").touch()
        back_up(shop, disk)

    assert made.file.exists()
    assert len(list(disk.iterdir())) == 92


def test_a_copy_opened_as_the_shop_itself_does_not_remove_itself(tmp_path: Path) -> None:
    disk = folder_of(tmp_path, "disk")
    with opened(new_file(tmp_path)) as shop:
        (made,) = back_up(shop, disk, day=TODAY - dt.timedelta(days=200)).copies
    assert made.file is not None
    with opened(made.file) as shop:
        for number in range(60, 0, -1):
            day = TODAY - dt.timedelta(days=number)
            shutil.copyfile(
                tmp_path / "Boutique.facturdesk", disk / f"A {day} {made.file.stem[-8:]}.facturdesk"
            )
        back_up(shop, disk)

        assert made.file.exists()


def test_a_copy_that_holds_more_than_the_file_stays(tmp_path: Path) -> None:
    disk, early = folder_of(tmp_path, "disk"), tmp_path / "early.facturdesk"
    path = new_file(tmp_path)
    shutil.copyfile(path, early)
    with opened(path) as shop:
        sold(shop)
        (full,) = back_up(shop, disk).copies
        (old,) = back_up(shop, disk, day=TODAY - dt.timedelta(days=300)).copies
    assert full.file is not None and old.file is not None
    shutil.copyfile(early, path)  # an older state, as after a restore
    with opened(path) as shop:
        (made,) = back_up(shop, disk).copies
        assert made.file is not None and made.file != full.file
        _copies_of_days(made.file, (TODAY - dt.timedelta(days=each) for each in range(1, 60)))
        assert len(back_up(shop, disk).copies[0].removed) > 40

    assert look_into(full.file).documents == look_into(old.file).documents == 1


def test_a_link_is_neither_followed_nor_removed(tmp_path: Path) -> None:
    disk = folder_of(tmp_path, "disk")
    with opened(new_file(tmp_path)) as shop:
        (made,) = back_up(shop, disk).copies
        assert made.file is not None
        kept = tmp_path / "kept.facturdesk"
        made.file.rename(kept)
        before = kept.read_bytes()
        made.file.symlink_to(kept)
        sold(shop)
        (again,) = back_up(shop, disk).copies

    assert kept.read_bytes() == before
    assert made.file.is_symlink()
    assert again.file is not None and not again.file.is_symlink()


def test_what_is_left_of_a_copy_never_finished_goes_a_day_later(tmp_path: Path) -> None:
    disk = folder_of(tmp_path, "disk")
    with opened(new_file(tmp_path)) as shop:
        (made,) = back_up(shop, disk).copies
        assert made.file is not None
        others = [disk / "photo.tmp", disk / "Boutique 2026-11-01 00000000.facturdesk.7.tmp"]
        fresh = disk / f"{made.file.name}.41.tmp"
        halves = [disk / f"{made.file.name}.42.tmp", disk / f"{made.file.name}.42.tmp-journal"]
        long_ago = stamped(TODAY - dt.timedelta(days=2)).now.timestamp()
        for path in (*others, fresh, *halves):
            path.touch()
            os.utime(path, (long_ago, long_ago))
        recently = stamped(TODAY).now.timestamp()
        os.utime(fresh, (recently, recently))
        back_up(shop, disk)

    assert not any(path.exists() for path in halves)
    assert all(path.exists() for path in (*others, fresh))


def test_a_copy_with_a_fault_is_not_kept(tmp_path: Path) -> None:
    disk = folder_of(tmp_path, "disk")
    with opened(new_file(tmp_path)) as shop:
        sold(shop)
        with shop.store.write(shop.stamp()) as tx:
            tx.connection.exec_driver_sql("UPDATE receivable SET balance_minor = 1")

        (made,) = back_up(shop, disk).copies

    assert isinstance(made.refusal, CopyFaulty)
    assert made.refusal.problems
    assert list(disk.iterdir()) == []


def test_it_can_be_stopped_while_the_copy_is_verified(tmp_path: Path) -> None:
    disk = folder_of(tmp_path, "disk")

    def stop(done: int, total: int) -> None:
        if done * 2 >= total:  # the pages are copied
            raise Stopped

    with opened(new_file(tmp_path)) as shop, pytest.raises(Stopped):
        run_backup(shop, [disk], now=stamped(TODAY).now, progress=stop)

    assert list(disk.iterdir()) == []


def test_no_copy_for_a_week_is_late(tmp_path: Path) -> None:
    disk = folder_of(tmp_path, "disk")
    with opened(new_file(tmp_path)) as shop:  # made on the 2nd
        never = late(shop, [disk])
        back_up(shop, disk)

        assert never is not None
        assert never.last is None
        assert late(shop, [disk]) is None
        assert late(later(shop, TODAY + dt.timedelta(days=7)), [disk]) is None
        then = late(later(shop, TODAY + dt.timedelta(days=8)), [disk])
        assert then is not None
        assert (then.days, then.last) == (8, TODAY)


def test_the_copies_of_a_file_that_is_gone_are_found_by_its_name(tmp_path: Path) -> None:
    disk = folder_of(tmp_path, "disk")
    with opened(new_file(tmp_path)) as shop:
        back_up(shop, disk)

    assert [copy.day for copy in copies_in([disk, tmp_path / "none"], name="Boutique")] == [TODAY]
    assert copies_in([disk], name="Autre") == []


def _rename_identity(path: Path) -> None:
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(path))
    connection.execute("UPDATE company SET file_id = ?", ("f" * 32,))
    connection.commit()
    connection.close()
