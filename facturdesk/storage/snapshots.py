"""Who sold, who bought and what the law made us print, kept once for all documents alike."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

from facturdesk.domain.document import Mention
from facturdesk.domain.parties import Customer, Seller
from facturdesk.storage import codec
from facturdesk.storage.engine import Transaction
from facturdesk.storage.schema import party_snapshot, text_snapshot
from facturdesk.storage.statements import Row, insert_row

_MENTIONS: Final = tuple[Mention, ...]
SELLER: Final = "seller"
CUSTOMER: Final = "customer"


def party_snapshot_id(tx: Transaction, party: Seller | Customer) -> int:
    """Give the id of the snapshot of a seller or customer, made now if there is none."""
    known = _known(tx, party)
    if known is None:
        sha256, role, body = _party(party)
        known = _found(tx, "SELECT id FROM party_snapshot WHERE sha256 = ?", sha256)
        known = known or insert_row(tx.connection, party_snapshot, (None, sha256, role, body))
        tx.snapshots[id(party)] = (party, known)
    return known


def mentions_snapshot_id(tx: Transaction, mentions: tuple[Mention, ...]) -> int:
    """Give the id of the snapshot of the mentions of a document, made now if there is none."""
    known = _known(tx, mentions)
    if known is None:
        sha256, body = _mentions(mentions)
        known = _found(tx, "SELECT id FROM text_snapshot WHERE sha256 = ?", sha256)
        known = known or insert_row(tx.connection, text_snapshot, (None, sha256, body))
        tx.snapshots[id(mentions)] = (mentions, known)
    return known


def party_sha256(role: str, body: str) -> bytes:
    """Give the hash under which the snapshot of a party is kept."""
    return hashlib.sha256(f"{role}\n{body}".encode()).digest()


def text_sha256(body: str) -> bytes:
    """Give the hash under which a set of mentions is kept."""
    return hashlib.sha256(body.encode()).digest()


@lru_cache(maxsize=64)
def read_seller(body: str) -> Seller:
    """Read the snapshot of a seller."""
    return codec.load(Seller, body)


@lru_cache(maxsize=1024)
def read_customer(body: str) -> Customer:
    """Read the snapshot of a customer."""
    return codec.load(Customer, body)


@lru_cache(maxsize=256)
def read_mentions(body: str) -> tuple[Mention, ...]:
    """Read the snapshot of a set of mentions."""
    return codec.load(_MENTIONS, body)


@lru_cache(maxsize=256)
def _party(party: Seller | Customer) -> Row:
    role = SELLER if isinstance(party, Seller) else CUSTOMER
    body = codec.dump(party)
    return party_sha256(role, body), role, body


@lru_cache(maxsize=256)
def _mentions(mentions: tuple[Mention, ...]) -> Row:
    body = codec.dump(mentions, _MENTIONS)
    return text_sha256(body), body


def _known(tx: Transaction, value: object) -> int | None:
    """Look up the very same object: hashing a whole seller for each document is slow."""
    found = tx.snapshots.get(id(value))
    return None if found is None else found[1]


def _found(tx: Transaction, query: str, sha256: bytes) -> int | None:
    found: int | None = tx.connection.exec_driver_sql(query, (sha256,)).scalar()
    return found
