"""A badge as a widget: where the document that is shown stands."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from facturdesk.i18n import Catalogue
from facturdesk.ui.models.badges import BADGE_HEIGHT, BadgeLook, badge_of, draw_badge
from facturdesk.ui.theme import GRID


class Badge(QLabel):
    """A word on its colour."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._look: BadgeLook | None = None
        self.setObjectName("badge")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_status(self, status: str, *, days: int | None = None, credit: bool = False) -> None:
        """Show a status as `badge_of` takes it; empty: nothing is shown."""
        self._look = badge_of(status, self._words, days=days, credit=credit) if status else None
        self.setText(self._look.text if self._look else "")
        self.setVisible(bool(status))
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Override
        """Be as wide as the word."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + GRID * 2, BADGE_HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Override
        """Never cut the word."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Override
        """Draw it in the colours of the theme that is shown."""
        if self._look is not None:
            painter = QPainter(self)
            draw_badge(painter, self.rect(), self._look, self.fontMetrics())
            painter.end()
