"""The window's first page and search on a data file, without a screen, as the shell shows them."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from facturdesk.ui.garbage import settle
from facturdesk.ui.pages.home import HomePage
from facturdesk.ui.theme import LIGHT, apply_theme
from facturdesk.ui.widgets.global_search import GlobalSearch
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.cards import put_customer
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.watching import WatchResult, watch
from tests.bench.heartbeat import Heartbeat, beating_elsewhere
from tests.bench.timing import resident_mb
from tests.ui.workspaces import opened_workspace

_WRITE_EVERY: Final = 150  # milliseconds
_PATIENCE: Final = 600  # seconds


@dataclass(slots=True)
class Watched:
    """What a pass of the watch cost the window."""

    flagged: int = 0
    seconds: float = 0.0
    longest_stall: float = 0.0  # seconds
    idle_stall: float = 0.0  # seconds, of a process that did nothing at the same time
    writes: list[float] = field(default_factory=list)  # seconds each waited and took
    grown_mb: float = 0.0


@contextmanager
def shown(path: Path, folder: Path, day: dt.date) -> Iterator[tuple[Workspace, GlobalSearch]]:
    """Show the first page and the search over a data file."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, LIGHT)
    with opened_workspace(path, folder, today=day) as workspace:
        window = QMainWindow()
        host = QWidget()
        column = QVBoxLayout(host)
        search = GlobalSearch(workspace)
        page = HomePage(workspace)
        workspace.hub.changed.connect(page.concerned)
        column.addWidget(search)
        column.addWidget(page, stretch=1)
        window.setCentralWidget(host)
        window.resize(1280, 720)
        window.show()
        window.activateWindow()
        search.setFocus()
        _until(lambda: bool(page.months.chart.accessibleDescription()))
        settle()  # as the program does by then
        yield workspace, search
        window.close()


def timed_search(search: GlobalSearch, term: str) -> float:
    """Type a text and give the seconds until its results are shown."""
    search.clear()
    search.textEdited.emit("")  # what was found before is gone
    search.setText(term)
    start = time.perf_counter()
    search.textEdited.emit(term)
    _until(lambda: search.answered == term)
    search.hits.repaint()
    return time.perf_counter() - start


def watched(workspace: Workspace) -> Watched:
    """Run a pass as the shell does, while the window lives and someone writes now and then."""
    shop, found = workspace.shop, Watched()
    result: list[WatchResult] = []
    before = resident_mb()
    writing = QTimer()
    writing.timeout.connect(lambda: _write(workspace, shop, found.writes))
    writing.start(_WRITE_EVERY)
    with beating_elsewhere() as elsewhere:
        beating, start = Heartbeat(), time.perf_counter()
        workspace.activities.run(
            workspace.batch,
            "watch",
            lambda progress: watch(shop, progress=progress),
            done=result.append,
        )
        _until(lambda: bool(result))
        found.seconds = time.perf_counter() - start
        found.longest_stall = beating.longest
    found.idle_stall = elsewhere.longest
    writing.stop()
    found.flagged = result[0].flagged
    found.grown_mb = resident_mb() - before
    _until(lambda: not workspace.writer.busy)
    return found


def _write(workspace: Workspace, shop: Shop, taken: list[float]) -> None:
    start = time.perf_counter()
    workspace.writer.run(
        lambda: put_customer(shop, {"kind": "consumer", "code": "BENCH", "name": "Anne"}),
        done=lambda _: taken.append(time.perf_counter() - start),
    )


def _until(there: Callable[[], bool]) -> None:
    """Let the window live until something is so.

    Raises:
        TimeoutError: it never was.
    """
    end = time.perf_counter() + _PATIENCE
    loop = QEventLoop()
    while not there():
        if time.perf_counter() > end:
            raise TimeoutError("the window waited in vain")
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
