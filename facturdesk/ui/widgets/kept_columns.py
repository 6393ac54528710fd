"""The columns of a table: which are shown, where, how wide; kept, and changed by a menu."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView

from facturdesk.i18n import Catalogue
from facturdesk.ui.models.columns import Column

if TYPE_CHECKING:
    from facturdesk.ui.preferences import Preferences

_NARROWEST: Final = 48
_WIDEST_LEAST: Final = 160  # to which the widest gives way before the table has to be scrolled
_STEP: Final = 24  # pixels by which the menu widens
_ASCENDING, _DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class KeptColumns(QObject):
    """Arranges the header of a table; what the user changes is kept under its name."""

    def __init__(
        self, table: QTableView, words: Catalogue, preferences: Preferences | None
    ) -> None:
        super().__init__(table)
        self._table = table
        self._words = words
        self._preferences = preferences
        self._header = table.horizontalHeader()
        self._columns: tuple[Column, ...] = ()
        self._own_widths = False  # the user sized them
        self._arranging = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.keep)
        self._header.sectionMoved.connect(self._changed)
        self._header.sectionResized.connect(self._resized)
        self._header.customContextMenuRequested.connect(self._show_menu)

    @property
    def all(self) -> tuple[Column, ...]:
        """Every column, in the order of the model."""
        return self._columns

    @property
    def shown(self) -> list[Column]:
        """The columns that are shown, in the order of the screen."""
        return [each for each in self._in_order() if not self._is_hidden(each)]

    def take(self, columns: Sequence[Column]) -> None:
        """Arrange the columns of a new model as they were left."""
        self._columns = tuple(columns)
        kept = self._preferences.get(self._key, {}) if self._preferences else {}
        self._arrange(kept if isinstance(kept, dict) else {})

    def reset(self) -> None:
        """Arrange them as they were at first."""
        if self._preferences is not None:
            self._preferences.forget(self._key)
        self._arrange({})
        self.fill()

    def fill(self) -> None:
        """Give the room that is left to the widest column, unless the user sized them."""
        shown = [index for index, each in enumerate(self._columns) if not self._is_hidden(each)]
        if self._own_widths or not shown:
            return
        widest = max(shown, key=lambda index: self._columns[index].width)
        others = sum(self._header.sectionSize(index) for index in shown if index != widest)
        room = self._table.viewport().width() - others
        self._arranging = True
        least = min(self._columns[widest].width, _WIDEST_LEAST)
        self._header.resizeSection(widest, max(room, least))
        self._arranging = False

    def mark_sort(self, name: str, *, descending: bool) -> None:
        """Show in a heading that the list goes by its column; an unknown order: in none."""
        places = [place for place, each in enumerate(self._columns) if each.field.sort == name]
        self._header.blockSignals(True)
        self._header.setSortIndicator(
            places[0] if places and name else -1, _DESCENDING if descending else _ASCENDING
        )
        self._header.blockSignals(False)
        self._header.viewport().update()

    def fill_menu(self, menu: QMenu) -> None:
        """Put what can be done with the columns in a menu: all of it works by keyboard."""
        for index, column in enumerate(self._columns):
            action = menu.addAction(column.heading)
            action.setCheckable(True)
            action.setChecked(not self._is_hidden(column))
            action.setEnabled(index > 0)  # the first names the row
            action.toggled.connect(lambda on, index=index: self._show_column(index, on))
        menu.addSeparator()
        for column in self.shown:
            inner = menu.addMenu(column.heading)
            self._fill_column_menu(inner, self._columns.index(column))
        menu.addSeparator()
        menu.addAction(self._words.text("ui", "Columns as at first")).triggered.connect(self.reset)

    def keep(self) -> None:
        """Keep how they stand."""
        if self._preferences is None or not self._columns:
            return
        kept: dict[str, Any] = {
            "order": [column.name for column in self._in_order()],
            "hidden": [each.name for each in self._columns if self._is_hidden(each)],
        }
        if self._own_widths:
            kept["widths"] = {
                each.name: self._header.sectionSize(index)
                for index, each in enumerate(self._columns)
                if not self._is_hidden(each)
            }
        self._preferences.put(self._key, kept)

    @property
    def _key(self) -> str:
        return f"columns/{self._table.objectName()}"

    def _arrange(self, kept: dict[str, Any]) -> None:
        self._arranging = True
        hidden = kept.get("hidden", [each.name for each in self._columns if each.hidden])
        widths = kept.get("widths", {})
        self._own_widths = bool(widths)
        for index, column in enumerate(self._columns):
            self._header.setSectionHidden(index, index > 0 and column.name in hidden)
            width = widths.get(column.name, column.width)
            self._header.resizeSection(index, max(int(width), _NARROWEST))
        order = [name for name in kept.get("order", []) if name in self._names]
        for place, name in enumerate(order or self._names):
            self._header.moveSection(self._header.visualIndex(self._names.index(name)), place)
        self._arranging = False

    @property
    def _names(self) -> list[str]:
        return [column.name for column in self._columns]

    def _in_order(self) -> list[Column]:
        places = range(len(self._columns))
        return [self._columns[self._header.logicalIndex(place)] for place in places]

    def _is_hidden(self, column: Column) -> bool:
        return self._header.isSectionHidden(self._columns.index(column))

    def _fill_column_menu(self, menu: QMenu, index: int) -> None:
        def add(text: str, act: object) -> QAction:
            action = menu.addAction(text)
            action.triggered.connect(act)
            return action

        words, place = self._words, self._header.visualIndex(index)
        if self._columns[index].field.sort:
            add(
                words.text("ui", "Sort ascending"),
                lambda: self._table.sortByColumn(index, _ASCENDING),
            )
            add(
                words.text("ui", "Sort descending"),
                lambda: self._table.sortByColumn(index, _DESCENDING),
            )
        left = add(words.text("ui", "Move left"), lambda: self._move(place, -1))
        left.setEnabled(place > 0)
        right = add(words.text("ui", "Move right"), lambda: self._move(place, 1))
        right.setEnabled(place < len(self._columns) - 1)
        add(words.text("ui", "Wider"), lambda: self._widen(index, _STEP))
        add(words.text("ui", "Narrower"), lambda: self._widen(index, -_STEP))

    def _show_column(self, index: int, shown: bool) -> None:
        self._header.setSectionHidden(index, not shown)
        if shown and self._header.sectionSize(index) < _NARROWEST:
            self._header.resizeSection(index, self._columns[index].width)
        self._changed()
        self.fill()

    def _move(self, place: int, by: int) -> None:
        to = place + by
        while 0 < to < len(self._columns) - 1 and self._header.isSectionHidden(
            self._header.logicalIndex(to)
        ):
            to += by
        self._header.moveSection(place, to)

    def _widen(self, index: int, by: int) -> None:
        self._header.resizeSection(index, max(self._header.sectionSize(index) + by, _NARROWEST))

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self._table)
        menu.setObjectName(f"{self._table.objectName()}.columns")
        self.fill_menu(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._header.mapToGlobal(place))

    def _resized(self, _index: int, _old: int, new: int) -> None:
        if not self._arranging and new:  # hiding a column makes it 0 wide
            self._own_widths = True
            self._changed()

    def _changed(self) -> None:
        if not self._arranging:
            self._later.start(400)  # once the mouse rests
