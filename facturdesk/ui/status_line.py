"""The quiet line at the bottom: what runs, how far it is, the last backup, the data file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from facturdesk.i18n import Catalogue
from facturdesk.ui.theme import GRID

if TYPE_CHECKING:  # loaded after the first paint
    import datetime as dt
    from pathlib import Path

    from facturdesk.ui.activity import Activity

HEIGHT: Final = 4 * GRID
_BAR_WIDTH: Final = 15 * GRID
_PATIENCE: Final = 200  # milliseconds: what is over by then need not be seen


class StatusLine(QFrame):
    """Shows the activities, one at a time, with a way to stop each."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setProperty("look", "status")
        self.setFixedHeight(HEIGHT)
        self._words = words
        self._running: list[Activity] = []
        self._title = self._quiet_label("status.activity")
        self._bar = QProgressBar()
        self._bar.setObjectName("status.progress")
        self._bar.setAccessibleName(words.text("ui", "Progress"))
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(_BAR_WIDTH, GRID)
        self._stop = QPushButton(words.text("ui", "Stop"))
        self._stop.setObjectName("status.stop")
        self._stop.setProperty("look", "small")
        self._stop.clicked.connect(self._cancel)
        self._backup = self._quiet_label("status.backup")
        self._file = self._quiet_label("status.file")
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 2, 0, GRID * 2, 0)
        row.setSpacing(GRID)
        for widget in (self._title, self._bar, self._stop):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(self._backup)
        row.addSpacing(GRID * 2)
        row.addWidget(self._file)
        self._show()

    @property
    def running(self) -> tuple[Activity, ...]:
        """What runs now."""
        return tuple(self._running)

    def watch(self, activity: Activity) -> None:
        """Show an activity until it ends."""
        self._running.append(activity)
        activity.progressed.connect(self._progressed)
        activity.ended.connect(self._ended)
        QTimer.singleShot(_PATIENCE, self, self._show)

    def show_file(self, path: Path | None) -> None:
        """Name the data file."""
        self._file.setText(path.name if path else "")
        self._file.setToolTip(str(path) if path else "")

    def show_backup(self, at: dt.datetime | None, *, today: dt.date) -> None:
        """Say when the last backup was made; None: never."""
        if at is None:
            text = self._words.text("ui", "No backup yet")
        elif at.date() == today:
            text = self._words.text("ui", "Last backup: today at {time}", time=f"{at:%H:%M}")
        else:
            text = self._words.text("ui", "Last backup: {day}", day=at.date())
        self._backup.setText(text)

    def clear(self) -> None:
        """Show nothing of a data file that was closed."""
        self.show_file(None)
        self._backup.setText("")

    def _progressed(self, done: int, total: int) -> None:
        if self._running and self.sender() is self._running[-1]:
            self._bar.setMaximum(total)
            self._bar.setValue(done)

    def _ended(self) -> None:
        ended = self.sender()
        self._running = [each for each in self._running if each is not ended]
        self._show()

    def _cancel(self) -> None:
        if self._running:
            self._running[-1].cancel()
            self._stop.setEnabled(False)

    def _show(self) -> None:
        newest = self._running[-1] if self._running else None
        for widget in (self._title, self._bar, self._stop):
            widget.setVisible(newest is not None)
        if newest is not None:
            self._title.setText(newest.title)
            self._bar.setRange(0, 0)
            self._stop.setEnabled(not newest.cancelled)

    @staticmethod
    def _quiet_label(name: str) -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        label.setProperty("look", "quiet")
        return label
