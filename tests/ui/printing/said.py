"""Listens to what the window says, and answers its questions with the mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facturdesk.ui.workspace import Workspace

PATIENCE = 10_000  # milliseconds


class Said:
    """What the window said: toasts, and boxes with the button that answers them."""

    def __init__(self, qtbot: QtBot, workspace: Workspace) -> None:
        self.toasts: list[str] = []
        self.boxes: list[str] = []
        self._qtbot = qtbot
        workspace.feedback.toast.connect(self.toasts.append)

    def wait_for_toasts(self, count: int = 1) -> None:
        """Wait until so many sentences were said."""
        self._qtbot.waitUntil(lambda: len(self.toasts) == count, timeout=PATIENCE)

    def wait_for_boxes(self, count: int = 1) -> None:
        """Wait until so many boxes were answered."""
        self._qtbot.waitUntil(lambda: len(self.boxes) == count, timeout=PATIENCE)

    def answer(self, button: str, *, after: int = 0) -> None:
        """Press a button of the next box, by its objectName, once it is there."""
        QTimer.singleShot(after, lambda: self._press(button))

    def _press(self, name: str) -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            self.answer(name, after=20)
            return
        self.boxes.append(box.text())
        press(box, name)


def press(parent: QWidget, name: str) -> None:
    """Press a button by its objectName."""
    button = parent.findChild(QPushButton, name)
    assert button is not None, name
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
