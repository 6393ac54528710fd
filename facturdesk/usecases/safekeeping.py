"""Verifies the data file, copies it to safety, and puts a copy back in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facturdesk.domain.errors import ActionableError, Problem
from facturdesk.storage import backup as backups
from facturdesk.storage.verify import Fault
from facturdesk.storage.verify import verify as find_fault
from facturdesk.usecases.saving import check_place, refuse_data_file
from facturdesk.usecases.shop import Shop, Stamp

if TYPE_CHECKING:
    from facturdesk.storage.restore import Restored

Progress = Callable[[int, int], None]  # done, total


class DataFileFaulty(ActionableError):
    """Verification found that the file is not as it was written; `problems` holds the fault."""

    code = "data-file-faulty"

    def __init__(self, path: Path, fault: Fault) -> None:
        super().__init__(path=str(path))
        self._fault = fault

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The first fault, with what it is about."""
        return (Problem(self._fault.code, "", self._fault.params),)


@dataclass(frozen=True, slots=True)
class FileSummary:
    """What a data file that was verified holds."""

    documents: int
    payments: int
    originals: int
    seals: int
    demonstration: bool  # such a file may lack originals

    def to_json(self) -> dict[str, Any]:
        """Give it for other programs."""
        return {
            "documents": self.documents,
            "payments": self.payments,
            "originals": self.originals,
            "seals": self.seals,
            "demonstration": self.demonstration,
        }


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """What a restore did; `passed_over` counts the numbers that will never be given.

    `blind`: neither the file replaced nor this computer told what was written after the
    copy was made; a number given since could come again.
    """

    kept: Path | None  # the file that was there
    summary: FileSummary
    passed_over: int
    blind: bool = False

    def to_json(self) -> dict[str, Any]:
        """Give it for other programs."""
        return {
            **self.summary.to_json(),
            "kept": str(self.kept) if self.kept else None,
            "passed_over": self.passed_over,
            "blind": self.blind,
        }


def verify(shop: Shop, *, progress: Progress | None = None) -> FileSummary:
    """Compare everything in the file with its seals, and recompute what moves.

    `progress(done, total)` is called now and then.

    Raises:
        DataFileFaulty: with the first fault.
    """
    with shop.store.read() as connection:
        fault = find_fault(connection, on_progress=progress)
        if fault is not None:
            raise DataFileFaulty(shop.store.path, fault)
        return summary_of(backups.summary(connection))


def backup(
    shop: Shop,
    target: Path,
    *,
    progress: Progress | None = None,
    check: backups.Check | None = None,
) -> FileSummary:
    """Copy the data file while it is used; the copy is verified before it has its name.

    `check` verifies the copy elsewhere than in this thread.

    Raises:
        OutputIsDataFile: the target is the data file itself, or its journal.
        OutputIsAFolder, OutputFolderMissing, DataFileExists: no file can stand there.
        CopyFaulty, DiskFull, DataFileReadOnly, DataFileUnreachable: no copy was kept.
    """
    check_place(target)
    refuse_data_file(target, shop.store.path)
    return summary_of(backups.backup(shop.store, target, on_progress=progress, check=check))


def restore(
    path: Path, copy: Path, *, state: Path | None, stamp: Stamp, label: str = "restore"
) -> RestoreResult:
    """Put a copy in the place of a data file, which is kept aside; no number comes twice.

    `label` and the day name the file kept.

    Raises:
        DataFileMissing, NotADataFile, DataFileTooNew, CopyFaulty: of the copy.
        OtherCompany: the copy is of another data file.
        OutputIsAFolder, OutputFolderMissing, DataFileExists: there is no file to replace.
        DataFileBusy: the data file is open elsewhere.
        DiskFull, DataFileReadOnly: nothing was changed.
    """
    check_place(path)
    from facturdesk.storage import restore as restoring

    return _restored(restoring.restore(copy, path, state=state, stamp=stamp, label=label))


def accept_behind(path: Path, *, state: Path, stamp: Stamp) -> RestoreResult:
    """Go on with a file older than what this computer last saw of it; the gap is sealed.

    Raises:
        NotBehind: it is not older.
        CopyFaulty: verification found a fault; nothing was changed.
    """
    from facturdesk.storage import restore as restoring

    return _restored(restoring.accept_behind(path, state=state, stamp=stamp))


def summary_of(found: backups.Summary) -> FileSummary:
    """Give what a file holds, for other floors."""
    return FileSummary(
        documents=found.documents,
        payments=found.payments,
        originals=found.originals,
        seals=found.sequence,
        demonstration=found.demonstration,
    )


def _restored(found: Restored) -> RestoreResult:
    passed_over = sum(each.next_counter - each.first for each in found.advanced)
    return RestoreResult(found.kept, summary_of(found.summary), passed_over, found.blind)
