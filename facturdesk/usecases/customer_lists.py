"""The list of customers, with what each owes."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from facturdesk.storage.party_lists import (
    PartyFilter,
    PartyListRow,
    parties_by_ids,
    party_ids,
    party_totals,
    total_owed,
)
from facturdesk.usecases.listing import (
    ALL,
    ARCHIVED,
    OVERDUE,
    TO_COLLECT,
    Field,
    FieldKind,
    ListWish,
    Total,
    fields_by_name,
    in_chunks,
)
from facturdesk.usecases.shop import Shop

ListedCustomer = PartyListRow


@dataclass(frozen=True, slots=True)
class CustomerSource:
    """Customers in alphabetical order; merged cards are not among them."""

    name: str = "customers"
    chips: tuple[str, ...] = (ALL, TO_COLLECT, OVERDUE, ARCHIVED)

    @property
    def fields(self) -> Mapping[str, Field]:
        """The values of a row by name."""
        return CUSTOMER_FIELDS

    def ids(self, shop: Shop, wish: ListWish, *, limit: int | None = None) -> array[int]:
        """Give the ids in order."""
        with shop.store.read() as connection:
            return party_ids(
                connection,
                PartyFilter(wish.chip, wish.text),
                today=shop.today.isoformat(),
                by=wish.sort or "name",
                descending=wish.descending,
                limit=limit,
            )

    def rows(self, shop: Shop, ids: Sequence[int]) -> list[ListedCustomer]:
        """Read rows by id."""
        with shop.store.read() as connection:
            return parties_by_ids(connection, ids, today=shop.today.isoformat())

    def totals(self, shop: Shop, wish: ListWish) -> dict[str, Total]:
        """Count each chip, and add up what is owed."""
        with shop.store.read() as connection:
            totals = party_totals(connection, wish.text, today=shop.today.isoformat())
        return {chip: Total(*totals[chip]) for chip in self.chips}

    def total(self, shop: Shop, ids: Sequence[int], chip: str = ALL) -> Total:
        """Count some customers, and add up what they owe, or what of it is overdue."""
        before = shop.today.isoformat() if chip == OVERDUE else None
        owed = 0
        for part in in_chunks(ids):
            with shop.store.read() as connection:
                owed += total_owed(connection, part, due_before=before)
        return Total(len(ids), owed)


CUSTOMER_FIELDS: Final = fields_by_name(
    Field("name", FieldKind.TEXT, lambda row: row.name, "name"),
    Field("code", FieldKind.TEXT, lambda row: row.code, "code"),
    Field("kind", FieldKind.CODE, lambda row: row.kind, "kind"),
    Field("postcode", FieldKind.TEXT, lambda row: row.postcode, "postcode"),
    Field("city", FieldKind.TEXT, lambda row: row.city, "city"),
    Field("email", FieldKind.TEXT, lambda row: row.email, "email"),
    Field("phone", FieldKind.TEXT, lambda row: row.phone, "phone"),
    Field("siren", FieldKind.TEXT, lambda row: row.siren, "siren"),
    Field("owed", FieldKind.AMOUNT, lambda row: row.owed_minor or None, "owed"),
    Field("overdue", FieldKind.AMOUNT, lambda row: row.overdue_minor or None, "overdue"),
)
CUSTOMERS: Final = CustomerSource()
