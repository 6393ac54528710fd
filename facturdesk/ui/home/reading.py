"""What the first page reads, in two gulps: what is quick at once, then the charts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from facturdesk.usecases import home, watching
from facturdesk.usecases.backing_up import Lateness, late
from facturdesk.usecases.home import Age, Figure, Forecast, Month, Sales, ToDo
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.watching import OverdueNews, OverdueSummary


@dataclass(frozen=True, slots=True)
class Glance:
    """The figures, and what there is to do."""

    age: Age
    to_collect: Figure
    overdue: OverdueSummary
    news: OverdueNews  # since yesterday
    received: Figure
    sales: Sales
    to_do: ToDo
    backup: Lateness | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the charts show."""

    months: tuple[Month, ...]
    forecast: Forecast


def glance(shop: Shop, folders: Sequence[Path]) -> Glance:
    """Read the figures; `folders` are those of the copies."""
    return Glance(
        age=home.age(shop),
        to_collect=home.to_collect(shop),
        overdue=watching.overdue_summary(shop),
        news=watching.overdue_news(shop, shop.today - dt.timedelta(days=1)),
        received=home.received_this_month(shop),
        sales=home.sales_this_month(shop),
        to_do=home.to_do(shop),
        backup=late(shop, folders),
    )


def outlook(shop: Shop) -> Outlook:
    """Read the charts."""
    return Outlook(home.months(shop), home.forecast(shop))
