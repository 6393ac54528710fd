"""The table of lines, filled with the keyboard alone: item, Enter, quantity, Enter, next line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from facturdesk.domain.sale import LineKind
from facturdesk.ui.editor.cell_editors import ENTER
from facturdesk.ui.editor.cells import CellReader, Column, Unread, can_edit
from facturdesk.ui.editor.line_edits import CREATE, FREE, LineEdits
from facturdesk.ui.editor.line_keys import LineKeys
from facturdesk.ui.editor.lines_delegate import PAD, WRAP, Cell, LinesDelegate
from facturdesk.ui.editor.lines_model import NEW, Index, LinesModel
from facturdesk.ui.editor.page_keys import PageKeys
from facturdesk.ui.editor.session import EditSession
from facturdesk.ui.theme import GRID, ROW_HEIGHT
from facturdesk.ui.widgets.suggestions import Find, Suggestion

if TYPE_CHECKING:
    from facturdesk.ui.lanes import Lane
    from facturdesk.ui.workspace import Workspace

_WIDTHS: Final = {  # in characters
    Column.QUANTITY: 5,
    Column.UNIT: 7,
    Column.PRICE: 9,
    Column.DISCOUNT: 8,
    Column.VAT: 8,
    Column.TOTAL: 10,
}


class LinesTable(QTableView):
    """Shows a session's lines; every key in a cell makes a new sale."""

    item_wanted = Signal(str)  # an item of this name is to be created
    row_changed = Signal(int)  # another line is the current one

    def __init__(self, workspace: Workspace, reader: CellReader, page_keys: PageKeys) -> None:
        super().__init__()
        self.setObjectName("lines")
        self.setAccessibleName(workspace.words.text("ui", "Lines"))
        self._workspace = workspace
        self._words = workspace.words
        self._page_keys = page_keys
        self._model = LinesModel(reader, self)
        self._edits = LineEdits(workspace, self._model)
        self.keys = LineKeys(self)
        self._open: Cell | None = None
        self._heights: dict[tuple[str, str, int], int] = {}
        self._letters = dict(_WIDTHS)
        self._dress()
        self.setModel(self._model)
        self.setItemDelegate(LinesDelegate(self, self._model))
        self._size_columns()
        self._model.dataChanged.connect(self._fit_changed)
        self._model.modelReset.connect(self._fit)

    @property
    def lane(self) -> Lane:
        """Where items are looked for."""
        return self._workspace.quick

    @property
    def lines(self) -> LinesModel:
        """What is shown."""
        return self._model

    @property
    def edits(self) -> LineEdits:
        """What is done to lines."""
        return self._edits

    def follow(self, session: EditSession, reader: CellReader) -> None:
        """Show another draft."""
        self._edits.session = session
        self._model.follow(session, reader)
        self.setCurrentIndex(self._model.index(self._model.line_count, Column.NAME))

    def open_cell(self, row: int, column: Column) -> None:
        """Go to a cell and type in it; where it cannot be, its line's description."""
        line = self._model.line(row)
        if line is None or not can_edit(line.kind, column):
            column = Column.NAME
        index = self._model.index(min(row, self._model.line_count), column)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(index)
        here = self.currentIndex()  # an empty line that was left may be gone
        self.scrollTo(here)
        self.edit(here)

    def open_new(self) -> None:
        """Go to the row in which the next line is typed."""
        self.open_cell(self._model.line_count, Column.NAME)

    # what the delegate asks

    def find_items(self, text: str) -> list[Suggestion]:
        """Propose items, then the text itself as a line of its own; in a lane."""
        return self._edits.find_items(text)

    def find_of(self, column: Column) -> Find | None:
        """Give what a column proposes."""
        if column is Column.UNIT:
            return self._edits.find_units
        return self._edits.find_vat if column is Column.VAT else None

    def opened(self, editor: Cell) -> None:
        """Take note of a cell that opens."""
        self._open = editor
        self._page_keys.watch(editor)
        self._edits.begin()

    def typed(self, row: int, column: Column, editor: Cell, text: str) -> None:
        """Change the draft as the text says; one that cannot be read is marked."""
        editor.mark_wrong(wrong=not self._edits.type(row, column, text))

    def means(self, row: int, column: Column, text: str) -> bool:
        """Tell whether a text says what the cell holds."""
        line = self._model.line(row) or NEW
        try:
            return self._model.reader.read(line, column, text) == line
        except Unread:
            return False

    def take(self, row: int, found: Suggestion) -> None:
        """Sell an item on a line, or do what the proposal says."""
        if found.key == FREE:
            self.keys.after_name(row)
        elif found.key == CREATE:
            self.item_wanted.emit(self._name(row))
        else:
            self._show_taken(self._edits.sell(row, found.key))

    def scan(self, row: int, text: str) -> bool:
        """Sell the item that has exactly this barcode or code; False: there is none."""
        taken = self._edits.scan(row, text)
        if taken is None:
            return False
        self._show_taken(taken)
        return True

    def leave(self, *, forward: bool) -> None:
        """Go to the field after the table, or to the one before it."""
        self._close_cell()
        self.focusNextPrevChild(forward)

    def choose(self, row: int, column: Column, found: Suggestion) -> None:
        """Give a line the unit or the VAT that was chosen, and go on."""
        self._edits.choose(row, column, found)
        self.keys.step(row, column, 1)

    def paste_block(self) -> bool:
        """Add what was copied from a spreadsheet; False: it is no block of cells."""
        text = QGuiApplication.clipboard().text()
        if "\t" not in text and "\n" not in text.strip():
            return False
        self._close_cell()
        self._edits.paste(self._line_place(), text)
        return True

    def sell_here(self, code: str) -> None:
        """Sell an item on the current line, and go to its quantity."""
        self._show_taken(self._edits.sell(self._line_place(), code))

    # what the page asks

    def insert(self, kind: LineKind = LineKind.PRICED) -> None:
        """Add a line before the current one, and type in it."""
        self._close_cell()
        row = self._line_place()
        self._edits.insert(row, kind)
        self.open_cell(row, Column.NAME)

    def delete(self) -> None:
        """Take the current line away."""
        row = self._line_place()
        self._close_cell()
        if self._edits.delete(row):
            self.setCurrentIndex(self._model.index(row, Column.NAME))

    def move_line(self, steps: int) -> None:
        """Move the current line up or down."""
        row, column = self._line_place(), self.currentIndex().column()
        self._close_cell()
        if self._edits.move(row, row + steps):
            self.setCurrentIndex(self._model.index(row + steps, column))

    # keys and mouse outside an open cell

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Override
        """Open a cell with Enter or F2, delete a line, paste, leave with Tab."""
        key, index = Qt.Key(event.key()), self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_block()
        elif key == Qt.Key.Key_Delete:
            self.delete()
        elif key in ENTER and not event.modifiers():
            self.open_cell(index.row(), Column(index.column()))
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.focusNextPrevChild(key == Qt.Key.Key_Tab)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Override
        """Open the cell that is clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.open_cell(index.row(), Column(index.column()))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Override
        """Arriving with Tab, type at once."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.TabFocusReason:
            self.open_new()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Override
        """Forget a line that was left without anything in it; the row is drawn anew."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.viewport().update()
            self.row_changed.emit(current.row())
            self._edits.leave(previous.row())

    def _show_taken(self, row: int) -> None:
        """Go to the quantity of an item that was taken; below zero, to the next line."""
        self._close_cell()
        if row < 0:
            self.open_new()
        else:
            self.open_cell(row, Column.QUANTITY)

    def _close_cell(self) -> None:
        if self._open is not None and shiboken6.isValid(self._open):
            self.closeEditor(self._open, LinesDelegate.EndEditHint.NoHint)
        self._open = None

    def _line_place(self) -> int:
        row = self.currentIndex().row()
        return self._model.line_count if row < 0 else min(row, self._model.line_count)

    def _is_item(self, row: int) -> bool:
        line = self._model.line(row)
        return line is not None and bool(line.item_code)

    def _name(self, row: int) -> str:
        line = self._model.line(row)
        return line.name if line else ""

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        numbers = self.verticalHeader()
        numbers.setDefaultSectionSize(ROW_HEIGHT)
        numbers.setProperty("look", "numbers")
        numbers.setSectionsMovable(True)
        numbers.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        numbers.setMinimumWidth(GRID * 3)
        numbers.sectionMoved.connect(self._dragged)

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(GRID * 5)
        header.geometriesChanged.connect(self._fit)
        for column, letters in _WIDTHS.items():
            self._widen(column, letters)

    def _widen(self, column: Column, letters: int) -> None:
        self._letters[column] = letters
        width = letters * self.fontMetrics().horizontalAdvance("0") + PAD * 2
        if self.columnWidth(column) != width:
            self.setColumnWidth(column, width)

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
        width = self.columnWidth(Column.NAME) - PAD * 2
        for row in rows:
            line = self._model.line(row)
            height = ROW_HEIGHT if line is None else self._height(line.name, line.detail, width)
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)

    def _height(self, name: str, detail: str, width: int) -> int:
        known = self._heights.get((name, detail, width))
        if known is None:
            text = f"{name}\n{detail}" if detail else name
            room = QRect(0, 0, width, 10_000)
            needed = self.fontMetrics().boundingRect(room, WRAP, text).height()
            known = max(ROW_HEIGHT, needed + GRID + 2)
            self._heights[name, detail, width] = known
        return known

    def _dragged(self, section: int, old: int, new: int) -> None:
        """Move the line that was dragged by its number; the header itself stays as it is."""
        header = self.verticalHeader()
        header.blockSignals(True)
        header.moveSection(new, old)
        header.blockSignals(False)
        if self._edits.move(old, min(new, self._model.line_count - 1)):
            self.setCurrentIndex(self._model.index(min(new, self._model.line_count - 1), 0))
