"""The open invoices that a payment may settle: ticked or not, with what it settles of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from facturdesk.i18n import Catalogue
from facturdesk.ui.models.badges import BadgeLook, badge_of
from facturdesk.ui.models.cell_delegate import CellDelegate
from facturdesk.ui.models.columns import Column
from facturdesk.ui.models.table_model import AnyIndex, RowsModel
from facturdesk.ui.theme import ROW_HEIGHT, tabular
from facturdesk.usecases.listing import Field, FieldKind
from facturdesk.usecases.payable import OpenInvoice

_CHECK: Final = int(Qt.ItemDataRole.CheckStateRole)
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_MOST_ROWS: Final = 7  # in view at once


class DebtRow(NamedTuple):
    """An invoice and what the payment settles of it; None: nothing."""

    invoice: OpenInvoice
    share_minor: int | None


class DebtsModel(RowsModel):
    """Open invoices, each with its tick; the first column carries it."""

    ticked = Signal()

    def __init__(self, words: Catalogue, parent: QWidget) -> None:
        super().__init__(_columns(words), words, parent)
        self._invoices: tuple[OpenInvoice, ...] = ()
        self._chosen: set[str] = set()

    @property
    def numbers(self) -> tuple[str, ...]:
        """The invoices that are ticked, in their order."""
        return tuple(each.number for each in self._invoices if each.number in self._chosen)

    def show_invoices(self, invoices: Sequence[OpenInvoice], chosen: Sequence[str]) -> None:
        """Show other invoices."""
        self._invoices = tuple(invoices)
        self._chosen = {*chosen} & {each.number for each in invoices}
        self.show([DebtRow(each, None) for each in invoices])

    def show_shares(self, shares: Mapping[str, int]) -> None:
        """Show what is settled of each."""
        self._rows = [
            self.written(DebtRow(each, shares.get(each.number))) for each in self._invoices
        ]
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [_DISPLAY])

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let the first column be ticked."""
        flags = super().flags(index)
        if index.isValid() and index.column() == 0:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        """Give what a cell shows, its tick included."""
        if role == _CHECK:
            if index.column() != 0 or not 0 <= index.row() < len(self._invoices):
                return None
            chosen = self._invoices[index.row()].number in self._chosen
            return Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: AnyIndex, value: Any, role: int = _DISPLAY) -> bool:  # noqa: N802 - Override
        """Tick an invoice, or not."""
        if role != _CHECK or index.column() != 0:
            return False
        number = self._invoices[index.row()].number
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._chosen.add(number)
        else:
            self._chosen.discard(number)
        self.dataChanged.emit(index, index, [_CHECK])
        self.ticked.emit()
        return True


class DebtsTable(QTableView):
    """The table itself; the space bar ticks the row that is current."""

    def __init__(self, words: Catalogue, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words.text("ui", "Invoices to collect"))
        self.invoices = DebtsModel(words, self)
        self.setModel(self.invoices)
        drawn = CellDelegate(self.invoices, self)
        for place in range(1, len(self.invoices.columns)):  # the first one has its tick
            self.setItemDelegateForColumn(place, drawn)
        self.setFont(tabular(self.font()))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        for rank, column in enumerate(self.invoices.columns):
            self.setColumnWidth(rank, column.width)
        self.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)

    def fit(self) -> None:
        """Be as high as the rows, up to some."""
        rows = min(max(self.invoices.rowCount(), 1), _MOST_ROWS)
        self.setFixedHeight(rows * ROW_HEIGHT + self.horizontalHeader().sizeHint().height() + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Override QTableView
        """Tick with the space bar, in whatever column one stands."""
        row = self.currentIndex().row()
        if event.key() != Qt.Key.Key_Space or row < 0:
            super().keyPressEvent(event)
            return
        first = self.invoices.index(row, 0)
        ticked = first.data(_CHECK) == Qt.CheckState.Checked
        new = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        self.invoices.setData(first, new, _CHECK)
        self.selectionModel().setCurrentIndex(
            first, QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS
        )


_ROWS: Final = QItemSelectionModel.SelectionFlag.Rows


def _columns(words: Catalogue) -> list[Column]:
    def standing(row: DebtRow) -> BadgeLook:
        late = row.invoice.late_days
        return badge_of("overdue" if late else "open", words, days=late or None)

    def share(row: DebtRow) -> str:
        return "" if row.share_minor is None else words.money(row.share_minor)

    number = Field("number", FieldKind.TEXT, lambda row: row.invoice.number)
    due = Field("due", FieldKind.DAY, lambda row: row.invoice.due_on)
    status = Field("status", FieldKind.TEXT, lambda row: row.invoice.late_days)
    balance = Field("balance", FieldKind.AMOUNT, lambda row: row.invoice.balance_minor)
    settled = Field("share", FieldKind.AMOUNT, lambda row: row.share_minor)
    return [
        Column(number, words.text("ui", "Invoice"), 140),
        Column(due, words.text("ui", "Due date"), 100, spoken=words.text("ui", "due")),
        Column(status, words.text("ui", "Status"), 160, badge=standing),
        Column(balance, words.text("ui", "Left to pay"), 115),
        Column(settled, words.text("ui", "Collected here"), 120, word=share),
    ]
