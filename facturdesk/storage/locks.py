"""An exclusive lock of the operating system, for what nobody else may do at the same time.

Migration, restore and change of key take it. It is a lock held by this process, not the
existence of a file: after a crash nothing is left to clean up by hand.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from facturdesk.storage.errors import DataFileBusy
from facturdesk.storage.files import file_errors

if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _locked(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock of a data file, on a small file beside it that is removed at the end.

    Raises:
        DataFileBusy: another process holds it.
        DataFileReadOnly, DataFileUnreachable, DiskFull, NameRefused: the folder takes no file.
    """
    beside = path.with_name(path.name + "-lock")
    handle = _taken(beside, path)
    try:
        yield
    finally:
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(handle)
            _removed(beside)
        else:
            _removed(beside)
            os.close(handle)


def _taken(beside: Path, path: Path) -> int:
    while True:
        with file_errors(path):
            handle = os.open(beside, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            _locked(handle)
        except OSError as error:
            os.close(handle)
            raise DataFileBusy(path=str(path)) from error
        if _is_current(handle, beside):
            return handle
        os.close(handle)  # the holder before removed it between our two steps


def _is_current(handle: int, beside: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), beside.stat())
    except FileNotFoundError:
        return False


def _removed(beside: Path) -> None:
    try:
        beside.unlink(missing_ok=True)
    except PermissionError:  # the next one has opened it already: Windows
        return
