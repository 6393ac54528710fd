"""Makes the demonstration shop while one watches, and can be stopped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from facturdesk.ui.activity import Activity
from facturdesk.ui.theme import GRID, heading
from facturdesk.ui.welcome.host import Host

_WIDTH = 560


class DemonstrationMaking(QWidget):
    """A progress bar; `made` names the file, `stopped` says there is none."""

    made = Signal(object)  # Path
    stopped = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("demonstration")
        self._host = host
        self._activity: Activity | None = None
        text = host.words.text
        title = QLabel(text("ui", "Making the demonstration shop…"))
        title.setFont(heading(title.font(), steps=4))
        said = QLabel(
            text(
                "ui",
                "An invented shop with two years of invoices, paid and overdue. "
                "Try everything: nothing there is real.",
            )
        )
        said.setProperty("look", "quiet")
        said.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setObjectName("demonstration.progress")
        self._bar.setAccessibleName(text("ui", "Progress"))
        self._bar.setTextVisible(False)
        self._cancel = QPushButton(text("ui", "Cancel"))
        self._cancel.setObjectName("demonstration.cancel")
        self._cancel.setAutoDefault(True)
        self._cancel.clicked.connect(self._stop)
        middle = QWidget()
        middle.setFixedWidth(_WIDTH)
        column = QVBoxLayout(middle)
        column.setSpacing(GRID * 2)
        column.addWidget(title)
        column.addWidget(said)
        column.addWidget(self._bar)
        column.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignHCenter)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)

    def begin(self) -> None:
        """Open the demonstration made before; else make it."""
        self._bar.setRange(0, 0)
        self._cancel.setFocus()
        path = self._place()
        self._host.work.run(path.is_file, done=lambda there: self._go_on(path, there), owner=self)

    def cancel(self) -> None:
        """Stop, if something is being made."""
        if self._activity is not None:
            self._activity.cancel()
            self._activity = None

    def _place(self) -> Path:
        from facturdesk.usecases.setup import FOLDER, SUFFIX

        name = self._host.words.text("ui", "Demonstration")
        return self._host.desk.documents / FOLDER / f"{name}{SUFFIX}"

    def _go_on(self, path: Path, there: bool) -> None:
        if there:
            self.made.emit(path)
            return
        from facturdesk.usecases.setup import new_demonstration

        desk = self._host.desk
        today, state = desk.today(), desk.state()
        self._activity = self._host.activities.run(
            self._host.work,
            self._host.words.text("ui", "Making the demonstration shop…"),
            lambda activity: new_demonstration(path, today=today, state=state, progress=activity),
            done=lambda _: self._done(path),
            failed=self._failed,
            owner=self,
        )
        self._activity.progressed.connect(self._progressed)

    def _progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _done(self, path: Path) -> None:
        if self._activity is not None:  # else it was stopped at the last moment: keep it, unopened
            self._activity = None
            self.made.emit(path)

    def _failed(self, error: Exception) -> None:
        self._activity = None
        self._host.feedback.show(error)
        self.stopped.emit()

    def _stop(self) -> None:
        self.cancel()
        self.stopped.emit()
