"""Kills a working process at random moments and looks at what is left.

`python -m tests.faults.killing FOLDER --kills N --seed S`: this process warms up (fonts,
schemas, tables), then forks a worker that issues, pays, credits and corrects on a data
file and says on a pipe what it was told; SIGKILL ends it, and the file is examined. Half
of the kills are aimed at the commit itself. Exit 1 with a sentence at the first fault.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import statistics
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, event

from tests.faults import examination
from tests.faults.daily_work import Told, Worker
from tests.faults.examination import Wrong
from tests.faults.shops import make_file, opened

KILLS_PER_FILE: Final = 25
_MOST_ACTIONS: Final = 6  # told before a kill
_PATIENCE: Final = 60.0  # seconds for a worker to say something


@dataclass(slots=True)
class Pace:
    """How long things take here, in seconds: what kill moments are drawn from."""

    action: float
    commit: float


@dataclass(slots=True)
class Tally:
    """What the kills hit."""

    kills: int = 0
    told: int = 0
    unfinished_kept: int = 0  # committed, but the caller was not told
    at_commit: int = 0
    documents: int = 0


@dataclass(slots=True)
class Heard:
    """What came through the pipe before the end of a worker."""

    told: list[Told] = field(default_factory=list)
    last_seal: int = 0
    failure: str = ""


def main(arguments: list[str]) -> int:
    """Kill as often as asked, and print the tally as JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.killing")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)
    tally = Tally()
    try:
        pace = _warm_up(options.folder)
        while tally.kills < options.kills:
            count = min(KILLS_PER_FILE, options.kills - tally.kills)
            _kill_on_one_file(options.folder, count, chance, pace, tally)
    except Wrong as wrong:
        print(f"kill {tally.kills + 1} of seed {options.seed}: {wrong}", file=sys.stderr)
        return 1
    print(json.dumps(asdict(tally)))
    return 0


def _warm_up(folder: Path) -> Pace:
    """Do a few actions here, so that every worker starts with all of it loaded."""
    path = make_file(folder / "warm.facturdesk")
    actions: list[float] = []
    commits: list[float] = []
    with opened(path) as shop, _commits_noted(commits):
        worker = Worker(shop, random.Random(1))
        for _ in range(12):
            start = time.perf_counter()
            worker.act()
            actions.append(time.perf_counter() - start)
    return Pace(statistics.median(actions), statistics.median(commits))


def _kill_on_one_file(
    folder: Path, count: int, chance: random.Random, pace: Pace, tally: Tally
) -> None:
    path = make_file(folder / f"shop-{tally.kills}.facturdesk", state=folder / "state")
    for _ in range(count):
        before = examination.content(path)
        heard = _one_kill(path, folder / "state", chance, pace, tally)
        if heard.failure:
            raise Wrong(f"the worker failed: {heard.failure}")
        after = examination.examine(path, folder / "state")
        examination.compare(before, after, heard.told, heard.last_seal)
        tally.kills += 1
        tally.told += len(heard.told)
        tally.unfinished_kept += after.last_seal > max(heard.last_seal, before.last_seal)
        tally.documents += len(after.documents) - len(before.documents)


def _one_kill(path: Path, state: Path, chance: random.Random, pace: Pace, tally: Tally) -> Heard:
    aimed_at_commit = chance.random() < 0.5
    wait_for = chance.randint(0, _MOST_ACTIONS)
    seed = chance.getrandbits(32)
    reading, writing = os.pipe()
    worker = os.fork()
    if worker == 0:
        os.close(reading)
        _work(path, state, seed, writing)
    os.close(writing)
    heard = Heard()
    with os.fdopen(reading, encoding="utf-8") as pipe:
        lines = iter(pipe.readline, "")
        _listen(lines, heard, wait_for, to_commit=aimed_at_commit)
        span = pace.commit * 2 if aimed_at_commit else pace.action
        _wait(chance.uniform(0, span))
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
        began_commit = aimed_at_commit
        for line in lines:  # what it still said before it died
            if _hear(line, heard) == "told":
                began_commit = False
    tally.at_commit += began_commit
    return heard


def _listen(lines: Iterator[str], heard: Heard, wait_for: int, *, to_commit: bool) -> None:
    """Read until so many actions were told, and then until a commit begins."""
    for line in lines:
        kind = _hear(line, heard)
        ready = len(heard.told) >= wait_for
        if heard.failure or (ready and (kind == "commit" if to_commit else kind != "commit")):
            return


def _hear(line: str, heard: Heard) -> str:
    if not line.endswith("\n"):
        return ""  # cut off by the kill: not told
    message = json.loads(line)
    kind = str(message.pop("kind"))
    if kind == "told":
        heard.last_seal = message.pop("last_seal")
        heard.told.append(Told(**message))
    elif kind == "failure":
        heard.failure = message["text"]
    return kind


def _wait(seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass  # sleeping is too coarse for the length of a commit


# In the worker


def _work(path: Path, state: Path, seed: int, pipe: int) -> None:
    """Act until killed. Never returns."""
    signal.alarm(int(_PATIENCE))  # no orphan, whatever happens to the parent
    try:
        _say(pipe, kind="ready")
        with opened(path, state=state) as shop:
            event.listen(Engine, "commit", lambda _: _say(pipe, kind="commit"))
            worker = Worker(shop, random.Random(seed))
            while True:
                told = worker.act()
                last_seal = examination.last_seal(shop.store)
                _say(pipe, kind="told", last_seal=last_seal, **asdict(told))
    except BaseException:  # noqa: BLE001 - said to the parent, whatever it is
        _say(pipe, kind="failure", text=traceback.format_exc())
    finally:
        os._exit(1)


def _say(pipe: int, **message: object) -> None:
    os.write(pipe, json.dumps(message).encode() + b"\n")


@contextmanager
def _commits_noted(taken: list[float]) -> Iterator[None]:
    """Measure from the start of each commit to the next event of its connection."""
    started: list[float] = []

    def begin(_: object) -> None:
        started.append(time.perf_counter())

    def end(*_: object) -> None:
        if started:
            taken.append(time.perf_counter() - started.pop())

    event.listen(Engine, "commit", begin)
    event.listen(Engine, "checkin", end)
    try:
        yield
    finally:
        event.remove(Engine, "commit", begin)
        event.remove(Engine, "checkin", end)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
