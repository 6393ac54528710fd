"""The menus of the window: every action is in one of them, with its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QMenuBar

from facturdesk.i18n import Catalogue, marked

if TYPE_CHECKING:  # loaded after the first paint
    from PySide6.QtGui import QAction, QKeySequence

    from facturdesk.ui.menu_entries import Entry
    from facturdesk.ui.page import Page

MENUS: Final = (
    ("file", marked("ui", "&File")),
    ("edit", marked("ui", "&Edit")),
    ("go", marked("ui", "&Go")),
    ("sales", marked("ui", "&Sales")),
    ("page", marked("ui", "&Page")),
    ("help", marked("ui", "&Help")),
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
        for name, title in MENUS:
            menu = bar.addMenu(words.text("ui", title))
            menu.setObjectName(f"menu.{name}")
            self._menus[name] = menu

    def fill(self) -> None:
        """Make the actions, once the window was seen."""
        from facturdesk.ui.menu_entries import ENTRIES

        for name, entries in ENTRIES.items():
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

    def _add(self, menu: QMenu, entry: Entry) -> None:
        from PySide6.QtGui import QAction, QKeySequence

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
