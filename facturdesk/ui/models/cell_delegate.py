"""Draws the cells of a TableModel: one call a cell, for a million rows to scroll lightly."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from facturdesk.ui.models.badges import BADGE_HEIGHT, draw_badge
from facturdesk.ui.models.table_model import WAITING, TableModel
from facturdesk.ui.theme import GRID, ROW_HEIGHT, tokens

_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_SELECTED: Final = QStyle.StateFlag.State_Selected
_FOCUSED: Final = QStyle.StateFlag.State_HasFocus


class CellDelegate(QStyledItemDelegate):
    """Draws texts, amounts and badges as they stand in the model, without asking it by roles."""

    def __init__(self, model: TableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._sides = [_RIGHT if column.is_number else _LEFT for column in model.columns]
        self.restyle()

    def restyle(self) -> None:
        """Take the colours of the theme that is shown."""
        colours = tokens()
        self._ink = QColor(colours.ink)
        self._quiet = QColor(colours.quiet_ink)
        self._selected = QColor(colours.accent)
        self._selected_ink = QColor(colours.accent_ink)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        column, shown, rect = index.column(), self._model.shown(index.row()), option.rect
        selected = bool(option.state & _SELECTED)
        if selected:
            painter.fillRect(rect, self._selected)
        if option.state & _FOCUSED:
            painter.setPen(self._selected_ink if selected else self._selected)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        rect.adjust(GRID, 0, -GRID, 0)
        badge = None if shown is None else shown.badges[column]
        if badge is not None:
            draw_badge(painter, rect, badge, option.fontMetrics)
            return
        painter.setPen(self._selected_ink if selected else self._ink)
        text = (WAITING if column == 0 else "") if shown is None else shown.texts[column]
        painter.drawText(rect, self._sides[column], _cut(text, rect.width(), option.fontMetrics))

    def sizeHint(  # noqa: N802 - Override
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Leave room for what is drawn, for a column that is fitted to its content."""
        shown = self._model.shown(index.row())
        text = shown.texts[index.column()] if shown else WAITING
        room = option.fontMetrics.horizontalAdvance(text) + GRID * 3
        has_badge = shown is not None and shown.badges[index.column()] is not None
        return QSize(room + (GRID * 2 if has_badge else 0), max(ROW_HEIGHT, BADGE_HEIGHT))


def _cut(text: str, width: int, metrics: QFontMetrics) -> str:
    """Shorten a text that does not fit; only one that may not is measured."""
    if (
        len(text) * metrics.maxWidth() <= width
        or len(text) * metrics.averageCharWidth() < width // 2
    ):
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
