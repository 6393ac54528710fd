"""Lists of items: in any order."""

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
class ItemFilter:
    """Which items a list shows: those in use, goods or services alone, or put away."""

    chip: str = "all"  # or goods, service, archived
    text: str = ""


class ItemListRow(NamedTuple):
    """An item as listed."""

    id: int
    code: str
    name: str
    category: str
    barcode: str
    nature: str
    unit: str
    price_e6: int
    price_includes_vat: bool
    vat_rate_bp: int | None
    vat_case: str
    cost_minor: int | None
    archived: bool


ORDERS: Final = (
    "name", "code", "category", "barcode", "nature", "unit", "price", "basis", "vat", "cost",
)  # fmt: skip


def item_ids(
    connection: Connection,
    wanted: ItemFilter,
    *,
    by: str = "name",
    descending: bool = False,
    limit: int | None = None,
) -> array[int]:
    """Give the ids of the items a list shows, in an order: one of ORDERS."""
    where, values = _wanted(wanted)
    way = "DESC" if descending else ""
    query = sql(
        "SELECT item.id FROM item WHERE",
        where,
        f"ORDER BY {_COLUMNS[by]} {way}, item.sort_key, item.id LIMIT :limit",
    )
    values["limit"] = -1 if limit is None else limit
    return ids_in_order(connection, query, values, limit=limit)


def items_by_ids(connection: Connection, ids: Sequence[int]) -> list[ItemListRow]:
    """List items by id, in this order."""
    rows = raw_rows(connection, _BY_IDS, (canonical_json(list(ids)),))
    return [ItemListRow._make((*row[:8], bool(row[8]), *row[9:12], bool(row[12]))) for row in rows]


def item_counts(connection: Connection, text: str) -> dict[str, int]:
    """Count the items of each chip that a text finds."""
    counts = {}
    for chip in _CHIPS:
        where, values = _wanted(ItemFilter(chip, text))
        query = sql("SELECT count(*) FROM item WHERE", where)
        counts[chip] = raw_rows(connection, query, values)[0][0]
    return counts


def _wanted(wanted: ItemFilter) -> tuple[str, dict[str, Any]]:
    conditions, values = [_CHIPS[wanted.chip]], {}
    match = card_match(wanted.text)
    if match:
        conditions.append(
            "item.id IN (SELECT rowid FROM item_search WHERE item_search MATCH :match)"
        )
        values["match"] = match
    return " AND ".join(conditions), values


_CHIPS: Final = {
    "all": "archived_at IS NULL",
    "goods": "archived_at IS NULL AND nature = 'goods'",
    "service": "archived_at IS NULL AND nature = 'service'",
    "archived": "archived_at IS NOT NULL",
}
_COLUMNS: Final = {
    "name": "item.sort_key",
    "code": "item.code",
    "category": "item.category COLLATE NOCASE",
    "barcode": "item.barcode",
    "nature": "item.nature",
    "unit": "item.unit",
    "price": "item.price_e6",
    "basis": "item.price_includes_vat",
    "vat": "coalesce(item.vat_rate_bp, -1)",
    "cost": "coalesce(item.cost_minor, -1)",
}
_BY_IDS: Final = """
SELECT item.id, code, name, category, barcode, nature, unit, price_e6, price_includes_vat,
    vat_rate_bp, vat_case, cost_minor, archived_at IS NOT NULL
FROM json_each(?) AS chosen CROSS JOIN item ON item.id = chosen.value ORDER BY chosen.key"""
