"""The figures of the first page: what is owed, late, received, sold, and what there is to do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from facturdesk.domain.parties import FRENCH_COUNTRIES
from facturdesk.storage import home
from facturdesk.usecases.shop import Shop

_DAY: Final = dt.timedelta(days=1)
_WEEK: Final = dt.timedelta(days=7)
_MONTHS: Final = 12
_WEEKS: Final = 13  # ninety days and one
_FIRST_INVOICES: Final = 10


class Age(Enum):
    """How much a shop has issued: nothing, its first invoices, more."""

    EMPTY = "empty"
    NEW = "new"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Figure:
    """How many, and what they come to."""

    count: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Sales:
    """What was invoiced this month until today, and on the same days a year ago; with VAT."""

    since: dt.date
    amount_minor: int
    before_since: dt.date
    before_until: dt.date  # that day included
    before_minor: int


@dataclass(frozen=True, slots=True)
class Month:
    """What was invoiced, VAT included, and received in a month."""

    first: dt.date
    last: dt.date
    sales_minor: int
    receipts_minor: int


@dataclass(frozen=True, slots=True)
class Week:
    """What falls due in a week."""

    first: dt.date
    last: dt.date
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is to be collected by the week it is due: late, in the next weeks, later."""

    late_minor: int
    weeks: tuple[Week, ...]
    later_minor: int


@dataclass(frozen=True, slots=True)
class ToDo:
    """What is waiting for someone, apart from what is late."""

    drafts: Figure
    firms_without_siren: tuple[str, ...] = field(default=())  # codes; an invoice needs it
    tables_to_review: dt.date | None = None  # since when rates and mentions want a look


def age(shop: Shop) -> Age:
    """Tell how much a shop has issued so far."""
    with shop.store.read() as connection:
        count = home.count_documents(connection, _FIRST_INVOICES)
    return Age.EMPTY if not count else Age.NEW if count < _FIRST_INVOICES else Age.BUSY


def to_collect(shop: Shop) -> Figure:
    """Tell what customers owe, late or not."""
    with shop.store.read() as connection:
        return Figure(*home.owed(connection))


def received_this_month(shop: Shop) -> Figure:
    """Tell what was received since the first of the month, less what was undone."""
    span = (_first(shop.today), _next(shop.today))
    with shop.store.read() as connection:
        (amount,) = home.receipts(connection, [span])
        return Figure(home.count_receipts(connection, span), amount)


def sales_this_month(shop: Shop) -> Sales:
    """Tell what was invoiced since the first of the month, and on the same days a year ago."""
    since, today = _first(shop.today), shop.today
    before = _a_year_earlier(today)
    with shop.store.read() as connection:
        amount, then = home.sales(
            connection, [(since, today + _DAY), (_first(before), before + _DAY)]
        )
    return Sales(since, amount, _first(before), before, then)


def months(shop: Shop, count: int = _MONTHS) -> tuple[Month, ...]:
    """Tell the sales and the receipts of the last months, the current one last."""
    spans = []
    first = _first(shop.today)
    for _ in range(count):
        spans.append((first, _next(first)))
        first = _first(first - _DAY)
    spans.reverse()
    with shop.store.read() as connection:
        sold = home.sales(connection, spans)
        received = home.receipts(connection, spans)
    return tuple(
        Month(since, until - _DAY, sales, receipts)
        for (since, until), sales, receipts in zip(spans, sold, received, strict=True)
    )


def forecast(shop: Shop, weeks: int = _WEEKS) -> Forecast:
    """Tell when what is owed falls due; all of it together is what is to be collected."""
    with shop.store.read() as connection:
        days = home.falling_due(connection)
    late = later = 0
    amounts = [0] * weeks
    for day, amount in days:
        week = (day - shop.today).days // 7
        if week < 0:
            late += amount
        elif week >= weeks:
            later += amount
        else:
            amounts[week] += amount
    firsts = [shop.today + number * _WEEK for number in range(weeks)]
    return Forecast(
        late,
        tuple(
            Week(first, first + _WEEK - _DAY, amount)
            for first, amount in zip(firsts, amounts, strict=True)
        ),
        later,
    )


def to_do(shop: Shop) -> ToDo:
    """Tell what is waiting: drafts, cards that block an invoice, tables past their review."""
    codes: list[str] = []
    with shop.store.read() as connection:
        drafts = Figure(*home.drafts(connection))
        if shop.rulebook.requires_customer_siren(shop.today):
            codes = home.firms_without_siren(connection, sorted(FRENCH_COUNTRIES))
    return ToDo(drafts, tuple(codes), shop.rulebook.review_missed(shop.today))


def _first(day: dt.date) -> dt.date:
    return day.replace(day=1)


def _next(day: dt.date) -> dt.date:
    """Give the first of the month after a day's."""
    return _first(_first(day) + 31 * _DAY)


def _a_year_earlier(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
