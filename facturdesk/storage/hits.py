"""The few cards, drafts and documents that a typed text most likely means, best first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from facturdesk.i18n import sort_key
from facturdesk.storage.search import folded_words, number_range
from facturdesk.storage.statements import raw_rows

_LOOKED_AT: Final = 500  # drafts, the last changed first; documents of one amount


class PartyHit(NamedTuple):
    """A customer's card in short."""

    code: str
    name: str
    city: str
    siren: str


class ItemHit(NamedTuple):
    """An item in short."""

    code: str
    name: str
    price_e6: int
    price_includes_vat: int


class DraftHit(NamedTuple):
    """A draft in short; its customer may have no card."""

    id: int
    kind: str
    customer_name: str
    gross_minor: int


def parties_like(connection: Connection, text: str, *, limit: int) -> list[PartyHit]:
    """Find customers: by code, by the beginning of the name, then by any word of the card."""
    first, last = number_range(sort_key(text))
    values = {"code": text.strip().upper(), "first": first, "last": last, "limit": limit}
    ids = _column(connection, _PARTIES_BY_NAME, values)
    return [PartyHit(*row) for row in _filled(connection, ids, text, _PARTIES, limit)]


def parties_of_siren(connection: Connection, siren: str, *, limit: int) -> list[PartyHit]:
    """Find the customers of a SIREN."""
    return [PartyHit(*row) for row in raw_rows(connection, _PARTIES_OF_SIREN, (siren, limit))]


def items_like(connection: Connection, text: str, *, limit: int) -> list[ItemHit]:
    """Find items: by code or barcode, by the beginning of the name, then by any word."""
    first, last = number_range(sort_key(text))
    values = {"code": text.strip(), "first": first, "last": last, "limit": limit}
    ids = _column(connection, _ITEMS_BY_NAME, values)
    return [ItemHit(*row) for row in _filled(connection, ids, text, _ITEMS, limit)]


def drafts_like(
    connection: Connection, words: Sequence[str], gross_minor: int | None, *, limit: int
) -> list[DraftHit]:
    """Find drafts by the customer's name and by what they come to, the last changed first."""
    rows = raw_rows(connection, _DRAFTS, (_LOOKED_AT,))
    drafts = (DraftHit(*row) for row in rows)
    found = (
        draft
        for draft in drafts
        if gross_minor in (None, draft.gross_minor) and has_words(draft.customer_name, words)
    )
    return [draft for draft, _ in zip(found, range(limit), strict=False)]


def documents_of(
    connection: Connection, gross_minor: int, words: Sequence[str], *, limit: int
) -> list[int]:
    """Find what comes to an amount, or has it left to pay, of a customer with these words.

    What is not settled comes first, then what was issued last.
    """
    rows = raw_rows(connection, _OF_AMOUNT, {"amount": gross_minor, "limit": _LOOKED_AT})
    found = [document_id for document_id, name in rows if has_words(name, words)]
    return found[:limit]


def has_words(text: str, words: Iterable[str]) -> bool:
    """Tell whether every word is the beginning of one of a text."""
    there = folded_words(text)
    return all(any(each.startswith(word) for each in there) for word in words)


def _filled(
    connection: Connection, ids: list[int], text: str, queries: tuple[str, str], limit: int
) -> list[Any]:
    """Add what the full-text table knows to the best ones, and read them all."""
    by_words, by_ids = queries
    words = folded_words(text)
    if len(ids) < limit and words:
        match = " AND ".join([f'"{word}" *' for word in words])
        ids += _column(connection, by_words, {"match": match, "limit": limit * 2})
    chosen = list(dict.fromkeys(ids))
    return raw_rows(connection, by_ids, {"ids": json.dumps(chosen), "limit": limit})


def _column(connection: Connection, query: str, values: dict[str, Any]) -> list[int]:
    return [row[0] for row in raw_rows(connection, query, values)]


_PARTIES_BY_NAME: Final = """
SELECT id FROM (SELECT id FROM party WHERE code = :code)
UNION ALL
SELECT id FROM (SELECT id FROM party WHERE sort_key >= :first AND sort_key < :last
    AND archived_at IS NULL AND merged_into_id IS NULL ORDER BY sort_key LIMIT :limit)"""
_PARTY: Final = """
SELECT code, name, coalesce(json_extract(address, '$.city'), ''), siren FROM """
_PARTIES: Final = (
    "SELECT rowid FROM party_search WHERE party_search MATCH :match LIMIT :limit",
    _PARTY
    + """json_each(:ids) AS chosen CROSS JOIN party ON party.id = chosen.value
WHERE archived_at IS NULL AND merged_into_id IS NULL ORDER BY chosen.key LIMIT :limit""",
)
_PARTIES_OF_SIREN: Final = (
    _PARTY
    + """party WHERE siren = ? AND siren <> ''
AND archived_at IS NULL AND merged_into_id IS NULL ORDER BY sort_key LIMIT ?"""
)
_ITEMS_BY_NAME: Final = """
SELECT id FROM (SELECT id FROM item WHERE code = :code)
UNION ALL
SELECT id FROM (SELECT id FROM item WHERE barcode = :code AND barcode <> '')
UNION ALL
SELECT id FROM (SELECT id FROM item WHERE sort_key >= :first AND sort_key < :last
    AND archived_at IS NULL ORDER BY sort_key LIMIT :limit)"""
_ITEMS: Final = (
    "SELECT rowid FROM item_search WHERE item_search MATCH :match LIMIT :limit",
    """
SELECT code, name, price_e6, price_includes_vat
FROM json_each(:ids) AS chosen CROSS JOIN item ON item.id = chosen.value
WHERE archived_at IS NULL ORDER BY chosen.key LIMIT :limit""",
)
_DRAFTS: Final = """
SELECT draft.id, draft.kind,
    coalesce(party.name, json_extract(body, '$.customer.name'), ''), gross_minor
FROM draft LEFT JOIN party ON party.id = party_id
ORDER BY updated_at DESC, draft.id DESC LIMIT ?"""
_OF_AMOUNT: Final = """
SELECT document.id, party.name
FROM (
    SELECT id FROM (SELECT id FROM document WHERE gross_minor = :amount
        ORDER BY id DESC LIMIT :limit)
    UNION
    SELECT id FROM (SELECT document_id AS id FROM receivable INDEXED BY receivable_open
        WHERE next_due_on IS NOT NULL AND balance_minor = :amount LIMIT :limit)
) AS chosen
CROSS JOIN document ON document.id = chosen.id
CROSS JOIN receivable ON document_id = document.id
CROSS JOIN party ON party.id = receivable.party_id
ORDER BY settled_by IS NOT NULL, document.id DESC"""
