"""`python3 dev.py bench [--check] [--quick] [--only GROUP]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench import (
    big_file,
    editing,
    glance,
    list_window,
    papers,
    starts,
    window_starts,
    with_originals,
    writes,
)
from tests.bench.figures import HEAD, Figure
from tests.bench.settings import ROOT, Group, Settings

GROUPS: tuple[Group, ...] = (
    papers.GROUP,
    writes.GROUP,
    big_file.GROUP,
    glance.GROUP,
    editing.GROUP,
    with_originals.GROUP,
    starts.GROUP,
    window_starts.GROUP,
    list_window.GROUP,
)


def main(arguments: list[str]) -> int:
    """Measure, print the table, and with --check fail on a missed limit."""
    names = [group.name for group in GROUPS]
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit 1 when a limit is missed")
    parser.add_argument("--quick", action="store_true", help="smaller files, fewer rounds")
    parser.add_argument("--only", action="append", choices=names, help="this group alone")
    options = parser.parse_args(arguments)
    cache = ROOT / ".venv" / "bench"
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as folder:  # the same disk as the large files
        settings = Settings(options.quick, cache, Path(folder))
        figures = _measured(settings, options.only or names)
    missed = [figure.name for figure in figures if not figure.is_met]
    print(f"\n{len(figures) - len(missed)} of {len(figures)} within their limits", flush=True)
    for name in missed:
        print(f"missed: {name}")
    return 1 if options.check and missed else 0


def _measured(settings: Settings, names: list[str]) -> list[Figure]:
    print(HEAD)
    figures = []
    for group in GROUPS:
        if group.name in names:
            for figure in group.measure(settings):
                print(figure.row(), flush=True)
                figures.append(figure)
    return figures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
