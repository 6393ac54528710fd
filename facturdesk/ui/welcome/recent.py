"""The data files opened last; one that is gone says so, and how to find it again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from facturdesk.ui.dialogs.files import ask_file
from facturdesk.ui.icons import icon
from facturdesk.ui.theme import GRID, heading
from facturdesk.ui.welcome.host import Host

_MOST = 6


class RecentFiles(QWidget):
    """A list of files; `chosen` names the one to open, `copy_wanted` one to restore."""

    chosen = Signal(object)  # Path
    copy_wanted = Signal(object)  # Path

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recent")
        self._host = host
        self._rows: list[_Row] = []
        title = QLabel(host.words.text("ui", "Recent files"))
        title.setFont(heading(title.font(), steps=2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID * 2, 0, 0)
        column.addWidget(title)
        column.addSpacing(GRID)
        self._list = QVBoxLayout()
        self._list.setSpacing(GRID)
        column.addLayout(self._list)
        column.addStretch(1)

    def refresh(self) -> None:
        """Show the files; whether each is there is looked up beside, a stick may be slow."""
        paths = self._host.preferences.recent_files[:_MOST]
        for row in self._rows:
            row.setParent(None)
            row.deleteLater()
        self._rows = [_Row(self._host, self, path, number) for number, path in enumerate(paths)]
        for row in self._rows:
            self._list.addWidget(row)
        self.setVisible(bool(paths))
        self._host.work.run(
            lambda: [path.is_file() for path in paths], done=self._looked, owner=self
        )

    def focus_first(self) -> bool:
        """Put the focus on the first file; False where there is none."""
        for row in self._rows:
            row.focus()
            return True
        return False

    def forget(self, path: Path) -> None:
        """Take a file out of the list."""
        self._host.preferences.forget_file(path)
        self.refresh()

    def search(self, path: Path) -> None:
        """Ask where a file went."""
        text = self._host.words.text
        ask_file(
            self,
            text("ui", "Where is “{name}”?", name=path.name),
            kinds=text("ui", "FacturDesk files (*.facturdesk)"),
            start=path.parent,
            chosen=lambda found: self._found(path, found),
        )

    def _found(self, old: Path, found: Path) -> None:
        self._host.preferences.forget_file(old)
        self.chosen.emit(found)

    def _looked(self, there: list[bool]) -> None:
        for row, found in zip(self._rows, there, strict=False):
            row.show_found(found)


class _Row(QFrame):
    """One file: its name, its folder, and what can be done when it is gone."""

    def __init__(self, host: Host, files: RecentFiles, path: Path, number: int) -> None:
        super().__init__(files)
        self.setProperty("look", "card")
        self._host = host
        self._path = path
        text = host.words.text
        self._open = self._button(f"open.{number}", path.stem, lambda: files.chosen.emit(path))
        self._open.setIcon(icon("ph.storefront"))
        self._open.setAccessibleName(text("ui", "Open {name}", name=path.stem))
        self._where = QLabel(_short(path.parent))
        self._where.setProperty("look", "quiet")
        self._where.setContentsMargins(GRID * 2, 0, GRID, GRID)
        self._gone = QWidget()
        acts = QHBoxLayout(self._gone)
        acts.setContentsMargins(GRID, 0, GRID, GRID)
        acts.setSpacing(0)
        for name, words, slot in (
            (f"search.{number}", text("ui", "Search…"), files.search),
            (f"restore.{number}", text("ui", "Restore a backup…"), files.copy_wanted.emit),
            (f"forget.{number}", text("ui", "Remove from the list"), files.forget),
        ):
            acts.addWidget(self._button(name, words, partial(slot, path)))
        acts.addStretch(1)
        self._gone.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID // 2, GRID // 2, GRID // 2, 0)
        column.setSpacing(0)
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._where)
        column.addWidget(self._gone)

    def show_found(self, found: bool) -> None:
        """Show whether the file is there."""
        self._open.setEnabled(found)
        self._gone.setHidden(found)
        where = _short(self._path.parent)
        self._where.setText(
            where if found else self._host.words.text("ui", "{folder}: not found", folder=where)
        )

    def focus(self) -> None:
        """Take the focus."""
        self._open.setFocus()

    def _button(self, name: str, words: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"recent.{name}")
        button.setProperty("look", "quiet")
        button.setAutoDefault(True)
        button.clicked.connect(lambda _checked: slot())
        return button


def _short(folder: Path) -> str:
    """Write a folder from the user's own one on, without a word too long to be seen."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)
