"""When an invoice falls due, and how late the law allows that to be."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import replace
from typing import Final

from facturdesk.domain.errors import Problem
from facturdesk.domain.parties import CustomerKind, PaymentTerms
from facturdesk.domain.rulebook import Rulebook

PROBLEMS: Final = frozenset({"terms-too-long", "terms-too-long-public"})


def due_date(issued_on: dt.date, terms: PaymentTerms) -> dt.date:
    """Return the day an invoice falls due.

    « 45 jours fin de mois » has two admitted readings: to the end of the invoice's
    month, then the days (`end_of_month_first`); or the days, then to the end of the
    month reached.
    """
    days = dt.timedelta(days=terms.days)
    if not terms.end_of_month:
        return issued_on + days
    if terms.end_of_month_first:
        return _month_end(issued_on) + days
    return _month_end(issued_on + days)


def check_terms(
    terms: PaymentTerms,
    *,
    issued_on: dt.date,
    due_on: dt.date,
    customer_kind: CustomerKind,
    rulebook: Rulebook,
    field: str,
) -> Problem | None:
    """Return the problem of a due date beyond the legal ceiling; consumers have none.

    A firm: 60 days from the date of the invoice, or 45 days end of month where the
    terms say so. A public body: 30 days.

    Source: C. com. art. L441-10 I; CCP art. R2192-10.
    """
    if customer_kind is CustomerKind.CONSUMER:
        return None
    public = customer_kind is CustomerKind.PUBLIC
    days = rulebook.count("terms_public_days" if public else "terms_days", issued_on)
    latest = issued_on + dt.timedelta(days=days)
    if terms.end_of_month and not public:
        most = rulebook.count("terms_end_of_month_days", issued_on)
        latest = max(latest, due_date(issued_on, replace(terms, days=most)))
    if due_on <= latest:
        return None
    return Problem(
        "terms-too-long-public" if public else "terms-too-long",
        field,
        {"value": due_on.isoformat(), "latest": latest.isoformat(), "days": days},
    )


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
