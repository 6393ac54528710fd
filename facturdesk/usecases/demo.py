"""Makes the demonstration shop: years of trade through the same freezing and sealing functions.

The same wish on the same day gives the same rows, whatever the number of processes. Seals
and cards carry the days of the story, not those of the clock.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Final

from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.freezing import Issue, draft_totals
from facturdesk.storage.drafts import save_draft
from facturdesk.storage.engine import Stamp, Store, Transaction, open_store
from facturdesk.storage.items import save_item
from facturdesk.storage.overdue import overdue_pass
from facturdesk.storage.parties import save_party
from facturdesk.system.tables import load_rulebook
from facturdesk.usecases.companies import create_shop_file
from facturdesk.usecases.demo_making import GARBAGE, Made, MadeDay, Recipe, make_days
from facturdesk.usecases.demo_plan import Day, first_day, plan_days
from facturdesk.usecases.demo_sales import sale_of
from facturdesk.usecases.demo_world import World, make_world
from facturdesk.usecases.demo_writing import DemoWriter

PROBLEMS: Final = frozenset({"demo-too-many", "demo-too-long"})
MOST_INVOICES: Final = 5_000_000
MOST_YEARS: Final = 10  # the rates and mentions of the tables go back further

_CLOSING: Final = dt.time(18, tzinfo=dt.UTC)  # the hour of every seal
_ACTOR: Final = "demo"
_DOCUMENTS_A_TRANSACTION: Final = 5_000
_INVOICES_A_DRAFT: Final = 100
_COUNTED: Final = (
    *("invoice", "credit_note", "corrective_invoice", "payment", "reversal", "draft"),
)
_FEWEST_DRAFTS, _MOST_DRAFTS = 3, 40

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class DemoWish:
    """How large a shop is wanted; `seed` chooses one of many."""

    invoices: int
    years: int
    seed: int
    originals: bool = True


@dataclass(frozen=True, slots=True)
class DemoResult:
    """What the demonstration shop holds."""

    file: Path
    customers: int
    items: int
    counts: Mapping[str, int]  # invoice, credit_note, corrective_invoice, payment, reversal, draft

    def to_json(self) -> dict[str, object]:
        """Give it for other programs."""
        return {
            "file": str(self.file),
            "customers": self.customers,
            "items": self.items,
            **{kind: self.counts.get(kind, 0) for kind in _COUNTED},
        }


def make_demo(
    path: Path, wish: DemoWish, *, today: dt.date, state: Path | None, progress: Progress
) -> DemoResult:
    """Make a data file with a shop in every state, marked as a demonstration.

    Raises:
        InputRefused: the wish is too large.
        ActionableError: the file exists, or cannot be made; then there is none.
    """
    _check(wish)
    world = make_world(seed=wish.seed, invoices=wish.invoices)
    opening = _stamp(first_day(today, wish.years))
    create_shop_file(path, world.company, stamp=opening, state=state, demonstration=True)
    try:
        with open_store(path, state=state) as store, _seldom_collecting():
            counts = _fill(store, world, wish, today, progress)
    except BaseException:
        for end in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        raise
    return DemoResult(path, len(world.customers), len(world.items), counts)


def _check(wish: DemoWish) -> None:
    problems = []
    if not 1 <= wish.invoices <= MOST_INVOICES:
        problems.append(Problem("demo-too-many", "invoices", {"most": MOST_INVOICES}))
    if not 1 <= wish.years <= MOST_YEARS:
        problems.append(Problem("demo-too-long", "years", {"most": MOST_YEARS}))
    if problems:
        raise InputRefused(problems)


def _fill(
    store: Store, world: World, wish: DemoWish, today: dt.date, progress: Progress
) -> Mapping[str, int]:
    with store.write(_stamp(first_day(today, wish.years))) as tx:
        party_ids = {card.customer.code: save_party(tx, card) for card in world.customers}
        for item in world.items:
            save_item(tx, item)
    story = _Story(DemoWriter(world, party_ids), lambda done: progress(done, wish.invoices))
    planned = plan_days(world, invoices=wish.invoices, years=wish.years, today=today)
    counts = story.writer.counts
    with closing(make_days(planned, Recipe(wish.seed, wish.invoices, wish.originals))) as days:
        while story.write_some(store, days):
            pass
    with store.write(_stamp(today)) as tx:
        counts["draft"] = _draft(tx, world, wish, today, party_ids)
        overdue_pass(tx, today)
    return counts


@dataclass(slots=True)
class _Story:
    """The days as they are written, some thousand documents a transaction."""

    writer: DemoWriter
    tell: Callable[[int], None]  # how many invoices there are
    month: int = 0
    snapshots: dict[int, tuple[object, int]] = field(default_factory=dict)  # nothing is undone

    def write_some(self, store: Store, days: Iterator[MadeDay]) -> bool:
        """Write the next days while others are being made; False: there are no more."""
        first = next(days, None)
        if first is None:
            return False
        with store.write(_stamp(first[0].day)) as tx:
            tx.snapshots = self.snapshots
            written = 0
            for day, documents in chain([first], days):
                self._write(tx, day, documents)
                written += len(documents)
                if written >= _DOCUMENTS_A_TRANSACTION:
                    break
        return True

    def _write(self, tx: Transaction, day: Day, documents: Sequence[Made]) -> None:
        tx.stamp = _stamp(day.day)
        if day.day.month != self.month:
            self.month = day.day.month
            overdue_pass(tx, day.day)
        self.writer.write(tx, day, documents)
        self.tell(self.writer.counts["invoice"])


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Let Python look for garbage less often: it takes a sixth of the time here."""
    before = gc.get_threshold()
    gc.set_threshold(GARBAGE)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _draft(
    tx: Transaction, world: World, wish: DemoWish, today: dt.date, party_ids: Mapping[str, int]
) -> int:
    """Leave a few sales unfinished."""
    count = min(max(wish.invoices // _INVOICES_A_DRAFT, _FEWEST_DRAFTS), _MOST_DRAFTS)
    issue = Issue(world.company.seller, load_rulebook(), today)
    for rank in range(wish.invoices, wish.invoices + count):
        sale = replace(sale_of(world, rank, today), issued_on=None, receipts=())
        gross = draft_totals(sale, issue).gross_minor
        save_draft(tx, sale, party_id=party_ids[sale.customer.code], gross_minor=gross)
    return count


def _stamp(day: dt.date) -> Stamp:
    return Stamp(dt.datetime.combine(day, _CLOSING), actor=_ACTOR)
