"""The calendar of the demonstration shop: what is issued, paid, credited and corrected, and when."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from facturdesk.domain.money import apportion
from facturdesk.domain.numbering import format_number
from facturdesk.domain.sale import DocumentKind
from facturdesk.usecases.demo_sales import Action, Step, fate_of
from facturdesk.usecases.demo_world import World

# how much is sold, in hundredths of an ordinary day
_MONTHS: Final = (82, 78, 92, 98, 106, 104, 88, 60, 96, 104, 122, 170)
_WEEKDAYS: Final = (70, 96, 100, 100, 116, 150, 0)  # Monday to Sunday
_GROWTH: Final = 8  # per cent a year

_DOCUMENTS: Final = {
    Action.CORRECT: DocumentKind.CORRECTIVE_INVOICE,
    Action.CREDIT: DocumentKind.CREDIT_NOTE,
    Action.CREDIT_PART: DocumentKind.CREDIT_NOTE,
}


class Work(NamedTuple):
    """A document to make; `original` is what it corrects or credits."""

    kind: DocumentKind
    rank: int  # of the invoice it is, or is about
    day: dt.date
    counter: int
    number: str
    original: Work | None = None
    partly: bool = False  # a credit note for a part
    followed: bool = False  # something will happen to it


class Due(NamedTuple):
    """A step in the fate of an invoice whose day has come."""

    rank: int
    place: int  # in its fate
    step: Step
    last: bool


@dataclass(slots=True)
class Day:
    """What happens on one day: documents in the order of their numbers, then money."""

    day: dt.date
    documents: list[Work] = field(default_factory=list)
    money: list[Due] = field(default_factory=list)


def plan_days(world: World, *, invoices: int, years: int, today: dt.date) -> Iterator[Day]:
    """Give each day on which something happens, from `years` ago to today."""
    calendar = _Calendar(world)
    for day, count in _busy_days(world, invoices=invoices, years=years, today=today):
        planned = calendar.plan(day, count)
        if planned.documents or planned.money:
            yield planned


def first_day(today: dt.date, years: int) -> dt.date:
    """Give the day after the same day so many years ago."""
    last = dt.date(today.year - years, today.month, min(today.day, 28))
    return last + dt.timedelta(days=1)


class _Calendar:
    """What is still to come, and the next number of each series."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rank = 0
        self._coming: dict[dt.date, list[Due]] = defaultdict(list)
        self._issued: dict[int, Work] = {}  # invoices that something will happen to
        self._counters: dict[tuple[bool, int], int] = {}  # by series and year

    def plan(self, day: dt.date, count: int) -> Day:
        """Plan one day with so many new invoices."""
        planned = Day(day)
        for _ in range(count):
            planned.documents.append(self._invoice(day))
        later = []
        for due in self._coming.pop(day, ()):
            if due.step.action is Action.CORRECT:
                planned.documents.append(self._about(due, day))
            elif due.step.action in _DOCUMENTS:
                later.append(self._about(due, day))
            else:
                planned.money.append(due)
        planned.documents += later
        return planned

    def _invoice(self, day: dt.date) -> Work:
        rank = self._rank
        self._rank += 1
        fate = fate_of(self._world, rank)
        number = self._number(DocumentKind.INVOICE, day)
        work = Work(DocumentKind.INVOICE, rank, day, *number, followed=bool(fate))
        for place, step in enumerate(fate):
            due = Due(rank, place, step, last=place == len(fate) - 1)
            self._coming[day + dt.timedelta(days=step.days)].append(due)
            if step.action in _DOCUMENTS:
                self._issued[rank] = work
        return work

    def _about(self, due: Due, day: dt.date) -> Work:
        kind = _DOCUMENTS[due.step.action]
        return Work(
            kind,
            due.rank,
            day,
            *self._number(kind, day),
            original=self._issued.pop(due.rank),
            partly=due.step.action is Action.CREDIT_PART,
            followed=not due.last,
        )

    def _number(self, kind: DocumentKind, day: dt.date) -> tuple[int, str]:
        credit = kind is DocumentKind.CREDIT_NOTE
        counter = self._counters.get((credit, day.year), 1)
        self._counters[credit, day.year] = counter + 1
        numbering = self._world.company.numbering
        pattern = numbering.credit_note if credit else numbering.invoice
        return counter, format_number(pattern, year=day.year, counter=counter)


def _busy_days(
    world: World, *, invoices: int, years: int, today: dt.date
) -> list[tuple[dt.date, int]]:
    """Share the invoices among the days: seasons, days of the week, growth, chance."""
    dice = random.Random(world.seed)
    start = first_day(today, years)
    days = [start + dt.timedelta(days=n) for n in range((today - start).days + 1)]
    weights = [
        _MONTHS[day.month - 1]
        * _WEEKDAYS[day.weekday()]
        * (100 + _GROWTH * (day.year - start.year))
        * dice.randint(70, 130)
        for day in days
    ]
    return list(zip(days, apportion(invoices, weights), strict=True))
