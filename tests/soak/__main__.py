"""`python3 dev.py soak [--minutes M] [--kills N] [--flips N] [--invoices N]`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from tests.soak.parts import Counts, Part, parts

KILLS, FLIPS, INVOICES, FACTOR = 1_000, 2_000, 500, 50
MINUTES = 8  # what these counts take on two cores, about
_KEPT = 60  # lines of a part that failed


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one part ended."""

    part: Part
    code: int
    seconds: float
    output: tuple[str, ...]

    @property
    def summary(self) -> str:
        """The last thing it said."""
        return self.output[-1] if self.output else ""


def main(arguments: list[str]) -> int:
    """Run every part, two at a time, and say how each ended."""
    options = _options(arguments)
    share = options.minutes / MINUTES if options.minutes else 1
    counts = Counts(
        kills=_share(options.kills, share),
        flips=_share(options.flips, share),
        invoices=_share(options.invoices, share),
        factor=_share(options.factor, share),
    )
    print(f"{counts}, seed {options.seed}", flush=True)
    workers = min(os.cpu_count() or 1, options.workers)
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(workers) as pool:
        waiting = [
            pool.submit(_run, part)
            for part in parts(counts, Path(folder), options.seed)
            if not options.only or part.name.startswith(tuple(options.only))
        ]
        outcomes = []
        for done in as_completed(waiting):
            outcomes.append(done.result())
            _tell(outcomes[-1], f"{len(outcomes)}/{len(waiting)}", time.monotonic() - start)
    return _conclusion(outcomes, time.monotonic() - start)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py soak", description=__doc__)
    parser.add_argument("--minutes", type=int, help="about so long, with counts in proportion")
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--flips", type=int, default=FLIPS)
    parser.add_argument("--invoices", type=int, default=INVOICES, help="judged completely")
    parser.add_argument("--factor", type=int, default=FACTOR, help="times the random examples")
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(3)))
    parser.add_argument("--workers", type=int, default=4, help="parts at once, cores permitting")
    parser.add_argument("--only", action="append", help="parts whose name begins so")
    return parser.parse_args(arguments)


def _share(count: int, share: float) -> int:
    return max(1, round(count * share)) if count else 0


def _run(part: Part) -> Outcome:
    start = time.monotonic()
    kept: deque[str] = deque(maxlen=_KEPT)
    with subprocess.Popen(
        part.command,
        env={**os.environ, **part.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        assert process.stdout is not None
        kept.extend(line.rstrip() for line in process.stdout if line.strip())
    return Outcome(part, process.returncode, time.monotonic() - start, tuple(kept))


def _tell(outcome: Outcome, rank: str, elapsed: float) -> None:
    verdict = "ok" if outcome.code == 0 else "FAILED"
    print(
        f"{elapsed:6.0f} s  {rank:>6}  {outcome.part.name:<11} {verdict:<7}"
        f"{outcome.seconds:5.0f} s  {outcome.summary}",
        flush=True,
    )


def _conclusion(outcomes: list[Outcome], seconds: float) -> int:
    failed = [outcome for outcome in outcomes if outcome.code != 0]
    for outcome in failed:
        print(f"\n=== {outcome.part.name}: {' '.join(outcome.part.command)}")
        print("\n".join(outcome.output))
    print(f"\n{len(outcomes) - len(failed)} of {len(outcomes)} parts held, {seconds / 60:.1f} min")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
