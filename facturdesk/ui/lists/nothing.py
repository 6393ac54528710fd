"""What stands in the place of a list that is narrowed until nothing is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from facturdesk.i18n import Catalogue
from facturdesk.ui.theme import GRID
from facturdesk.ui.widgets.link import Link


class NothingFound(QWidget):
    """Says that nothing is found, and leads back to everything."""

    def __init__(self, words: Catalogue, show_all: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("nothing")
        told = QLabel(words.text("ui", "Nothing matches what you ask for."))
        told.setProperty("look", "quiet")
        column = QVBoxLayout(self)
        column.setSpacing(GRID)
        column.addStretch(2)
        column.addWidget(told, 0, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(
            Link(words.text("ui", "Show everything"), "nothing.show_all", show_all),
            0,
            Qt.AlignmentFlag.AlignCenter,
        )
        column.addStretch(3)
