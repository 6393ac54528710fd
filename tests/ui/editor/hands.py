"""Two hands on the editor: what is typed goes to whatever has the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from facturdesk.domain.sale import Sale, SaleLine
from facturdesk.ui.editor.session import EditSession
from facturdesk.ui.pages.draft import DraftPage
from facturdesk.ui.widgets.suggestions import SuggestionPopup
from facturdesk.ui.workspace import Workspace

# the page stands alone here, and the screen that is none cannot hint its size
OFFSCREEN = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
_MARK = 8  # pixels from the left


class Hands:
    """Types, presses and looks; nothing is called that a user could not reach."""

    def __init__(self, qtbot: QtBot, workspace: Workspace) -> None:
        self.qtbot = qtbot
        self.workspace = workspace
        self.routes: list[tuple[str, object]] = []
        self.toasts: list[str] = []
        self.page = DraftPage(workspace)
        self.page.addActions(self.page.page_actions)  # as the menus of the window do
        self.page.resize(1280, 720)
        qtbot.addWidget(self.page)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.page.activateWindow()
        workspace.route_wanted.connect(lambda name, argument: self.routes.append((name, argument)))
        workspace.feedback.toast.connect(self.toasts.append)

    def open(self, argument: object = None) -> None:
        """Open the page, and wait until it has the keyboard."""
        self.page.open(argument)
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    @property
    def session(self) -> EditSession:
        """The draft that is shown."""
        assert self.page.session is not None
        return self.page.session

    @property
    def sale(self) -> Sale:
        """What is written."""
        return self.session.sale

    @property
    def lines(self) -> tuple[SaleLine, ...]:
        """The lines that are written."""
        return self.sale.lines

    @property
    def focus(self) -> QWidget:
        """What has the keyboard."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def type(self, text: str) -> None:
        """Type letters, whatever the keyboard."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.focus, QKeyEvent(kind, 0, NONE, letter))

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key."""
        QTest.keyClick(self.focus, key, modifiers)

    def enter(self, text: str = "") -> None:
        """Type, then Enter."""
        self.type(text)
        self.press(Key.Key_Return)

    def clear(self) -> None:
        """Empty the field."""
        self.press(Key.Key_A, CTRL)
        self.press(Key.Key_Delete)

    def free_line(self, name: str, quantity: str, price: str) -> None:
        """Write a line without an item, from the row at the end."""
        self.enter(name)
        self.enter(quantity)
        self.enter(price)

    def cell(self, row: int, column: int) -> None:
        """Click a cell."""
        table = self.page.view.lines
        rect = table.visualRect(table.model().index(row, column))
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(rect.center()))

    def choose(self, text: str) -> None:
        """Choose in the open cell of VAT or units: type, then Enter."""
        self.clear()
        self.enter(text)

    def click(self, name: str) -> None:
        """Click a button; a box or a choice at its mark, for beside its words it hears nothing."""
        widget = self.widget(name)
        place = widget.rect().center()
        if isinstance(widget, QCheckBox | QRadioButton):
            place.setX(_MARK)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)

    def widget(self, name: str) -> QWidget:
        """Find a part of the page by its name."""
        found = self.page.findChild(QWidget, name)
        assert found is not None, name
        return found

    def proposals(self) -> Sequence[str]:
        """Give what is proposed under the field."""
        for popup in self.page.findChildren(SuggestionPopup):
            if popup.isVisible():
                return [row.text for row in popup.suggestions]
        return []

    def wait_proposals(self) -> Sequence[str]:
        """Wait until something is proposed."""
        self.qtbot.waitUntil(lambda: bool(self.proposals()))
        return self.proposals()

    def missing(self) -> list[str]:
        """Give the codes of what is missing."""
        return [problem.code for problem in self.page.view.missing.problems]

    def wait_kept(self) -> int:
        """Wait until everything is kept, and give the id of the draft."""
        self.qtbot.waitUntil(lambda: self.session.is_kept and not self.workspace.writer.busy)
        assert self.session.draft_id is not None
        return self.session.draft_id


def owner_of(widget: QObject) -> str:
    """Name a widget, for the messages of tests."""
    return widget.objectName() or type(widget).__name__
