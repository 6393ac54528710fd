"""The pages in the middle of the window, and the way back through them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from facturdesk.ui.page import Page
from facturdesk.ui.pages import is_page, load_page
from facturdesk.ui.workspace import Workspace

_LONGEST_WAY: Final = 50


@dataclass(slots=True)
class _Stop:
    """A page with what it showed."""

    name: str
    argument: object


class PageStack(QStackedWidget):
    """Makes pages when they are first gone to, and remembers where one came from."""

    shown = Signal(str, object)  # name, Page

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self._workspace = workspace
        self._pages: dict[str, Page] = {}
        self._hosts: dict[str, QScrollArea] = {}
        self._here: _Stop | None = None
        self._way: list[_Stop] = []
        self._left_at: dict[str, _Stop] = {}  # what each page shows
        workspace.hub.changed.connect(self._tell)
        workspace.route_wanted.connect(self.go)
        workspace.back_wanted.connect(self.back)

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._pages[self._here.name] if self._here else None

    @property
    def name(self) -> str:
        """The name of the page that is shown."""
        return self._here.name if self._here else ""

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page to go back to."""
        return bool(self._way)

    @property
    def is_kept(self) -> bool:
        """Whether the file holds everything that was typed."""
        return all(page.is_kept for page in self._pages.values())

    def go(self, name: str, argument: object = None) -> bool:
        """Show a page; the one before may refuse to be left."""
        if not is_page(name):
            return False
        here, page = self._here, self.page
        if here is not None and page is not None:
            if not page.may_leave():
                return False
            if (here.name, here.argument) != (name, argument) and not page.is_finished:
                here.argument = page.bookmark(here.argument)
                self._way = [*self._way, here][-_LONGEST_WAY:]
        self._show(_Stop(name, argument), fresh=True)
        return True

    def back(self) -> bool:
        """Show the page before, as it was left."""
        page = self.page
        if not self._way or (page is not None and not page.may_leave()):
            return False
        stop = self._way.pop()
        self._show(stop, fresh=self._left_at[stop.name] is not stop)
        return True

    def may_leave(self) -> bool:
        """Ask every page to keep what is typed; one that refuses is shown."""
        for name, page in self._pages.items():
            if not page.may_leave():
                if self._here is None or self._here.name != name:
                    self.setCurrentWidget(self._hosts[name])
                return False
        return True

    def _show(self, stop: _Stop, *, fresh: bool) -> None:
        page = self._pages.get(stop.name)
        if page is None:
            page = load_page(stop.name)(self._workspace)
            self._pages[stop.name] = page
            self._hosts[stop.name] = _hosted(page)
            self.addWidget(self._hosts[stop.name])
            fresh = True
        self._here = stop
        self._left_at[stop.name] = stop
        self.setFocus()  # until the page says where the caret belongs
        self.setCurrentWidget(self._hosts[stop.name])
        if fresh:
            page.open(stop.argument)
        if self.window().focusWidget() is self:
            page.setFocus()
        self.shown.emit(stop.name, page)

    def _tell(self, changes: frozenset[str]) -> None:
        for page in list(self._pages.values()):
            page.concerned(changes)


def _hosted(page: Page) -> QScrollArea:
    """Let a page scroll where the window is smaller than it needs."""
    host = QScrollArea()
    host.setObjectName("page")
    host.setFrameShape(QFrame.Shape.NoFrame)
    host.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    host.setWidgetResizable(True)
    host.setWidget(page)
    return host
