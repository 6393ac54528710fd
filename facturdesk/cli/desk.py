"""What a command works with: the user's language, today, and the way to a data file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from facturdesk.i18n import Catalogue, Context

if TYPE_CHECKING:  # the data layer is loaded by the commands that use it
    from facturdesk.domain.rulebook import Rulebook
    from facturdesk.usecases.shop import Shop, Stamp


class OpenShop(Protocol):
    """Opens a data file; `today` replaces the day of the clock."""

    def __call__(self, path: Path, *, today: dt.date | None = None) -> AbstractContextManager[Shop]:
        """Open it, for as long as the context lasts."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Made by bootstrap, which alone reads the clock and the environment."""

    catalogue: Catalogue
    today: dt.date
    open_shop: OpenShop
    stamp: Callable[[], Stamp]
    state: Callable[[], Path]  # the folder of what is remembered outside the data files
    rulebook: Callable[[], Rulebook]
    backups: Path  # the user's folder for copies

    def text(self, context: Context, msgid: str, /, **params: object) -> str:
        """Give a text in the user's language."""
        return self.catalogue.text(context, msgid, **params)
