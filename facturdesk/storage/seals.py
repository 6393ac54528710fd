"""The chain of seals: what happened, in order, so that no later change goes unnoticed.

Order is the sequence, never the clock. `sealed_at` is the local time with its offset, so that
both local time and UTC are kept whatever becomes of the clock.

Source: CGI, art. 286 I-3° bis; BOI-TVA-DECLA-30-10-30 (inalterability by chained records).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection

from facturdesk import __version__
from facturdesk.storage import canonical
from facturdesk.storage.codec import canonical_json

if TYPE_CHECKING:
    from facturdesk.storage.engine import Transaction

FIRST_PREVIOUS: Final = bytes(32)  # what the first seal takes for the one before
COLUMNS: Final = "sequence, sealed_at, kind, subject, format, actor, device, program, body"

_INSERT: Final = (
    f"INSERT INTO seal ({COLUMNS}, previous, sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - names are ours
)
_LAST: Final = "SELECT sequence, sha256, program FROM seal ORDER BY sequence DESC LIMIT 1"
_DOCUMENTS: Final = """
SELECT document.id, number, origin, lower(hex(stored_file.sha256)), stored_file.sha256 IS NULL
FROM document LEFT JOIN stored_file ON stored_file.document_id = document.id
WHERE document.id BETWEEN ? AND ? ORDER BY document.id"""
_SOURCES: Final = "SELECT id, payment_id FROM allocation WHERE id BETWEEN ? AND ? ORDER BY id"
_COMPANY: Final = (
    "SELECT id, file_id, created_at, demonstration, profile, numbering, lower(hex(logo))"
    " FROM company ORDER BY id"
)
_DATED: Final = (
    "SELECT id, table_name, code, valid_from, value, source FROM dated_value ORDER BY id"
)

Event = tuple[str, str, Mapping[str, object]]  # kind, subject, body


def append_seal(
    tx: Transaction, *, kind: str, subject: str, body: Mapping[str, object] | None = None
) -> int:
    """Append one seal and give its sequence; it covers the allocations written since the last.

    A change of the program's version is sealed first.
    """
    facts = dict(body or {})
    taken = canonical.take_allocations(tx)
    if taken is not None:
        facts["allocations"] = taken
    return _append(tx, [(kind, subject, facts)])


def seal_document(tx: Transaction, document_id: int) -> int:
    """Seal a document just written: its rows, its original, and what it allocates."""
    ((kind, subject, facts),) = _document_events(tx, document_id, document_id)
    return append_seal(tx, kind=kind, subject=subject, body=facts)


def seal_payment(tx: Transaction, payment_id: int) -> int:
    """Seal a payment just written, with its allocations."""
    return _seal_payment(tx, payment_id, "payment")


def seal_reversal(tx: Transaction, payment_id: int) -> int:
    """Seal the counter-entry of a payment, with its allocations."""
    return _seal_payment(tx, payment_id, "reversal")


def seal_creation(tx: Transaction) -> int:
    """Seal a new file: the company profile it was made with."""
    return append_seal(tx, kind="create", subject="company", body=_profile(tx.connection))


def seal_setting(tx: Transaction) -> int:
    """Seal the company profile and the user's dated values after a change of either."""
    return append_seal(tx, kind="setting", subject="company", body=_profile(tx.connection))


def seal_documents(tx: Transaction, document_ids: Iterable[int]) -> None:
    """Seal many documents just written, ids without a gap, one seal each.

    Allocations are left to the next seal: `seal_payments`, or `append_seal`.
    """
    ids = sorted(document_ids)
    if ids:
        _append(tx, _document_events(tx, ids[0], ids[-1]))


def seal_payments(tx: Transaction, payment_ids: Iterable[int]) -> None:
    """Seal many payments just written, ids without a gap, one seal each.

    Allocations go to the payment they come from, and those of credit notes that stand
    between go along. Written in the order of the payments, each seal has its own.
    """
    ids = sorted(payment_ids)
    if not ids:
        return
    shares = _Shares(tx)
    events: list[Event] = []
    for payment_id, content in canonical.canonical_payments(tx.connection, ids[0] - 1, len(ids)):
        facts: dict[str, object] = {"payment": hashlib.sha256(content).hexdigest()}
        facts.update(shares.until(payment_id if payment_id < ids[-1] else None))
        events.append(("payment", f"payment:{payment_id}", facts))
    tx.unsealed.payments.difference_update(ids)
    _append(tx, events)


