"""A million invoices seen from the first page: figures, charts, search, the watch behind them."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from facturdesk.ui.home.reading import glance, outlook
from facturdesk.usecases import home
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.watching import overdue_summary
from tests.bench import listing
from tests.bench.demo_files import DemoFile, without_originals
from tests.bench.falling_due import let_fall_due
from tests.bench.figures import Figure
from tests.bench.raw_lists import open_raw
from tests.bench.settings import Group, Settings
from tests.bench.timing import Work, in_turns, percentile
from tests.bench.windowed import shown, timed_search, watched
from tests.faults.shops import copied, opened

_LATE: Final = "SELECT count(*), sum(balance_minor) FROM receivable WHERE next_due_on < ?"
_INVOICED: Final = "SELECT sum(gross_minor) FROM document WHERE issued_on >= ? AND issued_on < ?"
_RECEIVED: Final = (
    "SELECT sum(amount_minor) FROM payment WHERE received_on >= ? AND received_on < ?"
)
_BY_DAY: Final = """
SELECT due_on, sum(balance_minor) FROM receivable INDEXED BY receivable_open
CROSS JOIN due_instalment ON due_instalment.document_id = receivable.document_id
WHERE next_due_on IS NOT NULL GROUP BY due_on"""


def measure(settings: Settings) -> Iterator[Figure]:
    """Measure what the first page and the search ask of a large file, then the watch."""
    demo = without_originals(settings)
    name = f"{demo.invoices:,}"
    with opened(demo.path, today=demo.day) as shop:
        yield from _figures(shop, demo, name)
    yield from _search(demo, settings, name)
    copy = copied(demo.path, settings.folder / "late.facturdesk")
    due = let_fall_due(copy, settings.many // 10)
    os.sync()  # the copy is not written while the pass is
    yield from _watch(copy, settings, demo, due)
    copy.unlink()


def _figures(shop: Shop, demo: DemoFile, name: str) -> Iterator[Figure]:
    raw = open_raw(demo.path)
    spans = [
        (month.first.isoformat(), (month.last + dt.timedelta(days=1)).isoformat())
        for month in home.months(shop)
    ]
    today = demo.day.isoformat()
    pairs: list[tuple[str, Work, Work, float, str]] = [
        (
            "what is late",
            lambda: overdue_summary(shop),
            lambda: raw.execute(_LATE, (today,)).fetchone(),
            2,
            "the sum on its partial index",
        ),
        ("twelve months", lambda: home.months(shop), lambda: _months(raw, spans), 1.5, "24 sums"),
        (
            "forecast",
            lambda: home.forecast(shop),
            lambda: raw.execute(_BY_DAY).fetchall(),
            1.5,
            "a sum by day, whatever is paid in parts",
        ),
    ]
    for title, ours, bare, limit, note in pairs:
        mine, theirs = in_turns([(ours, 3), (bare, 3)], rounds=9)
        yield Figure(
            f"{name}: home, {title}", mine.wall * 1000, "ms", limit, theirs.wall * 1000, note=note
        )
    raw.close()
    seen, ahead = in_turns([(lambda: glance(shop, ()), 3), (lambda: outlook(shop), 3)], rounds=5)
    yield Figure(f"{name}: home, all figures", seen.wall * 1000, "ms", 100)
    yield Figure(f"{name}: home, both charts", ahead.wall * 1000, "ms", 400)


def _months(raw: Any, spans: list[tuple[str, str]]) -> list[Any]:
    return [
        raw.execute(query, span).fetchone() for query in (_INVOICED, _RECEIVED) for span in spans
    ]


def _search(demo: DemoFile, settings: Settings, name: str) -> Iterator[Figure]:
    """Measure the search from the key to the results on the screen."""
    with shown(demo.path, settings.folder, demo.day) as (workspace, search):
        with workspace.shop.store.read() as connection:
            drawn = list(listing.terms(connection))
        taken = [min(timed_search(search, term) for _ in range(3)) for term in drawn]
    yield Figure(
        f"{name}: search of everything, p95 of {len(drawn)}",
        percentile(taken, 0.95) * 1000,
        "ms",
        50,
    )


def _watch(path: Path, settings: Settings, demo: DemoFile, due: int) -> Iterator[Figure]:
    """Measure what the window notices of a pass over very much."""
    with shown(path, settings.folder, demo.day) as (workspace, _):
        cost = watched(workspace)
    if cost.flagged < due:
        raise RuntimeError(f"{cost.flagged} of {due} were flagged")
    name = f"{cost.flagged:,} newly late"
    yield Figure(f"{name}: the pass", cost.seconds, "s", 30 * cost.flagged / 100_000)
    stall = max(cost.longest_stall - cost.idle_stall, 0)  # the machine itself stands still too
    yield Figure(f"{name}: longest stall of the window", stall * 1000, "ms", 50)
    yield Figure(f"{name}: longest write meanwhile", max(cost.writes) * 1000, "ms", 200)
    yield Figure(f"{name}: memory grown", cost.grown_mb, "MB", 40)


GROUP: Final = Group("glance", measure)
