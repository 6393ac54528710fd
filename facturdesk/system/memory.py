"""Keeps the memory of a long running program low."""

from __future__ import annotations

import sys
from typing import Final

_MMAP_THRESHOLD: Final = -3  # M_MMAP_THRESHOLD and M_ARENA_MAX of malloc.h
_ARENA_MAX: Final = -8
_LARGE: Final = 256 * 1024  # bytes


def return_large_blocks() -> None:
    """Let large blocks go back to the system as soon as they are free.

    The GNU C library keeps them otherwise, a set for each thread: the lists of a million
    ids that were replaced would stay resident. Elsewhere nothing needs to be done.
    """
    if sys.platform != "linux":
        return
    import ctypes

    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):
        library.mallopt(_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_ARENA_MAX, 2)
