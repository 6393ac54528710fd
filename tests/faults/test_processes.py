"""Two processes on one data file: each sees the other's numbers, and none is missing."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

from tests.faults.examination import examine
from tests.faults.shops import make_file, opened
from tests.faults.test_disk import issue

EACH = 8


def test_two_processes_issue_at_once_without_gap_or_double(tmp_path: Path) -> None:
    path = make_file(tmp_path / "shop.facturdesk")
    processes = multiprocessing.get_context("spawn")
    start = processes.Barrier(2)
    with processes.Pool(2, initializer=_remember, initargs=(start,)) as pool:
        told = pool.map(issue_some, [str(path)] * 2, chunksize=1)
        pool.close()
        pool.join()

    found = examine(path).documents
    assert sorted(told[0] + told[1]) == sorted(found)
    assert len(found) == 2 * EACH
    assert all(len(numbers) == EACH for numbers in told)


def issue_some(path: str) -> list[str]:
    """Issue a few invoices, at the same time as the other."""
    with opened(Path(path)) as shop:
        _start[0].wait(60)
        return [issue(shop) for _ in range(EACH)]


_start: list[multiprocessing.synchronize.Barrier] = []


def _remember(start: multiprocessing.synchronize.Barrier) -> None:
    _start.append(start)
