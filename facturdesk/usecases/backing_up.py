"""Copies the data file to safety, into the folders chosen: seven days and four weeks are kept.

A copy is named after the file, its day and its shop: « Boutique 2026-11-24 3f9a1c2b.facturdesk ».
A file is only removed or written over where it is an earlier state of the one that is copied.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Final

from facturdesk.domain.errors import ActionableError
from facturdesk.domain.rotation import kept_days
from facturdesk.storage import backup as backups
from facturdesk.storage import company
from facturdesk.storage.errors import DataFileMissing
from facturdesk.usecases.copy_check import check_apart
from facturdesk.usecases.safekeeping import FileSummary, backup, summary_of
from facturdesk.usecases.saving import OutputFolderMissing
from facturdesk.usecases.shop import Shop

Progress = Callable[[int, int], None]  # done, total

LATE_AFTER_DAYS: Final = 7
_MARK_LENGTH: Final = 8  # of the identity of the file, in the name of a copy
_SUFFIX: Final = ".facturdesk"
_NAME: Final = re.compile(r"(.+) (\d{4}-\d{2}-\d{2}) ([0-9a-f]{8})(?: \d+)?\.facturdesk")
_UNFINISHED: Final = re.compile(_NAME.pattern + r"\.\d+\.tmp(?:-journal)?")
_FORSAKEN: Final = dt.timedelta(days=1)  # an unfinished copy this old is nobody's work any more


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that lies in a folder; nothing of it was read yet."""

    path: Path
    name: str  # of the data file
    day: dt.date
    mark: str  # the beginning of the identity of the data file


@dataclass(frozen=True, slots=True)
class CopyMade:
    """What happened in one folder: a copy, or why there is none."""

    folder: Path
    file: Path | None = None
    summary: FileSummary | None = None
    refusal: ActionableError | None = None
    removed: tuple[Path, ...] = ()

    @property
    def missing(self) -> bool:
        """Whether the folder is not there now, as of a stick that was taken out."""
        return isinstance(self.refusal, OutputFolderMissing)


@dataclass(frozen=True, slots=True)
class BackupResult:
    """What happened in each folder."""

    copies: tuple[CopyMade, ...]

    @property
    def done(self) -> bool:
        """Whether there is a copy in every folder."""
        return all(each.file for each in self.copies)

    @property
    def kept(self) -> bool:
        """Whether there is a copy in one folder at least."""
        return any(each.file for each in self.copies)

    def to_json(self) -> dict[str, Any]:
        """Give it for other programs."""
        return {
            "copies": [
                {
                    "folder": str(each.folder),
                    "file": str(each.file) if each.file else None,
                    "removed": [str(path) for path in each.removed],
                    "refused": each.refusal.code if each.refusal else None,
                }
                for each in self.copies
            ]
        }


@dataclass(frozen=True, slots=True)
class Lateness:
    """How long there has been no copy; `last` is None when there never was one."""

    days: int
    last: dt.date | None


def run_backup(
    shop: Shop,
    folders: Sequence[Path],
    *,
    now: dt.datetime,
    own: Path | None = None,
    progress: Progress | None = None,
) -> BackupResult:
    """Copy the data file into each folder, verify each copy, and let the oldest go.

    A second copy of a day replaces the first, unless that one holds more. `own` is the user's folder of copies, made where
    it is missing; any other that is missing is a stick that is not there, and is told as such.
    What one folder refuses does not stop the others.
    """
    copies = []
    for number, folder in enumerate(folders):
        part = _part(progress, number, len(folders))
        try:
            copies.append(_copied(shop, folder, now, made=folder == own, progress=part))
        except ActionableError as refusal:
            copies.append(CopyMade(folder, refusal=refusal))
    return BackupResult(tuple(copies))


def copies_in(folders: Iterable[Path], *, mark: str = "", name: str = "") -> list[Copy]:
    """List the copies that lie in these folders, the newest first: of one file, or of one name."""
    found = [copy for folder in folders for copy in _copies(folder)]
    wanted = [
        copy
        for copy in found
        if (not mark or copy.mark == mark) and (not name or copy.name == name)
    ]
    return sorted(wanted, key=lambda copy: (copy.day, str(copy.path)), reverse=True)


def copies_of(shop: Shop, folders: Iterable[Path]) -> list[Copy]:
    """List the copies of the data file that is open, the newest first."""
    return copies_in(folders, mark=_mark(shop))


def copies_for(path: Path, folders: Iterable[Path]) -> list[Copy]:
    """List the copies of a data file that is not open: by its identity, else by its name."""
    try:
        identity = backups.look_into(path)[0]
    except ActionableError:  # gone, or it cannot be read: that is why copies are looked for
        identity = None
    return copies_in(
        folders,
        mark=identity[:_MARK_LENGTH] if identity else "",
        name="" if identity else path.stem,
    )


