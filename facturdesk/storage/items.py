"""The catalogue: items and services by code."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection

from facturdesk.domain.cards import Item
from facturdesk.domain.sale import Nature
from facturdesk.i18n import sort_key
from facturdesk.storage.engine import Transaction
from facturdesk.storage.search import index_item
from facturdesk.storage.statements import next_id, sql


def save_item(tx: Transaction, item: Item) -> int:
    """Add an item, or update the one with the same code; the id."""
    known = _id_of(tx.connection, item.code)
    if known is None:
        known = next_id(tx.connection, "SELECT max(id) FROM item")
    tx.connection.exec_driver_sql(_SAVE, {"id": known, **_columns(item)})
    index_item(tx, known, item)
    tx.changes.add(f"item:{known}")
    return known


def item_by_code(connection: Connection, code: str) -> Item | None:
    """Read the item with a code; None if there is none."""
    row = connection.exec_driver_sql(sql(_LOAD, "WHERE code = ?"), (code,)).fetchone()
    return _item(*row) if row else None


def _item(*columns: Any) -> Item:
    (code, name, barcode, description, nature, unit, price_e6, price_includes_vat, vat_rate_bp,
     vat_case, cost_minor, discountable) = columns  # fmt: skip
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
    }


def _id_of(connection: Connection, code: str) -> int | None:
    found: int | None = connection.exec_driver_sql(
        "SELECT id FROM item WHERE code = ?", (code,)
    ).scalar()
    return found


_LOAD: Final = """
SELECT code, name, barcode, description, nature, unit, price_e6, price_includes_vat, vat_rate_bp,
    vat_case, cost_minor, discountable
FROM item"""
_SAVE: Final = """
INSERT INTO item (id, code, name, sort_key, barcode, description, nature, unit, price_e6,
    price_includes_vat, vat_rate_bp, vat_case, cost_minor, discountable)
VALUES (:id, :code, :name, :sort_key, :barcode, :description, :nature, :unit, :price_e6,
    :price_includes_vat, :vat_rate_bp, :vat_case, :cost_minor, :discountable)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, sort_key = excluded.sort_key,
    barcode = excluded.barcode, description = excluded.description, nature = excluded.nature,
    unit = excluded.unit, price_e6 = excluded.price_e6,
    price_includes_vat = excluded.price_includes_vat, vat_rate_bp = excluded.vat_rate_bp,
    vat_case = excluded.vat_case, cost_minor = excluded.cost_minor,
    discountable = excluded.discountable"""
