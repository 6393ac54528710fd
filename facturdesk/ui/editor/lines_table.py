"""The table of lines, filled with the keyboard alone: item, Enter, quantity, Enter, next line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from facturdesk.domain.sale import LineKind
from facturdesk.ui.editor.cell_editors import ENTER
from facturdesk.ui.editor.cells import CHOSEN, CellReader, Column, can_edit
from facturdesk.ui.editor.line_edits import CREATE, FREE, LineEdits
from facturdesk.ui.editor.line_fitting import LineFitting
from facturdesk.ui.editor.line_keys import LineKeys
from facturdesk.ui.editor.lines_delegate import Cell, LinesDelegate
from facturdesk.ui.editor.lines_model import Index, LinesModel
from facturdesk.ui.editor.page_keys import PageKeys
from facturdesk.ui.editor.session import EditSession
from facturdesk.ui.theme import GRID, ROW_HEIGHT
from facturdesk.ui.widgets.suggestions import Find, Suggestion

if TYPE_CHECKING:
    from facturdesk.ui.lanes import Lane
    from facturdesk.ui.workspace import Workspace


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
        self._dress()
        self.setModel(self._model)
        self.cells = LinesDelegate(self, self._model)
        self.setItemDelegate(self.cells)
        self._fitting = LineFitting(self, self._model)

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
        self.cells.forget()
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
        read = self._edits.type(row, column, text)
        proposed = editor.suggester is not None and editor.suggester.popup.isVisible()
        editor.mark_wrong(wrong=not read and not proposed)

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

    def propose_all(self) -> None:
        """Show every choice of a cell where one chooses."""
        row, column = self.currentIndex().row(), Column(self.currentIndex().column())
        if column in CHOSEN and self._open is not None and self._open.suggester is not None:
            self._open.suggester.ask_all(self._edits.chosen(row, column))

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
            self.propose_all()

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

    def _dragged(self, section: int, old: int, new: int) -> None:
        """Move the line that was dragged by its number; the header itself stays as it is."""
        header = self.verticalHeader()
        header.blockSignals(True)
        header.moveSection(new, old)
        header.blockSignals(False)
        if self._edits.move(old, min(new, self._model.line_count - 1)):
            self.setCurrentIndex(self._model.index(min(new, self._model.line_count - 1), 0))
