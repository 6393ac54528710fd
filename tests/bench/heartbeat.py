"""How long a window stands still: a timer that beats, and the longest time between two beats.

`python -m tests.bench.heartbeat` beats in a process that does nothing else until its input
is closed, and prints its longest time in milliseconds: what the machine itself held up.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Qt, QTimer

_EVERY: Final = 5  # milliseconds


class Heartbeat(QObject):
    """Beats on the thread that made it."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0  # seconds beyond the usual time between two beats
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(_EVERY)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last - _EVERY / 1000)
        self._last = now


class Elsewhere:
    """A heart that beats at the same time in an idle process."""

    def __init__(self) -> None:
        self.longest = 0.0  # seconds, once it has stopped


@contextmanager
def beating_elsewhere() -> Iterator[Elsewhere]:
    """Let a heart beat in another process meanwhile."""
    found = Elsewhere()
    command = [sys.executable, "-m", "tests.bench.heartbeat"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()  # it beats
        yield found
        process.stdin.close()
        found.longest = float(process.stdout.read())


def main() -> int:
    """Beat until the input is closed."""
    app = QCoreApplication([])
    heart = Heartbeat()
    closed = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    closed.activated.connect(app.quit)
    print("beats", flush=True)
    app.exec()
    print(heart.longest)
    return 0


if __name__ == "__main__":
    sys.exit(main())
