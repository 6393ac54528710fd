"""A list of any length: its ids in order, and the rows that are in view, read by id."""

from __future__ import annotations

import time
from array import array
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal

from facturdesk.ui.lanes import Latest
from facturdesk.ui.models.columns import Column
from facturdesk.ui.models.differences import Difference, difference
from facturdesk.ui.models.table_model import AnyIndex, Shown, TableModel
from facturdesk.usecases.listing import ListSource, ListWish

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace
    from facturdesk.usecases.shop import Shop

FIRST: Final = 200  # rows asked for at once; the rest follows
PAGE: Final = 64  # rows read together
_KEPT: Final = PAGE * 64  # rows kept at hand
_PATIENCE_S: Final = 0.02  # where a page takes longer, the next one is read in a lane


class PagedModel(TableModel):
    """Shows what a ListSource gives for a wish; a million rows scroll like a hundred.

    Rows that come into view are read at once, in a few milliseconds; on a slow disk in the
    reading lane, with a placeholder meanwhile.
    """

    filled = Signal()  # the first page of a new wish is shown
    completed = Signal()  # every id is known
    replacing = Signal()  # rows are about to be taken out and put in elsewhere
    replaced = Signal()
    sort_wanted = Signal(str, bool)  # name of an order, whether descending

    def __init__(
        self,
        workspace: Workspace,
        source: ListSource,
        columns: Sequence[Column],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, workspace.words, parent)
        self.source = source
        self.wish = ListWish()
        self.ids: array[int] = array("q")  # replaced as a whole, never changed
        self.is_complete = False
        self._workspace = workspace
        self._rows: dict[int, Shown] = {}  # by id
        self._asked: set[int] = set()  # being read, or gone meanwhile
        self._slow = False
        self._first = Latest["array[int]"](workspace.quick, done=self._begin, owner=self)
        self._all = Latest["tuple[array[int], Difference]"](
            workspace.reader, done=self._apply, owner=self
        )

    def show(self, wish: ListWish) -> None:
        """Show what is wished for: the first page at once, the rest after it."""
        self.wish = wish
        self.is_complete = False
        self._all.forget()
        self._first.ask(partial(self.source.ids, self._workspace.shop, wish, limit=FIRST))

    def refresh(self) -> None:
        """Read again what is shown; what did not move stays where it is, selected or not."""
        self._forget_rows()
        if self.ids:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self.ids) - 1, len(self.columns) - 1)
            )
        self._ask_all()

    def shown(self, position: int) -> Shown | None:
        """Give the row at a position as it is shown; None while it is being read."""
        if not 0 <= position < len(self.ids):
            return None
        row_id = self.ids[position]
        found = self._rows.get(row_id)
        if found is None and row_id not in self._asked:
            self._read_page(position)
            found = self._rows.get(row_id)
        return found

    def rowCount(self, parent: AnyIndex | None = None) -> int:  # noqa: N802 - Override
        """Count the rows; a row has no children."""
        return 0 if parent is not None and parent.isValid() else len(self.ids)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for the order of a column; whoever makes the wishes decides."""
        if 0 <= column < len(self.columns) and (name := self.columns[column].field.sort):
            self.sort_wanted.emit(name, order == Qt.SortOrder.DescendingOrder)

    def _begin(self, ids: array[int]) -> None:
        self._forget_rows()
        self.beginResetModel()
        self.ids = ids
        self.endResetModel()
        self.filled.emit()
        if len(ids) < FIRST:
            self._complete()
        else:
            self._ask_all()

    def _ask_all(self) -> None:
        self._all.ask(
            partial(_ids_and_difference, self.source, self._workspace.shop, self.wish, self.ids)
        )

    def _apply(self, found: tuple[array[int], Difference]) -> None:
        ids, change = found
        both = bool(change.removed and change.inserted)
        if both:
            self.replacing.emit()
        if change.removed:
            last = change.start + change.removed - 1
            self.beginRemoveRows(QModelIndex(), change.start, last)
            self.ids = self.ids[: change.start] + self.ids[last + 1 :]
            self.endRemoveRows()
        if change.inserted:
            last = change.start + change.inserted - 1
            self.beginInsertRows(QModelIndex(), change.start, last)
            self.ids = ids
            self.endInsertRows()
        if both:
            self.replaced.emit()
        self._complete()

    def _complete(self) -> None:
        self.is_complete = True
        self.completed.emit()

    def _read_page(self, position: int) -> None:
        start = position - position % PAGE
        known, asked = self._rows, self._asked
        wanted = [i for i in self.ids[start : start + PAGE] if i not in known and i not in asked]
        asked.update(wanted)
        work = partial(_timed_rows, self.source, self._workspace.shop, wanted)
        if self._slow:
            self._workspace.quick.run(work, done=self._arrived, owner=self)
            return
        try:
            self._keep(work())
        except Exception as error:  # noqa: BLE001 - in the midst of painting: shown once it is over
            QTimer.singleShot(0, self, partial(self._workspace.feedback.show, error))

    def _keep(self, found: tuple[list[Any], float]) -> None:
        rows, seconds = found
        self._slow = seconds > _PATIENCE_S
        if len(self._rows) + len(rows) > _KEPT:
            self._rows = dict(list(self._rows.items())[_KEPT // 2 :])
        for row in rows:
            self._rows[row.id] = self.written(row)
            self._asked.discard(row.id)

    def _arrived(self, found: tuple[list[Any], float]) -> None:
        self._keep(found)
        if self.ids:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self.ids) - 1, len(self.columns) - 1)
            )

    def _forget_rows(self) -> None:
        self._rows.clear()
        self._asked.clear()


def _ids_and_difference(
    source: ListSource, shop: Shop, wish: ListWish, before: array[int]
) -> tuple[array[int], Difference]:
    ids = source.ids(shop, wish)
    return ids, difference(before, ids)


def _timed_rows(source: ListSource, shop: Shop, ids: list[int]) -> tuple[list[Any], float]:
    start = time.perf_counter()
    rows = source.rows(shop, ids)
    return rows, time.perf_counter() - start
