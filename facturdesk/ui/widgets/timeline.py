"""What happened, one below the other, the latest first: a day, a point, a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from facturdesk.ui.theme import GRID, heading, tabular, tokens

_RADIUS: Final = 4


class Moment(NamedTuple):
    """A day, a sentence, and the meaning of its colour (a name of the theme's tokens)."""

    day: str
    sentence: str
    meaning: str
    hint: str = ""


class Timeline(QWidget):
    """Shows moments; each row is read as a sentence."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        caption = QLabel(title)
        caption.setFont(heading(caption.font(), steps=0))
        self._grid = QGridLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(caption)
        column.addLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(2, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Show these, in this order."""
        clear(self._grid)
        for row, moment in enumerate(moments):
            day = QLabel(moment.day)
            day.setFont(tabular(day.font()))
            day.setProperty("look", "quiet")
            day.setAlignment(_TOP)
            sentence = QLabel(moment.sentence)
            sentence.setTextFormat(Qt.TextFormat.PlainText)
            sentence.setWordWrap(True)
            sentence.setAlignment(_TOP)
            sentence.setToolTip(moment.hint)
            sentence.setAccessibleName(f"{moment.day}, {moment.sentence}")
            for label in (day, sentence):
                label.setContentsMargins(0, 4, 0, 4)
            point = _Point(moment.meaning, first=row == 0, last=row == len(moments) - 1)
            self._grid.addWidget(day, row, 0)
            self._grid.addWidget(point, row, 1)
            self._grid.addWidget(sentence, row, 2)


_TOP: Final = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


class _Point(QWidget):
    """A dot on a line that joins those above and below it."""

    def __init__(self, meaning: str, *, first: bool, last: bool) -> None:
        super().__init__()
        self._meaning = meaning
        self._first = first
        self._last = last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:  # noqa: N802 - Override
        """Be as wide as the dot needs."""
        return QSize(GRID * 2, GRID * 3)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Override
        """Draw the line, then the dot over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPoint(self.width() // 2, 4 + self.fontMetrics().height() // 2)
        painter.setPen(QColor(tokens().line))
        if not self._first:
            painter.drawLine(middle.x(), 0, middle.x(), middle.y())
        if not self._last:
            painter.drawLine(middle.x(), middle.y(), middle.x(), self.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(tokens(), self._meaning)[0]))
        painter.drawEllipse(middle, _RADIUS, _RADIUS)
