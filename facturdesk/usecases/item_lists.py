"""The list of items."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from facturdesk.storage.item_lists import (
    ItemFilter,
    ItemListRow,
    item_counts,
    item_ids,
    items_by_ids,
)
from facturdesk.usecases.listing import (
    ALL,
    ARCHIVED,
    Field,
    FieldKind,
    ListWish,
    Total,
    fields_by_name,
)
from facturdesk.usecases.shop import Shop

ListedItem = ItemListRow


@dataclass(frozen=True, slots=True)
class ItemSource:
    """Items in alphabetical order."""

    name: str = "items"
    chips: tuple[str, ...] = (ALL, "goods", "service", ARCHIVED)

    @property
    def fields(self) -> Mapping[str, Field]:
        """The values of a row by name."""
        return ITEM_FIELDS

    def ids(self, shop: Shop, wish: ListWish, *, limit: int | None = None) -> array[int]:
        """Give the ids in order."""
        with shop.store.read() as connection:
            return item_ids(
                connection,
                ItemFilter(wish.chip, wish.text),
                by=wish.sort or "name",
                descending=wish.descending,
                limit=limit,
            )

    def rows(self, shop: Shop, ids: Sequence[int]) -> list[ListedItem]:
        """Read rows by id."""
        with shop.store.read() as connection:
            return items_by_ids(connection, ids)

    def totals(self, shop: Shop, wish: ListWish) -> dict[str, Total]:
        """Count each chip."""
        with shop.store.read() as connection:
            counts = item_counts(connection, wish.text)
        return {chip: Total(counts[chip]) for chip in self.chips}

    def total(self, shop: Shop, ids: Sequence[int], chip: str = ALL) -> Total:
        """Count some items."""
        return Total(len(ids))


def _basis(row: ListedItem) -> str:
    """Say whether the price includes VAT."""
    return "gross" if row.price_includes_vat else "net"


ITEM_FIELDS: Final = fields_by_name(
    Field("name", FieldKind.TEXT, lambda row: row.name, "name"),
    Field("code", FieldKind.TEXT, lambda row: row.code, "code"),
    Field("category", FieldKind.TEXT, lambda row: row.category, "category"),
    Field("barcode", FieldKind.TEXT, lambda row: row.barcode, "barcode"),
    Field("nature", FieldKind.CODE, lambda row: row.nature, "nature"),
    Field("unit", FieldKind.CODE, lambda row: row.unit, "unit"),
    Field("price", FieldKind.PRICE, lambda row: row.price_e6, "price"),
    Field("basis", FieldKind.CODE, _basis, "basis"),
    Field("vat", FieldKind.RATE, lambda row: row.vat_rate_bp, "vat"),
    Field("cost", FieldKind.AMOUNT, lambda row: row.cost_minor, "cost"),
)
ITEMS: Final = ItemSource()