def look_into(path: Path) -> FileSummary:
    """Count what a copy holds; it is not verified.

    Raises:
        DataFileMissing, NotADataFile, DataFileTooNew.
    """
    return summary_of(backups.look_into(path)[1])


def last_backup(shop: Shop, folders: Iterable[Path]) -> dt.date | None:
    """Give the day of the last copy of the data file; None: there is none in these folders."""
    days = (copy.day for copy in copies_of(shop, folders) if copy.day <= shop.today)
    return max(days, default=None)


def late(shop: Shop, folders: Iterable[Path]) -> Lateness | None:
    """Say since when there has been no copy, when that is more than a week ago."""
    last = last_backup(shop, folders)
    days = (shop.today - (last or _made_on(shop))).days
    return Lateness(days, last) if days > LATE_AFTER_DAYS else None


def _copied(
    shop: Shop, folder: Path, now: dt.datetime, *, made: bool, progress: Progress
) -> CopyMade:
    if made:
        _make(folder)
    mark = _mark(shop)
    _clear(folder, mark, now)
    target = _target(shop, folder, f"{shop.store.path.stem} {now.date().isoformat()} {mark}")
    last = [0, 1]

    def copying(done: int, total: int) -> None:
        last[:] = [done, total * 2]  # the other half is the verification
        progress(*last)

    summary = backup(
        shop,
        target,
        progress=copying,
        check=lambda aside: check_apart(aside, lambda: progress(*last)),
    )
    removed = _rotated(shop, folder, mark, now.date(), made=target)
    return CopyMade(folder, target, summary, removed=removed)


def _target(shop: Shop, folder: Path, name: str) -> Path:
    """Name the copy: a file that holds more, as after a restore, or is no copy stays."""
    with shop.store.read() as connection:
        for number in count(1):
            target = folder / f"{name}{f' {number}' if number > 1 else ''}{_SUFFIX}"
            if not os.path.lexists(target) or backups.is_earlier(connection, target):
                return target
    raise AssertionError("there is always one name more")


def _rotated(shop: Shop, folder: Path, mark: str, day: dt.date, *, made: Path) -> tuple[Path, ...]:
    """Remove the earlier copies of this data file that are too many; no other file is touched.

    What bears a day that is still to come, made while the clock was ahead, is left for then.
    """
    with shop.store.read() as connection:
        copies = [
            copy
            for copy in _copies(folder)
            if copy.mark == mark and copy.day <= day and backups.is_earlier(connection, copy.path)
        ]
    kept = kept_days(copy.day for copy in copies)
    removed = []
    for copy in copies:
        if copy.day in kept or copy.path == made or copy.path.samefile(shop.store.path):
            continue
        try:
            copy.path.unlink(missing_ok=True)
        except OSError:  # open elsewhere, or read-only: the next backup tries again
            continue
        removed.append(copy.path)
    return tuple(removed)


def _clear(folder: Path, mark: str, now: dt.datetime) -> None:
    """Remove what is left of copies of this file that were never finished: a stick pulled out."""
    try:
        files = [(path, _UNFINISHED.fullmatch(path.name)) for path in folder.iterdir()]
    except OSError:  # not there now
        return
    for path, found in files:
        if found is not None and found[3] == mark and not path.is_symlink():
            with suppress(OSError):
                left = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
                if now - left > _FORSAKEN:
                    path.unlink()


def _copies(folder: Path) -> list[Copy]:
    try:
        names = [each for each in folder.iterdir() if each.suffix == _SUFFIX]
    except OSError:  # not there now
        return []
    return [copy for path in names if (copy := _copy(path)) is not None]


def _copy(path: Path) -> Copy | None:
    found = _NAME.fullmatch(path.name)
    try:
        return Copy(path, found[1], dt.date.fromisoformat(found[2]), found[3]) if found else None
    except ValueError:  # 2026-13-45
        return None


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise OutputFolderMissing(file=str(folder), folder=str(folder)) from None


def _mark(shop: Shop) -> str:
    with shop.store.read() as connection:
        identity = company.file_id(connection)
    if not identity:
        raise DataFileMissing(path=str(shop.store.path))
    return identity[:_MARK_LENGTH]


def _made_on(shop: Shop) -> dt.date:
    with shop.store.read() as connection:
        return company.created_on(connection)


def _part(progress: Progress | None, number: int, count: int) -> Progress:
    """Count the folders as parts of one whole."""

    def report(done: int, total: int) -> None:
        if progress is not None:
            progress(number * total + done, count * total)

    return report
