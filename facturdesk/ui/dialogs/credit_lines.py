"""The lines of an invoice with what is left to give back of each, and how much is given now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from facturdesk.domain.crediting import CreditRequest
from facturdesk.domain.document import DocumentLine
from facturdesk.domain.money import QUANTITY_PLACES, parse_scaled
from facturdesk.i18n import Catalogue
from facturdesk.ui.inputs.numbers import plain_number
from facturdesk.ui.models.cell_delegate import CellDelegate
from facturdesk.ui.models.columns import Column
from facturdesk.ui.models.table_model import AnyIndex, RowsModel
from facturdesk.ui.theme import ROW_HEIGHT, tabular
from facturdesk.usecases.listing import Field, FieldKind

_AMOUNT: Final = 1
WANTED: Final = 3  # the column one writes in
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_EDIT: Final = int(Qt.ItemDataRole.EditRole)
_MOST_ROWS: Final = 8


class CreditLine(NamedTuple):
    """A line, what is left of it and what is given back now, both without a sign."""

    rank: int
    line: DocumentLine
    left_e4: int
    wanted_e4: int


class CreditLinesModel(RowsModel):
    """Lines whose last column is written in."""

    changed = Signal()

    def __init__(self, words: Catalogue, parent: QWidget) -> None:
        super().__init__(_columns(words), words, parent)
        self._amount_heading = words.text("ui", "Amount excl. VAT")
        self._lines: list[CreditLine] = []

    @property
    def requests(self) -> list[CreditRequest]:
        """What is asked for, where something is."""
        return [CreditRequest(each.rank, each.wanted_e4) for each in self._lines if each.wanted_e4]

    def show_lines(
        self, lines: Sequence[DocumentLine], left_e4: Sequence[int], *, with_vat: bool
    ) -> None:
        """Show the lines of which something is left; `with_vat`: amounts include it."""
        self._amount_heading = (
            self.words.text("ui", "Amount incl. VAT")
            if with_vat
            else self.words.text("ui", "Amount excl. VAT")
        )
        self._lines = [
            CreditLine(rank, line, abs(left), 0)
            for rank, (line, left) in enumerate(zip(lines, left_e4, strict=True), 1)
            if left
        ]
        self.show(self._lines)

    def give(self, row: int, quantity_e4: int) -> None:
        """Give so much of a line back."""
        self._lines[row] = self._lines[row]._replace(wanted_e4=quantity_e4)
        self._rows[row] = self.written(self._lines[row])
        place = self.index(row, WANTED)
        self.dataChanged.emit(place, place, [_DISPLAY, _EDIT])
        self.changed.emit()

    def left_of(self, row: int) -> int:
        """Give what is left of a line."""
        return self._lines[row].left_e4

    def headerData(  # noqa: N802 - Override
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> Any:
        """Give the heading of a column; that of amounts says whether they include VAT."""
        if section == _AMOUNT and orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._amount_heading
        return super().headerData(section, orientation, role)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let the last column be written in."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == WANTED else flags

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        """Give what a cell shows, or what one writes over."""
        if role == _EDIT and index.column() == WANTED and 0 <= index.row() < len(self._lines):
            return self.words.quantity(self._lines[index.row()].wanted_e4)
        return super().data(index, role)

    def setData(self, index: AnyIndex, value: Any, role: int = _EDIT) -> bool:  # noqa: N802 - Override
        """Take a quantity as it was written; nothing is nought, and so is what is no number.

        What was read of it before the key that spoilt it must not be credited.
        """
        if role != _EDIT or index.column() != WANTED:
            return False
        try:
            quantity = parse_scaled(plain_number(str(value)) or "0", QUANTITY_PLACES)
        except ValueError:
            quantity = 0
        self.give(index.row(), quantity)
        return True


class QuantityDelegate(CellDelegate):
    """Draws the cells; what one types in one counts at each key."""

    def createEditor(  # noqa: N802 - Override
        self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> QWidget:
        """Make the field one types in."""
        editor = QLineEdit(parent)
        editor.setObjectName("credit.quantity")
        editor.setAccessibleName(self._model.headerData(WANTED, Qt.Orientation.Horizontal))
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setFrame(False)
        editor.textEdited.connect(lambda: self.commitData.emit(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:  # noqa: N802 - Override
        """Begin with the quantity that is there; what is being typed is left alone."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(_EDIT)))
            editor.selectAll()


class CreditLinesTable(QTableView):
    """The table itself: one types a quantity where one stands."""

    def __init__(self, words: Catalogue, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words.text("ui", "Lines to credit"))
        self.lines = CreditLinesModel(words, self)
        self.setModel(self.lines)
        self.setItemDelegate(QuantityDelegate(self.lines, self))
        self.setFont(tabular(self.font()))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        for rank, column in enumerate(self.lines.columns):
            self.setColumnWidth(rank, column.width)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def fit(self) -> None:
        """Be as high as the rows, up to some; stand where one writes."""
        rows = min(max(self.lines.rowCount(), 1), _MOST_ROWS)
        self.setFixedHeight(rows * ROW_HEIGHT + self.horizontalHeader().sizeHint().height() + 4)
        self.setCurrentIndex(self.lines.index(0, WANTED))


def _columns(words: Catalogue) -> list[Column]:
    def price(row: CreditLine) -> str:
        return words.money(row.line.amount_minor)

    def left(row: CreditLine) -> str:
        return words.quantity(row.left_e4)

    def wanted(row: CreditLine) -> str:
        return words.quantity(row.wanted_e4) if row.wanted_e4 else "—"

    return [
        Column(_field("name", lambda row: row.line.name), words.text("ui", "Line"), 220),
        Column(_number("amount"), words.text("ui", "Amount excl. VAT"), 130, word=price),
        Column(_number("left"), words.text("ui", "Left to credit"), 110, word=left),
        Column(_number("wanted"), words.text("ui", "To credit"), 110, word=wanted),
    ]


def _field(name: str, value: Any) -> Field:
    return Field(name, FieldKind.TEXT, value)


def _number(name: str) -> Field:
    return Field(name, FieldKind.COUNT, lambda row: row)
