"""The editor in a 100-line invoice: each key, the paper that follows, the memory it takes.

It runs in a process of its own, offscreen; what a key takes is all of it: the sale made anew,
its totals and what it lacks, the fields that follow, and the painting.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from facturdesk.domain.cards import Company
from facturdesk.ui.editor.cells import Column
from facturdesk.ui.pages.draft import DraftPage
from facturdesk.ui.theme import LIGHT, apply_theme
from facturdesk.usecases import drafting
from facturdesk.usecases.cards import put_customer
from facturdesk.usecases.shop import Shop
from tests.bench.figures import Figure
from tests.bench.settings import Group, Settings
from tests.bench.timing import percentile, resident_mb
from tests.domain.samples import line, seller
from tests.ui.workspaces import opened_workspace
from tests.usecases.shops import FIRM, new_file

LINES: Final = 100
_KEYS: Final = 200
_PAPERS: Final = 15
_WARM_UP: Final = 20
_BETWEEN_MS: Final = 20  # two keys of a very quick hand


def measure(settings: Settings) -> Iterator[Figure]:
    """Type in a long invoice."""
    command = [sys.executable, "-m", "tests.bench.editing", str(settings.folder / "editing")]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    found = json.loads(run.stdout.splitlines()[-1])
    yield Figure(f"key in {LINES} lines, p95", found["key_ms"], "ms", 16)
    yield Figure(f"paper of {LINES} lines after a key, p95", found["paper_ms"], "ms", 300)
    yield Figure("resident memory, editor open", found["memory_mb"], "MB", 260)


def _measured(folder: Path) -> dict[str, float]:
    app = QApplication([])
    apply_theme(app, LIGHT)
    folder.mkdir(exist_ok=True)
    with opened_workspace(new_file(folder, Company(seller())), folder) as workspace:
        page = DraftPage(workspace)
        page.resize(1720, 980)
        page.show()
        page.open(_long_draft(workspace.shop))
        page.view.lines.open_cell(0, Column.PRICE)
        _rest(1_500)  # the helper process starts
        keys = list(_keys(page))
        papers = list(_papers(page))
        page.may_leave()
    return {
        "key_ms": percentile(keys[_WARM_UP:], 0.95) * 1_000,
        "paper_ms": percentile(papers, 0.95) * 1_000,
        "memory_mb": resident_mb(),
    }


def _long_draft(shop: Shop) -> int:
    put_customer(shop, FIRM)
    begun = drafting.start(shop, drafting.Start(customer_code="C0001"))
    rates = (2_000, 1_000, 550)
    lines = [
        line(f"{10 + rank}.37", "3", name=f"Article {rank}", vat_rate_bp=rates[rank % 3])
        for rank in range(LINES)
    ]
    return drafting.keep(shop, replace(begun, lines=tuple(lines)))


def _keys(page: DraftPage) -> Iterator[float]:
    """Type in one line after the other; gives what each key took."""
    for rank in range(_KEYS + _WARM_UP):
        page.view.lines.open_cell(rank % LINES, (Column.PRICE, Column.NAME)[rank % 2])
        _rest(1)
        yield _key("1234567890"[rank % 10])
        _rest(_BETWEEN_MS)


def _papers(page: DraftPage) -> Iterator[float]:
    """Type a key now and then; gives how long the paper took to follow."""
    for rank in range(_PAPERS):
        _rest(600)
        page.view.lines.open_cell(rank, Column.NAME)
        start = time.perf_counter()
        _key("7")
        _wait(page.view.paper.drawn)
        yield time.perf_counter() - start


def _key(letter: str) -> float:
    start = time.perf_counter()
    focus = QApplication.focusWidget()
    assert focus is not None
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyPress, 0, none, letter))
    QApplication.sendPostedEvents()  # all that follows, the painting included
    return time.perf_counter() - start


def _rest(ms: int) -> None:
    """Let the program work on; unlike QTest.qWait, this leaves Python to the other threads."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def _wait(signal: Any) -> None:
    loop = QEventLoop()
    signal.connect(loop.quit)
    loop.exec()
    signal.disconnect(loop.quit)


GROUP: Final = Group("editing", measure)

if __name__ == "__main__":
    print(json.dumps(_measured(Path(sys.argv[1]))))
