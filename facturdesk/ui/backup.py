"""The copies of the open data file: made daily, at close and on demand; a missing stick is retried."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from facturdesk.ui.preferences import Preferences
from facturdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from facturdesk.usecases.backing_up import BackupResult, CopyMade
    from facturdesk.usecases.shop import Shop

FOLDERS: Final = "backup/folders"  # chosen by the user: a list of paths
OWN_FOLDER: Final = "backup/default"  # the user's folder, put there when the program starts
LAST: Final = "backup/last"  # {data file: instant of its last copy}
_MADE: Final = frozenset({"backup"})  # of a change: a copy was made


@dataclass(frozen=True, slots=True)
class Plan:
    """One round of copies."""

    shop: Shop
    folders: tuple[Path, ...]
    own: Path | None

    def run(self, progress: Callable[[int, int], None] | None = None) -> BackupResult:
        """Make the copies, on any thread but that of the window."""
        from facturdesk.usecases.backing_up import run_backup

        now = self.shop.stamp().now
        return run_backup(self.shop, self.folders, now=now, own=self.own, progress=progress)


def own_folder(preferences: Preferences) -> Path | None:
    """Give the user's folder of copies, which is made when it is missing."""
    kept = preferences.get(OWN_FOLDER)
    return Path(kept) if isinstance(kept, str) and kept else None


def backup_folders(preferences: Preferences) -> list[Path]:
    """Give the folders that copies go to: those chosen, else the user's own."""
    chosen = [Path(each) for each in preferences.get(FOLDERS, []) if isinstance(each, str)]
    own = own_folder(preferences)
    return chosen or ([own] if own else [])


def last_copy(preferences: Preferences, file: Path) -> dt.datetime | None:
    """Give when the last copy of a data file was made from this computer."""
    kept = preferences.get(LAST, {})
    try:
        return dt.datetime.fromisoformat(kept[str(file)])
    except (KeyError, TypeError, ValueError):
        return None


def backups_of(workspace: Workspace) -> Backups:
    """Give the one that looks after the copies of an open data file."""
    found = workspace.findChild(Backups)
    return found if isinstance(found, Backups) else Backups(workspace)


class Backups(QObject):
    """Decides when a copy is due and says what became of it; `changed` when there is a new one.

    `ended` comes after each round, with its BackupResult.
    """

    changed = Signal()
    ended = Signal(object)  # BackupResult

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent or workspace)
        self._workspace = workspace
        self._running = False
        self._dirty = False  # written since the last copy
        self._missing: set[Path] = set()  # folders to try again
        self._told: set[tuple[Path, str]] = set()  # what was said already, once is enough
        workspace.hub.changed.connect(self._written)

    @property
    def last(self) -> dt.datetime | None:
        """When the last copy was made."""
        return last_copy(self._workspace.preferences, self._file)

    @property
    def is_running(self) -> bool:
        """Whether copies are being made."""
        return self._running

    def run_if_due(self) -> None:
        """Make today's copy where there is none, and try again where a stick was missing."""
        if self._running:
            return
        last = self.last
        if last is None or last.date() != self._workspace.shop.today:  # a clock may have been ahead
            self._run(self._plan())
        elif self._missing:
            there = tuple(folder for folder in self._missing if folder.is_dir())
            if there:
                self._run(self._plan(there))

    def run_now(self) -> None:
        """Make copies because the user said so; the outcome is said in any case."""
        self._told.clear()
        if not self._running:
            self._run(self._plan(), asked=True)

    def plan_at_close(self) -> Plan | None:
        """Say what is to be copied before the file is closed; None where nothing is new.

        Run the plan once nothing else works on the file, then hand the result to `record`.
        """
        last = self.last
        fresh = last is not None and last.date() == self._workspace.shop.today
        plan = self._plan()
        return None if (fresh and not self._dirty) or not plan.folders else plan

    def record(self, result: BackupResult) -> None:
        """Take note of what became of the plan at close."""
        self._dirty = not result.kept
        self._note(result)

    def _note(self, result: BackupResult, *, asked: bool = False) -> None:
        """Remember what became of a round, and say what the user should know."""
        preferences = self._workspace.preferences
        if result.kept:
            kept = preferences.get(LAST, {})
            known = kept if isinstance(kept, dict) else {}
            now = self._workspace.shop.stamp().now.astimezone()
            preferences.put(LAST, {**known, str(self._file): now.isoformat(timespec="seconds")})
            self._workspace.hub.changed.emit(_MADE)  # Home says when it is late
        self._missing |= {each.folder for each in result.copies if each.missing}
        self._missing -= {each.folder for each in result.copies if each.file}
        for copy in result.copies:
            self._tell(copy)
        if asked and result.done:
            self._workspace.feedback.done(self._workspace.words.text("ui", "The backup is made."))
        self.changed.emit()
        self.ended.emit(result)

    @property
    def _file(self) -> Path:
        return self._workspace.shop.store.path

    def _plan(self, folders: tuple[Path, ...] | None = None) -> Plan:
        preferences = self._workspace.preferences
        return Plan(
            self._workspace.shop,
            tuple(backup_folders(preferences)) if folders is None else folders,
            own_folder(preferences),
        )

    def _run(self, plan: Plan, *, asked: bool = False) -> None:
        if not plan.folders:
            return
        self._running = True
        if set(plan.folders) >= set(backup_folders(self._workspace.preferences)):
            self._dirty = False  # what is written from here on may not be in the copy
        self._workspace.activities.run(
            self._workspace.batch,
            self._workspace.words.text("ui", "Backup…"),
            plan.run,
            done=lambda result: self._made(result, asked),
            failed=self._failed,
            owner=self,
        )

    def _made(self, result: BackupResult, asked: bool) -> None:
        self._running = False
        self._dirty = self._dirty or not result.kept
        self._note(result, asked=asked)

    def _failed(self, error: Exception) -> None:
        self._running = False
        self._dirty = True
        self._workspace.feedback.show(error)

    def _tell(self, copy: CopyMade) -> None:
        """Say once why there is no copy: quietly of a stick, plainly of anything else."""
        if copy.refusal is None:
            self._told = {told for told in self._told if told[0] != copy.folder}
            return
        what = (copy.folder, copy.refusal.code)
        if what in self._told:
            return
        self._told.add(what)
        if copy.missing:
            self._workspace.feedback.done(
                self._workspace.words.text(
                    "ui",
                    "{folder} is not there: the copy will be made when it is back.",
                    folder=copy.folder.name or str(copy.folder),
                )
            )
            return
        self._workspace.feedback.show(copy.refusal)

    def _written(self, changes: frozenset[str]) -> None:
        if changes != _MADE:
            self._dirty = True
