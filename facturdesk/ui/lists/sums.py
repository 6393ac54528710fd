"""The line under a list: its count and sum, or those of what is selected."""

from __future__ import annotations

from array import array
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from facturdesk.ui.lanes import Latest
from facturdesk.ui.lists.spec import ListSpec
from facturdesk.ui.models.paged import PagedModel
from facturdesk.ui.widgets.footer import Footer
from facturdesk.ui.widgets.table import DataTable
from facturdesk.usecases.listing import Total

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace

_PAUSE_MS = 60  # while a selection is being drawn with the mouse


class Sums(QObject):
    """Says the count at once, and the sum as soon as it is known."""

    def __init__(
        self, workspace: Workspace, spec: ListSpec, table: DataTable, footer: Footer
    ) -> None:
        super().__init__(footer)
        self._workspace = workspace
        self._spec = spec
        self._table = table
        self._footer = footer
        self._total: Total | None = None
        self._asked = Latest[Total](workspace.reader, done=self._say_selected, owner=self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._ask)
        table.selection_moved.connect(self.say)

    def show_total(self, total: Total | None) -> None:
        """Take what the list comes to; None: not known yet."""
        self._total = total
        self.say()

    def say(self) -> None:
        """Say how much is selected, else how much is shown."""
        count = self._table.selected_count()
        self._footer.show_actions(shown=count > 0)
        if count:
            self._footer.say(self._spec.selected(self._workspace.words, count))
            self._later.start(_PAUSE_MS)
            return
        self._later.stop()
        self._asked.forget()
        if self._total is not None:
            self._footer.say(self._told(self._spec.counted, self._total))
        else:
            self._footer.say("")

    def selected_ids(self) -> array[int]:
        """Give the ids of the selected rows, in order."""
        return self._table.selected_ids()

    def _ask(self) -> None:
        model = self._table.model()
        assert isinstance(model, PagedModel)
        shop, ids = self._workspace.shop, self.selected_ids()
        if self._total is not None and self._total.count == len(ids) == model.rowCount():
            self._say_selected(self._total)  # everything is selected
        else:
            self._asked.ask(partial(self._spec.source.total, shop, ids, model.wish.chip))

    def _say_selected(self, total: Total) -> None:
        if self._table.selected_count() == total.count:
            self._footer.say(self._told(self._spec.selected, total))

    def _told(self, counted: object, total: Total) -> str:
        assert callable(counted)
        said: str = counted(self._workspace.words, total.count)
        if total.amount_minor is None:
            return said
        return f"{said} · {self._workspace.words.money(total.amount_minor)}"
