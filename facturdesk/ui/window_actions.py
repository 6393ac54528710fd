"""What the menus of the window do inside it; opening and closing data files is the session's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from facturdesk.ui.pages import PAGES
from facturdesk.ui.requests import ListRequest

if TYPE_CHECKING:
    from facturdesk.ui.window import MainWindow


class WindowActions(QObject):
    """The slots of actions, by the names they have in `menus`."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.slots: dict[str, Callable[[], object]] = {
            "undo": partial(_edit, "undo"),
            "redo": partial(_edit, "redo"),
            "cut": partial(_edit, "cut"),
            "copy": partial(_edit, "copy"),
            "paste": partial(_edit, "paste"),
            "select_all": partial(_edit, "selectAll"),
            "back": self._back,
            "search": self._search,
            "new_invoice": partial(window.go, "draft"),
            "pay": self._pay,
            "overdue": partial(window.go, "invoices", ListRequest(chip="overdue")),
            "close": window.close,
        }
        for spec in PAGES:
            if spec.title:
                self.slots[f"go.{spec.name}"] = partial(window.go, spec.name)

    def _back(self) -> None:
        if self._window.pages is not None:
            self._window.pages.back()

    def _search(self) -> None:
        self._window.add_search()
        self._window.top.focus_search()

    def _pay(self) -> None:
        assert self._window.workspace is not None
        from facturdesk.ui.dialogs.pay import PayDialog

        PayDialog(self._window.workspace, parent=self._window).open()


def _edit(verb: str) -> None:
    """Do to the field that is typed in what the menu « Edit » says."""
    widget: QWidget | None = QApplication.focusWidget()
    if isinstance(widget, QComboBox):
        widget = widget.lineEdit()
    does = getattr(widget, verb, None)
    if does is not None:
        does()
