"""What stands in the menus of the window: names, words, keys."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtGui import QAction, QKeySequence

from facturdesk.i18n import marked
from facturdesk.ui.pages import PAGES

Key = str | QKeySequence.StandardKey
_Standard = QKeySequence.StandardKey
_Role = QAction.MenuRole


class Entry(NamedTuple):
    """An action of the window; without a name, a line between actions."""

    name: str = ""
    text: str = ""
    keys: tuple[Key, ...] = ()
    needs_shop: bool = True
    role: QAction.MenuRole = _Role.NoRole


LINE: Final = Entry()
_FILE: Final = (
    Entry("new_shop", marked("ui", "New shop…"), needs_shop=False),
    Entry("open", marked("ui", "Open…"), ("Ctrl+O",), needs_shop=False),
    Entry("recent", marked("ui", "Recent shops"), needs_shop=False),
    LINE,
    Entry("save_copy", marked("ui", "Save a copy…"), ("Ctrl+Shift+S",)),
    Entry("back_up", marked("ui", "Back up now"), ("Ctrl+Shift+B",)),
    Entry("restore", marked("ui", "Restore a backup…")),
    LINE,
    Entry("close", marked("ui", "Close the window"), ("Ctrl+W",), needs_shop=False),
    Entry("quit", marked("ui", "Quit"), ("Ctrl+Q",), needs_shop=False, role=_Role.QuitRole),
)
_EDIT: Final = (
    Entry("undo", marked("ui", "Undo"), (_Standard.Undo,)),
    Entry("redo", marked("ui", "Redo"), ("Ctrl+Y", "Ctrl+Shift+Z")),
    LINE,
    Entry("cut", marked("ui", "Cut"), (_Standard.Cut,)),
    Entry("copy", marked("ui", "Copy"), (_Standard.Copy,)),
    Entry("paste", marked("ui", "Paste"), (_Standard.Paste,)),
    Entry("select_all", marked("ui", "Select all"), (_Standard.SelectAll,)),
)
_GO: Final = (
    Entry("back", marked("ui", "Back"), ("Alt+Left", "Esc")),
    Entry("search", marked("ui", "Search"), ("Ctrl+K",)),
    LINE,
    *[
        Entry(
            f"go.{spec.name}",
            spec.title,
            (spec.shortcut,),
            role=_Role.PreferencesRole if spec.name == "settings" else _Role.NoRole,
        )
        for spec in PAGES
        if spec.title
    ],
)
_SALES: Final = (
    Entry("new_invoice", marked("ui", "New invoice"), ("Ctrl+N",)),
    Entry("pay", marked("ui", "Record a payment…"), ("F9",)),
    LINE,
    Entry("overdue", marked("ui", "Show what is overdue"), ("Ctrl+Shift+R",)),
    Entry("check_overdue", marked("ui", "Check what is overdue now"), ("Shift+F5",)),
)
_PAGE: Final = (Entry("refresh", marked("ui", "Refresh"), ("F5",)),)
_HELP: Final = (
    Entry("help", marked("ui", "Help on this page"), ("F1",), needs_shop=False),
    Entry("first_steps", marked("ui", "First steps")),
    Entry("whats_new", marked("ui", "What’s new"), needs_shop=False),
    Entry("log", marked("ui", "Show the log"), needs_shop=False),
    LINE,
    Entry("about", marked("ui", "About FacturDesk"), needs_shop=False, role=_Role.AboutRole),
)
ENTRIES: Final = {
    "file": _FILE,
    "edit": _EDIT,
    "go": _GO,
    "sales": _SALES,
    "page": _PAGE,
    "help": _HELP,
}
