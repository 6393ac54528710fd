"""Looks at a data file after something happened to it, beside the program's own verify."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from facturdesk.storage.engine import Store
from facturdesk.usecases.safekeeping import DataFileFaulty, verify
from tests.faults.daily_work import Told
from tests.faults.shops import opened


class Wrong(AssertionError):
    """Something is lost, doubled or wrong."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a data file holds, read without the program."""

    documents: Mapping[str, str]  # number → hash of the stored original, in hex
    payments: frozenset[int]
    reversed: frozenset[int]
    last_seal: int


def examine(path: Path, state: Path | None = None) -> Content:
    """Verify a file, count its numbers, and give what it holds.

    Raises:
        Wrong: verify found a fault, or a number is missing or doubled.
    """
    with opened(path, state=state) as shop:
        try:
            verify(shop)
        except DataFileFaulty as faulty:
            raise Wrong(f"verify found {faulty.problems}") from faulty
    found = content(path)
    _count_numbers(path)
    return found


def content(path: Path) -> Content:
    """Read what a file holds; each original is hashed anew."""
    connection = dbapi2.connect(str(path))
    try:
        documents = connection.execute(
            "SELECT d.number, f.content FROM document d"
            " LEFT JOIN stored_file f ON f.document_id = d.id"
        ).fetchall()
        payments = connection.execute("SELECT id, reverses_id FROM payment").fetchall()
        (last,) = connection.execute("SELECT coalesce(max(sequence), 0) FROM seal").fetchone()
    finally:
        connection.close()
    hashes = {number: hashlib.sha256(pdf or b"").hexdigest() for number, pdf in documents}
    if len(hashes) != len(documents):
        raise Wrong("a number stands on two documents")
    return Content(
        hashes,
        frozenset(payment for payment, _ in payments),
        frozenset(reverses for _, reverses in payments if reverses is not None),
        last,
    )


def compare(before: Content, after: Content, told: Sequence[Told], last_seal: int) -> None:
    """Check that all that was there or was told is there, and one action more at most.

    Raises:
        Wrong: something is absent or another; or there is more than was ever begun.
    """
    kept = {number: after.documents.get(number) for number in before.documents}
    if kept != dict(before.documents) or not before.payments <= after.payments:
        raise Wrong("what was in the file before has changed")
    for thing in told:
        if thing.number and after.documents.get(thing.number) != thing.sha256:
            raise Wrong(f"{thing.action} {thing.number} was told, its original is not there")
        if thing.payment and thing.payment not in after.payments:
            raise Wrong(f"payment {thing.payment} was told and is not there")
        if thing.action == "unpay" and thing.payment not in after.reversed:
            raise Wrong(f"payment {thing.payment} was taken back, its counter-entry is not there")
    if after.last_seal < last_seal:
        raise Wrong(f"seal {last_seal} was told, the last one is {after.last_seal}")
    known = before.documents.keys() | {thing.number for thing in told}
    beyond = after.documents.keys() - known
    if len(beyond) > 1:
        raise Wrong(f"more than one unfinished action was kept: {sorted(beyond)}")


def last_seal(store: Store) -> int:
    """Give the sequence of the last seal."""
    with store.read() as connection:
        return int(connection.exec_driver_sql("SELECT max(sequence) FROM seal").scalar_one())


def _count_numbers(path: Path) -> None:
    connection = dbapi2.connect(str(path))
    try:
        rows = connection.execute(
            "SELECT s.kind, s.next_counter, d.counter FROM number_series s"
            " LEFT JOIN document d ON d.series_id = s.id ORDER BY s.id, d.counter"
        ).fetchall()
    finally:
        connection.close()
    series: dict[tuple[str, int], list[int]] = {}
    for kind, following, counter in rows:
        series.setdefault((kind, following), []).extend([] if counter is None else [counter])
    for (kind, following), counters in series.items():
        if counters != list(range(1, following)):
            raise Wrong(f"{kind}: the numbers are {counters}, the next would be {following}")
