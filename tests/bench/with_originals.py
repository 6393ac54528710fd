"""A file whose documents all have their originals: the same lists, verification, backup."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Final

from facturdesk.storage.backup import backup
from tests.bench import listing
from tests.bench.demo_files import with_originals
from tests.bench.figures import Figure
from tests.bench.settings import Group, Settings
from tests.faults.shops import opened


def measure(settings: Settings) -> Iterator[Figure]:
    """Measure lists, search, verification and a backup of the file with originals."""
    demo = with_originals(settings)
    name = f"{demo.invoices:,} whole"
    with opened(demo.path, today=demo.day) as shop:
        yield from listing.pages(shop, demo, name)
        yield from listing.searches(shop, name)
        yield from listing.verification(shop, name, 500)
        start = time.perf_counter()
        backup(shop.store, settings.folder / "copy.facturdesk")
        yield Figure(f"{name}: backup, verified", time.perf_counter() - start, "s", 30)


GROUP: Final = Group("whole", measure)
