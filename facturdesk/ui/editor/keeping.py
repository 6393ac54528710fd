"""Keeps one draft through the writer's lane: soon after a change, again where it could not be."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from facturdesk.domain.errors import ActionableError
from facturdesk.domain.sale import Sale

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace

T = TypeVar("T")

_PAUSE_MS: Final = 400  # from a change until it is kept
_AGAIN_MS: Final = 5_000  # until what could not be kept is tried again
_MISSING: Final = "draft-missing"


class DraftPlace:
    """Where a draft is kept; its id is known only once it has been, on the writer's thread."""

    def __init__(self, draft_id: int | None) -> None:
        self.id = draft_id


class Keeper(QObject):
    """Writes what `current` gives: the sale as it stands, or None where nothing is to be kept.

    A draft that is over (issued, thrown away, lost) is never written again.
    """

    kept = Signal(bool)  # everything is kept, or something is still to be
    lost = Signal(object)  # the draft was issued or thrown away elsewhere: why
    settled = Signal()  # nothing is being written any more

    def __init__(
        self,
        workspace: Workspace,
        place: DraftPlace,
        current: Callable[[], Sale | None],
        parent: QObject,
        *,
        known: Sale | None,
    ) -> None:
        super().__init__(parent)
        self.place = place
        self.is_over = False
        self._workspace = workspace
        self._current = current
        self._known = known  # what was written, or is being
        self._writes = 0  # in the lane
        self._warned = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)

    @property
    def is_busy(self) -> bool:
        """Whether something is being written."""
        return self._writes > 0

    def has(self, sale: Sale) -> bool:
        """Tell whether this very sale is written, or is being."""
        return sale is self._known

    def wait(self) -> None:
        """Keep what changed in a moment."""
        if not self.is_over and not self._timer.isActive():
            self._timer.start(_PAUSE_MS)
            self.kept.emit(False)

    def keep(self) -> None:
        """Keep now."""
        self._timer.stop()
        sale = self._current()
        if self.is_over or sale is None or self._workspace.writer.is_closed:
            return
        row, shop = self.place, self._workspace.shop

        def work() -> Sale:
            from facturdesk.usecases.drafting import keep

            row.id = keep(shop, sale, row.id)
            return sale

        self._known = sale
        self._run(work, done=self._was_kept, failed=self._not_kept)

    def then(
        self,
        sale: Sale,
        work: Callable[[int], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Keep the sale, then do something with its id.

        Where the draft is gone, it is over by the time `failed` is called, and `lost` says why.
        """
        self._timer.stop()
        row, shop, written = self.place, self._workspace.shop, Event()

        def keep_and_work() -> T:
            from facturdesk.usecases.drafting import keep

            row.id = keep(shop, sale, row.id)
            written.set()
            return work(row.id)

        def fail(error: Exception) -> None:
            if _is_missing(error):
                self.forget()
            elif not written.is_set():
                self._try_again()
            failed(error)
            if self.is_over:
                self.lost.emit(error)

        self._known = sale
        self._run(keep_and_work, done=done, failed=fail)

    def forget(self) -> None:
        """Keep nothing any more: the draft is over."""
        self._timer.stop()
        self.is_over = True

    def discard(self, done: Callable[[None], None]) -> None:
        """Throw the draft away; where that fails, it goes on as before."""
        self.forget()

        def fail(error: Exception) -> None:
            self.is_over = False
            if (sale := self._current()) is not None and not self.has(sale):
                self.wait()
            self._workspace.feedback.show(error)

        self._run(self._clearing(), done=done, failed=fail)

    def clear(self) -> None:
        """Leave nothing, as nothing is written; the draft may go on."""
        self._timer.stop()
        self._run(self._clearing(), failed=self._workspace.feedback.show)

    def _clearing(self) -> Callable[[], None]:
        row, shop = self.place, self._workspace.shop

        def work() -> None:
            from facturdesk.usecases.drafting import discard

            if row.id is None:
                return
            try:
                discard(shop, row.id)
            except ActionableError as error:
                if not _is_missing(error):  # gone already is as wanted
                    raise
            row.id = None

        return work

    def _run(
        self,
        work: Callable[[], T],
        *,
        failed: Callable[[Exception], None],
        done: Callable[[T], None] | None = None,
    ) -> None:
        def finish(result: T) -> None:
            self._writes -= 1
            if done is not None:
                done(result)
            self._settle()

        def fail(error: Exception) -> None:
            self._writes -= 1
            failed(error)
            self._settle()

        self._writes += 1
        self._workspace.writer.run(work, done=finish, failed=fail, owner=self)

    def _settle(self) -> None:
        if not self._writes:
            self.settled.emit()

    def _was_kept(self, sale: Sale) -> None:
        self._warned = False
        if sale is self._current():
            self.kept.emit(True)

    def _not_kept(self, error: Exception) -> None:
        if self.is_over:  # issued or thrown away while this waited in the lane
            return
        if _is_missing(error):
            self._lose(error)
            return
        warned = self._warned
        self._try_again()
        if not warned:
            self._workspace.feedback.show(error)

    def _try_again(self) -> None:
        self._known = None
        self._warned = True
        self._timer.start(_AGAIN_MS)

    def _lose(self, error: Exception) -> None:
        self.forget()
        self.lost.emit(error)


def _is_missing(error: Exception) -> bool:
    return isinstance(error, ActionableError) and error.code == _MISSING
