"""What a page of the window is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace


class Page(QWidget):
    """A page: made once, opened many times; thin, it asks use cases for everything.

    Its actions, added with `add_action`, stand in the menu « Page » of the window while it
    is shown, with their keys; its buttons trigger those same actions.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.words = workspace.words
        self.page_actions: list[QAction] = []

    def open(self, argument: object) -> None:
        """Show what the argument names; called each time the page is gone to."""

    def concerned(self, changes: frozenset[str]) -> None:
        """Take note of what was written; called whether the page is shown or not."""

    def may_leave(self) -> bool:
        """Tell whether another page may be shown; keep what is typed first."""
        return True

    @property
    def is_kept(self) -> bool:
        """Whether the file holds what was typed, once `may_leave` was asked and the lanes rest."""
        return True

    def bookmark(self, argument: object) -> object:
        """Give what `open` needs to show again what is shown now, opened with `argument`."""
        return argument

    @property
    def is_finished(self) -> bool:
        """Whether there is nothing left to come back to, as with a draft that was issued."""
        return False

    @property
    def title(self) -> str:
        """What the window's title and the way back call the page; empty: its name in PAGES."""
        return ""

    @property
    def help_topic(self) -> str:
        """The page of the help that F1 opens: a file name in resources/help."""
        return "index"

    def add_action(self, name: str, text: str, slot: object, *, key: str = "") -> QAction:
        """Add an action of the page; `name` is its objectName, `key` a chord such as Ctrl+P."""
        action = QAction(text, self)
        action.setObjectName(name)
        if key:
            action.setShortcut(key)
        action.triggered.connect(slot)
        self.page_actions.append(action)
        return action
