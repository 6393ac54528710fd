"""Lists of customers' cards: in any order, with what each owes."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from facturdesk.storage.codec import canonical_json
from facturdesk.storage.search import card_match
from facturdesk.storage.statements import ids_in_order, raw_rows, sql


@dataclass(frozen=True, slots=True)
class PartyFilter:
    """Which cards a list shows: those in use, put away, owing, or owing what is overdue."""

    chip: str = "all"  # or archived, to_collect, overdue
    text: str = ""


class PartyListRow(NamedTuple):
    """A customer's card as listed; what is owed does not count what is to be given back."""

    id: int
    code: str
    name: str
    kind: str
    postcode: str
    city: str
    email: str
    phone: str
    siren: str
    archived: bool
    owed_minor: int
    overdue_minor: int


ORDERS: Final = (
    "name", "code", "kind", "postcode", "city", "email", "phone", "siren", "owed", "overdue",
)  # fmt: skip


def party_ids(
    connection: Connection,
    wanted: PartyFilter,
    *,
    today: str,
    by: str = "name",
    descending: bool = False,
    limit: int | None = None,
) -> array[int]:
    """Give the ids of the cards a list shows, in an order: one of ORDERS."""
    source, where, values = _wanted(wanted, today)
    way = "DESC" if descending else ""
    owing = _OWING if by in _OWED and "owing" not in source else ""
    query = sql(
        "SELECT party.id FROM",
        source,
        owing,
        "WHERE",
        where,
        f"ORDER BY {_COLUMNS[by]} {way}, party.sort_key, party.id LIMIT :limit",
    )
    values["limit"] = -1 if limit is None else limit
    return ids_in_order(connection, query, values, limit=limit)


def parties_by_ids(connection: Connection, ids: Sequence[int], *, today: str) -> list[PartyListRow]:
    """List cards by id, in this order."""
    values = {"ids": canonical_json(list(ids)), "today": today}
    return [
        PartyListRow._make((*row[:9], bool(row[9]), *row[10:]))
        for row in raw_rows(connection, _BY_IDS, values)
    ]


def party_totals(
    connection: Connection, text: str, *, today: str
) -> dict[str, tuple[int, int | None]]:
    """Count the cards of each chip that a text finds, and add up what they owe."""
    totals: dict[str, tuple[int, int | None]] = {}
    for chip, amount in (("all", "NULL"), ("archived", "NULL"), *_SUMMED):
        source, where, values = _wanted(PartyFilter(chip, text), today)
        query = sql("SELECT count(*),", amount, "FROM", source, "WHERE", where)
        totals[chip] = raw_rows(connection, query, values)[0]
    return totals


def total_owed(connection: Connection, ids: Sequence[int], *, due_before: str | None = None) -> int:
    """Add up what some customers owe; `due_before`: only what was due before that day."""
    values = {"ids": canonical_json(list(ids)), "before": due_before}
    owed: int = raw_rows(connection, _TOTAL, values)[0][0]
    return owed


def _wanted(wanted: PartyFilter, today: str) -> tuple[str, str, dict[str, Any]]:
    """Give what is read, under which conditions, with their values."""
    values: dict[str, Any] = {"today": today}
    source, conditions = "party", ["party.merged_into_id IS NULL"]
    if wanted.chip in {"to_collect", "overdue"}:
        # few owe something: they are read first
        source = sql(_DEBTORS, "CROSS JOIN party ON party.id = owing.party_id")
        conditions.append("owed_minor > 0" if wanted.chip == "to_collect" else "overdue_minor > 0")
    else:
        away = "IS NOT NULL" if wanted.chip == "archived" else "IS NULL"
        conditions.append(f"party.archived_at {away}")
    match = card_match(wanted.text)
    if match:
        conditions.append(
            "party.id IN (SELECT rowid FROM party_search WHERE party_search MATCH :match)"
        )
        values["match"] = match
    return source, " AND ".join(conditions), values


# « <> 0 » beside « > 0 »: the partial index is of the first
_DEBTORS: Final = """
(SELECT receivable.party_id, sum(balance_minor) AS owed_minor,
    sum(CASE WHEN next_due_on < :today THEN balance_minor ELSE 0 END) AS overdue_minor
FROM receivable INDEXED BY receivable_of_party
WHERE balance_minor <> 0 AND balance_minor > 0 GROUP BY receivable.party_id) AS owing"""
_OWING: Final = sql("LEFT JOIN", _DEBTORS, "ON owing.party_id = party.id")
_OWED: Final = ("owed", "overdue")
_SUMMED: Final = (
    ("to_collect", "coalesce(sum(owed_minor), 0)"),
    ("overdue", "coalesce(sum(overdue_minor), 0)"),
)
_COLUMNS: Final = {
    "name": "party.sort_key",
    "code": "party.code",
    "kind": "party.kind",
    "postcode": "party.address ->> '$.postcode'",
    "city": "party.address ->> '$.city' COLLATE NOCASE",
    "email": "party.email",
    "phone": "party.phone",
    "siren": "party.siren",
    "owed": "coalesce(owing.owed_minor, 0)",
    "overdue": "coalesce(owing.overdue_minor, 0)",
}
_OF_PARTY: Final = """
FROM receivable WHERE receivable.party_id = party.id
AND balance_minor <> 0 AND balance_minor > 0"""
_BY_IDS: Final = """
SELECT party.id, code, name, kind, address ->> '$.postcode', address ->> '$.city', email, phone,
    siren, archived_at IS NOT NULL,
    (SELECT coalesce(sum(balance_minor), 0) <of>),
    (SELECT coalesce(sum(balance_minor), 0) <of> AND next_due_on < :today)
FROM json_each(:ids) AS chosen CROSS JOIN party ON party.id = chosen.value
ORDER BY chosen.key""".replace("<of>", _OF_PARTY)
_TOTAL: Final = """
SELECT coalesce(sum(balance_minor), 0)
FROM json_each(:ids) AS chosen CROSS JOIN receivable ON receivable.party_id = chosen.value
WHERE balance_minor <> 0 AND balance_minor > 0 AND (:before IS NULL OR next_due_on < :before)"""
