"""What is proposed as one types: customers and items, the likeliest first.

An exact code or barcode, then names that begin so in alphabetical order, then any words.
Cards put away are proposed only where asked for; merged ones never.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from sqlalchemy import Connection

from facturdesk.i18n import sort_key
from facturdesk.storage.codec import canonical_json
from facturdesk.storage.search import card_match
from facturdesk.storage.statements import raw_rows, sql

_LAST: Final = "\U0010ffff"
_NUMBER: Final = re.compile(r"\+?[\d .\-/\u00a0\u202f]{3,30}")
_NO_DIGIT: Final = re.compile(r"\D")


class PartyHit(NamedTuple):
    """A customer as proposed."""

    id: int
    code: str
    name: str
    kind: str
    postcode: str
    city: str
    siren: str
    email: str
    archived: bool


class FoundItem(NamedTuple):
    """An item as proposed."""

    id: int
    code: str
    name: str
    barcode: str
    unit: str
    price_e6: int
    price_includes_vat: bool
    vat_rate_bp: int | None
    vat_case: str
    archived: bool


def suggest_parties(
    connection: Connection, text: str, *, limit: int, archived: bool = False
) -> list[PartyHit]:
    """Propose customers by code, name, SIREN, town, e-mail, phone, tag or contact."""
    kept = "merged_into_id IS NULL" + ("" if archived else " AND archived_at IS NULL")
    exact = sql("SELECT id FROM party WHERE code IN (:code, :typed) AND", kept)
    found = _ids(connection, "party", text, kept, exact, limit)
    rows = raw_rows(connection, _PARTIES, (canonical_json(found),))
    return [PartyHit._make((*row[:-1], bool(row[-1]))) for row in rows]


def suggest_items(
    connection: Connection, text: str, *, limit: int, archived: bool = False
) -> list[FoundItem]:
    """Propose items by code, barcode, name, words of the description or category."""
    kept = "true" if archived else "archived_at IS NULL"
    exact = sql(
        "SELECT id FROM (SELECT id, archived_at FROM item WHERE code IN (:code, :typed)",
        "UNION ALL SELECT id, archived_at FROM item WHERE barcode = :typed AND barcode <> '')",
        "WHERE",
        kept,
    )
    found = _ids(connection, "item", text, kept, exact, limit)
    rows = raw_rows(connection, _ITEMS, (canonical_json(found),))
    return [FoundItem._make((*row[:6], bool(row[6]), *row[7:-1], bool(row[-1]))) for row in rows]


def _ids(
    connection: Connection, table: str, text: str, kept: str, exact: str, limit: int
) -> list[int]:
    """Give the ids of the likeliest, each once; the parts go on until there are enough."""
    typed = text.strip()
    if not typed:
        return []
    beginning = sort_key(typed)
    values = {
        "code": typed.upper(),
        "typed": typed,
        "first": beginning,
        "last": beginning + _LAST,
        "match": card_match(typed),
        "limit": limit,
    }
    parts = [exact]
    if beginning:
        parts.append(
            sql(
                "SELECT id FROM",
                table,
                "WHERE sort_key >= :first AND sort_key < :last AND",
                kept,
                "ORDER BY sort_key LIMIT :limit",
            )
        )
    joined = _by_words(table, kept)
    if values["match"]:
        parts.append(joined)
    found: dict[int, None] = {}
    for part in parts:
        if len(found) < limit:
            found.update(_read(connection, part, values))
    if len(found) < limit and _NUMBER.fullmatch(typed):  # a SIREN or a phone written in groups
        match = card_match(_NO_DIGIT.sub("", typed))
        found.update(_read(connection, joined, {**values, "match": match}))
    return list(found)[:limit]


def _by_words(table: str, kept: str) -> str:
    return sql(
        f"SELECT {table}.id FROM {table}_search CROSS JOIN {table} ON {table}.id = {table}_search.rowid",  # noqa: S608 - our own names
        f"WHERE {table}_search MATCH :match AND",
        kept,
        "LIMIT :limit",
    )


def _read(
    connection: Connection, query: str, values: dict[str, object]
) -> Iterable[tuple[int, None]]:
    return [(row[0], None) for row in raw_rows(connection, query, values)]


_PARTIES: Final = """
SELECT party.id, code, name, kind, address ->> '$.postcode', address ->> '$.city', siren, email,
    archived_at IS NOT NULL
FROM json_each(?) AS wanted CROSS JOIN party ON party.id = wanted.value ORDER BY wanted.key"""
_ITEMS: Final = """
SELECT item.id, code, name, barcode, unit, price_e6, price_includes_vat, vat_rate_bp, vat_case,
    archived_at IS NOT NULL
FROM json_each(?) AS wanted CROSS JOIN item ON item.id = wanted.value ORDER BY wanted.key"""
