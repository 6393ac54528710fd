"""Stands in the place of the pages while the window waits: why, how far, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from facturdesk.ui.activity import Activity
from facturdesk.ui.theme import GRID, heading

_WIDTH = 40 * GRID


class Waiting(QWidget):
    """One sentence, a bar, and a button that names what it does."""

    def __init__(
        self, activity: Activity, sentence: str, stop: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("waiting")
        self.setAccessibleName(activity.title)
        self._activity = activity
        title = QLabel(activity.title)
        title.setFont(heading(title.font(), steps=4))
        said = QLabel(sentence)
        said.setProperty("look", "quiet")
        self._bar = QProgressBar()
        self._bar.setObjectName("waiting.progress")
        self._bar.setAccessibleName(activity.title)
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(_WIDTH, GRID)
        self._bar.setRange(0, 0)
        self._stop = QPushButton(stop)
        self._stop.setObjectName("waiting.stop")
        self._stop.clicked.connect(self._cancel)
        column = QVBoxLayout(self)
        column.setSpacing(GRID * 2)
        column.addStretch()
        for widget in (title, said, self._bar, self._stop):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        activity.progressed.connect(self._progressed)

    def _progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _cancel(self) -> None:
        self._activity.cancel()
        self._stop.setEnabled(False)
