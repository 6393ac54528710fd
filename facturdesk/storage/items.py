"""The catalogue: items and services by code."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection

from facturdesk.domain.cards import Item
from facturdesk.domain.sale import Nature
from facturdesk.i18n import sort_key
from facturdesk.storage.company import instant
from facturdesk.storage.engine import Transaction
from facturdesk.storage.photos import save_photo
from facturdesk.storage.search import card_match, forget_item, index_item
from facturdesk.storage.statements import next_id, sql


def save_item(tx: Transaction, item: Item) -> int:
    """Add an item, or update the one with the same code; the id."""
    known = item_id(tx.connection, item.code)
    if known is None:
        known = next_id(tx.connection, "SELECT max(id) FROM item")
    tx.connection.exec_driver_sql(_SAVE, {"id": known, **_columns(item)})
    forget_item(tx, known)
    index_item(tx, known, item)
    tx.changes.add(f"item:{known}")
    return known


def item_by_code(connection: Connection, code: str) -> Item | None:
    """Read the item with a code; None if there is none."""
    row = connection.exec_driver_sql(sql(_LOAD, "WHERE code = ?"), (code,)).fetchone()
    return _item(*row) if row else None


def item_by_barcode(connection: Connection, barcode: str) -> Item | None:
    """Read the item with a barcode, one in use first; None if there is none."""
    query = sql(_LOAD, "WHERE barcode = ? AND barcode <> '' ORDER BY archived_at IS NOT NULL, id")
    row = connection.exec_driver_sql(query, (barcode,)).fetchone()
    return _item(*row) if row else None


def all_categories(connection: Connection) -> list[str]:
    """List the categories in use, in alphabetical order."""
    query = "SELECT DISTINCT category FROM item WHERE category <> ''"
    return sorted(connection.exec_driver_sql(query).scalars(), key=sort_key)


def item_uses(connection: Connection, item: Item, *, limit: int) -> list[tuple[str, str, int]]:
    """List the newest documents with a line of the item: number, customer, quantity.

    They are found by the words of its name: lines sold under another name are not seen.
    """
    values = {"match": card_match(item.name), "code": item.code, "limit": limit}
    if not values["match"]:
        return []
    return [(row[0], row[1], row[2]) for row in connection.exec_driver_sql(_USES, values)]


def is_used(connection: Connection, code: str) -> bool:
    """Tell whether an item stands on a draft or on any line ever issued; reads them all."""
    for query in (_IN_A_DRAFT, _ON_A_LINE):
        if connection.exec_driver_sql(query, (code,)).scalar():
            return True
    return False


def is_archived(connection: Connection, code: str) -> bool:
    """Tell whether an item was put away."""
    query = "SELECT archived_at IS NOT NULL FROM item WHERE code = ?"
    return bool(connection.exec_driver_sql(query, (code,)).scalar())


def set_archived(tx: Transaction, item_id: int, *, archived: bool) -> None:
    """Put an item away, or take it back: it is not proposed any more, but found by its words."""
    at = instant(tx.stamp.now) if archived else None
    tx.connection.exec_driver_sql("UPDATE item SET archived_at = ? WHERE id = ?", (at, item_id))
    tx.changes.add(f"item:{item_id}")


def delete_item(tx: Transaction, item_id: int) -> None:
    """Remove an item that was never sold, with its photo."""
    save_photo(tx, item_id, b"")
    forget_item(tx, item_id)
    tx.connection.exec_driver_sql("DELETE FROM item WHERE id = ?", (item_id,))


def _item(*columns: Any) -> Item:
    (code, name, barcode, description, nature, unit, price_e6, price_includes_vat, vat_rate_bp,
     vat_case, cost_minor, discountable, category) = columns  # fmt: skip
    return Item(
        code=code,
        name=name,
        barcode=barcode,
        description=description,
        nature=Nature(nature),
        unit=unit,
        price_e6=price_e6,
        price_includes_vat=bool(price_includes_vat),
        vat_rate_bp=vat_rate_bp,
        vat_case=vat_case,
        cost_minor=cost_minor,
        discountable=bool(discountable),
        category=category,
    )


def _columns(item: Item) -> dict[str, object]:
    return {
        "code": item.code,
        "name": item.name,
        "sort_key": sort_key(item.name),
        "barcode": item.barcode,
        "description": item.description,
        "nature": item.nature.value,
        "unit": item.unit,
        "price_e6": item.price_e6,
        "price_includes_vat": int(item.price_includes_vat),
        "vat_rate_bp": item.vat_rate_bp,
        "vat_case": item.vat_case,
        "cost_minor": item.cost_minor,
        "discountable": int(item.discountable),
        "category": item.category,
    }


def item_id(connection: Connection, code: str) -> int | None:
    """Give the id of the item with a code; None if there is none."""
    found: int | None = connection.exec_driver_sql(
        "SELECT id FROM item WHERE code = ?", (code,)
    ).scalar()
    return found


_USES: Final = """
SELECT number, body ->> '$.name', quantity_e4
FROM document_search CROSS JOIN document ON document.id = document_search.rowid
CROSS JOIN document_line ON document_id = document.id AND item_code = :code
JOIN party_snapshot ON party_snapshot.id = customer_id
WHERE document_search MATCH :match ORDER BY document_search.rowid DESC LIMIT :limit"""
_IN_A_DRAFT: Final = """
SELECT 1 FROM draft, json_each(body, '$.lines') AS line
WHERE line.value ->> '$.item_code' = ? LIMIT 1"""
_ON_A_LINE: Final = (  # the newest first: what is still sold is found at once
    "SELECT 1 FROM document_line WHERE item_code = ? ORDER BY document_id DESC LIMIT 1"
)
_LOAD: Final = """
SELECT code, name, barcode, description, nature, unit, price_e6, price_includes_vat, vat_rate_bp,
    vat_case, cost_minor, discountable, category
FROM item"""
_SAVE: Final = """
INSERT INTO item (id, code, name, sort_key, barcode, description, nature, unit, price_e6,
    price_includes_vat, vat_rate_bp, vat_case, cost_minor, discountable, category)
VALUES (:id, :code, :name, :sort_key, :barcode, :description, :nature, :unit, :price_e6,
    :price_includes_vat, :vat_rate_bp, :vat_case, :cost_minor, :discountable, :category)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, sort_key = excluded.sort_key,
    barcode = excluded.barcode, description = excluded.description, nature = excluded.nature,
    unit = excluded.unit, price_e6 = excluded.price_e6,
    price_includes_vat = excluded.price_includes_vat, vat_rate_bp = excluded.vat_rate_bp,
    vat_case = excluded.vat_case, cost_minor = excluded.cost_minor,
    discountable = excluded.discountable, category = excluded.category"""
