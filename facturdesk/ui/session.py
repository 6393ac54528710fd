"""The program at work in its window: opens a data file, goes on to another, closes, ends."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from facturdesk.ui.activity import Activities, Activity
from facturdesk.ui.desk import WindowDesk
from facturdesk.ui.doorway import Doorway
from facturdesk.ui.lanes import Lane
from facturdesk.ui.leaving import Leaving
from facturdesk.ui.window import MainWindow
from facturdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from facturdesk.ui.closing import Closing
    from facturdesk.ui.watch import Watch
    from facturdesk.usecases.shop import Shop

FIRST_PAGE: Final = "home"
_PATIENCE: Final = 300  # milliseconds: what is closed by then needs no words
_BREATH: Final = 100  # milliseconds in which what was read is painted


@dataclass(frozen=True, slots=True)
class _OpenFile:
    """A data file that was opened, to be left again."""

    path: Path
    shop: Shop
    context: AbstractContextManager[Shop]


class Session(QObject):
    """One window, and at most one open data file in it."""

    opened = Signal(object)  # Workspace
    watched = Signal()  # the watch over it begins
    settled = Signal()  # the first page of a shop, or the welcome, is seen
    closed = Signal()  # the data file; the window is still there
    ended = Signal()

    def __init__(self, desk: WindowDesk, window: MainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.window = window
        self.watch: Watch | None = None
        self._opener = Lane("opener", self)
        self._opener.unhandled.connect(window.feedback.show)
        self._activities = Activities(self)
        self._activities.started.connect(window.status.watch)
        self._file: _OpenFile | None = None
        self._closing: Closing | None = None
        self._opening = False
        self._once_opened: Callable[[], object] | None = None
        self._settling = False
        self.doorway = Doorway(self)
        self._leaving = Leaving(window, self)

    @property
    def workspace(self) -> Workspace | None:
        """The open shop at work."""
        return self.window.workspace

    @property
    def path(self) -> Path | None:
        """The data file that is open."""
        return self._file.path if self._file else None

    @property
    def is_at_rest(self) -> bool:
        """Whether no data file is just being opened or closed."""
        return not self._opening and self._closing is None and not self._settling

    def start(self, path: Path | None) -> None:
        """Open what was asked for, else what was open last, else say welcome."""
        recent = self.window.preferences.recent_files
        if path is None and recent:
            path = recent[0]
        if path is None:
            self.doorway.show()
        else:
            self.open(path)

    def open(self, path: Path, page: str = FIRST_PAGE) -> None:
        """Open a data file; the one that is open is closed first."""
        if path == self.path:
            self.doorway.leave()
        else:
            self.close_file(partial(self._open, path, page))

    def quit(self) -> None:
        """Close everything and end the program."""
        self.close_file(self._end)

    def end_now(self) -> None:
        """End at once, as the system shuts down: what is typed is kept, no copy is made."""
        if self.window.pages is not None:
            self.window.pages.may_leave()
        if self.workspace is not None and self._closing is None:
            if self.watch is not None:
                self.watch.stop()
            self.workspace.close()
        if self._file is not None and self._closing is None:
            self._file.context.__exit__(None, None, None)
            self._file = None
        self._end()

    def close_file(self, then: Callable[[], object], *, backup: bool = True) -> None:
        """Close the open data file, then go on; nothing happens where a page says no."""
        if self._closing is not None:
            return
        if self._opening:
            self._once_opened = partial(self.close_file, then, backup=backup)
            return
        if self._file is None or self.workspace is None:
            then()
            return
        self._leaving.leave(self.workspace, partial(self._close, then, backup=backup))

    def _close(self, then: Callable[[], object], *, backup: bool) -> None:
        if self.workspace is None or self._file is None:
            return
        if self.watch is not None:
            self.watch.stop()
        from facturdesk.ui.closing import Closing

        backups = self.watch.backups if self.watch and backup else None
        closing = Closing(self.workspace, backups, self._file.context, self)
        self._closing = closing
        closing.begun.connect(self._wait)
        closing.done.connect(partial(self._closed, then))
        closing.begin(self._opener, self._activities)

    def _wait(self, activity: Activity) -> None:
        QTimer.singleShot(_PATIENCE, self, partial(self._show_waiting, activity, self._closing))

    def _show_waiting(self, activity: Activity, closing: Closing | None) -> None:
        if closing is None or self._closing is not closing:
            return
        from facturdesk.ui.waiting import Waiting

        words = self.window.words
        self.doorway.close()
        self.window.show_over(
            Waiting(
                activity,
                words.text("ui", "All that was typed is kept. One moment…"),
                words.text("ui", "Close without this backup"),
            )
        )

    def _closed(self, then: Callable[[], object]) -> None:
        workspace, closing = self.workspace, self._closing
        self._closing = self._file = self.watch = None
        self._settling = False
        self.closed.emit()
        self.window.release()
        if workspace is not None:
            workspace.deleteLater()
        if closing is not None:
            closing.deleteLater()
        then()

    def _open(self, path: Path, page: str) -> None:
        self._opening = True
        self._activities.run(
            self._opener,
            self.window.words.text("ui", "Opening {file}…", file=path.name),
            lambda _: _entered(self.desk, path),
            done=lambda file: self._opened(file, page),
            failed=partial(self._not_opened, path),
            owner=self,
        )

    def _opened(self, file: _OpenFile, page: str) -> None:
        self._opening = False
        self._file = file
        window = self.window
        workspace = Workspace(
            file.shop,
            words=window.words,
            preferences=window.preferences,
            feedback=window.feedback,
            today=self.desk.today,
            parent=self,
        )
        self.doorway.close()
        window.preferences.remember_file(file.path)
        window.adopt(workspace, search=False)
        self.opened.emit(workspace)
        self._settling = True
        for lane in (workspace.quick, workspace.reader):
            lane.idle.connect(self._settle, Qt.ConnectionType.SingleShotConnection)
        QTimer.singleShot(_PATIENCE, workspace, self._settle)
        if not self._go_on():
            window.go(page)

    def _go_on(self) -> bool:
        """Do what was asked while the file was being opened; False: nothing was."""
        once_opened, self._once_opened = self._once_opened, None
        if once_opened is None:
            return False
        once_opened()
        return True

    def _settle(self) -> None:
        """Do what can wait until the first page is seen."""
        if self._settling:
            QTimer.singleShot(_BREATH, self, self._look_after)

    def _look_after(self) -> None:
        workspace = self.workspace
        if not self._settling or workspace is None:
            return
        self._settling = False
        from facturdesk.ui.watch import Clock, Watch

        self.window.add_search()
        self.watch = Watch(workspace, Clock(self.desk.now))
        self.watched.emit()
        self.watch.start()
        self.settled.emit()

    def _not_opened(self, path: Path, error: Exception) -> None:
        self._opening = False
        if not self._go_on():
            self.doorway.say_refusal(path, error)

    def _end(self) -> None:
        self.doorway.close()
        self.window.keep_geometry()
        self.window.preferences.sync()
        self._opener.close()
        self.window.close_for_good()
        self.ended.emit()


def _entered(desk: WindowDesk, path: Path) -> _OpenFile:
    context = desk.open_shop(path)
    return _OpenFile(path, context.__enter__(), context)
