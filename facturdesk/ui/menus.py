"""The menus of the window: every action is in one of them, with its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from facturdesk.i18n import Catalogue, marked
from facturdesk.ui.page import Page
from facturdesk.ui.pages import PAGES

Key = str | QKeySequence.StandardKey
_Standard = QKeySequence.StandardKey
_Role = QAction.MenuRole


class _Entry(NamedTuple):
    """An action of the window; without a name, a line between actions."""

    name: str = ""
    text: str = ""
    keys: tuple[Key, ...] = ()
    needs_shop: bool = True
    role: QAction.MenuRole = _Role.NoRole


_LINE: Final = _Entry()
_FILE: Final = (
    _Entry("new_shop", marked("ui", "New shop…"), needs_shop=False),
    _Entry("open", marked("ui", "Open…"), ("Ctrl+O",), needs_shop=False),
    _Entry("recent", marked("ui", "Recent shops"), needs_shop=False),
    _LINE,
    _Entry("save_copy", marked("ui", "Save a copy…"), ("Ctrl+Shift+S",)),
    _Entry("back_up", marked("ui", "Back up now"), ("Ctrl+Shift+B",)),
    _Entry("restore", marked("ui", "Restore a backup…")),
    _LINE,
    _Entry("close", marked("ui", "Close the window"), ("Ctrl+W",), needs_shop=False),
    _Entry("quit", marked("ui", "Quit"), ("Ctrl+Q",), needs_shop=False, role=_Role.QuitRole),
)
_EDIT: Final = (
    _Entry("undo", marked("ui", "Undo"), (_Standard.Undo,)),
    _Entry("redo", marked("ui", "Redo"), ("Ctrl+Y", "Ctrl+Shift+Z")),
    _LINE,
    _Entry("cut", marked("ui", "Cut"), (_Standard.Cut,)),
    _Entry("copy", marked("ui", "Copy"), (_Standard.Copy,)),
    _Entry("paste", marked("ui", "Paste"), (_Standard.Paste,)),
    _Entry("select_all", marked("ui", "Select all"), (_Standard.SelectAll,)),
)
_GO: Final = (
    _Entry("back", marked("ui", "Back"), ("Alt+Left", "Esc")),
    _Entry("search", marked("ui", "Search"), ("Ctrl+K",)),
    _LINE,
    *[
        _Entry(
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
    _Entry("new_invoice", marked("ui", "New invoice"), ("Ctrl+N",)),
    _Entry("pay", marked("ui", "Record a payment…"), ("F9",)),
    _LINE,
    _Entry("overdue", marked("ui", "Show what is overdue"), ("Ctrl+Shift+R",)),
    _Entry("check_overdue", marked("ui", "Check what is overdue now"), ("Shift+F5",)),
)
_PAGE: Final = (_Entry("refresh", marked("ui", "Refresh"), ("F5",)),)
_HELP: Final = (
    _Entry("help", marked("ui", "Help on this page"), ("F1",), needs_shop=False),
    _Entry("first_steps", marked("ui", "First steps")),
    _Entry("whats_new", marked("ui", "What’s new"), needs_shop=False),
    _Entry("log", marked("ui", "Show the log"), needs_shop=False),
    _LINE,
    _Entry("about", marked("ui", "About FacturDesk"), needs_shop=False, role=_Role.AboutRole),
)
MENUS: Final = (
    ("file", marked("ui", "&File"), _FILE),
    ("edit", marked("ui", "&Edit"), _EDIT),
    ("go", marked("ui", "&Go"), _GO),
    ("sales", marked("ui", "&Sales"), _SALES),
    ("page", marked("ui", "&Page"), _PAGE),
    ("help", marked("ui", "&Help"), _HELP),
)
_OF_EDIT: Final = ("undo", "redo")  # an action of a page so named stands in the menu « Edit »


class Menus(QObject):
    """Makes the actions of the window and shows those of the page beside them."""

    def __init__(self, bar: QMenuBar, words: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._actions: dict[str, QAction] = {}
        self._keys: dict[str, list[QKeySequence]] = {}
        self._needing_shop: list[QAction] = []
        self._menus: dict[str, QMenu] = {}
        self._of_page: list[QAction] = []
        self.recent = QMenu(words.text("ui", "Recent shops"), bar)
        self.recent.setObjectName("menu.recent")
        self._line: QAction | None = None
        for name, title, _ in MENUS:
            menu = bar.addMenu(words.text("ui", title))
            menu.setObjectName(f"menu.{name}")
            self._menus[name] = menu

    def fill(self) -> None:
        """Make the actions, once the window was seen."""
        for name, _, entries in MENUS:
            for entry in entries:
                self._add(self._menus[name], entry)
        self._line = self._menus["page"].insertSeparator(self._actions["refresh"])
        self._line.setVisible(False)

    def action(self, name: str) -> QAction:
        """Give an action of the window."""
        return self._actions[name]

    @property
    def actions(self) -> dict[str, QAction]:
        """Every action of the window by its name."""
        return dict(self._actions)

    def offered(self) -> list[QAction]:
        """Give what can be done now: the actions of the window and of its page."""
        every = [*self._of_page, *self._actions.values()]
        return [
            action
            for action in every
            if action.isEnabled() and action.isVisible() and action.menu() is None
        ]

    def connect_all(self, slots: dict[str, Callable[[], object]]) -> None:
        """Say what actions do."""
        for name, slot in slots.items():
            self._actions[name].triggered.connect(slot)

    def have_shop(self, *, is_open: bool) -> None:
        """Offer what needs an open shop, or do not."""
        for action in self._needing_shop:
            action.setEnabled(is_open)
        if not is_open:
            self.show_page(None)

    def show_page(self, page: Page | None) -> None:
        """Show the actions of a page; its keys go before those of the window."""
        assert self._line is not None
        for action in self._of_page:
            self._menus["page"].removeAction(action)
            self._menus["edit"].removeAction(action)
        self._of_page = list(page.page_actions) if page else []
        named = {action.objectName(): action for action in self._of_page}
        for name in _OF_EDIT:
            self._actions[name].setVisible(name not in named)
        for action in self._of_page:
            if action.objectName() in _OF_EDIT:
                self._menus["edit"].insertAction(self._actions[action.objectName()], action)
            else:
                self._menus["page"].insertAction(self._line, action)
        self._line.setVisible(bool(self._of_page))
        self._yield_keys(self._of_page)

    def _yield_keys(self, actions: Iterable[QAction]) -> None:
        taken = {key.toString() for action in actions for key in action.shortcuts()}
        for name, keys in self._keys.items():
            left = [key for key in keys if key.toString() not in taken]
            self._actions[name].setShortcuts(left)

    def _add(self, menu: QMenu, entry: _Entry) -> None:
        if not entry.name:
            menu.addSeparator()
            return
        text = self._words.text("ui", entry.text)
        action = self.recent.menuAction() if entry.name == "recent" else QAction(text, menu)
        action.setObjectName(f"action.{entry.name}")
        action.setMenuRole(entry.role)
        keys = [QKeySequence(key) for key in entry.keys]
        action.setShortcuts(keys)
        action.setEnabled(not entry.needs_shop)
        menu.addAction(action)
        self._actions[entry.name] = action
        self._keys[entry.name] = keys
        if entry.needs_shop:
            self._needing_shop.append(action)
