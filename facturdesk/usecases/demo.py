"""Makes the demonstration shop: years of trade through the same freezing and sealing functions.

The same wish on the same day gives the same rows, whatever the number of processes. Seals
and cards carry the days of the story, not those of the clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
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
from facturdesk.usecases.demo_making import MadeDay, Recipe, make_days
from facturdesk.usecases.demo_plan import first_day, plan_days
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
            **self.counts,
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
        with open_store(path, state=state) as store:
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
    writer = DemoWriter(world, party_ids)
    days = plan_days(world, invoices=wish.invoices, years=wish.years, today=today)
    recipe = Recipe(wish.seed, wish.invoices, wish.originals)
    month = 0
    snapshots: dict[int, tuple[object, int]] = {}  # of all transactions: none is ever undone alone
    for batch in _batches(make_days(days, recipe)):
        with store.write(_stamp(batch[0][0].day)) as tx:
            tx.snapshots = snapshots
            for day, documents in batch:
                tx.stamp = _stamp(day.day)
                if day.day.month != month:
                    month = day.day.month
                    overdue_pass(tx, day.day)
                writer.write(tx, day, documents)
        progress(writer.counts["invoice"], wish.invoices)
    with store.write(_stamp(today)) as tx:
        writer.counts["draft"] = _draft(tx, world, wish, today, party_ids)
        overdue_pass(tx, today)
    return writer.counts


def _batches(days: Iterable[MadeDay]) -> Iterator[list[MadeDay]]:
    """Group days into transactions of some thousand documents."""
    batch: list[MadeDay] = []
    size = 0
    for day in days:
        batch.append(day)
        size += len(day[1])
        if size >= _DOCUMENTS_A_TRANSACTION:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


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
