"""An ear for what the window says: boxes, each closed once it was heard, notices and toasts."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

from tests.journeys.hand import Hand
from tests.journeys.programs import wait_for

_LOOK_EVERY_MS: Final = 20


class Ear:
    """Listens from when it is made; a box that only says something is closed."""

    def __init__(self, hand: Hand) -> None:
        self.boxes: list[str] = []
        self.toasts: list[str] = []
        self._hand = hand
        hand.program.feedback.toast.connect(self._heard)
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_EVERY_MS)

    def wait_for_box(self, words: str) -> None:
        """Wait until a box was closed that said this."""
        wait_for(lambda: any(words in said for said in self.boxes))

    def wait_for_toast(self, words: str) -> None:
        """Wait until a toast said this."""
        wait_for(lambda: any(words in said for said in self.toasts))

    def _heard(self, sentence: str) -> None:
        self.toasts.append(self._hand.plain(sentence))

    def _look(self) -> None:
        box: QWidget | None = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            return
        close = box.findChild(QPushButton, "close")
        if close is not None and close.isVisible():
            self.boxes.append(self._hand.plain(box.text()))
            QTest.mouseClick(close, Qt.MouseButton.LeftButton)
