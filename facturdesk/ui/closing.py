"""Closes a data file: what still runs is waited for, a copy is made, one single file is left."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facturdesk.ui.activity import Activities, Activity
from facturdesk.ui.backup import Backups, Plan
from facturdesk.ui.lanes import Cancelled, Lane
from facturdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from facturdesk.usecases.backing_up import BackupResult
    from facturdesk.usecases.shop import Shop


class Closing(QObject):
    """Waits, copies and lets go, off the GUI thread; `done` comes whatever happens.

    The copy can be stopped; the file is then closed without one.
    """

    begun = Signal(object)  # Activity
    done = Signal()

    def __init__(
        self,
        workspace: Workspace,
        backups: Backups | None,
        context: AbstractContextManager[Shop],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._backups = backups
        self._context = context

    def begin(self, lane: Lane, activities: Activities) -> None:
        """Start; what runs in the lanes of the shop comes to its end first."""
        words = self._workspace.words
        plan = self._backups.plan_at_close() if self._backups else None
        title = words.text("ui", "Backup…") if plan else words.text("ui", "Closing…")
        activity = activities.run(
            lane,
            title,
            lambda activity: self._let_go(plan, activity),
            done=self._ended,
            failed=self._failed,
        )
        self.begun.emit(activity)

    def _let_go(self, plan: Plan | None, activity: Activity) -> BackupResult | None:
        try:
            self._workspace.close()
            return plan.run(activity) if plan else None
        except Cancelled:
            return None
        finally:
            self._context.__exit__(None, None, None)

    def _ended(self, result: BackupResult | None) -> None:
        if result is not None and self._backups is not None:
            self._backups.record(result)
        self.done.emit()

    def _failed(self, error: Exception) -> None:
        self._workspace.feedback.show(error)
        self.done.emit()
