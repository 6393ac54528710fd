"""A title that gives way: what has no room ends in « … », the whole is in its tool tip."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from facturdesk.ui.theme import GRID, heading

_NARROWEST: Final = GRID * 12
_STEPS: Final = 5  # points larger than the text of the window


class Title(QLabel):
    """The title of a page."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(heading(self.font(), steps=_STEPS))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Override
        """Let the buttons beside it have their room first."""
        hint = super().minimumSizeHint()
        return QSize(min(_NARROWEST, hint.width()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Override
        """Have the whole in the tool tip where it has no room."""
        super().resizeEvent(event)
        self.setToolTip("" if self._shown() == self.text() else self.text())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Override
        """Draw as much as there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.contentsRect(), int(self.alignment().value), self._shown())
        painter.end()

    def _shown(self) -> str:
        metrics = self.fontMetrics()
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
