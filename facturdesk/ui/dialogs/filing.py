"""Asks in which folder PDF files are put, and how they are named; an example shows it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from facturdesk.domain.errors import InputRefused
from facturdesk.ui.dialogs.files import ask_folder
from facturdesk.ui.printing.places import chosen_place, keep_place
from facturdesk.ui.theme import GRID, heading
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.filing import DEFAULT_PATTERN, FIELDS, Place, example_path


class FilingDialog(QDialog):
    """Chooses the folder and the pattern; both are kept when it is confirmed."""

    confirmed = Signal(object)  # Place

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._words = workspace.words
        self.setObjectName("filing")
        self.setWindowTitle(self._words.text("ui", "Save as PDF"))
        self.setMinimumWidth(GRID * 72)
        self._build()
        kept = chosen_place(workspace.preferences)
        self.folder.setText(str(kept.folder) if kept else "")
        self.pattern.setText(kept.pattern if kept else DEFAULT_PATTERN)
        self._show_example()
        (self.go if kept else self.browse).setFocus()

    def accept(self) -> None:
        """Keep the place and hand it on."""
        place = Place(Path(self.folder.text().strip()), self.pattern.text().strip())
        keep_place(self._workspace.preferences, place)
        super().accept()
        self.confirmed.emit(place)

    def _build(self) -> None:
        text = self._words.text
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 2)
        layout.setSpacing(GRID * 2)
        title = QLabel(text("ui", "Where the PDF files go"))
        title.setFont(heading(title.font()))
        layout.addWidget(title)
        self.folder = QLineEdit()
        self.browse = QPushButton(text("ui", "Choose…"))
        self.browse.setObjectName("filing.browse")
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._browse)
        self.pattern = QLineEdit()
        self.example = QLabel()
        self.example.setTextFormat(Qt.TextFormat.PlainText)
        self.example.setWordWrap(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(GRID)
        for row, (name, label, field) in enumerate(
            [
                ("folder", text("ui", "Folder"), self.folder),
                ("pattern", text("ui", "File names"), self.pattern),
            ]
        ):
            caption = QLabel(label)
            caption.setBuddy(field)
            field.setObjectName(f"filing.{name}")
            field.setAccessibleName(label)
            field.textChanged.connect(self._show_example)
            grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(field, row, 1)
        grid.addWidget(self.browse, 0, 2)
        grid.addWidget(self.example, 2, 1, 1, 2)
        grid.addWidget(self._hint(), 3, 1, 1, 2)
        layout.addLayout(grid)
        layout.addStretch()
        layout.addLayout(self._buttons())

    def _hint(self) -> QLabel:
        known = ", ".join(f"{{{name}}}" for name in FIELDS)
        hint = QLabel(
            self._words.text(
                "ui", "In file names you can use {fields}; a / makes a folder.", fields=known
            )
        )
        hint.setProperty("look", "quiet")
        hint.setWordWrap(True)
        return hint

    def _buttons(self) -> QHBoxLayout:
        text = self._words.text
        row = QHBoxLayout()
        cancel = QPushButton(text("ui", "Cancel"))
        cancel.setObjectName("filing.cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.go = QPushButton(text("ui", "Save as PDF"))
        self.go.setObjectName("filing.go")
        self.go.setProperty("look", "main")
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self.go)
        return row

    def _browse(self) -> None:
        start = Path(self.folder.text()) if self.folder.text() else Path.home()
        ask_folder(
            self,
            self._words.text("ui", "Where the PDF files go"),
            start=start,
            chosen=lambda folder: self.folder.setText(str(folder)),
        )

    def _show_example(self) -> None:
        folder = self.folder.text().strip()
        try:
            inside = example_path(self.pattern.text(), year=self._workspace.shop.today.year)
        except InputRefused as refusal:
            sentences = [self._workspace.feedback.problem(each) for each in refusal.problems]
            self._say(" ".join(sentences), look="problem")
            self.go.setEnabled(False)
            return
        self.go.setEnabled(bool(folder))
        shown = str(Path(folder) / inside) if folder else str(inside)
        self._say(self._words.text("ui", "Such as: {file}", file=shown), look="")

    def _say(self, sentence: str, *, look: str) -> None:
        self.example.setText(sentence)
        self.example.setProperty("look", look)
        self.example.style().unpolish(self.example)
        self.example.style().polish(self.example)
