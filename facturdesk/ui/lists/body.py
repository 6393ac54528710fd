"""The middle of a list page: the table, or what stands in its place when there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from facturdesk.i18n import Catalogue
from facturdesk.ui.lists.nothing import NothingFound
from facturdesk.ui.lists.spec import ListSpec
from facturdesk.ui.widgets.empty_state import EmptyState
from facturdesk.usecases.listing import ListWish


class ListBody(QStackedWidget):
    """Shows the table while it has rows; else says why it has none, and the way on."""

    def __init__(
        self,
        spec: ListSpec,
        words: Catalogue,
        table: QWidget,
        *,
        new: QAction,
        show_all: Callable[[], object],
    ) -> None:
        super().__init__()
        self._table = table
        self._empty = EmptyState(
            words.text("ui", spec.empty_title), words.text("ui", spec.empty_sentence), new
        )
        self._nothing = NothingFound(words, show_all)
        for part in (self._table, self._empty, self._nothing):
            self.addWidget(part)

    @property
    def is_empty(self) -> bool:
        """Whether it says that there is nothing yet."""
        return self.currentWidget() is self._empty

    def show_for(self, wish: ListWish, count: int) -> None:
        """Show what fits what is wished for, and how many rows that finds."""
        if count:
            self.setCurrentWidget(self._table)
        elif replace(wish, sort="", descending=False) == ListWish():
            self.setCurrentWidget(self._empty)
        else:
            self.setCurrentWidget(self._nothing)
