"""The photo of an item: chosen from a file or dropped, made small by the helper process."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from facturdesk.domain.errors import ActionableError
from facturdesk.ui.dialogs.files import ask_file
from facturdesk.ui.theme import GRID
from facturdesk.usecases.photos import photo_from

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace

_HEIGHT: Final = 20 * GRID


class PhotoField(QFrame):
    """Its value is a small JPEG, or nothing."""

    edited = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._words = workspace.words
        self._photo = b""
        text = self._words.text
        self.setObjectName("item.photo")
        self.setProperty("look", "card")
        self._picture = QLabel()
        self._picture.setObjectName("item.photo.picture")
        self._picture.setFixedHeight(_HEIGHT)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setWordWrap(True)
        self._picture.setProperty("look", "quiet")
        self._problem = QLabel()
        self._problem.setObjectName("item.photo.problem")
        self._problem.setProperty("look", "problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._choose = QPushButton(text("ui", "Choose a picture…"))
        self._choose.setObjectName("item.photo.choose")
        self._choose.clicked.connect(self._ask)
        self._remove = QPushButton(text("ui", "Remove"))
        self._remove.setObjectName("item.photo.remove")
        self._remove.setProperty("look", "quiet")
        self._remove.clicked.connect(self._removed)
        buttons = QHBoxLayout()
        for button in (self._choose, self._remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        column.addWidget(self._picture)
        column.addWidget(self._problem)
        column.addLayout(buttons)
        self.setAcceptDrops(True)
        self.set_value(b"")

    def value(self) -> bytes:
        """Give the photo; empty where there is none."""
        return self._photo

    def set_value(self, photo: bytes) -> None:
        """Show a photo, or none."""
        self._photo = photo
        self._complain("")
        picture = QPixmap()
        if photo and picture.loadFromData(photo):
            ratio = self.devicePixelRatioF()
            picture = picture.scaled(
                round(max(self._picture.width(), _HEIGHT) * ratio),
                round(_HEIGHT * ratio),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            picture.setDevicePixelRatio(ratio)
            self._picture.setPixmap(picture)
            self._picture.setAccessibleName(self._words.text("ui", "Photo of the item"))
        else:
            self._picture.setText(self._words.text("ui", "No photo. Choose one or drop it here."))
        self._remove.setVisible(bool(photo))

    def take(self, path: Path) -> None:
        """Read a picture and make it small, off the GUI thread; what is wrong with it is said."""
        self._complain("")
        self._workspace.helper.run(
            partial(photo_from, path), done=self._taken, failed=self._refused, owner=self
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Override QWidget
        """Accept a file that is dragged here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Override QWidget
        """Take the file dropped here."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.take(Path(files[0]))

    def _ask(self) -> None:
        ask_file(
            self,
            self._words.text("ui", "Choose a photo"),
            kinds=self._words.text("ui", "Pictures (*.png *.jpg *.jpeg)"),
            chosen=self.take,
        )

    def _taken(self, photo: bytes) -> None:
        self.set_value(photo)
        self.edited.emit()

    def _removed(self) -> None:
        self._choose.setFocus()
        self.set_value(b"")
        self.edited.emit()

    def _refused(self, error: Exception) -> None:
        problems = error.problems if isinstance(error, ActionableError) else ()
        if problems:
            self._complain(self._workspace.feedback.problem(problems[0]))
        else:
            self._workspace.feedback.show(error)

    def _complain(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
