"""Asked by the system to end: signals of the terminal or of a shutdown, the end of the session."""

from __future__ import annotations

import signal
import socket
from types import FrameType
from typing import Any, Final

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP")


class EndSignals(QObject):
    """Turns a signal of the system into one of Qt, at once and on the GUI thread."""

    wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before: dict[int, Any] = {}
        self._reading, self._writing = socket.socketpair()
        for end in (self._reading, self._writing):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)

    def install(self) -> None:
        """Listen from now on; only the main thread may call it."""
        signal.set_wakeup_fd(self._writing.fileno())
        for name in _SIGNALS:
            if hasattr(signal, name):  # Windows has no SIGHUP
                number = getattr(signal, name)
                self._before[number] = signal.signal(number, _noted)

    def uninstall(self) -> None:
        """Leave the signals as Python has them."""
        signal.set_wakeup_fd(-1)
        for number, before in self._before.items():
            signal.signal(number, before)
        self._notifier.setEnabled(False)
        self._reading.close()
        self._writing.close()

    def _woken(self) -> None:
        self._reading.recv(64)
        self.wanted.emit()


def _noted(number: int, frame: FrameType | None) -> None:
    """Do nothing here: the byte that Python has written wakes the window."""
