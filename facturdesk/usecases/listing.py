"""What a list is: ids in an order, rows by id, chips with their sums; one source a kind."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Protocol

from facturdesk.usecases.shop import Shop

ALL: Final = "all"
DRAFT: Final = "draft"
TO_COLLECT: Final = "to_collect"
OVERDUE: Final = "overdue"
PAID: Final = "paid"
ARCHIVED: Final = "archived"


class FieldKind(StrEnum):
    """What a value of a list is: how it is written, aligned and exported."""

    TEXT = "text"
    CODE = "code"  # a code such as `overdue`; whoever shows it has the word
    DAY = "day"  # a date, or None
    AMOUNT = "amount"  # minor units, or None
    PRICE = "price"  # millionths, or None
    RATE = "rate"  # basis points, or None
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Field:
    """One value of each row of a list; `sort` is the order that goes by it, if any does."""

    name: str
    kind: FieldKind
    value: Callable[[Any], Any]
    sort: str = ""


@dataclass(frozen=True, slots=True)
class ListWish:
    """What a list shows, and in which order; nothing said: everything, in its usual order."""

    chip: str = ALL
    since: dt.date | None = None
    until: dt.date | None = None
    text: str = ""
    customer_code: str | None = None
    sort: str = ""  # of a Field; empty: the usual order
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """How many rows, and what they come to; None: nothing to add up."""

    count: int
    amount_minor: int | None = None


class ListSource(Protocol):
    """Where a list comes from; it keeps nothing, so any thread may ask it."""

    @property
    def name(self) -> str:
        """The name of the list, as EXPORTED and preferences call it."""

    @property
    def fields(self) -> Mapping[str, Field]:
        """The values of its rows by name."""

    @property
    def chips(self) -> tuple[str, ...]:
        """What it may be narrowed to; the first is everything."""

    def ids(self, shop: Shop, wish: ListWish, *, limit: int | None = None) -> array[int]:
        """Give the ids of everything wished for, in order; `limit`: the first ones only.

        Drafts have negative ids.

        Raises:
            CustomerUnknown: no customer has this code.
        """

    def rows(self, shop: Shop, ids: Sequence[int]) -> list[Any]:
        """Read rows by id, in this order; each has an `id`. What is gone is left out."""

    def totals(self, shop: Shop, wish: ListWish) -> dict[str, Total]:
        """Count and add up each chip of what is wished for, whatever its own chip."""

    def total(self, shop: Shop, ids: Sequence[int], chip: str = ALL) -> Total:
        """Count and add up some rows of a chip, as the chip itself is added up."""


def fields_by_name(*fields: Field) -> dict[str, Field]:
    """Give fields by their names."""
    return {field.name: field for field in fields}


def in_chunks(ids: Sequence[int], size: int = 5_000) -> Iterator[Sequence[int]]:
    """Cut ids into parts that are read in a few milliseconds each."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
