"""The list of invoices in a process of its own: frames, jumps, chips, search, memory, stalls.

`python -m tests.bench.list_page FILE DAY FOLDER` prints what it measured as JSON.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView

from facturdesk.system.memory import return_large_blocks
from facturdesk.ui.lists.exporting import write_export
from facturdesk.ui.pages.invoices import InvoicesPage
from facturdesk.ui.theme import LIGHT, ROW_HEIGHT, apply_theme
from facturdesk.ui.widgets.table import DataTable
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.exporting import ExportColumn, ExportOrder
from tests.bench.timing import in_turns, percentile, resident_mb
from tests.ui.workspaces import opened_workspace

_ROWS: Final = 2_000  # of the constant model: it has nothing to fetch
_LONGEST_MS: Final = 60_000
_EXPORTED: Final = 50_000
_TYPED: Final = ("dupont", "the vert", "F2026-0012", "120,50", "lyon", "marie", "zzzz")


def main(file: str, day: str, folder: str) -> None:
    """Measure everything once."""
    return_large_blocks()
    app = QApplication([])
    apply_theme(app, LIGHT)
    with opened_workspace(Path(file), Path(folder), today=dt.date.fromisoformat(day)) as workspace:
        page = InvoicesPage(workspace)
        page.resize(1280, 1000)
        page.show()
        found = {
            **_opening(page),
            **_scrolled(page),
            **_jumps(page),
            **_chips(page),
            **_search(page),
            **_frames(page),
            **_exported(page, workspace, Path(folder)),
        }
        print(json.dumps(found))


def _opening(page: InvoicesPage) -> dict[str, float]:
    start = time.perf_counter()
    page.open(None)
    _until(lambda: page.model.rowCount() > 0)
    page.table.viewport().repaint()
    painted = time.perf_counter() - start
    _until(lambda: page.model.is_complete)
    return {
        "opened": painted,
        "complete": time.perf_counter() - start,
        "rows": page.model.rowCount(),
    }


def _frames(page: InvoicesPage) -> dict[str, float]:
    """Paint page after page, in turns with a model that is all C++ and constant."""
    constant = _constant_view(page.table)
    chance = random.Random(1)

    def one(view: QTableView) -> Callable[[], object]:
        bar = view.verticalScrollBar()

        def paint() -> None:
            bar.setValue(chance.randrange(bar.maximum()))
            for _ in range(5):  # a screenful on, and again: as the wheel does
                bar.setValue(bar.value() + 3)
                view.viewport().repaint()

        return paint

    ours, theirs = in_turns([(one(page.table), 3), (one(constant), 3)], rounds=25)
    return {"frame": ours.wall / 5, "constant": theirs.wall / 5}


def _jumps(page: InvoicesPage) -> dict[str, float]:
    taken = []
    for _ in range(15):
        for jump in (page.table.scrollToBottom, page.table.scrollToTop):
            start = time.perf_counter()
            jump()
            page.table.viewport().repaint()
            taken.append(time.perf_counter() - start)
            page.model.refresh()  # nothing stays at hand
            _until(lambda: page.model.is_complete)
    return {"jump": percentile(taken, 0.95)}


def _chips(page: InvoicesPage) -> dict[str, float]:
    """Choose every chip; the sums are asked for anew, as after something was written."""
    painted, summed = [], []
    for name in (*page.head.chips.names[1:], "all"):
        start = time.perf_counter()
        with _signal(page.model.filled):
            page.head.chips.chip(name).click()
        page.table.viewport().repaint()
        painted.append(time.perf_counter() - start)
        _until(lambda: page.model.is_complete and not page.workspace.reader.busy)
        page.head.chips.show_totals(None)
        start = time.perf_counter()
        page.refresh()
        _until(partial(_told, page, name))
        summed.append(time.perf_counter() - start)
    return {"chip": max(painted), "sums": max(summed)}


def _told(page: InvoicesPage, name: str) -> bool:
    return bool(page.head.chips.chip(name).accessibleDescription())


def _search(page: InvoicesPage) -> dict[str, float]:
    taken = []
    for text in _TYPED:
        for length in range(1, len(text) + 1):
            start = time.perf_counter()
            with _signal(page.model.filled):
                page.head.search.setText(text[:length])
            page.table.viewport().repaint()
            taken.append(time.perf_counter() - start)
            _spin(60)  # a quick typist
        with _signal(page.model.filled):
            page.head.search.clear()
        _until(lambda: page.model.is_complete)
    return {"search": percentile(taken, 0.95), "search_median": statistics.median(taken)}


def _scrolled(page: InvoicesPage) -> dict[str, float]:
    bar = page.table.verticalScrollBar()
    for step in range(2_000):
        bar.setValue(bar.maximum() * step // 1_999)
        page.table.viewport().repaint()
        if step % 10 == 0:
            _spin(0)
    return {"resident": resident_mb()}


def _exported(page: InvoicesPage, workspace: Workspace, folder: Path) -> dict[str, float]:
    """Export while a timer beats: the longest time it is late is what a user would feel."""
    columns = tuple(ExportColumn(c.name, c.heading) for c in page.model.columns)
    order = ExportOrder("invoices", "bench", columns, ids=page.model.ids[:_EXPORTED])
    done: list[str] = []
    workspace.feedback.toast.connect(done.append)
    _until(lambda: not any(lane.busy for lane in workspace.lanes))
    beats: list[float] = []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start(5)
    start = time.perf_counter()
    write_export(workspace, order, folder / "bench.csv")
    _until(lambda: bool(done))
    seconds = time.perf_counter() - start
    timer.stop()
    gaps = [after - before for before, after in pairwise(beats)]
    return {"gap": max(gaps), "exported": len(order.ids or ()) / seconds}


def _constant_view(like: DataTable) -> QTableView:
    """Make a bare view of the same size and columns on a model that never leaves C++."""
    shown = like.columns.shown
    model = QStandardItemModel(_ROWS, len(shown))
    source = like.model()
    for row in range(_ROWS):
        for place, column in enumerate(shown):
            section = [c.name for c in like.columns.all].index(column.name)
            item = QStandardItem(source.index(row % 200, section).data())
            model.setItem(row, place, item)
    view = QTableView()
    view.setModel(model)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    view.setShowGrid(False)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    for place, column in enumerate(shown):
        section = [c.name for c in like.columns.all].index(column.name)
        view.setColumnWidth(place, like.columnWidth(section))
    view.resize(like.size())
    view.show()
    _spin(50)
    return view


def _until(true: Callable[[], bool]) -> None:
    """Let events happen until something is so."""
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if true() else None)
    timer.start(2)
    QTimer.singleShot(_LONGEST_MS, loop.quit)
    if not true():
        loop.exec()
    timer.stop()
    if not true():
        raise TimeoutError


@contextmanager
def _signal(signal: Any) -> Iterator[None]:
    """Let events happen until a signal comes, after what is done within."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    yield
    loop.exec()
    signal.disconnect(loop.quit)


def _spin(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
