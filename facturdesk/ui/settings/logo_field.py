"""The field of a logo: chosen from a file or dropped, made small at once, and shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from facturdesk.domain.errors import ActionableError
from facturdesk.i18n import Catalogue
from facturdesk.ui.dialogs.files import ask_file
from facturdesk.ui.feedback import Feedback
from facturdesk.ui.lanes import Lane
from facturdesk.ui.theme import GRID

_WIDTH, _HEIGHT = 120, 48  # of the picture shown


class LogoField(QWidget):
    """A logo as documents carry it; its value is the bytes of a small picture, or None."""

    edited = Signal()

    def __init__(
        self, words: Catalogue, feedback: Feedback, lane: Lane, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._feedback = feedback
        self._lane = lane
        self._logo = b""
        self._picture = QLabel()
        self._picture.setAccessibleName(words.text("ui", "Logo"))
        self._choose = QPushButton(words.text("ui", "Choose a picture…"))
        self._choose.setAutoDefault(True)
        self._choose.clicked.connect(self._ask)
        self._remove = QPushButton(words.text("ui", "Remove"))
        self._remove.setProperty("look", "quiet")
        self._remove.setAutoDefault(True)
        self._remove.clicked.connect(self._removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for widget in (self._picture, self._choose, self._remove):
            row.addWidget(widget)
        row.addStretch(1)
        self.setFocusProxy(self._choose)
        self.setAcceptDrops(True)
        self.set_value(None)

    def setObjectName(self, name: str) -> None:  # noqa: N802 - Override QObject::setObjectName
        """Name the field and its buttons."""
        super().setObjectName(name)
        self._choose.setObjectName(f"{name}.choose")
        self._remove.setObjectName(f"{name}.remove")

    def value(self) -> object:
        """Give the picture; None where there is none."""
        return self._logo or None

    def set_value(self, value: object) -> None:
        """Show a picture, or none."""
        self._logo = value if isinstance(value, bytes) else b""
        picture = QPixmap()
        picture.loadFromData(self._logo)
        ratio = self.devicePixelRatioF()
        if not picture.isNull():
            picture = picture.scaled(
                int(_WIDTH * ratio),
                int(_HEIGHT * ratio),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            picture.setDevicePixelRatio(ratio)
        self._picture.setPixmap(picture)
        self._picture.setHidden(picture.isNull())
        self._remove.setHidden(picture.isNull())

    def take(self, path: Path) -> None:
        """Read a file in the lane; what is wrong with it is said."""
        from facturdesk.usecases.setup import read_logo

        self._lane.run(lambda: read_logo(path), done=self._taken, failed=self._refused, owner=self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Override QWidget
        """Accept a file that is dragged here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Override QWidget
        """Take the file dropped here."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.take(Path(files[0]))

    def _ask(self) -> None:
        ask_file(
            self,
            self._words.text("ui", "Choose a logo"),
            kinds=self._words.text("ui", "Pictures (*.png *.jpg *.jpeg)"),
            chosen=self.take,
        )

    def _taken(self, logo: bytes) -> None:
        self.set_value(logo)
        self.edited.emit()

    def _removed(self) -> None:
        self._choose.setFocus()
        self.set_value(None)
        self.edited.emit()

    def _refused(self, error: Exception) -> None:
        problems = error.problems if isinstance(error, ActionableError) else ()
        if not problems:
            self._feedback.show(error)
            return
        self._feedback.done(self._feedback.problem(problems[0]))
