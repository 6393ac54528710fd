"""Verification of the chain of seals, and of every row that they cover, in one pass."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, NamedTuple, TypeVar

from sqlalchemy import Connection

from facturdesk.storage import canonical
from facturdesk.storage.faults import Fault, Progress
from facturdesk.storage.seals import COLUMNS, FIRST_PREVIOUS, company_hash, seal_hash

T = TypeVar("T")
Hasher = Callable[[tuple[object, ...], bytes], bytes]

# how the hash of a seal is made, by its format; a format once released stays here
HASHERS: Final[Mapping[int, Hasher]] = {1: seal_hash}

_SEALS: Final = f"SELECT {COLUMNS}, previous, sha256 FROM seal ORDER BY sequence"  # noqa: S608 - names are ours
_ORIGINALS: Final = "SELECT document_id, content FROM stored_file ORDER BY document_id"
_PAGE: Final = 200  # rows read ahead of each table
_REPORT_EVERY: Final = 256
_LATER_STEPS: Final = 8  # what comes after the chain, for the progress


class Seal(NamedTuple):
    """One seal as stored, its body read."""

    sequence: int
    kind: str
    subject: str
    format: int
    body: dict[str, Any]
    previous: bytes
    sha256: bytes


class Chain:
    """The walk along the seals; `advanced` and `sequence` are known once it is done."""

    def __init__(self, connection: Connection, on_progress: Progress) -> None:
        self._connection = connection
        self._on_progress = on_progress
        self._documents = _Stream(_documents(connection))
        self._originals = _Stream(_originals(connection))
        self._payments = _Stream(_payments(connection))
        self._allocations = _Stream(_allocations(connection))
        self._demonstration = False
        self._company: tuple[int, str] | None = None  # last seal of the profile, its hash
        self.sequence = 0
        self.advanced: list[Advance] = []
        self.total = _LATER_STEPS

    def faults(self) -> Iterator[Fault]:
        """Give the first fault of the chain or of a covered row, if there is one."""
        query = self._connection.exec_driver_sql
        self.total += int(query("SELECT count(*) FROM seal").scalar_one())
        self._demonstration = bool(query("SELECT demonstration FROM company").scalar())
        previous = FIRST_PREVIOUS
        for row in query(_SEALS):
            self.sequence += 1
            fault = _chain_fault(row, self.sequence, previous) or self._rows_fault(_read(row))
            if fault:
                yield fault
                return
            previous = row[-1]
            if self.sequence % _REPORT_EVERY == 0:
                self._on_progress(self.sequence, self.total)
        yield from self._uncovered()

    def _rows_fault(self, seal: Seal) -> Fault | None:
        body = seal.body
        fault = None
        if "document" in body:
            fault = self._document_fault(seal)
        elif "payment" in body:
            fault = self._payment_fault(seal)
        if fault is None and "allocations" in body:
            fault = self._allocations_fault(seal)
        if "company" in body:
            self._company = (seal.sequence, body["company"])
        self.advanced += [Advance(*each) for each in body.get("series", ())]
        return fault

    def _document_fault(self, seal: Seal) -> Fault | None:
        document_id = int(seal.subject.partition(":")[2])
        facts: dict[str, object] = {"number": seal.body["number"], "sequence": seal.sequence}
        digest = self._documents.take(document_id)
        if digest is None:
            return Fault("verify-document-missing", facts)
        wrong = self._original_fault(seal, self._originals.take(document_id))
        if wrong is None and digest != seal.body["document"]:
            wrong = "verify-document-changed"
        return Fault(wrong, facts) if wrong else None

    def _original_fault(self, seal: Seal, stored: str | None) -> str | None:
        sealed = seal.body["original"]
        if stored == sealed:
            absent = sealed is None and seal.kind == "issue" and not self._demonstration
            return "verify-original-absent" if absent else None
        if sealed is None:
            return "verify-original-added"
        return "verify-original-changed" if stored else "verify-original-missing"

    def _payment_fault(self, seal: Seal) -> Fault | None:
        payment_id = int(seal.subject.partition(":")[2])
        digest = self._payments.take(payment_id)
        if digest == seal.body["payment"]:
            return None
        code = "verify-payment-changed" if digest else "verify-payment-missing"
        return Fault(code, {"payment": payment_id, "sequence": seal.sequence})

    def _allocations_fault(self, seal: Seal) -> Fault | None:
        first, last, digest = seal.body["allocations"]
        lines = [self._allocations.take(key) for key in range(first, last + 1)]
        facts: dict[str, object] = {"sequence": seal.sequence, "first": first, "last": last}
        present = [line for line in lines if line is not None]
        if len(present) < len(lines):
            facts["allocation"] = first + lines.index(None)
            return Fault("verify-allocation-missing", facts)
        if hashlib.sha256(b"\n".join(present)).hexdigest() != digest:
            return Fault("verify-allocation-changed", facts)
        return None

    def _uncovered(self) -> Iterator[Fault]:
        """Look for rows that no seal knows, and for a profile changed behind our back."""
        if (key := self._documents.left()) is not None:
            number = self._number(key)
            yield Fault("verify-document-unsealed", {"document": key, "number": number})
        elif (key := self._originals.left()) is not None:
            facts = {"number": self._number(key), "sequence": self.sequence}
            yield Fault("verify-original-added", facts)
        elif (key := self._payments.left()) is not None:
            yield Fault("verify-payment-unsealed", {"payment": key})
        elif (key := self._allocations.left()) is not None:
            yield Fault("verify-allocation-unsealed", {"allocation": key})
        else:
            yield from self._company_faults()

    def _company_faults(self) -> Iterator[Fault]:
        sequence, sealed = self._company or (0, "")
        count = self._connection.exec_driver_sql("SELECT count(*) FROM company").scalar_one()
        if (count or sequence) and company_hash(self._connection) != sealed:
            yield Fault("verify-company-changed", {"sequence": sequence})

    def _number(self, document_id: int) -> str:
        query = "SELECT number FROM document WHERE id = ?"
        return str(self._connection.exec_driver_sql(query, (document_id,)).scalar() or "?")


@dataclass(frozen=True, slots=True)
class Advance:
    """Counters of a series passed over after a restore: they were used, but not here."""

    kind: str
    year: int
    pattern: str
    first: int  # not used in this file
    next_counter: int  # used again

    def columns(self) -> tuple[str, int, str, int, int]:
        """Give them in the order in which a seal states them."""
        return self.kind, self.year, self.pattern, self.first, self.next_counter


class _Stream(Generic[T]):
    """Rows in the order of their ids, taken by id; seals of one transaction may swap places."""

    def __init__(self, rows: Iterator[tuple[int, T]]) -> None:
        self._rows = rows
        self._held: dict[int, T] = {}
        self._next: tuple[int, T] | None = None
        self._begun = False

    def take(self, key: int) -> T | None:
        """Take the row with this id; None where there is none."""
        self._begin()
        while self._next is not None and self._next[0] <= key:
            self._held[self._next[0]] = self._next[1]
            self._next = next(self._rows, None)
        return self._held.pop(key, None)

    def left(self) -> int | None:
        """Give the id of the first row that was never taken."""
        self._begin()
        if self._held:
            return min(self._held)
        return self._next[0] if self._next else None

    def _begin(self) -> None:
        if not self._begun:
            self._begun = True
            self._next = next(self._rows, None)


def _chain_fault(row: Any, expected: int, previous: bytes) -> Fault | None:
    sequence, kind, subject, form = row[0], row[2], row[3], row[4]
    facts: dict[str, object] = {"sequence": sequence, "kind": kind, "subject": subject}
    if sequence != expected:
        return Fault("verify-seal-missing", {"sequence": expected, "next": sequence})
    hasher = HASHERS.get(form)
    if hasher is None:
        return Fault("verify-seal-format", {**facts, "format": form})
    if hasher(tuple(row[:9]), row[9]) != row[10]:
        return Fault("verify-seal-changed", facts)
    if row[9] != previous:
        return Fault("verify-seal-order", facts)
    return None


def _read(row: Any) -> Seal:
    body = json.loads(row[8])
    if not isinstance(body, dict):
        raise ValueError(f"the body of seal {row[0]} is not an object")
    return Seal(row[0], row[2], row[3], row[4], body, row[9], row[10])


def _documents(connection: Connection) -> Iterator[tuple[int, str]]:
    return _paged(lambda after: canonical.canonical_documents(connection, after, _PAGE))


def _payments(connection: Connection) -> Iterator[tuple[int, str]]:
    return _paged(lambda after: canonical.canonical_payments(connection, after, _PAGE))


def _paged(read: Callable[[int], Iterator[tuple[int, bytes]]]) -> Iterator[tuple[int, str]]:
    """Read page after page, each with the hash of its rows."""
    last: int | None = 0
    while last is not None:
        after, last = last, None
        for key, content in read(after):
            yield key, hashlib.sha256(content).hexdigest()
            last = key


def _allocations(connection: Connection) -> Iterator[tuple[int, bytes]]:
    query = "SELECT max(id) FROM allocation"
    end = connection.exec_driver_sql(query).scalar() or 0
    for first in range(1, end + 1, _PAGE):
        yield from canonical.allocation_lines(connection, first, first + _PAGE - 1)


def _originals(connection: Connection) -> Iterator[tuple[int, str]]:
    for document_id, content in connection.exec_driver_sql(_ORIGINALS):
        yield document_id, hashlib.sha256(content).hexdigest()
