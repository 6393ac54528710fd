"""A draft being written: its value and its undoing; it is kept at most a second later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from facturdesk.domain.parties import Customer
from facturdesk.domain.resolving import Estimate, row_amounts
from facturdesk.domain.sale import Receipt, Sale
from facturdesk.domain.vat_cases import implied_case
from facturdesk.ui.editor.keeping import DraftPlace, Keeper

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace

T = TypeVar("T")

_MOST_STEPS: Final = 1_000
_MERGES: Final = 1


class EditSession(QObject):
    """Every edit makes a new sale; `changed` tells that it, or what it comes to, is another."""

    changed = Signal()
    kept = Signal(bool)  # everything is kept, or something is still to be
    lost = Signal(object)  # the draft was issued or thrown away elsewhere: why

    def __init__(
        self,
        workspace: Workspace,
        sale: Sale,
        draft_id: int | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(_MOST_STEPS)
        self.sale = sale
        self._blank = None if sale.lines or draft_id else sale
        self.keeper = Keeper(
            workspace,
            DraftPlace(draft_id),
            self._to_keep,
            self,
            known=sale if draft_id or self._blank else None,
        )
        self.keeper.kept.connect(self.kept)
        self.keeper.lost.connect(self._lost)
        self.keeper.settled.connect(self._settled)
        self._fresh: Customer | None = None  # the card as it was last read
        self._run = 0  # of edits that are undone at once
        self._ended = False
        self._read_ground()
        self._judge()
        self._aligned()
        if not self.is_kept:
            self.keeper.wait()

    @property
    def place(self) -> DraftPlace:
        """Where the draft is kept."""
        return self.keeper.place

    @property
    def draft_id(self) -> int | None:
        """The id of the draft; None before it was kept for the first time."""
        return self.place.id

    @property
    def day(self) -> dt.date:
        """The day that the document would bear."""
        return self.ground.issue(self.sale).issued_on

    @property
    def standard_rate_bp(self) -> int:
        """The shop's own rate on that day; 0 where it charges no VAT."""
        seller = self.ground.company.seller
        if implied_case(seller):
            return 0
        return self.ground.rulebook.standard_rate(seller.territory, self.day)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written yet."""
        return self.sale == self._blank

    @property
    def is_kept(self) -> bool:
        """Whether everything is kept, or being written."""
        return self.keeper.has(self.sale) or self.is_blank

    @property
    def is_at_rest(self) -> bool:
        """Whether the file holds what stands here: nothing is left to write, or being written."""
        return self.keeper.is_over or (self.is_kept and not self.keeper.is_busy)

    def edit(self, sale: Sale, *, key: str = "") -> None:
        """Change the sale; edits in a row with the same key are undone at once."""
        if sale == self.sale:
            return
        merged = f"{self._run}:{key}" if key else ""
        self.stack.push(_Edit(self, self.sale, sale, merged))

    def seal(self) -> None:
        """Let the next edit be undone on its own."""
        self._run += 1

    def show(self, sale: Sale) -> None:
        """Take a sale as it is; for undoing and redoing."""
        before = self.found.resolved.totals.gross_minor
        self.sale = self._with_fresh_card(sale)
        self._judge()
        self._follow_total(before)
        self._wait_to_keep()
        self.changed.emit()

    def refresh(self) -> None:
        """Read the shop's profile, the customer's card and the day anew."""
        from facturdesk.usecases.drafting import with_card

        self._read_ground()
        sale = with_card(self.workspace.shop, self.sale)
        self._fresh = sale.customer  # undoing must not bring the old card back
        if sale != self.sale:
            if self.is_blank:
                self._blank = sale
            self.sale = sale
            self._wait_to_keep()
        self._judge()
        self._aligned()
        self.changed.emit()

    def then(
        self,
        work: Callable[[int], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Keep the draft, then do something with its id; both in the writer's lane."""
        self.keeper.then(self.sale, work, done=done, failed=failed or self._say)

    def leave(self) -> None:
        """Keep now what is not kept; where nothing was written, nothing is left."""
        if self.keeper.is_over:
            return
        if self.is_blank:
            self.keeper.clear()
        elif not self.is_kept:
            self.keeper.keep()

    def end(self) -> None:
        """Leave it for good; it goes once everything is kept."""
        if not self._ended:
            self.leave()
            self._ended = True
            self._settled()

    def resume(self) -> None:
        """Go on with it, after it was left."""
        self._ended = False

    def forget(self) -> None:
        """End without keeping: the draft is no more."""
        self.keeper.forget()

    def discard(self, done: Callable[[None], None]) -> None:
        """Throw the draft away."""
        self.keeper.discard(done)

    def _to_keep(self) -> Sale | None:
        return None if self.is_blank and self.place.id is None else self.sale

    def _settled(self) -> None:
        if self._ended and self.is_at_rest:
            self.deleteLater()

    def _say(self, error: Exception) -> None:
        if not self.keeper.is_over:  # `lost` says that
            self.workspace.feedback.show(error)

    def _lost(self, error: Exception) -> None:
        if self._ended:  # what was typed last has no place any more
            self.workspace.feedback.show(error)
        else:
            self.lost.emit(error)

    def _with_fresh_card(self, sale: Sale) -> Sale:
        fresh, known = self._fresh, sale.customer
        if fresh is None or not fresh.code or fresh.code != known.code:
            return sale
        here = replace(fresh, delivery_address=known.delivery_address, language=known.language)
        return sale if here == known else replace(sale, customer=here)

    def _read_ground(self) -> None:
        from facturdesk.usecases.drafting import ground

        self.ground = ground(self.workspace.shop, self.sale)

    def _judge(self) -> None:
        from facturdesk.usecases.drafting import judge

        self.found: Estimate = judge(self.ground, self.sale)
        self.amounts = row_amounts(self.sale, self.found.resolved.totals)

    def _aligned(self) -> None:
        """Money received at the counter is received on the day of issue, which may move on."""
        day = self.day
        if any(receipt.received_on != day for receipt in self.sale.receipts):
            moved = tuple(replace(receipt, received_on=day) for receipt in self.sale.receipts)
            self.sale = replace(self.sale, receipts=moved)
            self._wait_to_keep()
            self._judge()

    def _follow_total(self, before: int) -> None:
        """Let a sale that was paid whole at the counter stay so."""
        total = self.found.resolved.totals.gross_minor
        self._aligned()
        receipts = self.sale.receipts
        if len(receipts) == 1 and receipts[0].amount_minor == before != total:
            whole: tuple[Receipt, ...] = (replace(receipts[0], amount_minor=total),)
            self.sale = replace(self.sale, receipts=whole)
            self._judge()

    def _wait_to_keep(self) -> None:
        if not self._ended:
            self.keeper.wait()


class _Edit(QUndoCommand):
    """From one sale to another."""

    def __init__(self, session: EditSession, before: Sale, after: Sale, key: str) -> None:
        super().__init__()
        self._session = session
        self._before = before
        self._after = after
        self._key = key

    def id(self) -> int:
        """Override QUndoCommand::id: whether it may be one with the next."""
        return _MERGES if self._key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802 - Override
        """Override QUndoCommand::mergeWith."""
        if not isinstance(other, _Edit) or other._key != self._key:
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)
        return True

    def redo(self) -> None:
        """Override QUndoCommand::redo."""
        self._session.show(self._after)

    def undo(self) -> None:
        """Override QUndoCommand::undo."""
        self._session.show(self._before)
