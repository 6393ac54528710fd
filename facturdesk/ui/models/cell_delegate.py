"""Draws the cells of a TableModel: one call a cell, for a million rows to scroll lightly.

What is drawn of a text in a width, and what a badge looks like, is worked out once and
kept for the next frames.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap, QStaticText
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from facturdesk.ui.models.badges import BADGE_HEIGHT, BadgeLook, draw_badge
from facturdesk.ui.models.table_model import WAITING, TableModel
from facturdesk.ui.theme import GRID, ROW_HEIGHT, tokens

# a flag of an option as a plain number: enums take as long as drawing does
_SELECTED: Final = QStyle.StateFlag.State_Selected.value
_MOST_KEPT: Final = 1_500


class _Drawn(NamedTuple):
    """A text as it is drawn: cut to its width, laid out."""

    text: QStaticText
    width: int
    height: int


class CellDelegate(QStyledItemDelegate):
    """Draws texts, amounts and badges as they stand in the model, without asking it by roles."""

    def __init__(self, model: TableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._numbers = [column.is_number for column in model.columns]
        self._texts: dict[tuple[str, int], _Drawn] = {}
        self._badges: dict[tuple[BadgeLook, int], QPixmap] = {}
        self.restyle()

    def restyle(self) -> None:
        """Take the colours and the font that are shown now."""
        colours = tokens()
        self._ink = QColor(colours.ink)
        self._selected = QColor(colours.accent)
        self._selected_ink = QColor(colours.accent_ink)
        self._texts.clear()
        self._badges.clear()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        column, shown, state = index.column(), self._model.shown(index.row()), option.state.value
        rect = option.rect
        selected = state & _SELECTED
        if selected:
            painter.fillRect(rect, self._selected)
        if shown is None:
            text = "" if column else WAITING
        elif (badge := shown.badges[column]) is not None:
            self._draw_badge(painter, rect, badge, option)
            return
        else:
            text = shown.texts[column]
        if text:
            painter.setPen(self._selected_ink if selected else self._ink)
            self._draw_text(painter, rect, text, self._numbers[column], option)

    def sizeHint(  # noqa: N802 - Override
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Leave room for what is drawn, for a column that is fitted to its content."""
        shown = self._model.shown(index.row())
        text = shown.texts[index.column()] if shown else WAITING
        room = option.fontMetrics.horizontalAdvance(text) + GRID * 3
        has_badge = shown is not None and shown.badges[index.column()] is not None
        return QSize(room + (GRID * 2 if has_badge else 0), max(ROW_HEIGHT, BADGE_HEIGHT))

    def _draw_text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        right: bool,
        option: QStyleOptionViewItem,
    ) -> None:
        width = rect.width()
        drawn = self._texts.get((text, width))
        if drawn is None:
            drawn = self._lay_out(text, width, option)
        indent = width - drawn.width - GRID if right else GRID
        top = rect.y() + (rect.height() - drawn.height) // 2
        painter.drawStaticText(rect.x() + indent, top, drawn.text)

    def _lay_out(self, text: str, width: int, option: QStyleOptionViewItem) -> _Drawn:
        if len(self._texts) >= _MOST_KEPT:
            self._texts.clear()
        room, metrics = width - 2 * GRID, QFontMetrics(option.font)
        laid = QStaticText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))
        laid.setTextFormat(Qt.TextFormat.PlainText)
        laid.prepare(font=option.font)
        size = laid.size()
        drawn = _Drawn(laid, round(size.width()), round(size.height()))
        self._texts[text, width] = drawn
        return drawn

    def _draw_badge(
        self, painter: QPainter, rect: QRect, badge: BadgeLook, option: QStyleOptionViewItem
    ) -> None:
        width = rect.width() - 2 * GRID
        picture = self._badges.get((badge, width))
        if picture is None:
            picture = self._pictured(badge, width, option)
        top = rect.y() + (rect.height() - BADGE_HEIGHT) // 2
        painter.drawPixmap(rect.x() + GRID, top, picture)

    def _pictured(self, badge: BadgeLook, width: int, option: QStyleOptionViewItem) -> QPixmap:
        if len(self._badges) >= _MOST_KEPT // 10:
            self._badges.clear()
        metrics = QFontMetrics(option.font)
        room = max(1, min(metrics.horizontalAdvance(badge.text) + GRID * 2, width))
        ratio = option.widget.devicePixelRatioF()
        picture = QPixmap(QSize(room, BADGE_HEIGHT) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setFont(option.font)
        draw_badge(painter, QRect(0, 0, room, BADGE_HEIGHT), badge, metrics)
        painter.end()
        self._badges[badge, width] = picture
        return picture
