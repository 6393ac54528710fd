"""Flips bytes at random places of real data files: what changes their meaning is found.

`python -m tests.soak.flips --count N --seed S`; exit 1 with every flip that nobody noticed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.faults.daily_work import Worker
from tests.faults.sample_file import make_sample
from tests.faults.shops import make_file, opened
from tests.faults.tampering import Flip, flips

_ACTIONS = 60


def main(arguments: list[str]) -> int:
    """Flip in a small file in which every table holds something, and in a shop at work."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.flips")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        seen = list(_flips(Path(folder), options.count, options.seed))
    for flip in seen:
        if flip.missed:
            print(f"not noticed: {flip}")
    found = Counter(flip.found for flip in seen if flip.found is not None)
    harmless = sum(not flip.changed and flip.found is None for flip in seen)
    print(
        f"{len(seen)} flips: {found.total()} found, {harmless} changed nothing that is read, "
        f"{sum(flip.missed for flip in seen)} not noticed"
    )
    return 1 if any(flip.missed for flip in seen) else 0


def _flips(folder: Path, count: int, seed: int) -> Iterator[Flip]:
    small = make_sample(folder / "small.facturdesk")
    yield from flips(small, folder, count=count // 4, seed=seed)
    shop_file = make_file(folder / "shop.facturdesk")
    with opened(shop_file) as shop:
        worker = Worker(shop, random.Random(seed))
        for _ in range(_ACTIONS):
            worker.act()
    yield from flips(shop_file, folder, count=count - count // 4, seed=seed + 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
