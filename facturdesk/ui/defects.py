"""Exceptions that nobody caught: each defect reaches the user once, whatever thread it is from.

A refusal is none: what reads or writes at a key press meets one when the file is out of reach.
It is said as a refusal, each time, but not over its own box.
"""

from __future__ import annotations

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot

from facturdesk.domain.errors import ActionableError
from facturdesk.ui.feedback import Feedback


class DefectHooks(QObject):
    """Stands in the place of Python's hooks while the window is there."""

    _met = Signal(object)  # BaseException

    def __init__(self, feedback: Feedback, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._feedback = feedback
        self._said: set[tuple[str, str, int]] = set()
        self._saying = False
        self._before = sys.excepthook, threading.excepthook
        self._met.connect(self._say, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take what Python would print."""
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def uninstall(self) -> None:
        """Leave it to what was there before."""
        sys.excepthook, threading.excepthook = self._before

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None
    ) -> None:
        self._met.emit(error.with_traceback(traceback))

    def _uncaught_in_thread(self, met: threading.ExceptHookArgs) -> None:
        if met.exc_value is not None:
            self._met.emit(met.exc_value)

    @Slot(object)
    def _say(self, error: BaseException) -> None:
        if isinstance(error, ActionableError):
            self._refuse(error)
            return
        place = _place(error)
        if place not in self._said:
            self._said.add(place)
            try:
                self._feedback.defect(error)
            except Exception as failure:  # noqa: BLE001 - what cannot be said is Python's to print
                self._before[0](type(failure), failure, failure.__traceback__)

    def _refuse(self, refusal: ActionableError) -> None:
        if self._saying:
            return
        self._saying = True
        try:
            self._feedback.show(refusal)
        finally:
            self._saying = False


def _place(error: BaseException) -> tuple[str, str, int]:
    """Tell where it was raised: the same place is the same defect."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    if last is None:
        return type(error).__name__, "", 0
    return type(error).__name__, last.tb_frame.f_code.co_filename, last.tb_lineno
