"""How the list of a million invoices feels: measured in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Final

from tests.bench.demo_files import without_originals
from tests.bench.figures import Figure
from tests.bench.settings import ROOT, Group, Settings


def measure(settings: Settings) -> Iterator[Figure]:
    """Open the list, scroll, jump, narrow, search and export."""
    demo = without_originals(settings)
    name = f"list of {demo.invoices:,}"
    found = _found(settings, str(demo.path), demo.day.isoformat())
    milliseconds = {key: value * 1000 for key, value in found.items()}
    yield Figure(f"{name}: first page painted", milliseconds["opened"], "ms", 200)
    yield Figure(f"{name}: every row there", found["complete"], "s", 2)
    yield Figure(
        f"{name}: a frame while scrolling",
        milliseconds["frame"],
        "ms",
        2.5,
        milliseconds["constant"],
        note="a constant C++ model",
    )
    yield Figure(f"{name}: jump to the end, p95", milliseconds["jump"], "ms", 60)
    yield Figure(f"{name}: another chip painted", milliseconds["chip"], "ms", 100)
    yield Figure(f"{name}: sums of the chips", found["sums"], "s", 1)
    yield Figure(f"{name}: search as typed, p95", milliseconds["search"], "ms", 50)
    yield Figure(f"{name}: resident after a full scroll", found["resident"], "MB", 150)
    yield Figure(f"{name}: longest stall while exporting", milliseconds["gap"], "ms", 50)
    yield Figure(f"{name}: rows exported a second", found["exported"], "/s", 5_000, at_least=True)


def _found(settings: Settings, *arguments: str) -> dict[str, float]:
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench.list_page", *arguments, str(settings.folder)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return found


GROUP: Final = Group("lists", measure)
