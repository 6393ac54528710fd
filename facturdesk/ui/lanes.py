"""Work off the GUI thread: lanes of one thread each, whose answers come back on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")


class Cancelled(Exception):
    """The work was cancelled before its end."""


class Task(Generic[T]):
    """One piece of work in a lane; `cancel` drops it, or its answer when it runs already."""

    def __init__(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None,
        failed: Callable[[Exception], None] | None,
        owner: QObject | None,
    ) -> None:
        self._work = work
        self._done = done
        self._failed = failed
        self._owner = owner
        self._dropped = Event()
        self._result: T | None = None
        self._error: Exception | None = None

    def cancel(self) -> None:
        """Drop the work: neither `done` nor `failed` is called."""
        self._dropped.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was dropped."""
        return self._dropped.is_set()

    def run(self) -> None:
        """Do the work, on the thread of the lane."""
        if self.cancelled:
            return
        try:
            self._result = self._work()
        except Exception as error:  # noqa: BLE001 - `failed` gets it whole
            self._error = error

    def deliver(self, unhandled: Callable[[Exception], None]) -> None:
        """Hand the answer over, on the GUI thread, unless its owner is gone."""
        if self.cancelled or (self._owner is not None and not shiboken6.isValid(self._owner)):
            return
        if isinstance(self._error, Cancelled):
            return
        if self._error is not None:
            (self._failed or unhandled)(self._error)
        elif self._done is not None:
            self._done(self._result)  # type: ignore[arg-type] # None only where T says so


class Lane(QObject):
    """One thread that does one thing after the other.

    `done` and `failed` are called on the GUI thread. What fails without a `failed` goes to
    the signal `unhandled`, which the workspace shows.
    """

    unhandled = Signal(object)  # Exception
    idle = Signal()
    _finished = Signal(object)  # Task

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._waiting = 0
        self.is_closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether something runs or waits."""
        return self._waiting > 0

    def run(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
    ) -> Task[T]:
        """Put work in the lane; its answer is dropped when `owner` is deleted meanwhile.

        A closed lane takes none: what a timer or a change still asks for is not done.
        """
        task = Task(work, done, failed, owner)
        try:
            self._executor.submit(self._work, task)
        except RuntimeError:  # only where it is shut down; another thread may close it
            if not self.is_closed:
                raise
            task.cancel()
        else:
            self._waiting += 1
        return task

    def close(self) -> None:
        """Wait for what runs and waits; nothing more is taken."""
        self.is_closed = True
        self._executor.shutdown(wait=True)

    def _work(self, task: Task[Any]) -> None:  # on the lane's own thread
        task.run()
        self._finished.emit(task)

    @Slot(object)
    def _deliver(self, task: Task[Any]) -> None:
        self._waiting -= 1
        task.deliver(self.unhandled.emit)
        if not self._waiting:
            self.idle.emit()


class Latest(Generic[T]):
    """Runs the newest of many requests: what is asked meanwhile replaces what waits."""

    def __init__(
        self,
        lane: Lane,
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        self._lane = lane
        self._done = done
        self._failed = failed
        self._owner = owner
        self._running: Task[T] | None = None
        self._next: Callable[[], T] | None = None

    def ask(self, work: Callable[[], T]) -> None:
        """Ask for this, in the place of what was asked before and has not begun."""
        self._next = work
        if self._running is None:
            self._start()

    def forget(self) -> None:
        """Want nothing any more."""
        self._next = None
        if self._running is not None:
            self._running.cancel()
            self._running = None

    def _start(self) -> None:
        work, self._next = self._next, None
        if work is None or self._lane.is_closed:
            return
        self._running = self._lane.run(
            work, done=self._arrived, failed=self._went_wrong, owner=self._owner
        )

    def _arrived(self, result: T) -> None:
        self._running = None
        if self._next is None:
            self._done(result)
        self._start()

    def _went_wrong(self, error: Exception) -> None:
        self._running = None
        if self._failed is not None:
            self._failed(error)
        else:
            self._lane.unhandled.emit(error)
        self._start()
