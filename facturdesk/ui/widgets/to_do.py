"""« To do »: what is waiting for someone, each line leading there."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from facturdesk.i18n import Catalogue
from facturdesk.ui.theme import GRID, heading
from facturdesk.ui.widgets.chart_card import TITLE_HEIGHT
from facturdesk.ui.widgets.figures import ToDoLine


class ToDoList(QFrame):
    """The lines that have something to say; a quiet sentence where none has."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("todo")
        self.setProperty("look", "card")
        title = QLabel(words.text("ui", "To do"))
        title.setObjectName("todo.title")
        title.setFont(heading(title.font(), steps=1))
        title.setContentsMargins(GRID, 0, 0, 0)
        title.setMinimumHeight(TITLE_HEIGHT)
        self._nothing = QLabel(words.text("ui", "Nothing is waiting for you."))
        self._nothing.setObjectName("todo.nothing")
        self._nothing.setProperty("look", "quiet")
        self._nothing.setContentsMargins(GRID, 0, 0, 0)
        self._lines: dict[str, ToDoLine] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GRID, GRID, GRID, GRID)
        self._column.setSpacing(2)
        self._column.addWidget(title)
        self._column.addWidget(self._nothing)
        self._column.addStretch()

    def add(self, name: str, action: QAction, glyph: str, *, meaning: str = "") -> None:
        """Add a line, hidden until it has something to say."""
        line = ToDoLine(action, glyph, meaning)
        line.setObjectName(f"todo.{name}")
        line.hide()
        self._lines[name] = line
        self._column.insertWidget(self._column.count() - 2, line)

    def show_line(self, name: str, text: str, detail: str = "") -> None:
        """Say what there is to do, or with an empty text that there is nothing of this kind."""
        line = self._lines[name]
        if text:
            line.show_words(text, detail)
        line.setVisible(bool(text))
        self._nothing.setVisible(all(each.isHidden() for each in self._lines.values()))

    def shown(self) -> list[str]:
        """Give the names of the lines that are shown, in their order."""
        return [name for name, line in self._lines.items() if not line.isHidden()]

    def line(self, name: str) -> ToDoLine:
        """Give a line."""
        return self._lines[name]
