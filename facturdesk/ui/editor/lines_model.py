"""The lines of a draft as rows, with one empty row at the end in which the next one is typed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from facturdesk.domain.sale import LineKind, SaleLine
from facturdesk.domain.vat import VatGroup
from facturdesk.ui.editor.cells import HEADINGS, NARROW, NUMBERS, CellReader, Column
from facturdesk.ui.editor.session import EditSession
from facturdesk.ui.vat_words import group_words

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_FIXED: Final = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
_EDITABLE: Final = _FIXED | Qt.ItemFlag.ItemIsEditable
_ALIGN: Final = {
    column: int(
        Qt.AlignmentFlag.AlignVCenter
        | (Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft)
    )
    for column in Column
}
NEW: Final = SaleLine()  # what the row at the end stands for


class LinesModel(QAbstractTableModel):
    """Follows a session: rows come and go as lines do, cells change as they do."""

    def __init__(self, reader: CellReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reader = reader
        self._words = reader.words
        self._session: EditSession | None = None
        self._lines: tuple[SaleLine, ...] = ()
        self._count = 0  # of rows
        self._amounts: list[int | None] = []
        self._groups: list[VatGroup | None] = []
        self._include_vat = False
        self._faults: dict[tuple[int, Column], str] = {}

    def follow(self, session: EditSession, reader: CellReader) -> None:
        """Show another draft."""
        if self._session is not None:
            self._session.changed.disconnect(self._changed)
        self.beginResetModel()
        self.reader = reader
        self._session = session
        self._take(session)
        self.endResetModel()
        session.changed.connect(self._changed)

    def line(self, row: int) -> SaleLine | None:
        """Give the line of a row; None: the row at the end."""
        return self._lines[row] if row < len(self._lines) else None

    @property
    def line_count(self) -> int:
        """How many lines there are, without the row at the end."""
        return len(self._lines)

    def show_faults(self, faults: dict[tuple[int, Column], str]) -> None:
        """Say in their tips what is wrong with cells."""
        before, self._faults = self._faults, faults
        for row, column in before.keys() ^ faults.keys():
            if row < self.rowCount():
                here = self.index(row, column)
                self.dataChanged.emit(here, here)

    def fault(self, row: int, column: int) -> str:
        """Say what is wrong with a cell, or nothing."""
        return self._faults.get((row, Column(column)), "")

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Override
        """Count the lines, and the row at the end."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Override
        """Count the columns."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell what can be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        line, column = self.line(index.row()), index.column()
        editable = column == Column.NAME
        if line is not None and line.kind is LineKind.PRICED:
            editable = column != Column.TOTAL
        return _EDITABLE if editable else _FIXED

    def headerData(  # noqa: N802 - Override
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Name the columns and number the lines."""
        if orientation == Qt.Orientation.Vertical:
            last = not 0 <= section < len(self._lines)
            if role == Qt.ItemDataRole.DisplayRole:
                return "" if last else str(section + 1)
            return None
        if not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[Column(section)]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(Column(section))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a cell says."""
        if not index.isValid():
            return None
        column = Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text(index.row(), column)
        if role == Qt.ItemDataRole.EditRole:
            line = self.line(index.row()) or NEW
            return self.reader.shown(line, column) if column is not Column.TOTAL else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index.row(), column)
        return None

    def text(self, row: int, column: Column) -> str:
        """Give what a cell shows."""
        line = self.line(row)
        if line is None:
            return ""
        if column is Column.TOTAL:
            amount = self._amounts[row]
            return "" if amount is None else self._words.amount(amount)
        if column is Column.NAME:
            return self._name(line)
        if line.kind is not LineKind.PRICED:
            return ""
        if column is Column.VAT:
            group = self._groups[row]
            return group_words(group, self._words) if group else ""
        return self.reader.shown(line, column)

    def _name(self, line: SaleLine) -> str:
        if line.kind is LineKind.SUBTOTAL and not line.name:
            return self._words.text("ui", "Subtotal")
        return self.reader.shown(line, Column.NAME)

    def _tip(self, row: int, column: Column) -> str | None:
        if fault := self.fault(row, column):
            return fault
        line = self.line(row)
        if line is not None and column is Column.NAME:
            return self._name(line)
        if line is not None and line.vat_case and column is Column.VAT:
            return self.reader.shown(line, column)
        return None

    def _heading(self, column: Column) -> str:
        if column is Column.PRICE and self._include_vat:
            return self._words.text("ui", "Gross price")
        if column is Column.TOTAL and self._include_vat:
            return self._words.text("ui", "Gross total")
        if column is Column.PRICE:
            return self._words.text("ui", "Net price")
        if column is Column.TOTAL:
            return self._words.text("ui", "Net total")
        return self._words.text("ui", NARROW.get(column, HEADINGS[column]))

    def _changed(self) -> None:
        assert self._session is not None
        old, new = self._lines, self._session.sale.lines
        turned = self._include_vat != self._session.sale.prices_include_vat
        start, removed, added = _difference(old, new)
        if removed != added:
            self._resize(start, removed, added)
        shown = self._lines, self._amounts, self._groups
        self._take(self._session)
        if turned:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._tell_changed(*shown)

    def _tell_changed(
        self,
        lines: Sequence[SaleLine],
        amounts: Sequence[int | None],
        groups: Sequence[VatGroup | None],
    ) -> None:
        """Let only those rows be drawn anew that say something else than before."""
        last = len(self._lines) - 1
        rows = [
            row
            for row, (line, amount, group) in enumerate(
                zip_longest(self._lines, self._amounts, self._groups)
            )
            if row >= len(lines)
            or line is not lines[row]
            or amount != amounts[row]
            or group != groups[row]
        ]
        if len(lines) > len(self._lines):
            rows.append(last + 1)
        if rows:
            corner = self.index(min(rows[-1], self._count - 1), len(Column) - 1)
            self.dataChanged.emit(self.index(rows[0], 0), corner)

    def _resize(self, start: int, removed: int, added: int) -> None:
        """Let rows come or go, what they show still being as before.

        At the end, the row in which one types becomes a line, or a line becomes that row: the
        cell that is open there stays open.
        """
        change = added - removed
        at_end = start + removed == len(self._lines)
        if change > 0:
            place = start + removed
            first = place + 1 if at_end else place
            self.beginInsertRows(_ROOT, first, first + change - 1)
            if not at_end:
                self._splice(place, 0, change)
            self._count += change
            self.endInsertRows()
        else:
            place = start + added
            first = place + 1 if at_end else place
            self.beginRemoveRows(_ROOT, first, first - change - 1)
            if not at_end:
                self._splice(place, -change, 0)
            self._count += change
            self.endRemoveRows()

    def _splice(self, place: int, removed: int, added: int) -> None:
        after = place + removed
        self._lines = (*self._lines[:place], *[NEW] * added, *self._lines[after:])
        self._amounts = [*self._amounts[:place], *[None] * added, *self._amounts[after:]]
        self._groups = [*self._groups[:place], *[None] * added, *self._groups[after:]]

    def _take(self, session: EditSession) -> None:
        self._lines = session.sale.lines
        self._count = len(self._lines) + 1
        self._include_vat = session.sale.prices_include_vat
        self._amounts = session.amounts
        groups = iter(session.found.resolved.groups)
        self._groups = [
            next(groups) if line.kind is LineKind.PRICED else None for line in self._lines
        ]


def _difference(old: tuple[SaleLine, ...], new: tuple[SaleLine, ...]) -> tuple[int, int, int]:
    """Give where two lists of lines differ: from where, how many went, how many came."""
    start = 0
    shortest = min(len(old), len(new))
    while start < shortest and old[start] is new[start]:
        start += 1
    end = 0
    while end < shortest - start and old[-1 - end] is new[-1 - end]:
        end += 1
    return start, len(old) - start - end, len(new) - start - end
