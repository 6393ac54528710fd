"""Where keys lead from an open cell: item, Enter, quantity, Enter, next line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from facturdesk.domain.sale import LineKind
from facturdesk.ui.editor.cell_editors import ENTER, NameCell
from facturdesk.ui.editor.cells import CHOSEN, Column

if TYPE_CHECKING:
    from facturdesk.ui.editor.lines_delegate import Cell
    from facturdesk.ui.editor.lines_table import LinesTable
    from facturdesk.ui.widgets.suggestions import Suggestion

_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PLAIN: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class LineKeys:
    """Takes the keys of the cell that is open in a table."""

    def __init__(self, table: LinesTable) -> None:
        self._table = table
        self._model = table.lines

    def take(self, editor: Cell, event: QKeyEvent) -> bool:
        """Do what a key does in an open cell; False: it is for the field."""
        if editor.suggester is not None and editor.suggester.take_key(event):
            return True
        key, row = Qt.Key(event.key()), self._table.currentIndex().row()
        column = Column(self._table.currentIndex().column())
        if key in ENTER and event.modifiers() in _PLAIN:
            self._enter(editor, row, column)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.step(row, column, 1 if key == Qt.Key.Key_Tab else -1)
        elif key == Qt.Key.Key_Down and column in CHOSEN:
            self._table.propose_all()
        elif key in _STEPS and event.modifiers() in _PLAIN and _leaves(editor, _STEPS[key]):
            self._table.open_cell(max(0, row + _STEPS[key]), column)
        elif event.matches(QKeySequence.StandardKey.Paste):
            return self._table.paste_block()
        else:
            return False
        return True

    def after_name(self, row: int) -> None:
        """Go on from a description."""
        line = self._model.line(row)
        if line is not None and line.kind is LineKind.PRICED:
            self._table.open_cell(row, Column.QUANTITY)
        else:
            self._table.open_cell(row + 1, Column.NAME)

    def step(self, row: int, column: Column, by: int) -> None:
        """Go to the next or previous cell that can be edited, or out of the table."""
        cells = [
            (at, here)
            for at in range(max(0, row - 1), min(row + 2, self._model.rowCount()))
            for here in Column
            if self._model.flags(self._model.index(at, here)) & Qt.ItemFlag.ItemIsEditable
        ]
        place = cells.index((row, column)) + by
        if 0 <= place < len(cells):
            self._table.open_cell(*cells[place])
        else:
            self._table.leave(forward=by > 0)

    def _enter(self, editor: Cell, row: int, column: Column) -> None:
        chosen = editor.suggester.current if editor.suggester is not None else None
        if column is Column.NAME:
            self._enter_name(editor, row, chosen)
        elif chosen is not None:
            self._table.choose(row, column, chosen)
        elif editor.property("wrong"):
            return
        elif column is Column.QUANTITY and self._is_free(row):
            self._table.open_cell(row, Column.PRICE)
        else:
            self._table.open_cell(row + 1, Column.NAME)

    def _enter_name(self, editor: Cell, row: int, chosen: Suggestion | None) -> None:
        text = editor.typed_text().strip()
        if not text:
            return
        proposes = isinstance(editor, NameCell) and editor.proposes
        if proposes and self._table.scan(row, text):
            return
        if proposes and chosen is not None:
            self._table.take(row, chosen)
        else:
            self.after_name(row)

    def _is_free(self, row: int) -> bool:
        line = self._model.line(row)
        return line is not None and not line.item_code


def _leaves(editor: Cell, step: int) -> bool:
    """Tell whether an arrow leaves the cell: a description of several lines keeps it inside."""
    if not isinstance(editor, NameCell):
        return True
    at = editor.textCursor().blockNumber()
    return at == (0 if step < 0 else editor.blockCount() - 1)
