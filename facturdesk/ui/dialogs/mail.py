"""Says that no program opens messages here, and saves the message for the user to take along."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from facturdesk.ui.dialogs.files import ask_target
from facturdesk.ui.theme import GRID, heading
from facturdesk.ui.workspace import Workspace


class NoMailProgramDialog(QDialog):
    """Offers to save the message; `chosen` gives the file."""

    chosen = Signal(object)  # Path

    def __init__(self, workspace: Workspace, file_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = workspace.words
        self._file_name = file_name
        text = self._words.text
        self.setObjectName("mail")
        self.setWindowTitle(text("ui", "Send by e-mail"))
        self.setMinimumWidth(GRID * 60)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 2)
        layout.setSpacing(GRID * 2)
        title = QLabel(text("ui", "No e-mail program opens messages on this computer"))
        title.setFont(heading(title.font()))
        title.setWordWrap(True)
        layout.addWidget(title)
        what = QLabel(
            text(
                "ui",
                "The message is ready, with the PDF attached. Save it and open it in your "
                "e-mail program, or save the PDF alone and attach it yourself.",
            )
        )
        what.setWordWrap(True)
        layout.addWidget(what)
        layout.addStretch()
        row = QHBoxLayout()
        cancel = QPushButton(text("ui", "Cancel"))
        cancel.setObjectName("mail.cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.go = QPushButton(text("ui", "Save the message…"))
        self.go.setObjectName("mail.save")
        self.go.setProperty("look", "main")
        self.go.setDefault(True)
        self.go.clicked.connect(self._ask)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self.go)
        layout.addLayout(row)

    def _ask(self) -> None:
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        ask_target(
            self,
            self._words.text("ui", "Save the message"),
            kinds=self._words.text("ui", "Messages (*.eml)"),
            target=Path(documents) / self._file_name,
            chosen=self._take,
        )

    def _take(self, file: Path) -> None:
        self.accept()
        self.chosen.emit(file)
