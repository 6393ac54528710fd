"""What takes long and is seen: each activity has a title, a progress and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from facturdesk.ui.lanes import Cancelled, Lane

T = TypeVar("T")


class Activity(QObject):
    """One long work; call it with (done, total) from the worker, it raises when cancelled."""

    progressed = Signal(int, int)
    ended = Signal()
    _reported = Signal(int, int)

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self._stop = Event()
        self._reported.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def __call__(self, done: int, total: int) -> None:
        """Report progress, from the worker.

        Raises:
            Cancelled: the user stopped it.
        """
        if self._stop.is_set():
            raise Cancelled
        self._reported.emit(done, total)

    def cancel(self) -> None:
        """Ask it to stop at its next step."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    @Slot(int, int)
    def _pass_on(self, done: int, total: int) -> None:
        self.progressed.emit(done, total)


class Activities(QObject):
    """All that runs and takes long; the status line shows it."""

    started = Signal(object)  # Activity

    def run(
        self,
        lane: Lane,
        title: str,
        work: Callable[[Activity], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
    ) -> Activity:
        """Run work in a lane, with its progress in the status line."""
        activity = Activity(title, self)

        def finish(result: T) -> None:
            activity.ended.emit()
            if done is not None and not _is_gone(owner):
                done(result)

        def fail(error: Exception) -> None:
            activity.ended.emit()
            if not isinstance(error, _Stopped) and not _is_gone(owner):
                (failed or lane.unhandled.emit)(error)

        def guarded() -> T:
            try:
                return work(activity)
            except Cancelled as stopped:
                raise _Stopped from stopped

        self.started.emit(activity)
        lane.run(guarded, done=finish, failed=fail)  # whoever asked, the activity ends
        return activity


class _Stopped(Exception):
    """Reaches `failed`, unlike Cancelled, so that the status line is cleared."""


def _is_gone(owner: QObject | None) -> bool:
    return owner is not None and not shiboken6.isValid(owner)
