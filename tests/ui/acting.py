"""What a person does at the window, for tests: finds by name, types, presses, waits."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from facturdesk.ui.theme import GRID
from facturdesk.ui.workspace import Workspace

W = TypeVar("W", bound=QWidget)


def settled(qtbot: QtBot, workspace: Workspace) -> None:
    """Wait until nothing is being read or written."""
    qtbot.waitUntil(lambda: not any(lane.busy for lane in workspace.lanes), timeout=20_000)
    QApplication.processEvents()


def found(parent: QWidget, kind: type[W], name: str) -> W:
    """Find a widget by its objectName."""
    widget = parent.findChild(kind, name)
    assert widget is not None, name
    return widget


def press(parent: QWidget, name: str) -> None:
    """Click a button that is in view and enabled."""
    button = found(parent, QAbstractButton, name)
    assert button.isVisible(), name
    assert button.isEnabled(), name
    place = QPoint(GRID, button.height() // 2) if button.isCheckable() else button.rect().center()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=place)


def type_over(parent: QWidget, name: str, text: str) -> None:
    """Write over what a field holds."""
    field = found(parent, QLineEdit, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def read(parent: QWidget, name: str) -> str:
    """Read a label, with plain spaces."""
    return plain(found(parent, QLabel, name).text())


def plain(text: str) -> str:
    """Give a text with plain spaces."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def dialog_of(parent: QWidget, name: str) -> QDialog | None:
    """Give the dialog of a name that is open over a widget."""
    dialogs = [each for each in parent.findChildren(QDialog, name) if each.isVisible()]
    return dialogs[0] if dialogs else None