def company_hash(connection: Connection) -> str:
    """Hash the company profile and the user's dated values, every column."""
    content = [
        [tuple(row) for row in connection.exec_driver_sql(query)] for query in (_COMPANY, _DATED)
    ]
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def seal_hash(columns: Sequence[object], previous: bytes) -> bytes:
    """Hash a seal of format 1 (`columns`: from sequence to body) and the seal before it.

    A JSON array says where each value ends, and the previous hash is always 32 bytes.
    """
    return hashlib.sha256(canonical_json(columns).encode() + previous).digest()


def last_seal(connection: Connection) -> tuple[int, bytes, str]:
    """Give sequence, hash and program of the last seal; of none: 0 and 32 zero bytes."""
    row = connection.exec_driver_sql(_LAST).first()
    return (row[0], row[1], row[2]) if row else (0, FIRST_PREVIOUS, __version__)


def _document_events(tx: Transaction, first_id: int, last_id: int) -> list[Event]:
    named = tx.connection.exec_driver_sql(_DOCUMENTS, (first_id, last_id)).fetchall()
    count = last_id - first_id + 1
    contents = canonical.canonical_documents(tx.connection, first_id - 1, count)
    if len(named) != count:
        raise LookupError(f"documents {first_id} to {last_id} are not all there")
    events: list[Event] = []
    for row, (document_id, content) in zip(named, contents, strict=True):
        facts = {
            "document": hashlib.sha256(content).hexdigest(),
            "number": row[1],
            "original": None if row[4] else row[3],
        }
        kind = "issue" if row[2] == "issued" else row[2]
        events.append((kind, f"document:{document_id}", facts))
    tx.unsealed.documents.difference_update(range(first_id, last_id + 1))
    return events


def _seal_payment(tx: Transaction, payment_id: int, kind: str) -> int:
    content = canonical.canonical_payment(tx.connection, payment_id)
    tx.unsealed.payments.discard(payment_id)
    facts = {"payment": hashlib.sha256(content).hexdigest()}
    return append_seal(tx, kind=kind, subject=f"payment:{payment_id}", body=facts)


class _Shares:
    """Allocations no seal covers yet, handed out in their order to their payments."""

    def __init__(self, tx: Transaction) -> None:
        ids = tx.unsealed.allocations
        span = (ids[0], ids[-1]) if ids else (0, 0)
        lines = canonical.allocation_lines(tx.connection, *span)
        sources = tx.connection.exec_driver_sql(_SOURCES, span).fetchall()
        self._found: Iterator[tuple[int, int | None, bytes]] = (
            (allocation_id, source[1], line)
            for (allocation_id, line), source in zip(lines, sources, strict=True)
        )
        self._next = next(self._found, None)
        ids.clear()

    def until(self, payment_id: int | None) -> dict[str, object]:
        """Take those up to this payment, or all that are left; nothing where there are none."""
        ids: list[int] = []
        lines: list[bytes] = []
        while self._next and (payment_id is None or (self._next[1] or 0) <= payment_id):
            ids.append(self._next[0])
            lines.append(self._next[2])
            self._next = next(self._found, None)
        digest = hashlib.sha256(b"\n".join(lines)).hexdigest()
        return {"allocations": [ids[0], ids[-1], digest]} if ids else {}


def _profile(connection: Connection) -> dict[str, object]:
    return {"company": company_hash(connection)}


def _append(tx: Transaction, events: list[Event]) -> int:
    """Chain the events to the last seal; the sequence of the last one is given back."""
    if tx.last_seal is None:
        sequence, previous, program = last_seal(tx.connection)
        if program != __version__:
            events = [("version", "file", {"from": program, "to": __version__}), *events]
    else:
        sequence, previous = tx.last_seal
    stamp = tx.stamp
    at = stamp.now.isoformat(timespec="seconds")
    who = (stamp.actor, stamp.device, __version__)
    rows: list[tuple[object, ...]] = []
    for kind, subject, body in events:
        sequence += 1
        columns = (sequence, at, kind, subject, canonical.FORMAT, *who, canonical_json(body))
        digest = seal_hash(columns, previous)
        rows.append((*columns, previous, digest))
        previous = digest
    if rows:
        tx.connection.exec_driver_sql(_INSERT, rows[0] if len(rows) == 1 else rows)
        tx.last_seal = (sequence, previous)
        tx.seal_count += len(rows)
    return sequence
