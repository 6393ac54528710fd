"""What every list of the window has in common: chips, period, search, table, selection."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout

from facturdesk.ui.changes import concerns
from facturdesk.ui.lists.body import ListBody
from facturdesk.ui.lists.exporting import export_rows
from facturdesk.ui.lists.head import ListHead
from facturdesk.ui.lists.spec import ListSpec
from facturdesk.ui.lists.sums import Sums
from facturdesk.ui.lists.totals import ListTotals
from facturdesk.ui.models.paged import FIRST, PagedModel
from facturdesk.ui.page import Page
from facturdesk.ui.requests import ListRequest
from facturdesk.ui.theme import GRID
from facturdesk.ui.widgets.footer import Footer
from facturdesk.ui.widgets.heading import MARGINS
from facturdesk.ui.widgets.table import DataTable
from facturdesk.usecases.listing import Total

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace

_GATHER_MS: Final = 30  # changes that come together are one refresh


class ListPage(Page):
    """A list; whoever derives from it says which, and what is done with its rows."""

    spec: ListSpec

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        words = self.words
        self.setObjectName(self.spec.source.name)
        self._sort: tuple[str, bool] = ("", False)
        self._stale = False
        self._opened = False
        self._wanted: tuple[str, ...] = ()  # to be selected once it is shown
        self.model = PagedModel(workspace, self.spec.source, self.spec.columns(words), self)
        self._common_actions()
        self.row_actions = list(self.make_row_actions())
        self.head = ListHead(workspace, self.spec, self.new_action, self.export_action)
        self.table = DataTable(f"{self.objectName()}.table", words, workspace.preferences)
        self.table.setAccessibleName(words.text("ui", self.spec.title))
        self.footer = Footer(self.row_actions)
        self.sums = Sums(workspace, self.spec, self.table, self.footer)
        self.totals = ListTotals(workspace, self.spec.source, self)
        self._refresh_later = QTimer(self)
        self._refresh_later.setSingleShot(True)
        self._refresh_later.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()

    # --- what each list says for itself

    def make_row_actions(self) -> Iterable[QAction]:
        """Make the actions on the selection, for the line under the list and its menu."""
        return [self.export_selection_action]

    def open_row(self, row: Any) -> None:
        """Open what a row stands for."""
        raise NotImplementedError

    def make_new(self) -> None:
        """Make a new one."""
        raise NotImplementedError

    def key_of(self, row: Any) -> str:
        """Give what other pages call a row: its number or code."""
        raise NotImplementedError

    def selection_moved(self) -> None:
        """Offer what fits what is selected."""

    # --- what the window calls

    def open(self, argument: object) -> None:
        """Show the list as it is asked for; asked for nothing, as it was left."""
        if isinstance(argument, ListRequest):
            self.head.show_request(argument)
            self._wanted = argument.select
            self.ask()
        elif not self._opened:
            self.ask()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def bookmark(self, argument: object) -> object:
        """Give what shows the list again as it is now."""
        wish = self.model.wish
        selected = [self.model.row(each) for each in islice(self.table.selected_positions(), 20)]
        return ListRequest(
            chip=wish.chip,
            since=wish.since,
            until=wish.until,
            text=wish.text,
            customer_code=wish.customer_code,
            select=tuple(self.key_of(row) for row in selected if row is not None),
        )

    def concerned(self, changes: frozenset[str]) -> None:
        """Read again what is shown; at once where it is seen, else when it is shown next."""
        if self._opened and concerns(changes, *self.spec.kinds):
            self._stale = True
            if self.isVisible():
                self._refresh_later.start(_GATHER_MS)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Override
        """Catch up with what was written meanwhile."""
        super().showEvent(event)
        if self._stale:
            self._refresh_later.start(0)

    # --- showing

    def ask(self) -> None:
        """Show what is wished for now."""
        self._opened = True
        self._stale = False
        wish = self.head.wish(self._sort)
        self.model.show(wish)
        self.totals.want(wish)
        self.sums.show_total(self.totals.of(wish.chip))

    @property
    def is_settled(self) -> bool:
        """Whether nothing is waiting to be asked."""
        return not (self.totals.is_waiting or self._refresh_later.isActive())

    def refresh(self) -> None:
        """Read again; what is selected stays selected."""
        self._stale = False
        self.totals.refresh()
        self.model.refresh()

    @property
    def title(self) -> str:
        """The name of the list."""
        return self.words.text("ui", self.spec.title)

    def selected_rows(self, act: Callable[[list[Any]], None]) -> None:
        """Read the selected rows and hand them to an act, on the GUI thread."""
        shop, ids = self.workspace.shop, self.sums.selected_ids()
        lane = self.workspace.quick if len(ids) <= FIRST else self.workspace.reader
        if ids:
            lane.run(partial(self.spec.source.rows, shop, ids), done=act, owner=self)

    def _show_totals(self, totals: dict[str, Total]) -> None:
        self.head.chips.show_totals(totals)
        self.sums.show_total(totals.get(self.model.wish.chip))
        self._show_right_part()

    def _filled(self) -> None:
        self.table.scrollToTop()
        self.table.stand()
        self._mark_sort()
        self._show_right_part()
        if self._wanted:
            self._select_wanted()

    def _show_right_part(self) -> None:
        self._body.show_for(self.model.wish, self.model.rowCount())
        bare = self._body.is_empty and self.totals.all_nil  # there is nothing to look for
        self.head.show_tools(shown=not bare)
        self.footer.setVisible(not bare)

    def _select_wanted(self) -> None:
        wanted, self._wanted = set(self._wanted), ()
        first = range(min(len(self.model.ids), 200))
        rows = {place: self.model.row(place) for place in first}
        places = [p for p, row in rows.items() if row is not None and self.key_of(row) in wanted]
        if places:
            self.table.select_positions(places)

    # --- acting

    def _open_position(self, position: int) -> None:
        row = self.model.row(position)
        if row is not None:
            self.open_row(row)

    def _open_current(self) -> None:
        if self.table.currentIndex().isValid():
            self._open_position(self.table.currentIndex().row())

    def _sort_by(self, name: str, descending: bool) -> None:
        self._sort = (name, descending)
        self.ask()

    def _search(self) -> None:
        self.head.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.head.search.selectAll()

    def _export_all(self) -> None:
        export_rows(self, self.spec, self.table.columns.shown, self.model.wish)

    def _export_selection(self) -> None:
        columns, ids = self.table.columns.shown, self.table.selected_ids()
        export_rows(self, self.spec, columns, self.model.wish, ids=ids)

    def _selection_moved(self) -> None:
        any_selected = self.table.selected_count() > 0
        for action in self.row_actions:
            action.setEnabled(any_selected)
        self.selection_moved()

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName(f"{self.objectName()}.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.open_action)
        menu.addActions(self.row_actions)
        menu.addSeparator()
        menu.addAction(self.new_action)
        menu.popup(place)

    # --- building

    def _common_actions(self) -> None:
        text = self.words.text
        self.new_action = self.add_action(
            "list.new", text("ui", self.spec.new), self.make_new, key="Ins"
        )
        self.open_action = self.add_action("list.open", text("ui", "Open"), self._open_current)
        self.search_action = self.add_action(
            "list.search", text("ui", "Search in this list"), self._search, key="Ctrl+F"
        )
        self.export_action = self.add_action(
            "list.export", text("ui", "Export…"), self._export_all, key="Ctrl+Shift+E"
        )
        self.export_selection_action = self.add_action(
            "list.export_selection", text("ui", "Export the selection…"), self._export_selection
        )

    def _lay_out(self) -> None:
        self.table.set_model(self.model)
        self.table.setSortingEnabled(True)
        self.head.use_columns(self.table.columns)
        self._body = ListBody(
            self.spec, self.words, self.table, new=self.new_action, show_all=self.head.clear
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(GRID)
        column.addWidget(self.head)
        column.addWidget(self._body, stretch=1)
        column.addWidget(self.footer)
        self._mark_sort()

    def _mark_sort(self) -> None:
        usual = self.spec.chip_sorts.get(self.model.wish.chip, self.spec.usual_sort)
        name, descending = self._sort if self._sort[0] else usual
        self.table.columns.mark_sort(name, descending=descending)

    def _connect(self) -> None:
        self.head.changed.connect(self.ask)
        self.head.left.connect(self._enter_table)
        self.totals.arrived.connect(self._show_totals)
        self.model.filled.connect(self._filled)
        self.model.completed.connect(self._show_right_part)
        self.model.sort_wanted.connect(self._sort_by)
        self.table.opened.connect(self._open_position)
        self.table.menu_wanted.connect(self._show_menu)
        self.table.selection_moved.connect(self._selection_moved)
        self.workspace.day_changed.connect(self._day_changed)
        self._selection_moved()

    def _enter_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.model.rowCount():
            self.table.selectRow(0)

    def _day_changed(self) -> None:
        self._stale = self._opened
        if self.isVisible():
            self._refresh_later.start(_GATHER_MS)
