"""The overdue watch: one pass flags what is late and clears what no longer is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from threading import Event
from typing import Final

from facturdesk.storage import overdue
from facturdesk.storage.faults import Progress
from facturdesk.storage.overdue import Flagged, Late, PassResult
from facturdesk.usecases.results import LateInstalment, OverdueResult
from facturdesk.usecases.shop import Shop

_AT_ONCE: Final = 500  # documents a transaction: others who write wait for some 20 ms
_PAUSE: Final = 0.01  # seconds between two, for those who wait: they look again and again


@dataclass(frozen=True, slots=True)
class OverdueSummary:
    """What is late today: how many documents, and what is owed on them."""

    count: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class OverdueNews:
    """What was found late lately and still is; the number and name are of the longest delay."""

    count: int
    amount_minor: int
    number: str = ""
    customer_name: str = ""


@dataclass(frozen=True, slots=True)
class WatchResult:
    """What one pass of the watch changed: instalments flagged and cleared, and what is new."""

    flagged: int
    cleared: int
    news: OverdueNews


def overdue_pass(
    shop: Shop, *, on: dt.date | None = None, progress: Progress | None = None
) -> OverdueResult:
    """Flag every instalment late on a day that has no flag; clear those settled since.

    It finds what fell due since its last run, however long ago; a second pass on the
    same day changes nothing. Many documents are done part by part, each part in a
    transaction of its own: `progress(done, total)` may raise to end it, what is done
    stays, and a later pass goes on from there.
    """
    flagged: list[LateInstalment] = []
    cleared: list[LateInstalment] = []
    for part in _parts(shop, on or shop.today, progress):
        flagged += _late(part.flagged)
        cleared += _late(part.cleared)
    return OverdueResult(tuple(flagged), tuple(cleared))


def watch(shop: Shop, *, progress: Progress | None = None) -> WatchResult:
    """Run a pass for the shop's day, and tell only how much is new: for the window."""
    with shop.store.read() as connection:
        before = overdue.last_flag(connection)
    flagged = cleared = 0
    for part in _parts(shop, shop.today, progress):
        flagged += len(part.flagged)
        cleared += len(part.cleared)
    if not flagged:
        return WatchResult(0, cleared, OverdueNews(0, 0))
    with shop.store.read() as connection:
        news = _news(overdue.newly_late(connection, before, shop.today))
    return WatchResult(flagged, cleared, news)


def overdue_summary(shop: Shop) -> OverdueSummary:
    """Count what is late today, as the list of what is late does."""
    with shop.store.read() as connection:
        late = overdue.late_documents(connection, shop.today)
    return OverdueSummary(late.count, late.balance_minor)


def overdue_news(shop: Shop, since: dt.date) -> OverdueNews:
    """Tell what was found to be late since a day, that day included, and still is."""
    with shop.store.read() as connection:
        before = overdue.flag_before(connection, since)
        return _news(overdue.newly_late(connection, before, shop.today))


def _parts(shop: Shop, day: dt.date, progress: Progress | None) -> Iterator[PassResult]:
    """Do a pass part by part; each was committed when it is given."""
    with shop.store.read() as connection:
        ids = overdue.overdue_work(connection, day)
    for start in range(0, len(ids), _AT_ONCE):
        if progress:
            progress(start, len(ids))
        if start:
            Event().wait(_PAUSE)
        with shop.store.write(shop.stamp()) as tx:
            part = overdue.overdue_batch(tx, ids[start : start + _AT_ONCE], day)
        yield part
    if ids and progress:
        progress(len(ids), len(ids))


def _late(found: Iterable[Flagged]) -> list[LateInstalment]:
    return [LateInstalment(part.number, part.sequence, part.due_on) for part in found]


def _news(late: Late) -> OverdueNews:
    return OverdueNews(late.count, late.balance_minor, late.number, late.party_name)
