"""The overdue watch, run at start, at the change of day, hourly and on demand."""

from __future__ import annotations

from facturdesk.jobs.job import Job, Surroundings
from facturdesk.usecases.results import OverdueResult
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.watching import overdue_pass


def watch_overdue(shop: Shop, _: Surroundings) -> OverdueResult:
    """Run one pass for the shop's day."""
    return overdue_pass(shop)


OVERDUE = Job("overdue", watch_overdue)
