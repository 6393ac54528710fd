"""What bootstrap gives the window: language, clock, folders, and the way to a data file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from facturdesk.i18n import Catalogue

if TYPE_CHECKING:  # the data layer is loaded after the first paint
    from facturdesk.domain.rulebook import Rulebook
    from facturdesk.usecases.shop import Shop, Stamp


class OpenShop(Protocol):
    """Opens a data file; `today` replaces the day of the clock."""

    def __call__(self, path: Path, *, today: dt.date | None = None) -> AbstractContextManager[Shop]:
        """Open it, for as long as the context lasts."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)  # made sooner so
class WindowDesk:
    """Made by bootstrap, which alone reads the clock and the environment."""

    language: str  # of the system
    catalogue: Callable[[str], Catalogue]  # by language
    today: Callable[[], dt.date]
    now: Callable[[], dt.datetime]  # aware
    open_shop: OpenShop
    stamp: Callable[[], Stamp]
    rulebook: Callable[[], Rulebook]
    state: Callable[[], Path]  # the folder of what is remembered outside the data files
    settings: Path  # the user's folder for preferences
    backups: Path  # the user's folder for copies, unless they choose another
    logs: Path
    documents: Path  # where a data file is put unless the user chooses another place
    help_folder: Path  # resources/help
    icons_folder: Path  # resources/icons
    log_defect: Callable[[BaseException], str]  # gives the file, or why there is none
