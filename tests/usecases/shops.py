"""A shop in a temporary folder, made quickly: the empty file is made once and copied."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from facturdesk.domain.cards import Company, Numbering
from facturdesk.domain.parties import Address, LegalForm, Seller
from facturdesk.i18n import load_catalogue
from facturdesk.storage.engine import Stamp, open_store
from facturdesk.system.resources import resource
from facturdesk.system.tables import load_rulebook
from facturdesk.usecases.companies import create_shop_file
from facturdesk.usecases.sales import save_sale
from facturdesk.usecases.shop import Shop

TODAY = dt.date(2026, 11, 24)
COMPANY = Company(
    Seller(
        legal_name="Martin et fils",
        legal_form=LegalForm.EI,
        siren="732829320",
        siret="73282932000074",
        vat_number="FR44732829320",
        address=Address("12 rue des Halles", "", "69002", "Lyon"),
    ),
    Numbering(),
)
FIRM = {
    "code": "C0001",
    "kind": "firm",
    "name": "Client SA",
    "siren": "200000008",
    "address": {"line1": "1 place Bellecour", "postcode": "69002", "city": "Lyon"},
}
CONSUMER = {"kind": "consumer", "name": "Anne Dupont"}
TEA = {"description": "Thé vert", "quantity": "2", "unit_price": "50.00", "vat_rate": "20"}
BOOK = {"description": "Livre", "quantity": "3", "unit_price": "10.00", "vat_rate": "5.5"}
SALE: Mapping[str, object] = {"customer": FIRM, "lines": [TEA]}  # 100.00 + 20.00 of VAT
MIXED: Mapping[str, object] = {"customer": FIRM, "lines": [TEA, BOOK]}  # 120.00 + 31.65


def stamped(day: dt.date) -> Stamp:
    """Say who acts at noon of a day."""
    return Stamp(dt.datetime.combine(day, dt.time(12), dt.UTC), actor="anne", device="till")


@contextmanager
def opened(path: Path, *, state: Path | None = None, today: dt.date = TODAY) -> Iterator[Shop]:
    """Open a shop's data file as bootstrap does, on a day of our choice."""
    with open_store(path, state=state) as store:
        yield Shop(
            store=store,
            rulebook=load_rulebook(),
            today=today,
            stamp=lambda: stamped(today),
            catalogue=lambda language: load_catalogue(language, resource("locale")),
        )


def later(shop: Shop, day: dt.date) -> Shop:
    """Give the same shop on another day."""
    return replace(shop, today=day, stamp=lambda: stamped(day))


def new_file(folder: Path, company: Company = COMPANY) -> Path:
    """Put a shop's empty data file in a folder."""
    path = folder / "Boutique.facturdesk"
    shutil.copyfile(_empty(company), path)
    return path


def sold(shop: Shop, sale: Mapping[str, object] = SALE, **more: object) -> str:
    """Issue a sale and give its number."""
    number = save_sale(shop, {**sale, **more}, issue=True).number
    assert number
    return number


@cache
def _empty(company: Company) -> Path:
    path = Path(_folder().name) / f"{hash(company)}.facturdesk"
    create_shop_file(path, company, stamp=stamped(dt.date(2026, 11, 2)), state=None)
    return path


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="facturdesk-tests-")
