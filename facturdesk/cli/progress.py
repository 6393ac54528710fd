"""Shows on standard error how far long work has come."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Final, Self

PATIENCE_S: Final = 1.0  # what takes less needs no such show
INTERVAL_S: Final = 0.2


class Progress:
    """One line that rewrites itself on a terminal; nothing where nobody looks."""

    def __init__(self) -> None:
        self._shown = ""
        self._next = time.monotonic() + PATIENCE_S

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wipe the line."""
        if self._shown:
            sys.stderr.write("\r" + " " * len(self._shown) + "\r")
            sys.stderr.flush()

    def show(self, done: int, total: int) -> None:
        """Say that so many of so many are done."""
        now = time.monotonic()
        if now < self._next or sys.stderr is None or not sys.stderr.isatty():
            return
        self._next = now + INTERVAL_S
        line = f"{done} / {total}  {done * 100 // max(total, 1)} %"
        sys.stderr.write("\r" + line.ljust(len(self._shown)))
        sys.stderr.flush()
        self._shown = line
