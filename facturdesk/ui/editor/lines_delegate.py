"""Draws the cells of the lines of a draft, and opens what one types in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from facturdesk.domain.errors import Problem
from facturdesk.domain.sale import LineKind
from facturdesk.i18n import marked
from facturdesk.ui.editor.cell_editors import LineCell, NameCell
from facturdesk.ui.editor.cells import HEADINGS, NUMBERS, Column, unread_cell
from facturdesk.ui.editor.lines_model import Index, LinesModel
from facturdesk.ui.theme import GRID, tabular, tokens

if TYPE_CHECKING:
    from facturdesk.ui.editor.lines_table import LinesTable

PAD: Final = 6
WRAP: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
_NEW_ROW: Final = marked("ui", "Item, code or text")
Cell = LineCell | NameCell
_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_FOCUSED: Final = QStyle.StateFlag.State_HasFocus


class LinesDelegate(QStyledItemDelegate):
    """One for the whole table; keys go to the table, which knows where Enter leads."""

    def __init__(self, table: LinesTable, model: LinesModel) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._numbers = tabular(table.font())
        self._strong = QFont(self._numbers)
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._left: list[tuple[QPersistentModelIndex, str]] = []  # cells left with such text

    def unread(self) -> Iterator[Problem]:
        """Tell what was typed in cells that were left and cannot be read."""
        for place, text in self._left:
            if place.isValid():
                yield unread_cell(place.row(), Column(place.column()), text)

    def forget(self) -> None:
        """Know of no cell any more: another draft is shown."""
        self._left.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        row, column = index.row(), Column(index.column())
        rect = QRect(option.rect)
        colours = tokens()
        painter.save()
        if row == self._table.currentIndex().row():
            painter.fillRect(rect, QColor(colours.hover))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if self._model.fault(row, column):
            red = QColor(colours.overdue[0])
            painter.fillRect(rect.left(), rect.bottom() - 2, rect.width(), 2, red)
        if option.state & _FOCUSED:
            painter.setPen(QColor(colours.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        line = self._model.line(row)
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        if line is None:
            if column is Column.NAME:
                painter.setPen(QColor(colours.quiet_ink))
                text = self._model.reader.words.text("ui", _NEW_ROW)
                self._put(painter, inner, text, _LEFT)
        else:
            strong = line.kind in (LineKind.SECTION, LineKind.SUBTOTAL)
            painter.setFont(self._strong if strong else self._numbers)
            painter.setPen(QColor(colours.ink))
            self._draw_text(painter, inner, row, column)
        painter.restore()

    def _draw_text(self, painter: QPainter, rect: QRect, row: int, column: Column) -> None:
        text = self._model.text(row, column)
        if not text:
            return
        if column is not Column.NAME:
            self._put(painter, rect, text, _RIGHT if column in NUMBERS else _LEFT)
            return
        name, _, detail = text.partition("\n")
        room = painter.boundingRect(rect, WRAP, name)
        whole = room.height()
        if detail:
            whole += painter.boundingRect(rect, WRAP, detail).height()
        top = rect.adjusted(0, max(0, (rect.height() - whole) // 2), 0, 0)
        painter.drawText(top, WRAP, name)
        if detail:
            painter.setPen(QColor(tokens().quiet_ink))
            painter.drawText(top.adjusted(0, room.height(), 0, 0), WRAP, detail)

    @staticmethod
    def _put(painter: QPainter, rect: QRect, text: str, side: int) -> None:
        fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, side, fitting)

    def createEditor(  # noqa: N802 - Override
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """Open a cell."""
        column = Column(index.column())
        place = QPersistentModelIndex(index)
        self._left = [each for each in self._left if each[0] != place]
        editor: Cell
        if column is Column.NAME:
            editor = NameCell(parent, self._table.find_items, self._table.lane)
            line = self._model.line(index.row())
            editor.proposes = line is None or (line.kind is LineKind.PRICED and not line.item_code)
            editor.suggester.taken.connect(lambda found: self._table.take(place.row(), found))
        else:
            find = self._table.find_of(column)
            editor = LineCell(parent, column, find)
            if editor.suggester is not None:
                choose = self._table.choose
                editor.suggester.taken.connect(lambda found: choose(place.row(), column, found))
        heading = self._model.reader.words.text("ui", HEADINGS[column])
        editor.setAccessibleName(f"{heading}, {index.row() + 1}")
        editor.typed.connect(lambda text: self._table.typed(place.row(), column, editor, text))
        self._table.opened(editor)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Override
        """Show the cell's value, unless what is typed means the same."""
        assert isinstance(editor, LineCell | NameCell)
        shown = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if not self._table.edits.means(index.row(), Column(index.column()), editor.typed_text()):
            editor.put(shown)

    def setModelData(  # noqa: N802 - Override
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        """Note what cannot be read; all else has changed the draft already, key by key."""
        assert isinstance(editor, LineCell | NameCell)
        text, column = editor.typed_text(), Column(index.column())
        if text.strip() and not self._table.edits.means(index.row(), column, text):
            self._left.append((QPersistentModelIndex(index), text))

    def updateEditorGeometry(  # noqa: N802 - Override
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Let the field fill its cell; a description may be higher than that."""
        rect = QRect(option.rect)
        if isinstance(editor, NameCell):
            lines = editor.document().size().height()
            height = int(lines * editor.fontMetrics().lineSpacing()) + GRID
            rect.setHeight(max(rect.height(), height))
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802 - Override
        """Hand keys to the table first; what it leaves goes to the field."""
        if isinstance(editor, LineCell | NameCell):
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                if self._table.keys.take(editor, event):
                    return True
                if event.key() in _LEFT_TO_FIELD:
                    return False
            if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
                return _keeps(editor, event)
        return super().eventFilter(editor, event)


_LEFT_TO_FIELD: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _keeps(editor: Cell, event: QKeyEvent) -> bool:
    """Keep Escape for the open field; the window goes back with the next one."""
    if event.key() == Qt.Key.Key_Escape:
        event.accept()
        return True
    return False
