"""Chooses a copy to put in the place of a data file, and says what that means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from facturdesk.i18n import Catalogue
from facturdesk.ui.dialogs.files import ask_file
from facturdesk.ui.lanes import Lane
from facturdesk.ui.theme import GRID, heading

if TYPE_CHECKING:
    from facturdesk.usecases.backing_up import Copy
    from facturdesk.usecases.safekeeping import FileSummary

_WIDTH, _HEIGHT = 640, 480


@dataclass(frozen=True, slots=True)
class _Found:
    """A copy and what it holds; None: it cannot be read."""

    copy: Copy
    summary: FileSummary | None


class RestoreDialog(QDialog):
    """Lists the copies of a data file with their day and counts; `chosen` names the one wanted."""

    chosen = Signal(object)  # Path

    def __init__(
        self,
        words: Catalogue,
        lane: Lane,
        path: Path,
        folders: Sequence[Path],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("restore")
        self.setWindowTitle(words.text("ui", "Restore a backup"))
        self.resize(_WIDTH, _HEIGHT)
        self._words = words
        self._lane = lane
        self._path = path
        self._found: list[_Found] = []
        self._list = QListWidget()
        self._list.setObjectName("restore.copies")
        self._list.setProperty("look", "choices")
        self._list.setAccessibleName(words.text("ui", "Copies"))
        self._list.setUniformItemSizes(True)
        self._list.setSpacing(2)
        self._list.currentRowChanged.connect(self._show_state)
        self._list.itemActivated.connect(lambda _item: self._accept())
        self._other, self._cancel, self._restore = self._make_buttons()
        self._lay_out()
        self._show_state()
        folders = tuple(folders)
        lane.run(lambda: _look(path, folders), done=self._show, owner=self)

    def _make_buttons(self) -> tuple[QPushButton, QPushButton, QPushButton]:
        text = self._words.text
        other = QPushButton(text("ui", "Another copy…"))
        cancel = QPushButton(text("ui", "Cancel"))
        restore = QPushButton(text("ui", "Restore this copy"))
        restore.setProperty("look", "main")
        for name, button, slot in (
            ("other", other, self._ask_other),
            ("cancel", cancel, self.reject),
            ("restore", restore, self._accept),
        ):
            button.setObjectName(f"restore.{name}")
            button.clicked.connect(slot)
        restore.setDefault(True)
        return other, cancel, restore

    def _lay_out(self) -> None:
        text = self._words.text
        title = QLabel(text("ui", "Restore {name}", name=self._path.stem))
        title.setFont(heading(title.font(), steps=3))
        self._said = QLabel(text("ui", "Looking for copies…"))
        self._said.setWordWrap(True)
        meaning = QLabel(
            text(
                "ui",
                "The file that is there now is kept beside it. Numbers given after the copy are "
                "passed over, so that none is given twice; this is recorded in the file.",
            )
        )
        meaning.setProperty("look", "quiet")
        meaning.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addWidget(self._other)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 2)
        column.setSpacing(GRID)
        column.addWidget(title)
        column.addWidget(self._said)
        column.addWidget(self._list, 1)
        column.addWidget(meaning)
        column.addSpacing(GRID)
        column.addLayout(foot)

    def _show(self, found: list[_Found]) -> None:
        text = self._words.text
        self._found = found
        for each in found:
            item = QListWidgetItem(self._sentence(each))
            item.setToolTip(str(each.copy.path))
            self._list.addItem(item)
        self._said.setText(
            text("ui", "The newest copy is at the top. Choose one.")
            if found
            else text(
                "ui",
                "No copy of this file was found. It may be on a stick: choose it with “Another copy…”.",
            )
        )
        if found:
            self._list.setCurrentRow(0)
            self._list.setFocus()
        self._show_state()

    def _sentence(self, found: _Found) -> str:
        day, folder = found.copy.day, str(found.copy.path.parent)
        if found.summary is None:
            return self._words.text(
                "ui", "{day} · cannot be read · {folder}", day=day, folder=folder
            )
        documents = self._words.plural(
            "ui", "{count} document", "{count} documents", found.summary.documents
        )
        payments = self._words.plural(
            "ui", "{count} payment", "{count} payments", found.summary.payments
        )
        return self._words.text(
            "ui",
            "{day} · {documents}, {payments} · {folder}",
            day=day,
            documents=documents,
            payments=payments,
            folder=folder,
        )

    def _show_state(self) -> None:
        row = self._list.currentRow()
        usable = 0 <= row < len(self._found) and self._found[row].summary is not None
        self._restore.setEnabled(usable)

    def _accept(self) -> None:
        if self._restore.isEnabled():
            self._take(self._found[self._list.currentRow()].copy.path)

    def _ask_other(self) -> None:
        ask_file(
            self,
            self._words.text("ui", "Choose a copy"),
            kinds=self._words.text("ui", "FacturDesk files (*.facturdesk)"),
            start=self._path.parent,
            chosen=self._take,
        )

    def _take(self, copy: Path) -> None:
        self.accept()
        self.chosen.emit(copy)


def _look(path: Path, folders: Sequence[Path]) -> list[_Found]:
    """Find the copies of a file: by its identity where it can be read, else by its name."""
    from facturdesk.usecases.backing_up import copies_for

    return [_Found(copy, _summary(copy.path)) for copy in copies_for(path, folders)]


def _summary(path: Path) -> FileSummary | None:
    from facturdesk.domain.errors import ActionableError
    from facturdesk.usecases.backing_up import look_into

    try:
        return look_into(path)
    except ActionableError:  # said in the list
        return None
