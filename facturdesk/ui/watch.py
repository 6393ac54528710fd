"""Looks after an open data file: what falls overdue, what others write, whether it is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from facturdesk.domain.errors import ActionableError
from facturdesk.ui.activity import Activity
from facturdesk.ui.backup import backups_of
from facturdesk.ui.changes import EVERYTHING, concerns
from facturdesk.ui.lanes import Latest
from facturdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from facturdesk.usecases.shop import Shop
    from facturdesk.usecases.watching import OverdueSummary, WatchResult

TICK: Final = 2_000  # milliseconds between two looks at the clock and the file
_PASS_EVERY: Final = 3_600_000
_BACKUP_EVERY: Final = 600_000  # a stick that was missing is tried again
_SLEPT: Final = 60_000  # a jump of the clock, or a silence, longer than this
_UNREACHABLE: Final = "data-file-unreachable"


class Clock:
    """The clock on the wall, and one that only ever goes forward."""

    def __init__(self, now: Callable[[], dt.datetime]) -> None:
        self._now = now
        self._timer = QElapsedTimer()
        self._timer.start()

    def wall(self) -> int:
        """Give the time of the wall in milliseconds."""
        return round(self._now().timestamp() * 1000)

    def elapsed(self) -> int:
        """Give the milliseconds since it was made; on some systems sleep does not count."""
        return self._timer.elapsed()


class Watch(QObject):
    """Runs by itself while a data file is open; everything but the timer is off the GUI thread.

    The jobs of `jobs.JOBS` run at start, at the change of day, after sleep and hourly:
    the overdue pass here, the backup in `Backups`.
    """

    summary_changed = Signal(object)  # OverdueSummary
    news = Signal(object)  # OverdueNews: newly late, never nothing
    passed = Signal()  # a pass has ended, whatever came of it
    away = Signal()  # the data file is out of reach
    back = Signal()

    def __init__(self, workspace: Workspace, clock: Clock) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._clock = clock
        self.backups = backups_of(workspace)
        self._pass: Activity | None = None
        self._passed_at: int | None = None
        self._backed_up_at = 0
        self._seen = (clock.wall(), clock.elapsed())
        self._version: int | None = None
        self._identity: str | None = None
        self._looking = False
        self._is_away = False
        self._summary = Latest["OverdueSummary"](
            workspace.reader, done=self.summary_changed.emit, failed=self._not_counted, owner=self
        )
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.tick)
        workspace.hub.changed.connect(self._written)
        workspace.day_changed.connect(self._new_day)

    @property
    def is_running(self) -> bool:
        """Whether a pass runs now."""
        return self._pass is not None

    @property
    def is_away(self) -> bool:
        """Whether the data file is out of reach."""
        return self._is_away

    def start(self) -> None:
        """Look after the file from now on."""
        store = self._workspace.shop.store
        self._workspace.reader.run(store.file_id, done=self._identified, owner=self)
        self._count()
        self.run()
        self.backups.run_if_due()
        self._clear_messages()
        self._timer.start()

    def stop(self) -> None:
        """Look after it no more; a pass that runs is stopped, the next one goes on from there."""
        self._timer.stop()
        if self._pass is not None:
            self._pass.cancel()

    def run(self, *, asked: bool = False) -> bool:
        """Run a pass now; False: one runs already. The user who asked is told what came of it."""
        if self._pass is not None:
            return False
        shop = self._workspace.shop
        words = self._workspace.words
        self._passed_at = self._clock.elapsed()
        self._pass = self._workspace.activities.run(
            self._workspace.batch,
            words.text("ui", "Looking for what is overdue…"),
            lambda progress: _watched(shop, progress),
            done=lambda result: self._found(result, asked),
            failed=lambda error: self._failed(error, asked),
            owner=self,
        )
        self._pass.ended.connect(self._ended)
        return True

    def tick(self) -> None:
        """Look at the clock and at the file; called every two seconds."""
        wall, elapsed = self._clock.wall(), self._clock.elapsed()
        gone_by = elapsed - self._seen[1]
        jumped = abs(wall - self._seen[0] - gone_by) > _SLEPT or gone_by > _SLEPT
        self._seen = wall, elapsed
        self._look()
        if self._is_away:
            return
        _ = self._workspace.shop  # tells of a new day, which runs a pass
        if jumped or self._passed_at is None or elapsed - self._passed_at > _PASS_EVERY:
            self.run()
        if jumped or elapsed - self._backed_up_at > _BACKUP_EVERY:
            self._backed_up_at = elapsed
            self.backups.run_if_due()

    # -- the overdue pass

    def _new_day(self) -> None:
        self.run()
        self._count()
        self.backups.run_if_due()
        self._clear_messages()

    def _clear_messages(self) -> None:
        shop = self._workspace.shop
        self._workspace.batch.run(lambda: _cleared(shop), owner=self)

    def _found(self, result: WatchResult, asked: bool) -> None:
        words = self._workspace.words
        if result.news.count:
            self.news.emit(result.news)
        if asked:
            count = result.news.count
            self._workspace.feedback.done(
                words.plural(
                    "ui",
                    "{count} invoice is newly overdue.",
                    "{count} invoices are newly overdue.",
                    count,
                )
                if count
                else words.text("ui", "Nothing new is overdue.")
            )
        if result.flagged or result.cleared:
            self._count()

    def _failed(self, error: Exception, asked: bool) -> None:
        if asked or not isinstance(error, ActionableError):
            self._workspace.feedback.show(error)

    def _ended(self) -> None:
        self._pass = None
        self.passed.emit()

    def _count(self) -> None:
        shop = self._workspace.shop
        self._summary.ask(lambda: _summary(shop))

    def _not_counted(self, error: Exception) -> None:
        if not isinstance(error, ActionableError):
            self._workspace.feedback.show(error)

    def _written(self, changes: frozenset[str]) -> None:
        if concerns(changes, "document", "payment"):
            self._count()

    # -- the file

    def _identified(self, identity: str | None) -> None:
        self._identity = identity

    def _look(self) -> None:
        """See whether another program wrote; while the file is away, whether it is back."""
        if self._looking:
            return
        self._looking = True
        store, identity = self._workspace.shop.store, self._identity
        if self._is_away:
            self._workspace.reader.run(
                lambda: store.reconnect(identity),
                done=lambda _: self._came_back(),
                failed=self._not_seen,
                owner=self,
            )
        else:
            self._workspace.reader.run(
                lambda: store.data_version() if store.is_in_place() else None,
                done=self._looked,
                failed=self._not_seen,
                owner=self,
            )

    def _looked(self, version: int | None) -> None:
        self._looking = False
        if version is None:
            self._went_away()
        elif version != self._version:
            known, self._version = self._version, version
            if known is not None:
                self._workspace.hub.changed.emit(EVERYTHING)

    def _not_seen(self, error: Exception) -> None:
        self._looking = False
        if not isinstance(error, ActionableError):
            self._workspace.feedback.show(error)
        elif error.code == _UNREACHABLE:
            self._went_away()

    def _went_away(self) -> None:
        if not self._is_away:
            self._is_away = True
            self.away.emit()

    def _came_back(self) -> None:
        self._looking = self._is_away = False
        self._version = None
        self.back.emit()
        self._workspace.hub.changed.emit(EVERYTHING)


def _watched(shop: Shop, progress: Activity) -> WatchResult:
    from facturdesk.usecases.watching import watch

    return watch(shop, progress=progress)


def _cleared(shop: Shop) -> None:
    from facturdesk.usecases.mailing import clear_messages

    clear_messages(shop)


def _summary(shop: Shop) -> OverdueSummary:
    from facturdesk.usecases.watching import overdue_summary

    return overdue_summary(shop)
