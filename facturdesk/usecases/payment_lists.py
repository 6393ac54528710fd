"""The list of payments, by method."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from facturdesk.storage.payment_lists import (
    PaymentFilter,
    payment_ids,
    payment_totals,
    total_of_payments,
)
from facturdesk.storage.payments import payments_by_ids
from facturdesk.usecases.finding import customer_card, payment_entry
from facturdesk.usecases.listing import (
    ALL,
    Field,
    FieldKind,
    ListWish,
    Total,
    fields_by_name,
    in_chunks,
)
from facturdesk.usecases.results import PaymentEntry
from facturdesk.usecases.shop import Shop

METHODS: Final = ("cash", "card", "cheque", "transfer", "direct_debit", "other")


@dataclass(frozen=True, slots=True)
class PaymentSource:
    """Payments and counter-entries, the newest first."""

    name: str = "payments"
    chips: tuple[str, ...] = (ALL, *METHODS)

    @property
    def fields(self) -> Mapping[str, Field]:
        """The values of a row by name."""
        return PAYMENT_FIELDS

    def ids(self, shop: Shop, wish: ListWish, *, limit: int | None = None) -> array[int]:
        """Give the ids in order."""
        with shop.store.read() as connection:
            return payment_ids(
                connection,
                _filter(connection, wish),
                by=wish.sort or "date",
                descending=wish.descending or not wish.sort,
                limit=limit,
            )

    def rows(self, shop: Shop, ids: Sequence[int]) -> list[PaymentEntry]:
        """Read rows by id."""
        with shop.store.read() as connection:
            return [payment_entry(row) for row in payments_by_ids(connection, ids)]

    def totals(self, shop: Shop, wish: ListWish) -> dict[str, Total]:
        """Count and add up each method."""
        with shop.store.read() as connection:
            found = payment_totals(connection, _filter(connection, wish))
        totals = {method: Total(*found.get(method, (0, 0))) for method in METHODS}
        return {ALL: Total(*found[None]), **totals}

    def total(self, shop: Shop, ids: Sequence[int], chip: str = ALL) -> Total:
        """Count and add up some payments."""
        count = amount = 0
        for part in in_chunks(ids):
            with shop.store.read() as connection:
                more, minor = total_of_payments(connection, part)
            count, amount = count + more, amount + minor
        return Total(count, amount)


def payment_status(row: PaymentEntry) -> str:
    """Say where a payment stands; empty: it is as it was received."""
    if row.reverses is not None:
        return "counter_entry"
    return "undone" if row.reversed_by is not None else ""


def _filter(connection: Connection, wish: ListWish) -> PaymentFilter:
    party_id = None
    if wish.customer_code is not None:
        party_id, _ = customer_card(connection, wish.customer_code)
    return PaymentFilter(
        method=None if wish.chip == ALL else wish.chip,
        party_id=party_id,
        since=wish.since,
        until=wish.until,
        text=wish.text,
    )


def _numbers(row: PaymentEntry) -> str:
    return ", ".join(part.number for part in row.allocations)


PAYMENT_FIELDS: Final = fields_by_name(
    Field("date", FieldKind.DAY, lambda row: row.received_on, "date"),
    Field("customer", FieldKind.TEXT, lambda row: row.customer_name, "customer"),
    Field("customer_code", FieldKind.TEXT, lambda row: row.customer, "customer_code"),
    Field("method", FieldKind.CODE, lambda row: row.method, "method"),
    Field("amount", FieldKind.AMOUNT, lambda row: row.amount_minor, "amount"),
    Field("reference", FieldKind.TEXT, lambda row: row.reference, "reference"),
    Field("documents", FieldKind.TEXT, _numbers, "documents"),
    Field("left", FieldKind.AMOUNT, lambda row: row.unallocated_minor or None, "left"),
    Field("status", FieldKind.CODE, payment_status, "status"),
)
PAYMENTS: Final = PaymentSource()
