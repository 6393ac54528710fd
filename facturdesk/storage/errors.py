"""What can go wrong with the data file, as refusals with a sentence; how SQLite's map to them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlcipher3 import dbapi2

from facturdesk.domain.errors import ActionableError

BUSY: Final = 5  # primary result codes of SQLite
LOCKED: Final = 6
READ_ONLY: Final = 8
IO_ERROR: Final = 10
CORRUPT: Final = 11
FULL: Final = 13
CANNOT_OPEN: Final = 14
NOT_A_DATABASE: Final = 26


class DataFileMissing(ActionableError):
    """There is no file at this path."""

    code = "data-file-missing"


class DataFileExists(ActionableError):
    """A new data file would overwrite something."""

    code = "data-file-exists"


class NotADataFile(ActionableError):
    """The file is of another program, cut short, damaged, or locked by another key."""

    code = "not-a-data-file"


class DataFileTooNew(ActionableError):
    """A later version of the program wrote this file."""

    code = "data-file-too-new"


class DataFileBusy(ActionableError):
    """Another process held the file longer than we wait."""

    code = "data-file-busy"


class DataFileReadOnly(ActionableError):
    """The file or its folder cannot be written to."""

    code = "data-file-read-only"


class DiskFull(ActionableError):
    """The disk has no room left for what was to be written."""

    code = "disk-full"


class DataFileUnreachable(ActionableError):
    """The disk did not give or take the data: unplugged, network gone, failing."""

    code = "data-file-unreachable"


class NameRefused(ActionableError):
    """The system takes no file of this name: too long, or with a character it keeps to itself."""

    code = "name-refused"


class FileBehind(ActionableError):
    """The file is older than what this computer last saw of it."""

    code = "file-behind"


_BY_CODE: Final[dict[int, type[ActionableError]]] = {
    BUSY: DataFileBusy,
    LOCKED: DataFileBusy,
    READ_ONLY: DataFileReadOnly,
    IO_ERROR: DataFileUnreachable,
    CORRUPT: NotADataFile,
    FULL: DiskFull,
    CANNOT_OPEN: DataFileUnreachable,
    NOT_A_DATABASE: NotADataFile,
}

_NO_ROOM_BESIDE: Final = IO_ERROR | 19 << 8  # SQLITE_IOERR_SHMSIZE: the index of the journal

_NOT_TEXT: Final = "Could not decode to UTF-8"  # the driver, of damaged pages


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the file itself into refusals; others are defects."""
    try:
        yield
    except PoolTimeout as error:  # another thread writes, longer than we wait
        raise DataFileBusy(path=str(path)) from error
    except (DBAPIError, dbapi2.Error) as error:
        refusal = refusal_of(getattr(error, "orig", error), path)
        if refusal is None:
            raise
        raise refusal from error
    except UnicodeDecodeError as error:  # a message or a name in damaged pages
        raise NotADataFile(path=str(path)) from error


def refusal_of(error: BaseException, path: Path) -> ActionableError | None:
    """Give the refusal that says what SQLite's error means for the user; None for a defect."""
    found = _BY_CODE.get(primary_code(error))
    if getattr(error, "sqlite_errorcode", 0) == _NO_ROOM_BESIDE:
        found = DiskFull
    if found is None and _NOT_TEXT in str(error):
        found = NotADataFile
    return found(path=str(path)) if found else None


def primary_code(error: BaseException) -> int:
    """Give SQLite's primary result code; 0 when the error is not one of SQLite's."""
    extended: int = getattr(error, "sqlite_errorcode", 0) or 0
    return extended & 0xFF
