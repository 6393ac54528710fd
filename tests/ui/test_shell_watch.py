"""The watch over an open data file: when it runs, what others write, a file that goes away."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facturdesk.domain.errors import ActionableError
from facturdesk.system.mail_programs import private_folder
from facturdesk.ui.changes import EVERYTHING
from facturdesk.ui.watch import Clock, Watch
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.cards import put_customer
from facturdesk.usecases.watching import OverdueNews, OverdueSummary
from tests.journeys.programs import Calendar, running, wait_for
from tests.ui.acting import plain, settled
from tests.usecases.shops import TODAY, new_file, opened, sold

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
MINUTE = 60_000


@dataclass(slots=True)
class Hands:
    """The hands of a clock that only moves when it is told to."""

    wall_ms: int = 1_800_000_000_000
    elapsed_ms: int = 0

    def go(self, minutes: float) -> None:
        """Let time pass."""
        self.wall_ms += round(minutes * MINUTE)
        self.elapsed_ms += round(minutes * MINUTE)


class StoppedClock(Clock):
    """A clock with such hands."""

    def __init__(self, hands: Hands) -> None:
        super().__init__(lambda: dt.datetime.now(dt.UTC))
        self._hands = hands

    def wall(self) -> int:
        return self._hands.wall_ms

    def elapsed(self) -> int:
        return self._hands.elapsed_ms


@dataclass(slots=True)
class Watched:
    """A watch at work, and how often it has passed."""

    watch: Watch
    hands: Hands
    passes: list[bool]

    def ticked(self, qtbot: QtBot, workspace: Workspace) -> int:
        """Let it look once, and give how many passes that made."""
        before = len(self.passes)
        self.watch.tick()
        settled(qtbot, workspace)
        return len(self.passes) - before


@pytest.fixture
def watched(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> Iterator[Watched]:
    workspace.preferences.put("backup/folders", [str(tmp_path)])
    hands = Hands()
    watch = Watch(workspace, StoppedClock(hands))
    passes: list[bool] = []
    watch.passed.connect(lambda: passes.append(True))
    watch.start()
    settled(qtbot, workspace)
    assert len(passes) == 1  # at start
    yield Watched(watch, hands, passes)
    watch.stop()


def test_it_runs_hourly(qtbot: QtBot, workspace: Workspace, watched: Watched) -> None:
    made = []
    for _ in range(140):  # two hours and twenty minutes, in steps shorter than a sleep
        watched.hands.go(0.99)
        made.append(watched.ticked(qtbot, workspace))

    assert sum(made) == 2


def test_it_runs_after_sleep(qtbot: QtBot, workspace: Workspace, watched: Watched) -> None:
    watched.hands.go(0.5)
    assert watched.ticked(qtbot, workspace) == 0
    watched.hands.wall_ms += 5 * MINUTE  # asleep: the other clock stood still
    assert watched.ticked(qtbot, workspace) == 1
    watched.hands.go(5)  # asleep where the other clock goes on
    assert watched.ticked(qtbot, workspace) == 1


def test_it_runs_when_the_clock_is_set_back(
    qtbot: QtBot, workspace: Workspace, watched: Watched
) -> None:
    watched.hands.wall_ms -= 90 * MINUTE

    assert watched.ticked(qtbot, workspace) == 1


def test_never_two_passes_at_once(qtbot: QtBot, workspace: Workspace, watched: Watched) -> None:
    assert watched.watch.run()
    assert not watched.watch.run()
    settled(qtbot, workspace)
    assert watched.watch.run()
    settled(qtbot, workspace)


def test_a_stopped_pass_lets_the_next_one_run(
    qtbot: QtBot, workspace: Workspace, watched: Watched
) -> None:
    assert watched.watch.run()
    watched.watch.stop()
    settled(qtbot, workspace)

    assert watched.watch.run()
    settled(qtbot, workspace)


def test_what_others_write_reaches_the_pages_and_what_we_write_only_once(
    qtbot: QtBot, workspace: Workspace, watched: Watched, tmp_path: Path
) -> None:
    watched.ticked(qtbot, workspace)
    told: list[frozenset[str]] = []
    workspace.hub.changed.connect(told.append)

    put_customer(workspace.shop, {"name": "Anne Dupont"})
    watched.ticked(qtbot, workspace)
    watched.ticked(qtbot, workspace)
    assert told == [frozenset({"party:1"})]

    with opened(workspace.shop.store.path) as another:  # as another program does
        put_customer(another, {"name": "Benoît Durand"})
    watched.ticked(qtbot, workspace)
    assert told[1:] == [EVERYTHING]


def test_what_falls_overdue_is_counted_and_told(qtbot: QtBot, tmp_path: Path) -> None:
    from tests.ui.workspaces import opened_workspace

    path = new_file(tmp_path)
    with opened(path) as shop:
        sold(shop)
    later = TODAY + dt.timedelta(days=90)
    with opened_workspace(path, tmp_path, today=later) as workspace:
        watch = Watch(workspace, StoppedClock(Hands()))
        news: list[OverdueNews] = []
        summaries: list[OverdueSummary] = []
        watch.news.connect(news.append)
        watch.summary_changed.connect(summaries.append)
        watch.start()
        settled(qtbot, workspace)
        watch.stop()
        settled(qtbot, workspace)

    assert [each.count for each in news] == [1]
    assert summaries[-1] == OverdueSummary(1, 12_000)


def test_a_file_that_goes_away_and_comes_back(tmp_path: Path, qapp: QApplication) -> None:
    path = new_file(tmp_path)
    aside = tmp_path / "tiré"
    with running(tmp_path / "home", Calendar(TODAY), path) as program:
        session = program.session
        assert session is not None
        assert session.workspace is not None
        watch, shop = session.watch, session.workspace.shop
        assert watch is not None
        aside.mkdir()
        parts = [each.name for each in tmp_path.glob("Boutique*")]
        for name in parts:
            (tmp_path / name).rename(aside / name)
        wait_for(lambda: watch.is_away)
        assert "n’est plus accessible" in plain(program.window.notice.sentence)
        with pytest.raises(ActionableError, match="unreachable"):
            put_customer(shop, {"name": "Anne Dupont"})

        for name in parts:
            (aside / name).rename(tmp_path / name)
        wait_for(lambda: not watch.is_away)
        assert program.window.notice.sentence == ""
        put_customer(shop, {"name": "Anne Dupont"})
    with opened(path) as shop:
        assert shop.store.is_in_place()


def test_another_file_in_its_place_is_not_written_to(tmp_path: Path, qapp: QApplication) -> None:
    path = new_file(tmp_path)
    with running(tmp_path / "home", Calendar(TODAY), path) as program:
        session = program.session
        assert session is not None
        watch = session.watch
        assert watch is not None
        (tmp_path / "tiré").mkdir()
        for each in tmp_path.glob("Boutique*"):
            each.rename(tmp_path / "tiré" / each.name)
        wait_for(lambda: watch.is_away)
        subprocess.run(
            [sys.executable, "-m", "facturdesk", "demo", str(path), "--invoices", "5", "--no-pdf"],
            env={**os.environ, "FACTURDESK_HOME": str(tmp_path / "other")},
            check=True,
            capture_output=True,
        )
        before = path.read_bytes()
        QTest.qWait(5_000)  # two looks

        assert watch.is_away
        assert path.read_bytes() == before


def test_messages_prepared_days_ago_do_not_stay_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    calendar = Calendar(TODAY)
    old = private_folder(now=calendar.now())
    (old / "F2026-00001.eml").write_bytes(b"x")
    long_ago = (calendar.now() - dt.timedelta(days=3)).timestamp()
    os.utime(old, (long_ago, long_ago))
    with running(tmp_path / "home", calendar, new_file(tmp_path)):
        wait_for(lambda: not old.exists())
