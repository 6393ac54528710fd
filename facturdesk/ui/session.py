"""The program at work in its window: opens a data file, goes on to another, closes, ends."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facturdesk.ui.activity import Activities
from facturdesk.ui.closing import Closing
from facturdesk.ui.desk import WindowDesk
from facturdesk.ui.dialogs.files import ask_file
from facturdesk.ui.lanes import Lane
from facturdesk.ui.window import MainWindow
from facturdesk.ui.workspace import Workspace

if TYPE_CHECKING:  # the data layer is loaded after the first paint
    from facturdesk.ui.watch import Watch
    from facturdesk.usecases.shop import Shop

_FIRST_PAGE = "home"


@dataclass(frozen=True, slots=True)
class _OpenFile:
    """A data file that was opened, to be left again."""

    path: Path
    shop: Shop
    context: AbstractContextManager[Shop]


class Session(QObject):
    """One window, and at most one open data file in it."""

    ended = Signal()
    opened = Signal(object)  # Workspace

    def __init__(
        self, desk: WindowDesk, window: MainWindow, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = window
        self._words = window.words
        self._preferences = window.preferences
        self._opener = Lane("opener", self)
        self._opener.unhandled.connect(window.feedback.show)
        self._activities = Activities(self)
        self._activities.started.connect(window.status.watch)
        self._file: _OpenFile | None = None
        self._closing: Closing | None = None
        self._opening = False
        self.watch: Watch | None = None
        window.close_wanted.connect(self.quit)
        window.menus.connect_all(
            {
                "new_shop": self.new_shop,
                "open": self._choose,
                "quit": self.quit,
            }
        )
        window.menus.recent.aboutToShow.connect(self._list_recent)

    @property
    def workspace(self) -> Workspace | None:
        """The open shop at work."""
        return self._window.workspace

    def start(self, path: Path | None) -> None:
        """Open what was asked for, else what was open last, else say welcome."""
        recent = self._preferences.recent_files
        if path is None and recent:
            path = recent[0]
        if path is None:
            self._show_welcome()
        else:
            self.open(path)

    def open(self, path: Path, *, page: str = _FIRST_PAGE) -> None:
        """Open a data file; the one that is open is closed first."""
        if self._file is not None and self._file.path == path:
            self._window.show_shell()
            return
        if self._opening or not self._leave(partial(self._open, path, page)):
            return

    def new_shop(self) -> None:
        """Let the user make another shop; the open one stays open meanwhile."""
        self._show_welcome(assistant=True)

    def quit(self) -> None:
        """Close everything and end the program."""
        self._leave(self._end)

    def end_now(self) -> None:
        """End at once, as the system shuts down: what is typed is kept, no copy is made."""
        if self._window.pages is not None:
            self._window.pages.may_leave()
        if self.workspace is not None:
            self.workspace.close()
        if self._file is not None:
            self._file.context.__exit__(None, None, None)
            self._file = None
        self._end()

    def _leave(self, then: Callable[[], object]) -> bool:
        """Close the open data file, then go on; False when it stays open."""
        if self._closing is not None:
            return False
        if self._file is None or self.workspace is None:
            then()
            return True
        if self._window.pages is not None and not self._window.pages.may_leave():
            return False
        if self.watch is not None:
            self.watch.stop()
        self._closing = Closing(
            self.workspace, self._desk, self._file.context, self._opener, self._activities
        )
        self._closing.done.connect(partial(self._closed, then))
        self._closing.begin()
        return True

    def _closed(self, then: Callable[[], object]) -> None:
        workspace = self.workspace
        self._closing = self._file = self.watch = None
        self._window.release()
        if workspace is not None:
            workspace.deleteLater()
        then()

    def _open(self, path: Path, page: str) -> None:
        self._opening = True
        self._activities.run(
            self._opener,
            self._words.text("ui", "Opening {file}…", file=path.name),
            lambda _: _entered(self._desk, path),
            done=lambda file: self._opened(file, page),
            failed=partial(self._not_opened, path),
            owner=self,
        )

    def _opened(self, file: _OpenFile, page: str) -> None:
        self._opening = False
        self._file = file
        workspace = Workspace(
            file.shop,
            words=self._words,
            preferences=self._preferences,
            feedback=self._window.feedback,
            today=self._desk.today,
            parent=self,
        )
        self._preferences.remember_file(file.path)
        self._window.adopt(workspace)
        self._window.go(page)
        self.opened.emit(workspace)

    def _not_opened(self, path: Path, error: Exception) -> None:
        self._opening = False
        self._show_welcome()
        from facturdesk.domain.errors import ActionableError

        if isinstance(error, ActionableError):
            self._window.notice.say(self._window.feedback.sentence(error))
        else:
            self._window.feedback.show(error)

    def _end(self) -> None:
        self._window.keep_geometry()
        self._preferences.sync()
        self._opener.close()
        self._window.close_for_good()
        self.ended.emit()

    # -- the welcome, and the menu « File »

    def _show_welcome(self, *, assistant: bool = False) -> None:
        from facturdesk.ui.welcome import Welcome

        welcome = Welcome(self._desk, self._preferences, self._window.feedback, self._words)
        welcome.opened.connect(lambda path: self._chosen(welcome, path))
        welcome.host.activities.started.connect(self._window.status.watch)
        self._window.show_over(welcome)
        if assistant:
            welcome.show_assistant()

    def _chosen(self, welcome: QObject, path: Path) -> None:
        self._window.notice.clear()
        self.open(path, page=getattr(welcome, "first_page", _FIRST_PAGE))

    def _choose(self) -> None:
        recent = self._preferences.recent_files
        ask_file(
            self._window,
            self._words.text("ui", "Open a file"),
            kinds=self._words.text("ui", "FacturDesk files (*.facturdesk)"),
            start=recent[0].parent if recent else self._desk.documents,
            chosen=self.open,
        )

    def _list_recent(self) -> None:
        menu = self._window.menus.recent
        menu.clear()
        for number, path in enumerate(self._preferences.recent_files):
            action = menu.addAction(f"&{number + 1} {path.stem}")
            action.setObjectName(f"recent.{number}")
            action.setToolTip(str(path))
            action.triggered.connect(partial(self.open, path))


def _entered(desk: WindowDesk, path: Path) -> _OpenFile:
    context = desk.open_shop(path)
    return _OpenFile(path, context.__enter__(), context)
