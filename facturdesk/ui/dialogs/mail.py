"""Says that no program opens messages here, and saves the message for the user to take along."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from facturdesk.ui.dialogs.act import ActDialog
from facturdesk.ui.dialogs.files import ask_target
from facturdesk.ui.theme import GRID
from facturdesk.ui.workspace import Workspace


class NoMailProgramDialog(ActDialog):
    """Offers to save the message; `chosen` gives the file."""

    help_topic = "mail"

    chosen = Signal(object)  # Path

    def __init__(self, workspace: Workspace, file_name: str, parent: QWidget | None = None) -> None:
        text = workspace.words.text
        super().__init__(
            workspace,
            "mail",
            title=text("ui", "No e-mail program found"),
            act=text("ui", "Save the message…"),
            parent=parent,
        )
        self._file_name = file_name
        self.setMinimumWidth(GRID * 60)
        self.body.addWidget(
            self.line(
                "mail.what",
                text(
                    "ui",
                    "The message is ready, with the PDF attached, but no program on this computer "
                    "opens messages. Save it and open it in your e-mail program, or save the PDF "
                    "alone and attach it to a message yourself.",
                ),
            )
        )
        self.body.addStretch()

    def act(self) -> None:
        """Ask where the message is to be saved."""
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        ask_target(
            self,
            self.words.text("ui", "Save the message"),
            kinds=self.words.text("ui", "Messages (*.eml)"),
            target=Path(documents) / self._file_name,
            chosen=self._take,
        )

    def _take(self, file: Path) -> None:
        self.accept()
        self.chosen.emit(file)
