"""When Python looks for garbage: not at what stays, which takes the window a tenth of a second."""

from __future__ import annotations

import gc
from typing import Final

SETTLED: Final = 3_000  # milliseconds after the window is seen: everything is loaded


def settle() -> None:
    """Look for garbage from now on, among what is made from now on only."""
    gc.freeze()
    gc.enable()
