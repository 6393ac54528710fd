"""The backup, made daily and when the window closes, into the user's folder of copies."""

from __future__ import annotations

from facturdesk.jobs.job import Job, Surroundings
from facturdesk.usecases.backing_up import BackupResult, run_backup
from facturdesk.usecases.shop import Shop


def back_up(shop: Shop, here: Surroundings) -> BackupResult:
    """Make the copy of the day; the window also copies to the folders chosen there."""
    return run_backup(shop, [here.backups], now=here.now, own=here.backups)


BACKUP = Job("backup", back_up)
