"""How the first page says its figures: one function for each, from what a use case tells."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from facturdesk.domain.money import Money
from facturdesk.i18n import Catalogue
from facturdesk.ui.widgets.charts import Bars

if TYPE_CHECKING:  # the data layer is loaded after the first paint
    from facturdesk.ui.home.reading import Glance
    from facturdesk.usecases.backing_up import Lateness
    from facturdesk.usecases.home import Month, Sales, Week


def figures(words: Catalogue, glance: Glance) -> dict[str, tuple[str, str]]:
    """Say the four figures, each with the line below it."""
    return {
        "to_collect": (
            words.money(glance.to_collect.amount_minor),
            words.plural("ui", "{count} invoice", "{count} invoices", glance.to_collect.count),
        ),
        "overdue": (
            words.money(glance.overdue.amount_minor),
            _late(words, glance.overdue.count, glance.news.count),
        ),
        "received": (
            words.money(glance.received.amount_minor),
            words.plural("ui", "{count} payment", "{count} payments", glance.received.count),
        ),
        "sales": (words.money(glance.sales.amount_minor), _compared(words, glance.sales)),
    }


def _late(words: Catalogue, count: int, new: int) -> str:
    said = words.plural("ui", "{count} invoice", "{count} invoices", count)
    if not new:
        return said
    return words.text(
        "ui", "{invoices}, {count} since yesterday", invoices=said, count=words.number(new)
    )


def _compared(words: Catalogue, sales: Sales) -> str:
    """Compare this month's sales with those of the same days a year ago."""
    since, until = sales.before_since, sales.before_until
    if not sales.before_minor:
        return words.text("ui", "nothing from {since} to {until}", since=since, until=until)
    return words.text(
        "ui",
        "{change} on 1–{day} {month} {year}",
        change=change(words, sales.amount_minor, sales.before_minor),
        month=month_name(words, since),
        year=since.year,
        day=until.day,
    )


def change(words: Catalogue, now_minor: int, before_minor: int) -> str:
    """Write how much more or less, in whole percents: +12 %, −3 %."""
    percents = (200 * (now_minor - before_minor) // abs(before_minor) + 1) // 2
    sign = "+" if percents > 0 else ""
    return sign + words.percent(percents * 100)


def month_bars(words: Catalogue, months: tuple[Month, ...]) -> list[Bars]:
    """Give the bars of months: sales, then receipts."""
    return [
        Bars(
            month_name(words, each.first, short=True),
            f"{month_name(words, each.first)} {each.first.year}",
            (each.sales_minor, each.receipts_minor),
        )
        for each in months
    ]


def week_bars(words: Catalogue, weeks: tuple[Week, ...]) -> list[Bars]:
    """Give the bars of weeks, each under its first day."""
    return [
        Bars(
            words.date(each.first)[:5],
            words.text("ui", "From {first} to {last}", first=each.first, last=each.last),
            (each.amount_minor,),
        )
        for each in weeks
    ]


def month_name(words: Catalogue, day: dt.date, *, short: bool = False) -> str:
    """Name the month of a day, as the language of the screen does."""
    form = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    date = QDate(day.year, day.month, day.day)
    return QLocale(words.language).standaloneMonthName(date.month(), form)


def already_late(words: Catalogue, amount_minor: int) -> str:
    """Say what should have come already; empty: nothing."""
    if not amount_minor:
        return ""
    return words.text("ui", "Already late: {amount}", amount=Money(amount_minor))


def later(words: Catalogue, amount_minor: int) -> str:
    """Say what falls due after the weeks shown; empty: nothing."""
    if not amount_minor:
        return ""
    return words.text("ui", "Later: {amount}", amount=Money(amount_minor))


def to_do(words: Catalogue, glance: Glance) -> dict[str, tuple[str, str]]:
    """Say what there is to do, by the name of its line; an empty text: nothing of this kind."""
    todo = glance.to_do
    return {
        "late": (
            _late_invoices(words, glance.overdue.count),
            words.money(glance.overdue.amount_minor),
        ),
        "drafts": (_drafts(words, todo.drafts.count), words.money(todo.drafts.amount_minor)),
        "siren": (_without_siren(words, len(todo.firms_without_siren)), ""),
        "backup": (_late_backup(words, glance.backup), ""),
        "tables": (_old_tables(words, todo.tables_to_review), ""),
    }


def _late_invoices(words: Catalogue, count: int) -> str:
    if not count:
        return ""
    return words.plural("ui", "{count} overdue invoice", "{count} overdue invoices", count)


def _drafts(words: Catalogue, count: int) -> str:
    if not count:
        return ""
    return words.plural("ui", "{count} draft to issue", "{count} drafts to issue", count)


def _without_siren(words: Catalogue, count: int) -> str:
    if not count:
        return ""
    return words.plural(
        "ui",
        "{count} firm without a SIREN: it cannot be invoiced",
        "{count} firms without a SIREN: they cannot be invoiced",
        count,
    )


def _late_backup(words: Catalogue, lateness: Lateness | None) -> str:
    if lateness is None:
        return ""
    if lateness.last is None:
        return words.text("ui", "No backup was ever made")
    return words.plural(
        "ui", "No backup for {count} day", "No backup for {count} days", lateness.days
    )


def _old_tables(words: Catalogue, since: dt.date | None) -> str:
    if since is None:
        return ""
    return words.text(
        "ui", "Legal rates and texts were to be checked by {day}: update FacturDesk", day=since
    )
