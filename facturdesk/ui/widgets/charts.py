"""A chart of bars: read by eye, bar by bar with the keyboard, and as words by a screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from facturdesk.i18n import Catalogue
from facturdesk.ui.theme import GRID, tabular, tokens
from facturdesk.ui.widgets.scale import scale_for

_RIGHT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_MIDDLE: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter)
_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_LABELS: Final = 22  # pixels under the bars
_LEGEND: Final = 24  # pixels over them
_WIDEST: Final = 28
_STEPS: Final = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Home: -1_000,
    Qt.Key.Key_End: 1_000,
}


class Series(NamedTuple):
    """What one colour of bars shows; the colour is the name of a token of the theme."""

    name: str
    colour: str


class Bars(NamedTuple):
    """The bars of one place: a short label, a full one, and an amount of each series."""

    label: str
    title: str
    amounts_minor: tuple[int, ...]


class BarChart(QWidget):
    """Bars side by side; the arrows go from one place to the next, Enter opens it."""

    opened = Signal(int)  # the place
    announced = Signal(str)  # what a screen reader is told

    def __init__(self, words: Catalogue, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._series: tuple[Series, ...] = ()
        self._bars: tuple[Bars, ...] = ()
        self._scale = scale_for([0])
        self._place: int | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(12 * GRID)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bars(self, series: Sequence[Series], bars: Sequence[Bars]) -> None:
        """Show other bars."""
        self._series, self._bars = tuple(series), tuple(bars)
        self._scale = scale_for([amount for each in bars for amount in each.amounts_minor])
        if self._place is not None and self._place >= len(bars):
            self._place = None
        self.setAccessibleDescription("\n".join(self.sentence(n) for n in range(len(bars))))
        self.update()

    @property
    def place(self) -> int | None:
        """The place that the keyboard or the mouse is at."""
        return self._place

    def sentence(self, place: int) -> str:
        """Say what one place shows."""
        bars = self._bars[place]
        amounts = [
            f"{series.name} {self._words.money(amount)}"
            for series, amount in zip(self._series, bars.amounts_minor, strict=True)
        ]
        return self._words.text(
            "ui", "{when}: {amounts}", when=bars.title, amounts=", ".join(amounts)
        )

    def sizeHint(self) -> QSize:  # noqa: N802 - Override
        """Ask for a wide strip."""
        return QSize(70 * GRID, 24 * GRID)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Override
        """Go from place to place, open one."""
        key = Qt.Key(event.key())
        if key in _STEPS and self._bars:
            start = -1 if self._place is None else self._place
            last = len(self._bars) - 1
            self._go(min(max(start + _STEPS[key], 0), last))
            self._tell()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._place is not None:
            self.opened.emit(self._place)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Override
        """Say what is under the mouse."""
        place = self._place_at(event.position().toPoint())
        if place == self._place:
            return
        self._go(place)
        if place is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPosition().toPoint(), self.sentence(place), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Override
        """Open what is under the mouse."""
        place = self._place_at(event.position().toPoint())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(place)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Override
        """Let go of the place under the mouse."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._go(None)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Override
        """Begin at the last place: that of today."""
        super().focusInEvent(event)
        if self._place is None and self._bars:
            self._go(len(self._bars) - 1)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Override
        """Let go of the place."""
        super().focusOutEvent(event)
        QToolTip.hideText()
        self._go(None)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Override
        """Draw everything in the colours of the theme that is shown."""
        painter = QPainter(self)
        painter.setFont(self._small())
        plot = self._plot()
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens().accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        self._draw_legend(painter)
        self._draw_lines(painter, plot)
        for place in range(len(self._bars)):
            self._draw_bars(painter, plot, place)
        painter.end()

    def _go(self, place: int | None) -> None:
        self._place = place
        self.update()

    def _tell(self) -> None:
        assert self._place is not None
        sentence = self.sentence(self._place)
        column = self._column(self._plot(), self._place)
        QToolTip.showText(self.mapToGlobal(column.center()), sentence, self)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        self.announced.emit(sentence)

    def _small(self) -> QFont:
        font = tabular(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        return font

    def _plot(self) -> QRect:
        metrics = QFontMetrics(self._small())
        left = max(metrics.horizontalAdvance(text) for text in self._marks()) + GRID * 2
        return self.rect().adjusted(left, _LEGEND + GRID // 2, -GRID, -_LABELS)

    def _marks(self) -> list[str]:
        return [self._scale.label(mark, self._words) for mark in self._scale.marks]

    def _column(self, plot: QRect, place: int) -> QRect:
        left = plot.x() + plot.width() * place // len(self._bars)
        right = plot.x() + plot.width() * (place + 1) // len(self._bars)
        return QRect(left, plot.y(), right - left, plot.height())

    def _place_at(self, point: QPoint) -> int | None:
        plot = self._plot().adjusted(0, 0, 0, _LABELS)
        if not self._bars or not plot.contains(point):
            return None
        return min((point.x() - plot.x()) * len(self._bars) // plot.width(), len(self._bars) - 1)

    def _draw_legend(self, painter: QPainter) -> None:
        if len(self._series) < 2:
            return
        metrics = painter.fontMetrics()
        right = self.width() - GRID
        for series in reversed(self._series):
            width = metrics.horizontalAdvance(series.name)
            painter.setPen(QColor(tokens().quiet_ink))
            painter.drawText(QRect(right - width, 0, width + 1, _LEGEND), _LEFT, series.name)
            square = QRect(right - width - GRID * 2, (_LEGEND - 10) // 2, 10, 10)
            painter.fillRect(square, _colour(series))
            right = square.x() - GRID * 2

    def _draw_lines(self, painter: QPainter, plot: QRect) -> None:
        colours = tokens()
        for mark, text in zip(self._scale.marks, self._marks(), strict=True):
            y = plot.bottom() - self._scale.share(mark, plot.height())
            painter.setPen(QColor(colours.quiet_ink if mark == 0 else colours.line))
            painter.drawLine(plot.x(), y, plot.right(), y)
            painter.setPen(QColor(colours.quiet_ink))
            painter.drawText(QRect(0, y - GRID, plot.x() - GRID, GRID * 2), _RIGHT, text)

    def _draw_bars(self, painter: QPainter, plot: QRect, place: int) -> None:
        bars = self._bars[place]
        column = self._column(plot, place)
        if place == self._place:
            painter.fillRect(column, QColor(tokens().hover))
            self._draw_ground(painter, plot, column)
        width = min(_WIDEST, (column.width() - GRID) // max(len(self._series), 1))
        left = column.center().x() - width * len(self._series) // 2
        ground = plot.bottom() - self._scale.share(0, plot.height())
        for number, (series, amount) in enumerate(
            zip(self._series, bars.amounts_minor, strict=True)
        ):
            end = plot.bottom() - self._scale.share(amount, plot.height())
            top, height = min(ground, end), abs(ground - end)
            if amount:
                painter.fillRect(
                    QRect(left + number * width, top, width - 2, max(height, 1)), _colour(series)
                )
        painter.setPen(QColor(tokens().ink if place == self._place else tokens().quiet_ink))
        label = QRect(column.x(), plot.bottom() + 3, column.width(), _LABELS - 3)
        painter.drawText(label, _MIDDLE, bars.label)

    def _draw_ground(self, painter: QPainter, plot: QRect, column: QRect) -> None:
        """Draw the line of nought again where the chosen place covers it."""
        y = plot.bottom() - self._scale.share(0, plot.height())
        painter.setPen(QColor(tokens().quiet_ink))
        painter.drawLine(column.x(), y, column.right(), y)


def _colour(series: Series) -> QColor:
    found = getattr(tokens(), series.colour)
    return QColor(found[0] if isinstance(found, tuple) else found)
