"""What every use case is given: the open data file, the rules in force, the day, and who acts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from facturdesk.i18n import Catalogue
from facturdesk.storage.engine import Stamp, Store

if TYPE_CHECKING:  # the first list of the window needs no rule
    from facturdesk.domain.rulebook import Rulebook

__all__ = ["Shop", "Stamp"]


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop at work; made by bootstrap, which alone reads the clock."""

    store: Store
    rulebook: Rulebook
    today: dt.date
    stamp: Callable[[], Stamp]
    catalogue: Callable[[str], Catalogue]  # by language
