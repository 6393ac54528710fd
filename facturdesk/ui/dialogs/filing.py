"""Asks in which folder PDF files are put, and how they are named; an example shows it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from facturdesk.domain.errors import InputRefused
from facturdesk.ui.dialogs.act import ActDialog
from facturdesk.ui.dialogs.files import ask_folder
from facturdesk.ui.printing.places import (
    chosen_place,
    keep_place,
    shown_fields,
    shown_pattern,
    typed_pattern,
)
from facturdesk.ui.theme import GRID
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.filing import DEFAULT_PATTERN, Place, example_path


class FilingDialog(ActDialog):
    """Chooses the folder and the pattern; both are kept when it is confirmed."""

    confirmed = Signal(object)  # Place

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        text = workspace.words.text
        super().__init__(
            workspace,
            "filing",
            title=text("ui", "Where the PDF files go"),
            act=text("ui", "Save as PDF"),
            parent=parent,
        )
        self.setMinimumWidth(GRID * 72)
        self.folder = QLineEdit()
        self.pattern = QLineEdit()
        self.browse = QPushButton(text("ui", "Choose…"))
        self.browse.setObjectName("filing.browse")
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._browse)
        self.example = self.line("filing.example")
        self._build()
        kept = chosen_place(workspace.preferences)
        self.folder.setText(str(kept.folder) if kept else "")
        self.pattern.setText(shown_pattern(self.words, kept.pattern if kept else DEFAULT_PATTERN))
        (self.act_button if kept else self.browse).setFocus()

    def act(self) -> None:
        """Keep the place and hand it on."""
        place = Place(Path(self.folder.text().strip()), self._pattern())
        keep_place(self.workspace.preferences, place)
        self.accept()
        self.confirmed.emit(place)

    def _pattern(self) -> str:
        return typed_pattern(self.words, self.pattern.text().strip())

    def _build(self) -> None:
        text = self.words.text
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(GRID)
        rows = [
            ("folder", text("ui", "Folder"), self.folder),
            ("pattern", text("ui", "File names"), self.pattern),
        ]
        for row, (name, label, field) in enumerate(rows):
            caption = QLabel(label)
            caption.setBuddy(field)
            field.setObjectName(f"filing.{name}")
            field.setAccessibleName(label)
            field.textChanged.connect(self._show_example)
            grid.addWidget(
                caption, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
            grid.addWidget(field, row, 1)
        grid.addWidget(self.browse, 0, 2)
        grid.addWidget(self.example, 2, 1, 1, 2)
        hint = text(
            "ui",
            "In file names you can use {fields}; a / makes a folder.",
            fields=shown_fields(self.words),
        )
        grid.addWidget(self.line("filing.hint", hint, look="quiet"), 3, 1, 1, 2)
        self.body.addLayout(grid)
        self.body.addStretch()

    def _browse(self) -> None:
        start = Path(self.folder.text()) if self.folder.text() else Path.home()
        ask_folder(
            self,
            self.words.text("ui", "Where the PDF files go"),
            start=start,
            chosen=lambda folder: self.folder.setText(str(folder)),
        )

    def _show_example(self) -> None:
        folder = self.folder.text().strip()
        try:
            inside = example_path(self._pattern(), year=self.workspace.shop.today.year)
        except InputRefused as refusal:
            self.example.clear()
            problems = refusal.problems
            self.complain("\n".join(self.workspace.feedback.problem(each) for each in problems))
            self.act_button.setEnabled(False)
            return
        self.complain("")
        self.act_button.setEnabled(bool(folder))
        shown = str(Path(folder) / inside) if folder else str(inside)
        self.example.setText(self.words.text("ui", "Such as: {file}", file=shown))
