"""A copy of the data file made while it is used, and not called a backup before it was read.

The copy is written aside page by page, synced, opened, verified whole and counted, and only
then given its name. A copy in which verification finds a fault is not kept.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from facturdesk.domain.errors import ActionableError, Problem
from facturdesk.storage import sqlite
from facturdesk.storage.company import file_id
from facturdesk.storage.engine import Store
from facturdesk.storage.errors import DataFileExists, DataFileMissing, DataFileTooNew, NotADataFile
from facturdesk.storage.faults import Fault, Progress
from facturdesk.storage.files import companions, connected, file_errors, sync, written_aside
from facturdesk.storage.schema import APPLICATION_ID, USER_VERSION
from facturdesk.storage.verify import verify

_PAGES_AT_ONCE: Final = 2048
_COUNTS: Final = """
SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM payment),
    (SELECT count(*) FROM stored_file), (SELECT coalesce(max(sequence), 0) FROM seal),
    (SELECT coalesce(max(demonstration), 0) FROM company)"""

_LAST_SEAL: Final = "SELECT sequence, sha256 FROM seal ORDER BY sequence DESC LIMIT 1"


class CopyFaulty(ActionableError):
    """Verification found a fault in a copy; `problems` holds it."""

    code = "copy-faulty"

    def __init__(self, path: Path, fault: Fault) -> None:
        super().__init__(path=str(path))
        self.fault = fault

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The fault."""
        return (Problem(self.fault.code, "", self.fault.params),)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a data file holds, counted."""

    documents: int
    payments: int
    originals: int
    sequence: int  # of the last seal
    demonstration: bool


Check = Callable[[Path], Summary]  # raises what check_backup raises


def backup(
    store: Store,
    target: Path,
    *,
    key: bytes | None = None,
    on_progress: Progress | None = None,
    check: Check | None = None,
) -> Summary:
    """Copy an open data file to `target`, verify the copy and count it.

    A file already there is replaced. `key` is the store's own. `on_progress(done, total)`
    counts pages, then the steps of the verification; `check` verifies in another process.

    Raises:
        DataFileExists: the target is the data file itself, or no file at all.
        CopyFaulty: the copy, and so most likely the file, has a fault; nothing was kept.
        DiskFull, DataFileReadOnly, DataFileUnreachable: nothing was kept.
    """
    with file_errors(target):
        if target.exists() and target.samefile(store.path):
            raise DataFileExists(path=str(target))
    with written_aside(target) as aside:
        with store.read() as connection:
            expected = summary(connection)
            copy_pages(connection, aside, key=key, on_progress=on_progress)
        check = check or partial(check_backup, key=key, on_progress=on_progress)
        found = check(aside)
        if found != expected:  # never seen: one snapshot was copied
            raise RuntimeError(f"the copy holds {found}, the file {expected}")
    return found


def check_backup(
    path: Path, *, key: bytes | None = None, on_progress: Progress | None = None
) -> Summary:
    """Open a copy that nobody uses, verify it whole and count it; it is not changed.

    Raises:
        DataFileMissing, NotADataFile, DataFileTooNew, CopyFaulty.
    """
    if not os.path.isfile(path):  # noqa: PTH113 - also of a name no system takes
        raise DataFileMissing(path=str(path))
    with connected(path, key=key, immutable=True) as connection:
        check_version(connection, path)
        fault = verify(connection, on_progress=on_progress)
        if fault is not None:
            raise CopyFaulty(path, fault)
        return summary(connection)


def look_into(path: Path, *, key: bytes | None = None) -> tuple[str | None, Summary]:
    """Give the identity of a data file that nobody uses, and count it; nothing is verified.

    Raises:
        DataFileMissing, NotADataFile, DataFileTooNew.
    """
    if not os.path.isfile(path):  # noqa: PTH113 - also of a name no system takes
        raise DataFileMissing(path=str(path))
    quiet = not any(each.exists() for each in companions(path))
    with connected(path, key=key, immutable=quiet) as connection:
        check_version(connection, path)
        return file_id(connection), summary(connection)


def is_earlier(connection: Connection, path: Path, *, key: bytes | None = None) -> bool:
    """Tell whether a file is an earlier state of an open one: it holds nothing that is not here.

    It has the same identity, and its last seal stands in this chain. A link, a file that
    somebody has open and what cannot be read are none.
    """
    if path.is_symlink() or any(each.exists() for each in companions(path)):
        return False
    try:
        with connected(path, key=key, immutable=True) as other:
            check_version(other, path)
            identity, last = file_id(other), other.exec_driver_sql(_LAST_SEAL).fetchone()
    except ActionableError:
        return False
    if identity is None or identity != file_id(connection) or last is None:
        return False
    here = connection.exec_driver_sql("SELECT sha256 FROM seal WHERE sequence = ?", (last[0],))
    return bool(here.scalar() == last[1])


def summary(connection: Connection) -> Summary:
    """Count what a data file holds."""
    row = connection.exec_driver_sql(_COUNTS).one()
    return Summary(row[0], row[1], row[2], row[3], bool(row[4]))


def copy_pages(
    connection: Connection, target: Path, *, key: bytes | None, on_progress: Progress | None = None
) -> None:
    """Copy the snapshot a connection sees to a new file, page by page, down to the disk."""
    source: Any = connection.connection.driver_connection

    def report(_: int, remaining: int, total: int) -> None:
        if on_progress:
            on_progress(total - remaining, total)

    with file_errors(target):
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))  # for the user alone
        copy = sqlite.connect(target, key=key, synchronised=True, new=True)
        try:
            source.backup(copy, pages=_PAGES_AT_ONCE, progress=report)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, also on a read-only medium
        finally:
            copy.close()
        sync(target)


def check_version(connection: Connection, path: Path) -> int:
    """Give the version of a data file.

    Raises:
        NotADataFile: it is another program's, or cut short.
        DataFileTooNew: a later version of the program wrote it.
    """
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if application != APPLICATION_ID or version < 1:
        raise NotADataFile(path=str(path))
    if version > USER_VERSION:
        raise DataFileTooNew(path=str(path), version=version)
    return version
