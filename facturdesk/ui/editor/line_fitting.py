"""The room that lines need: long figures are read whole, descriptions broken into lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QRect
from PySide6.QtWidgets import QHeaderView

from facturdesk.ui.editor.cells import Column
from facturdesk.ui.editor.lines_delegate import PAD, WRAP
from facturdesk.ui.theme import GRID, ROW_HEIGHT

if TYPE_CHECKING:
    from facturdesk.ui.editor.lines_model import LinesModel
    from facturdesk.ui.editor.lines_table import LinesTable

_WIDTHS: Final = {  # in characters
    Column.QUANTITY: 5,
    Column.UNIT: 7,
    Column.PRICE: 9,
    Column.DISCOUNT: 7,
    Column.VAT: 7,
    Column.TOTAL: 9,
}


class LineFitting:
    """Gives the rows and columns of a table their sizes."""

    def __init__(self, table: LinesTable, model: LinesModel) -> None:
        self._table = table
        self._model = model
        self._heights: dict[tuple[str, str, int], int] = {}
        self._letters = dict(_WIDTHS)
        self._size_columns()
        model.dataChanged.connect(self._fit_changed)
        model.modelReset.connect(self._fit)

    def _size_columns(self) -> None:
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(GRID * 5)
        header.geometriesChanged.connect(self._fit)
        for column, letters in _WIDTHS.items():
            self._widen(column, letters)

    def _widen(self, column: Column, letters: int) -> None:
        self._letters[column] = letters
        width = letters * self._table.fontMetrics().horizontalAdvance("0") + PAD * 2
        width = max(width, self._table.horizontalHeader().sectionSizeHint(column))
        if self._table.columnWidth(column) != width:
            self._table.setColumnWidth(column, width)

    def _fit(self) -> None:
        """Give every row and column the room it needs."""
        for column, letters in _WIDTHS.items():
            self._widen(column, letters)
        self._fit_rows(range(self._model.rowCount()))

    def _fit_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self._fit_rows(range(first.row(), last.row() + 1))

    def _fit_rows(self, rows: range) -> None:
        """Let long figures be read whole; a description is broken into lines."""
        for column in (Column.QUANTITY, Column.PRICE, Column.TOTAL):
            longest = max((len(self._model.text(row, column)) for row in rows), default=0)
            if longest > self._letters[column]:
                self._widen(column, longest)
        width = self._table.columnWidth(Column.NAME) - PAD * 2
        for row in rows:
            line = self._model.line(row)
            height = ROW_HEIGHT if line is None else self._height(line.name, line.detail, width)
            if self._table.rowHeight(row) != height:
                self._table.setRowHeight(row, height)

    def _height(self, name: str, detail: str, width: int) -> int:
        known = self._heights.get((name, detail, width))
        if known is None:
            text = f"{name}\n{detail}" if detail else name
            room = QRect(0, 0, width, 10_000)
            needed = self._table.fontMetrics().boundingRect(room, WRAP, text).height()
            known = max(ROW_HEIGHT, needed + GRID + 2)
            self._heights[name, detail, width] = known
        return known
