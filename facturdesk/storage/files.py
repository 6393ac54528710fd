"""Files written aside, synced and renamed: under their name they are whole or not there."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from facturdesk.domain.errors import ActionableError
from facturdesk.storage import sqlite
from facturdesk.storage.errors import (
    DataFileExists,
    DataFileReadOnly,
    DataFileUnreachable,
    DiskFull,
    NameRefused,
    refusal_of,
    translated,
)

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if os.name == "posix" else {errno.ENOSPC}
_NO_NAME = {errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}
_COMPANIONS = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file


@contextmanager
def written_aside(target: Path, *, over: bool = True) -> Iterator[Path]:
    """Give a name beside the target to write to; it becomes the target if all went well.

    `over` replaces a file that is there. Refusals of what is written aside name the target.

    Raises:
        DataFileExists: what is there is no file, or is not to be replaced.
        DiskFull, DataFileReadOnly, DataFileUnreachable, NameRefused: the target is as it was.
    """
    target = real_path(target)
    aside = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    with file_errors(target):
        if os.path.lexists(target) and not (over and target.is_file()):
            raise DataFileExists(path=str(target))
        removed(aside)
        try:
            yield aside
            whole(aside)
            sync(aside)
            _named(aside, target, over=over)
            sync_folder(target.parent)
        except ActionableError as error:
            if error.params.get("path") == str(aside):
                error.params["path"] = str(target)
            raise
        finally:
            removed(aside)


def real_path(path: Path) -> Path:
    """Give the file behind a link: it is that file which is copied, locked or replaced."""
    return Path(os.path.realpath(path)) if os.path.islink(path) else path  # noqa: PTH114 - never raises


def whole(path: Path) -> None:
    """Make sure that a file nobody has open any more has everything in itself.

    Raises:
        DiskFull: part of it is still in the journal beside it.
    """
    if any(each.exists() for each in companions(path)):
        raise DiskFull(path=str(path))


@contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """Turn what the system or SQLite says of a file into a refusal with a sentence."""
    try:
        with translated(path):
            yield
    except dbapi2.Error as error:
        refusal = refusal_of(error, path)
        if refusal is None:
            raise
        raise refusal from error
    except OSError as error:
        raise _refusal(error)(path=str(path)) from error


@contextmanager
def connected(
    path: Path, *, key: bytes | None, immutable: bool = False, alone: bool = False
) -> Iterator[Connection]:
    """Open one connection to a data file, apart from any store; the caller begins and ends.

    `immutable` promises that nobody writes to the file: nothing is created beside it.
    `alone` leaves WAL, which SQLite refuses while another process has the file open.
    """
    synchronised = alone or sqlite.is_synchronised(path)

    def connection() -> Any:
        return sqlite.connect(path, key=key, synchronised=synchronised, immutable=immutable)

    engine = create_engine("sqlite://", creator=connection, module=dbapi2, poolclass=NullPool)
    try:
        with file_errors(path), engine.connect() as opened:
            yield opened
    finally:
        engine.dispose()


def sync(path: Path) -> None:
    """Wait until the disk has what was written to a file."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names of a folder; Windows does so by itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def free_name(path: Path, label: str) -> Path:
    """Give a name beside a file that nothing has yet, with a label in brackets."""
    number = 1
    while True:
        words = label if number == 1 else f"{label}, {number}"
        free = path.with_name(f"{path.stem} ({words}){path.suffix}")
        if not free.exists():
            return free
        number += 1


def removed(path: Path) -> None:
    """Remove a database file and what SQLite keeps beside it, where they exist."""
    for each in (path, *companions(path)):
        each.unlink(missing_ok=True)


def companions(path: Path) -> tuple[Path, ...]:
    """Name the files that SQLite keeps beside a database file."""
    return tuple(path.with_name(path.name + end) for end in _COMPANIONS)


def _named(aside: Path, target: Path, *, over: bool) -> None:
    if over:
        os.replace(aside, target)  # noqa: PTH105 - over an existing file, also on Windows
        return
    try:
        os.link(aside, target)
    except FileExistsError as error:
        raise DataFileExists(path=str(target)) from error
    except OSError:  # a file system without second names
        if target.exists():
            raise
        aside.rename(target)


def _refusal(error: OSError) -> type[ActionableError]:
    if error.errno in _NO_ROOM:
        return DiskFull
    if error.errno in _NO_NAME:
        return NameRefused
    return DataFileReadOnly if error.errno in _NOT_ALLOWED else DataFileUnreachable
