"""What the soak is made of: commands of their own, so that each has a fresh process."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.properties.examples import FACTOR_VARIABLE

_A_BATCH_OF_KILLS = 125
_A_BATCH_OF_FLIPS = 250
_A_BATCH_OF_INVOICES = 125
PYTHON = sys.executable


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is done of each kind."""

    kills: int
    flips: int
    invoices: int
    factor: int  # times the random examples of the tests


@dataclass(frozen=True, slots=True)
class Part:
    """One command; its last line of output is its summary."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


def parts(counts: Counts, folder: Path, seed: int) -> Iterator[Part]:
    """Give the parts, the longest first."""
    for batch, size in _batches(counts.invoices, _A_BATCH_OF_INVOICES):
        options = ["--count", str(size), "--seed", str(seed + batch)]
        yield Part(f"judged {batch}", [PYTHON, "-m", "tests.soak.judged", *options])
    yield _pytest("totals", counts, "tests/properties/test_totals.py")
    yield _pytest("credits", counts, "tests/properties/test_credits.py")
    yield _pytest("accounts", counts, "tests/properties/test_accounts.py")
    yield _pytest("sequences", counts, "tests/usecases/test_sequences.py")
    for batch, size in _batches(counts.kills, _A_BATCH_OF_KILLS):
        own = folder / f"kills-{batch}"
        own.mkdir()
        options = [str(own), "--kills", str(size), "--seed", str(seed + batch)]
        yield Part(f"kills {batch}", [PYTHON, "-m", "tests.faults.killing", *options])
    for batch, size in _batches(counts.flips, _A_BATCH_OF_FLIPS):
        options = ["--count", str(size), "--seed", str(seed + batch)]
        yield Part(f"flips {batch}", [PYTHON, "-m", "tests.soak.flips", *options])


def _pytest(name: str, counts: Counts, *files: str) -> Part:
    command = [PYTHON, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", *files]
    return Part(name, command, {FACTOR_VARIABLE: str(counts.factor)})


def _batches(total: int, size: int) -> Iterator[tuple[int, int]]:
    for batch, start in enumerate(range(0, total, size)):
        yield batch, min(size, total - start)
