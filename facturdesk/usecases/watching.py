"""The overdue watch: one pass flags what is late and clears what no longer is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from facturdesk.storage.overdue import Flagged
from facturdesk.storage.receivables import overdue_pass as run_pass
from facturdesk.usecases.results import LateInstalment, OverdueResult
from facturdesk.usecases.shop import Shop


def overdue_pass(shop: Shop, *, on: dt.date | None = None) -> OverdueResult:
    """Flag every instalment late on a day that has no flag; clear those settled since.

    It finds what fell due since its last run, however long ago; a second pass on the
    same day changes nothing.
    """
    with shop.store.write(shop.stamp()) as tx:
        found = run_pass(tx, on or shop.today)
    return OverdueResult(_late(found.flagged), _late(found.cleared))


def _late(found: Iterable[Flagged]) -> tuple[LateInstalment, ...]:
    return tuple(LateInstalment(part.number, part.sequence, part.due_on) for part in found)
