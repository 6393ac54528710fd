"""Saves what leaves the data file (an original, its XML) where the user wants it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from facturdesk.domain.errors import ActionableError
from facturdesk.system.files import write_whole

_BESIDE: Final = ("", "-wal", "-shm", "-journal")  # the data file and what SQLite keeps by it


class OutputIsDataFile(ActionableError):
    """The file to write is the data file itself."""

    code = "output-is-data-file"


class OutputForbidden(ActionableError):
    """The user may not write there."""

    code = "output-forbidden"


class OutputFolderMissing(ActionableError):
    """There is no such folder."""

    code = "output-folder-missing"


class OutputIsAFolder(ActionableError):
    """A folder stands where the file should."""

    code = "output-is-a-folder"


class OutputDiskFull(ActionableError):
    """The disk has no room for the file."""

    code = "output-disk-full"


class OutputFailed(ActionableError):
    """The system cannot write the file."""

    code = "output-failed"


def save_file(target: Path, content: bytes, *, data_file: Path) -> None:
    """Write a file whole, in the place of what was there.

    Raises:
        ActionableError: it is the data file, or the system refuses; nothing was written.
    """
    refuse_data_file(target, data_file)
    with output_errors(target):
        write_whole(target, content)


@contextmanager
def output_errors(target: Path) -> Iterator[None]:
    """Turn what the system says of a file to write into a refusal with a sentence."""
    try:
        yield
    except FileNotFoundError:
        raise OutputFolderMissing(file=str(target), folder=str(target.parent)) from None
    except IsADirectoryError:
        raise OutputIsAFolder(file=str(target)) from None
    except PermissionError:
        raise OutputForbidden(file=str(target)) from None
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise OutputDiskFull(file=str(target)) from None
        if error.errno == errno.EROFS:
            raise OutputForbidden(file=str(target)) from None
        raise OutputFailed(file=str(target), reason=error.strerror or str(error)) from None


def check_place(target: Path) -> None:
    """Refuse to make a data file, or a copy of one, where no file can stand.

    Raises:
        OutputIsAFolder, OutputFolderMissing: it is a folder, or there is none to put it in.
    """
    if os.path.isdir(target):  # noqa: PTH112 - also of a name no system takes
        raise OutputIsAFolder(file=str(target))
    if not os.path.isdir(target.parent):  # noqa: PTH112
        raise OutputFolderMissing(file=str(target), folder=str(target.parent))


def refuse_data_file(target: Path, data_file: Path) -> None:
    """Refuse to write over the data file, by whatever name or link it goes.

    Raises:
        OutputIsDataFile: it is that.
    """
    whole = data_file.resolve()
    known = os.path.exists(target) and os.path.exists(data_file)  # noqa: PTH110 - never raises
    same = known and target.samefile(data_file)
    if same or target.resolve() in [whole.with_name(whole.name + end) for end in _BESIDE]:
        raise OutputIsDataFile(file=str(target))
