"""A list of any length: its ids in order, and the rows that are in view, read by id."""

from __future__ import annotations

import time
from array import array
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal

from facturdesk.ui.lanes import Latest
from facturdesk.ui.models.columns import Column
from facturdesk.ui.models.differences import Stretch, differences
from facturdesk.ui.models.table_model import AnyIndex, Shown, TableModel
from facturdesk.usecases.listing import ListSource, ListWish

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace
    from facturdesk.usecases.shop import Shop

FIRST: Final = 200  # rows asked for at once; the rest follows
PAGE: Final = 64  # rows read together
_KEPT: Final = PAGE * 24  # rows kept at hand
_IN_VIEW: Final = 3  # pages that a tall screen shows
_PAUSE_MS: Final = 120  # after the last letter typed, before all that is found is read
_PATIENCE_S: Final = 0.02  # where a page takes longer, the next one is read in a lane


class _Read(NamedTuple):
    """Rows that were asked for by id, those there are, and how long that took."""

    ids: list[int]
    rows: list[Any]
    seconds: float


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
        self._asked: set[int] = set()  # being read
        self._gone: set[int] = set()  # deleted since the ids were read
        self._waiting: list[list[int]] = []  # pages to be read in the lane, those in view last
        self._slow = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._ask_all)
        self._late = Latest[_Read](workspace.quick, done=self._arrived, owner=self)
        self._first = Latest["array[int]"](workspace.quick, done=self._begin, owner=self)
        self._all = Latest["tuple[array[int], list[Stretch]]"](
            workspace.reader, done=self._apply, owner=self
        )

    def show(self, wish: ListWish) -> None:
        """Show what is wished for: the first page at once, the rest after it."""
        self.wish = wish
        self.is_complete = False
        self._rest.stop()
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
        if found is None and row_id not in self._asked and row_id not in self._gone:
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
            self._rest.start(_PAUSE_MS if self.wish.text else 0)

    def _ask_all(self) -> None:
        self._all.ask(
            partial(_ids_and_differences, self.source, self._workspace.shop, self.wish, self.ids)
        )

    def _apply(self, found: tuple[array[int], list[Stretch]]) -> None:
        ids, stretches = found
        moved = any(stretch.went and stretch.came for stretch in stretches)
        if moved:
            self.replacing.emit()
        for stretch in stretches:
            self._take_out(stretch)
            self._put_in(stretch)
        self.ids = ids
        if moved:
            self.replaced.emit()
        self._complete()

    def _take_out(self, stretch: Stretch) -> None:
        if stretch.went:
            end = stretch.start + stretch.went
            self.beginRemoveRows(QModelIndex(), stretch.start, end - 1)
            self.ids = self.ids[: stretch.start] + self.ids[end:]
            self.endRemoveRows()

    def _put_in(self, stretch: Stretch) -> None:
        if stretch.came:
            start = stretch.start
            self.beginInsertRows(QModelIndex(), start, start + len(stretch.came) - 1)
            self.ids = self.ids[:start] + stretch.came + self.ids[start:]
            self.endInsertRows()

    def _complete(self) -> None:
        self.is_complete = True
        self.completed.emit()

    def _read_page(self, position: int) -> None:
        start = position - position % PAGE
        known, gone = self._rows, self._gone
        wanted = [i for i in self.ids[start : start + PAGE] if i not in known and i not in gone]
        if self._slow:
            self._read_later(wanted)
            return
        try:
            self._keep(_read(self.source, self._workspace.shop, wanted))
        except Exception as error:  # noqa: BLE001 - in the midst of painting: shown once it is over
            self._gone.update(wanted)
            QTimer.singleShot(0, self, partial(self._workspace.feedback.show, error))

    def _read_later(self, wanted: list[int]) -> None:
        """Read in the lane what came into view last; what was scrolled past is dropped."""
        self._waiting = [*self._waiting, wanted][-_IN_VIEW:]
        ids = [each for page in self._waiting for each in page]
        self._asked = set(ids)
        self._late.ask(partial(_read, self.source, self._workspace.shop, ids))

    def _keep(self, read: _Read) -> None:
        self._slow = read.seconds > _PATIENCE_S
        if len(self._rows) + len(read.rows) > _KEPT:
            self._rows = dict(list(self._rows.items())[_KEPT // 2 :])
        self._rows.update({row.id: self.written(row) for row in read.rows})
        self._gone.update(each for each in read.ids if each not in self._rows)

    def _arrived(self, read: _Read) -> None:
        self._waiting.clear()
        self._asked.clear()
        self._keep(read)
        if self.ids:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self.ids) - 1, len(self.columns) - 1)
            )

    def _forget_rows(self) -> None:
        self._rows.clear()
        self._asked.clear()
        self._gone.clear()
        self._waiting.clear()
        self._late.forget()


def _ids_and_differences(
    source: ListSource, shop: Shop, wish: ListWish, before: array[int]
) -> tuple[array[int], list[Stretch]]:
    ids = source.ids(shop, wish)
    return ids, differences(before, ids)


def _read(source: ListSource, shop: Shop, ids: list[int]) -> _Read:
    start = time.perf_counter()
    rows = source.rows(shop, ids)
    return _Read(ids, rows, time.perf_counter() - start)
