"""A pass over much is done part by part: the same result, cancelled or killed without loss."""

from __future__ import annotations

import datetime as dt
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from facturdesk.storage import overdue
from facturdesk.storage.receivables import compute_all
from facturdesk.usecases import watching
from facturdesk.usecases.results import LateInstalment, OverdueResult
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.watching import (
    OverdueSummary,
    overdue_news,
    overdue_pass,
    overdue_summary,
    watch,
)
from tests.domain.samples import ISSUED_ON
from tests.usecases.owing import DAY, live, owe, settle
from tests.usecases.shops import later, new_file, opened, sold

SOON = ISSUED_ON + 45 * DAY


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    """A part is of seven documents, with no pause after it."""
    monkeypatch.setattr(watching, "_AT_ONCE", 7)
    monkeypatch.setattr(watching, "_PAUSE", 0)
    return 7


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("seed", range(8))
def test_the_parts_do_what_one_transaction_does(tmp_path: Path, seed: int) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    found: list[OverdueResult] = []
    kept: list[list[Any]] = []
    for folder, run in ((whole, _in_one_transaction), (parts, overdue_pass)):
        folder.mkdir()
        with opened(new_file(folder), today=SOON) as shop:
            owe(shop, 60, seed=seed)
            live(shop, seed=seed)
            found.append(run(shop))
            kept.append(_kept(shop))

    assert found[0].flagged and found[0].cleared
    assert found[0] == found[1]
    assert kept[0] == kept[1]


def test_progress_is_told_and_cancelling_keeps_what_is_done(tmp_path: Path, few: int) -> None:
    with opened(new_file(tmp_path), today=SOON) as shop:
        owe(shop, 60)
        told: list[tuple[int, int]] = []

        def stop_after_two(done: int, total: int) -> None:
            told.append((done, total))
            if len(told) == 3:
                raise InterruptedError

        with pytest.raises(InterruptedError):
            overdue_pass(shop, progress=stop_after_two)
        before = _flags(shop)
        rest = overdue_pass(shop)

        assert [done for done, _ in told] == [0, few, 2 * few]
        assert len({total for _, total in told}) == 1
        assert 0 < before < _flags(shop) == before + len(rest.flagged)
        assert overdue_pass(shop) == OverdueResult((), ())


def test_nothing_to_do_writes_nothing(tmp_path: Path) -> None:
    with opened(new_file(tmp_path)) as shop:
        sold(shop)
        told: list[tuple[int, int]] = []
        changes: list[frozenset[str]] = []
        shop.store.on_commit(changes.append)
        overdue_pass(shop, progress=lambda done, total: told.append((done, total)))

        assert told == [] and changes == []


def test_what_is_paid_while_a_pass_runs_is_not_flagged(tmp_path: Path, few: int) -> None:
    with opened(new_file(tmp_path), today=SOON) as shop:
        owe(shop, 40)

        def all_pay(done: int, _: int) -> None:
            if done == few:
                settle(shop)

        found = overdue_pass(shop, progress=all_pay)

        assert 0 < len(found.flagged) < _open_at_start(tmp_path / "again")
        overdue_pass(shop)
        assert _open_flags(shop) == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork processes")
@pytest.mark.usefixtures("few")
def test_a_pass_killed_at_any_moment_is_finished_by_the_next(tmp_path: Path) -> None:
    path = new_file(tmp_path)
    with opened(path, today=SOON) as shop:
        owe(shop, 400)
    _kill_while_it_passes(path)
    with opened(path, today=SOON) as shop:
        before = _flags(shop)
        rest = overdue_pass(shop)
        kept = _kept(shop)
    whole = tmp_path / "whole"
    whole.mkdir()
    with opened(new_file(whole), today=SOON) as shop:
        owe(shop, 400)
        all_at_once = _in_one_transaction(shop)

        assert before > 0 and rest.flagged, "it was killed too early or too late to tell"
        assert before + len(rest.flagged) == len(all_at_once.flagged)
        assert kept == _kept(shop)


def test_the_window_is_told_what_is_new(tmp_path: Path) -> None:
    with opened(new_file(tmp_path)) as shop:
        numbers = [sold(shop), sold(shop)]
        day = later(shop, dt.date(2026, 12, 25))
        first = watch(day)
        third = sold(day, terms={"days": 0})
        last = watch(later(shop, dt.date(2026, 12, 26)))

        assert (first.flagged, first.news.count, first.news.amount_minor) == (2, 2, 24_000)
        assert first.news.number == numbers[0]
        assert (last.news.count, last.news.number) == (1, third)
        assert last.news.customer_name == "Client SA"
        assert watch(later(shop, dt.date(2026, 12, 26))).news.count == 0


def test_what_is_late_is_summed_and_what_is_new_since_a_day(tmp_path: Path) -> None:
    with opened(new_file(tmp_path)) as shop:
        sold(shop)
        day = later(shop, dt.date(2026, 12, 25))
        assert overdue_summary(shop) == OverdueSummary(0, 0)
        assert overdue_summary(day) == OverdueSummary(1, 12_000)  # before any pass
        overdue_pass(day)

        assert overdue_news(day, day.today).count == 1
        assert overdue_news(later(shop, day.today + DAY), day.today + DAY).count == 0


def _kill_while_it_passes(path: Path) -> None:
    """Run a pass in a process of its own, and kill that after some parts."""
    reading, writing = os.pipe()

    def tell(done: int, total: int) -> None:
        os.write(writing, f"{done} of {total}\n".encode())

    worker = os.fork()
    if worker == 0:
        try:
            with opened(path, today=SOON) as shop:
                overdue_pass(shop, progress=tell)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        for _ in range(12):
            told.readline()
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)


def _in_one_transaction(shop: Shop) -> OverdueResult:
    with shop.store.write(shop.stamp()) as tx:
        found = overdue.overdue_pass(tx, shop.today)
    told = [
        tuple(LateInstalment(part.number, part.sequence, part.due_on) for part in parts)
        for parts in (found.flagged, found.cleared)
    ]
    return OverdueResult(told[0], told[1])


def _kept(shop: Shop) -> list[Any]:
    """Read everything a pass keeps, and check that it follows from what happened."""
    with shop.store.read() as connection:
        flags = connection.exec_driver_sql(
            "SELECT document_id, sequence, flagged_on, cleared_on FROM overdue_flag"
            " ORDER BY document_id, sequence, flagged_on"
        ).fetchall()
        owed = connection.exec_driver_sql(
            "SELECT document_id, unflagged_due_on, recheck FROM receivable ORDER BY 1"
        ).fetchall()
        computed = [each.unflagged_due_on for each in compute_all(connection)]
    assert [row[1] for row in owed] == computed
    return [tuple(row) for row in (*flags, *owed)]


def _flags(shop: Shop) -> int:
    with shop.store.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM overdue_flag").scalar_one())


def _open_flags(shop: Shop) -> int:
    query = "SELECT count(*) FROM overdue_flag WHERE cleared_on IS NULL"
    with shop.store.read() as connection:
        return int(connection.exec_driver_sql(query).scalar_one())


def _open_at_start(folder: Path) -> int:
    """Count what a pass without payments would flag in the same shop."""
    folder.mkdir()
    with opened(new_file(folder), today=SOON) as shop:
        owe(shop, 40)
        return len(overdue_pass(shop).flagged)
