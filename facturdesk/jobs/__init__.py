"""What runs by itself and when: plain functions on a shop, also run by `facturdesk job`."""

from __future__ import annotations

from facturdesk.jobs.backup import BACKUP
from facturdesk.jobs.job import Job, Surroundings
from facturdesk.jobs.overdue import OVERDUE

__all__ = ["JOBS", "Job", "Surroundings"]

JOBS: tuple[Job, ...] = (OVERDUE, BACKUP)
