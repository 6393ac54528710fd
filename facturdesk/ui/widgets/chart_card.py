"""A chart on a card: its title, a link at the right, and the bars."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from facturdesk.i18n import Catalogue
from facturdesk.ui.theme import GRID, heading
from facturdesk.ui.widgets.charts import BarChart
from facturdesk.ui.widgets.link import Link

TITLE_HEIGHT: Final = GRID * 3  # of the cards that stand side by side


class ChartCard(QFrame):
    """Holds a BarChart; the link triggers an action."""

    def __init__(
        self, words: Catalogue, name: str, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("look", "card")
        self.chart = BarChart(words, title)
        self.chart.setObjectName(f"{name}.chart")
        caption = QLabel(title)
        caption.setObjectName(f"{name}.title")
        caption.setFont(heading(caption.font(), steps=1))
        caption.setMinimumHeight(TITLE_HEIGHT)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(0, 0, GRID, 0)
        self._head.setSpacing(GRID * 2)
        self._head.addWidget(caption)
        self._head.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID, GRID, GRID)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self.chart, stretch=1)

    def add_link(self, action: QAction) -> Link:
        """Put a link at the right of the title, which triggers an action."""
        link = Link("", f"link.{action.objectName()}", action.trigger)
        link.hide()
        self._head.addWidget(link)
        return link

    def add_words(self) -> QLabel:
        """Put quiet words at the right of the title."""
        label = QLabel()
        label.setProperty("look", "quiet")
        self._head.addWidget(label)
        return label
