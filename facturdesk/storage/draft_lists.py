"""Lists of drafts: few, without a number or a day; found by customer, reference and items."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from facturdesk.storage.codec import canonical_json
from facturdesk.storage.search import folded_words
from facturdesk.storage.statements import raw_rows, sql


class DraftListRow(NamedTuple):
    """A draft as listed; `gross_minor` is what it came to when it was last kept."""

    id: int
    kind: str
    party_code: str
    party_name: str
    gross_minor: int
    updated_at: str


def draft_ids(
    connection: Connection,
    *,
    kinds: Sequence[str] = (),
    party_id: int | None = None,
    text: str = "",
    order: str = "updated",
    descending: bool = True,
) -> list[int]:
    """Give the ids of the drafts that a list shows; `order` is one of ORDERS.

    No kinds: all of them.
    """
    way = "DESC" if descending else ""
    by = ORDERS.get(order, "updated_at")
    values = {"kinds": canonical_json(list(kinds)), "party": party_id}
    words = folded_words(text)
    query = sql(
        "SELECT draft.id,",
        _SAID if words else "NULL",
        _FROM,
        "ORDER BY",
        by,
        way,
        ", draft.id",
        way,
    )
    rows = raw_rows(connection, query, values)
    return [row[0] for row in rows if not words or _says(row[1], words)]


def drafts_by_ids(connection: Connection, ids: Sequence[int]) -> list[DraftListRow]:
    """List the drafts with these ids, in this order."""
    rows = raw_rows(connection, _BY_IDS, (canonical_json(list(ids)),))
    return [DraftListRow._make(row) for row in rows]


def draft_total(connection: Connection, ids: Sequence[int]) -> tuple[int, int]:
    """Count drafts by id, and add up what they come to."""
    row = raw_rows(connection, _TOTAL, (canonical_json(list(ids)),))[0]
    return row[0], row[1]


def _says(said: str, words: tuple[str, ...]) -> bool:
    """Tell whether each word begins one that the draft says."""
    parts: list[Any] = json.loads(said)
    there = folded_words(" ".join([part for part in parts if isinstance(part, str)]))
    return all(any(each.startswith(word) for each in there) for word in words)


_NAME: Final = "coalesce(party.name, draft.body ->> '$.customer.name', '')"
ORDERS: Final = {
    "updated": "updated_at",
    "customer": "coalesce(party.sort_key, '')",
    "customer_code": "coalesce(party.code, '')",
    "gross": "gross_minor",
}
_FROM: Final = """
FROM draft LEFT JOIN party ON party.id = party_id
WHERE (:kinds = '[]' OR draft.kind IN (SELECT value FROM json_each(:kinds)))
AND (:party IS NULL OR party_id = :party)"""
_SAID: Final = """
json_array(coalesce(party.code, ''), <name>, draft.body ->> '$.order_reference',
    (SELECT group_concat(line.value ->> '$.name', ' ')
        FROM json_each(draft.body, '$.lines') AS line))""".replace("<name>", _NAME)
_BY_IDS: Final = """
SELECT draft.id, draft.kind, coalesce(party.code, ''), <name>, gross_minor, updated_at
FROM json_each(?) AS chosen CROSS JOIN draft ON draft.id = chosen.value
LEFT JOIN party ON party.id = party_id ORDER BY chosen.key""".replace("<name>", _NAME)
_TOTAL: Final = """
SELECT count(*), coalesce(sum(gross_minor), 0)
FROM json_each(?) AS chosen CROSS JOIN draft ON draft.id = chosen.value"""
