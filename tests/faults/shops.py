"""Real data files for the tests of faults, of properties and of speed."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

from facturdesk.domain.cards import Company
from facturdesk.domain.rulebook import Rulebook
from facturdesk.i18n import Catalogue, load_catalogue
from facturdesk.storage.engine import Stamp, open_store
from facturdesk.system.resources import resource
from facturdesk.system.tables import load_rulebook
from facturdesk.usecases.companies import create_shop_file
from facturdesk.usecases.company_input import read_company
from facturdesk.usecases.shop import Shop

TODAY: Final = dt.date(2026, 11, 24)
COMPANY: Final[Mapping[str, object]] = {
    "legal_name": "Martin et fils",
    "legal_form": "EI",
    "siren": "732829320",
    "siret": "73282932000074",
    "vat_number": "FR44732829320",
    "vat_regime": "normal",
    "activity": "mixed",
    "address": {"line1": "12 rue des Halles", "postcode": "69002", "city": "Lyon"},
}


def company() -> Company:
    """Give the shop of the tests."""
    return read_company(COMPANY)[0]


def make_file(path: Path, *, state: Path | None = None, of: Company | None = None) -> Path:
    """Make a data file and give its path back."""
    create_shop_file(path, of or company(), stamp=stamp_of(TODAY), state=state)
    return path


@contextmanager
def opened(path: Path, *, state: Path | None = None, today: dt.date = TODAY) -> Iterator[Shop]:
    """Open a data file as the program does, on a day of our choice."""
    with open_store(path, state=state) as store:
        yield Shop(
            store=store,
            rulebook=rulebook(),
            today=today,
            stamp=lambda: stamp_of(today),
            catalogue=_catalogue,
        )


def copied(path: Path, target: Path) -> Path:
    """Copy a data file that nobody has open, and give the copy."""
    shutil.copyfile(path, target)
    return target


def stamp_of(day: dt.date) -> Stamp:
    """Say that a test acts at noon of a day."""
    noon = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
    return Stamp(noon, actor="test", device="bench")


@cache
def rulebook() -> Rulebook:
    """Load the dated tables once."""
    return load_rulebook()


@cache
def _catalogue(language: str) -> Catalogue:
    return load_catalogue(language, resource("locale"))
