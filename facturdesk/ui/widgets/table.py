"""The table of the house: rows of 32 pixels, columns shown, moved and sized as the user likes."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QLine,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from facturdesk.i18n import Catalogue
from facturdesk.ui.models.cell_delegate import CellDelegate
from facturdesk.ui.models.differences import places_of
from facturdesk.ui.models.paged import PagedModel
from facturdesk.ui.theme import ROW_HEIGHT, tabular, tokens
from facturdesk.ui.widgets.kept_columns import KeptColumns

if TYPE_CHECKING:
    from facturdesk.ui.models.table_model import TableModel
    from facturdesk.ui.preferences import Preferences

_OPENS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_MOST_KEPT: Final = 5_000  # selected rows that stay so while the list is ordered anew


class DataTable(QTableView):
    """Shows a TableModel; Enter or a double click opens a row.

    How its columns stand is kept in preferences under the table's name; without
    preferences it is not kept.
    """

    opened = Signal(int)  # the position of the row
    selection_moved = Signal()
    menu_wanted = Signal(QPoint)  # on the screen

    def __init__(
        self,
        name: str,
        words: Catalogue,
        preferences: Preferences | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        # known to Python: to learn what Qt's own is takes 20 ms
        self.setViewport(QWidget())
        self.setObjectName(name)
        self.setFont(tabular(self.font()))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._want_menu)
        self.doubleClicked.connect(self._double_clicked)
        self._dress_headers()
        self.columns = KeptColumns(self, words, preferences)
        self._delegate: CellDelegate | None = None
        self._kept: array[int] = array("q")

    def set_model(self, model: TableModel) -> None:
        """Show a model, its columns as they were left."""
        self.setModel(model)
        self._delegate = CellDelegate(model, self)
        self.setItemDelegate(self._delegate)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.columns.take(model.columns)
        if isinstance(model, PagedModel):
            model.replacing.connect(self._remember)
            model.replaced.connect(self._recall)

    def selected_ranges(self) -> list[tuple[int, int]]:
        """Give what is selected as positions, first and last of each stretch, in order."""
        if self.model() is None:
            return []
        selection = self.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        return sorted({(part.top(), part.bottom()) for part in parts})

    def selected_count(self) -> int:
        """Count the selected rows."""
        return sum(last - first + 1 for first, last in self.selected_ranges())

    def selected_ids(self) -> array[int]:
        """Give the ids of the selected rows of a PagedModel, in order."""
        model = self.model()
        assert isinstance(model, PagedModel)
        ids: array[int] = array("q")
        for first, last in self.selected_ranges():
            ids += model.ids[first : last + 1]
        return ids

    def selected_positions(self) -> Iterator[int]:
        """Give the positions of the selected rows, in order."""
        for first, last in self.selected_ranges():
            yield from range(first, last + 1)

    def select_positions(self, positions: Iterable[int], *, show: bool = True) -> None:
        """Select these rows alone, and bring the first of them into view if wanted."""
        model = self.model()
        selection = QItemSelection()
        first: QModelIndex | None = None
        for position in positions:
            index = model.index(position, 0)
            selection.select(index, index)
            first = first or index
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flag.ClearAndSelect | flag.Rows)
        if first is not None:
            self.selectionModel().setCurrentIndex(first, flag.NoUpdate)
            if show:
                self.scrollTo(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Override
        """Open the row that Enter is pressed on."""
        if event.key() in _OPENS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:  # noqa: N802 - Override
        """Have a current row as soon as the keyboard is here."""
        super().focusInEvent(event)  # type: ignore[arg-type] # a QFocusEvent
        self.stand()

    def stand(self) -> None:
        """Let keys act on the first row, where the keyboard is here and stands on none."""
        model = self.model()
        if self.hasFocus() and model.rowCount() and not self.currentIndex().isValid():
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(model.index(0, 0), flag)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Override
        """Draw a fine line under each row, and a frame around the one that keys act on."""
        super().paintEvent(event)
        first = self.rowAt(0)
        if first < 0:
            return
        width, height = self.viewport().width(), self.viewport().height()
        top = self.rowViewportPosition(first) + ROW_HEIGHT - 1
        shown = min(self.model().rowCount() - first, height // ROW_HEIGHT + 2)
        ends = range(top, top + shown * ROW_HEIGHT, ROW_HEIGHT)
        painter = QPainter(self.viewport())
        painter.setPen(QColor(tokens().line))
        painter.drawLines([QLine(0, end, width, end) for end in ends])
        if self.hasFocus() and self.currentIndex().isValid():
            self._draw_focus(painter, width)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Override
        """Give the room that is left to the widest column, until the user sizes them."""
        super().resizeEvent(event)
        self.columns.fill()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Override
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._delegate is not None:
            self._delegate.restyle()

    def _draw_focus(self, painter: QPainter, width: int) -> None:
        """Draw a frame around the whole row on which keys act."""
        row, colours = self.currentIndex().row(), tokens()
        selected = self.selectionModel().isRowSelected(row)
        painter.setPen(QColor(colours.accent_ink if selected else colours.accent))
        painter.drawRect(1, self.rowViewportPosition(row) + 1, width - 3, ROW_HEIGHT - 4)

    def _dress_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.setObjectName(f"{self.objectName()}.header")

    def _selection_changed(self) -> None:
        self.selection_moved.emit()

    def _double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())

    def _remember(self) -> None:
        """Keep what is selected while rows are put elsewhere."""
        model = self.model()
        assert isinstance(model, PagedModel)
        self._kept = self.selected_ids()[:_MOST_KEPT]

    def _recall(self) -> None:
        model = self.model()
        assert isinstance(model, PagedModel)
        if self._kept and self._kept != self.selected_ids():
            self.select_positions(places_of(model.ids, self._kept), show=False)

    def _want_menu(self, place: QPoint) -> None:
        self.menu_wanted.emit(self.viewport().mapToGlobal(place))
