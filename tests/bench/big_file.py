"""A million invoices without originals: making, lists, search, overdue watch, verification."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from typing import Final

from facturdesk.usecases.shop import Shop
from facturdesk.usecases.watching import overdue_pass
from tests.bench import listing
from tests.bench.demo_files import DemoFile, without_originals
from tests.bench.figures import Figure
from tests.bench.raw_lists import count_overdue, days_of_new_overdue, open_raw
from tests.bench.settings import Group, Settings
from tests.bench.timing import in_turns
from tests.faults.shops import copied, opened

_AT_ONCE: Final = 1_000


def measure(settings: Settings) -> Iterator[Figure]:
    """Measure `demo --no-pdf`, and what is done every day with the file it makes."""
    demo = without_originals(settings)
    name = f"{demo.invoices:,}"
    yield Figure(f"{name}: made, for a million", demo.seconds * 1e6 / demo.invoices, "s", 600)
    yield Figure(f"{name}: size an invoice", demo.bytes_each, "bytes", 2_000)
    with opened(demo.path, today=demo.day) as shop:
        yield from listing.pages(shop, demo, name)
        yield from listing.searches(shop, name)
        yield from listing.verification(shop, name, 2_000)
    copy = copied(demo.path, settings.folder / "watched.facturdesk")
    with opened(copy, today=demo.day) as shop:
        yield from _watch(shop, demo, name)
    copy.unlink()


def _watch(shop: Shop, demo: DemoFile, name: str) -> Iterator[Figure]:
    raw = open_raw(shop.store.path)
    overdue_pass(shop)
    ours, bare = in_turns(
        [(lambda: overdue_pass(shop), 5), (lambda: count_overdue(raw, demo.day), 5)], rounds=21
    )
    yield Figure(
        f"{name}: overdue pass, nothing new",
        ours.wall * 1000,
        "ms",
        2,
        bare.wall * 1000,
        note="the count on its partial index",
    )
    days = days_of_new_overdue(raw, demo.day, at_once=_AT_ONCE, times=5)
    raw.close()
    taken = []
    for day in days:
        start = time.perf_counter()
        flagged = len(overdue_pass(shop, on=day).flagged)
        taken.append((time.perf_counter() - start) * _AT_ONCE / flagged)
    if taken:
        yield Figure(f"{name}: overdue pass, 1,000 newly due", statistics.median(taken), "s", 0.3)


GROUP: Final = Group("big", measure)
