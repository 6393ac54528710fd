"""A program of its own that writes in the editor until it is killed, and says how far it is.

`python -m tests.ui.editor.typist FILE FOLDER type|issue`: each line on standard output is JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from facturdesk.ui.pages.draft import DraftPage
from facturdesk.ui.requests import DraftRequest
from tests.ui.workspaces import opened_workspace

_NONE = Qt.KeyboardModifier.NoModifier
_PATIENCE_S = 60.0


def main(path: Path, folder: Path, job: str) -> None:
    """Write for a minute at the most; whoever started this kills it before."""
    app = QApplication([])
    with opened_workspace(path, folder) as workspace:
        workspace.preferences.put("editor/issue_explained", True)
        page = DraftPage(workspace)
        page.addActions(page.page_actions)  # as the menus of the window do
        page.resize(1280, 720)
        page.show()
        page.activateWindow()
        QTest.qWait(200)
        (_type if job == "type" else _issue)(page)
    app.quit()


def _type(page: DraftPage) -> None:
    page.open(DraftRequest(customer_code="C0001"))
    page.view.lines.open_new()
    end = time.monotonic() + _PATIENCE_S
    typed = ""
    while time.monotonic() < end:
        letter = chr(ord("a") + len(typed) % 26)
        _keys(letter)
        typed += letter
        _say(at=time.monotonic(), typed=typed)
        QTest.qWait(20)


def _issue(page: DraftPage) -> None:
    gone: list[object] = []
    page.workspace.route_wanted.connect(lambda _, number: gone.append(number))
    for turn in range(1_000):
        page.open(DraftRequest(customer_code="C0001"))
        page.view.lines.open_new()
        for text in (f"N{turn}", "1", "10"):
            _keys(text)
            QTest.keyClick(_focus(), Qt.Key.Key_Return)
        _say(asked=turn)
        chord = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(_focus(), Qt.Key.Key_Return, chord)
        _wait(lambda turn=turn: len(gone) > turn)  # type: ignore[misc] # a number
        _say(issued=turn)


def _keys(text: str) -> None:
    for letter in text:
        QApplication.sendEvent(_focus(), QKeyEvent(QEvent.Type.KeyPress, 0, _NONE, letter))


def _focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _wait(done: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not done():
        if time.monotonic() > end:
            raise TimeoutError
        QTest.qWait(1)


def _say(**what: object) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
