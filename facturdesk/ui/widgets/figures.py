"""Figures seen at a glance, and lines of what there is to do: each leads to what is behind it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from facturdesk.ui.icons import icon
from facturdesk.ui.theme import GRID, heading, tabular, tokens

_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_ROUND: Final = 6
_CARD_HEIGHT: Final = 12 * GRID
_LINE_HEIGHT: Final = 4 * GRID
_ICON: Final = 18


class _Pressed(QAbstractButton):
    """A painted button, pressed by the mouse, the space bar and Enter."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.action = action
        self.setObjectName(f"button.{action.objectName()}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(action.trigger)

    def event(self, event: QEvent) -> bool:
        """Take Enter for a press, as other buttons of the window do."""
        if event.type() == QEvent.Type.KeyPress and event.key() in (  # type: ignore[attr-defined] # a key event has a key
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        ):
            self.click()
            return True
        return super().event(event)

    def frame(self, painter: QPainter, *, card: bool) -> None:
        """Draw what is under the words: a card or nothing, and where mouse and focus are."""
        colours = tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = colours.hover if self.underMouse() else colours.surface if card else ""
        edge = colours.accent if self.hasFocus() else colours.line if card else ""
        painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(QColor(edge), width) if edge else Qt.PenStyle.NoPen)
        inset = width / 2
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, _ROUND, _ROUND)


class FigureCard(_Pressed):
    """One figure with its name and a quiet line below; it triggers an action when pressed."""

    def __init__(self, action: QAction, title: str, parent: QWidget | None = None) -> None:
        super().__init__(action, parent)
        self._title = title
        self._figure = ""
        self._detail = ""
        self._meaning = ""
        self.setAccessibleName(title)
        self.setFixedHeight(_CARD_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figure(self, figure: str, detail: str, *, meaning: str = "") -> None:
        """Show a figure; `meaning` is one of the theme's, such as `overdue`."""
        self._figure, self._detail, self._meaning = figure, detail, meaning
        self.setAccessibleName(", ".join(part for part in (self._title, figure, detail) if part))
        self.setToolTip(detail)
        self.update()

    @property
    def figure(self) -> str:
        """The figure that is shown."""
        return self._figure

    @property
    def detail(self) -> str:
        """The line below it."""
        return self._detail

    def sizeHint(self) -> QSize:  # noqa: N802 - Override
        """Leave room for an amount."""
        return QSize(24 * GRID, _CARD_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Override
        """Draw the card in the colours of the theme that is shown."""
        colours = tokens()
        painter = QPainter(self)
        self.frame(painter, card=True)
        inner = self.rect().adjusted(GRID * 2, GRID + 2, -GRID * 2, -GRID - 2)
        third = inner.height() // 4
        painter.setPen(QColor(colours.quiet_ink))
        self._words(painter, QRect(inner.x(), inner.y(), inner.width(), third), self._title)
        below = QRect(inner.x(), inner.bottom() - third, inner.width(), third)
        self._words(painter, below, self._detail)
        ink = getattr(colours, self._meaning)[0] if self._meaning else colours.ink
        painter.setPen(QColor(ink))
        painter.setFont(_fitting(self._figure, self.font(), inner.width(), painter))
        middle = QRect(inner.x(), inner.y() + third, inner.width(), inner.height() - 2 * third)
        painter.drawText(middle, _LEFT, self._figure)
        painter.end()

    def _words(self, painter: QPainter, rect: QRect, text: str) -> None:
        mode = Qt.TextElideMode.ElideRight
        painter.drawText(rect, _LEFT, painter.fontMetrics().elidedText(text, mode, rect.width()))


class ToDoLine(_Pressed):
    """One thing to do, with its icon; it triggers an action when pressed."""

    def __init__(
        self, action: QAction, glyph: str, meaning: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(action, parent)
        self._icon: QIcon = icon(glyph)
        self._onward: QIcon = icon("ph.caret-right", colour="quiet_ink")
        self._detail = ""
        self._meaning = meaning
        self.setFixedHeight(_LINE_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, text: str, detail: str = "") -> None:
        """Show what there is to do, and how much at the right."""
        self.setText(text)
        self._detail = detail
        self.setAccessibleName(f"{text}, {detail}" if detail else text)
        self.setToolTip(text)
        self.update()

    @property
    def detail(self) -> str:
        """What stands at the right."""
        return self._detail

    def sizeHint(self) -> QSize:  # noqa: N802 - Override
        """Leave room for a sentence."""
        return QSize(36 * GRID, _LINE_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Override
        """Draw the line in the colours of the theme that is shown."""
        colours = tokens()
        painter = QPainter(self)
        self.frame(painter, card=False)
        inner = self.rect().adjusted(GRID, 0, -GRID, 0)
        top = (self.height() - _ICON) // 2
        self._icon.paint(painter, QRect(inner.x(), top, _ICON, _ICON))
        end = inner.right() - _ICON // 2
        self._onward.paint(painter, QRect(end - 6, top + 2, 14, 14))
        painter.setFont(tabular(self.font()))
        metrics = painter.fontMetrics()
        taken = metrics.horizontalAdvance(self._detail)
        painter.setPen(QColor(colours.quiet_ink))
        right = end - GRID * 2
        painter.drawText(QRect(right - taken, 0, taken + 1, self.height()), _LEFT, self._detail)
        ink = getattr(colours, self._meaning)[0] if self._meaning else colours.ink
        painter.setPen(QColor(ink))
        left = inner.x() + _ICON + GRID
        room = right - taken - GRID - left
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, 0, room, self.height()), _LEFT, text)
        painter.end()


def _fitting(text: str, font: QFont, width: int, painter: QPainter) -> QFont:
    """Give the font of a figure, smaller where a long one would not fit."""
    wanted = font
    for steps in (10, 7, 4, 2):
        wanted = tabular(heading(font, steps=steps))
        painter.setFont(wanted)
        if painter.fontMetrics().horizontalAdvance(text) <= width:
            break
    return wanted
