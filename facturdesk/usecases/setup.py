"""Sets a shop up: what follows from what is typed, how its paper will look, where its file goes."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from facturdesk.domain.cards import Company
from facturdesk.domain.checks import COMPANIES, UNTAXED
from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.identifiers import is_bic, is_iban, normalise_siret
from facturdesk.domain.numbering import continued, format_number
from facturdesk.domain.parties import Address, Bank, Territory, VatRegime
from facturdesk.domain.proposals import (
    french_vat_number,
    registries_near,
    siren_of,
    territory_of,
)
from facturdesk.domain.rulebook import Rulebook
from facturdesk.i18n import Catalogue, sort_key
from facturdesk.usecases.companies import create_shop_file
from facturdesk.usecases.company_input import judge_company
from facturdesk.usecases.demo import DemoResult, DemoWish, Progress, make_demo
from facturdesk.usecases.saving import OutputForbidden
from facturdesk.usecases.shop import Stamp

PROBLEMS: Final = frozenset({"logo-unreadable", "number-not-continued"})
SUFFIX: Final = ".facturdesk"
FOLDER: Final = "FacturDesk"
LARGEST_LOGO: Final = 10 * 1024 * 1024  # bytes, as `documents.logo` takes

_DEMONSTRATION: Final = DemoWish(invoices=300, years=2, seed=1)
_NOT_IN_NAMES: Final = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com[1-9]|lpt[1-9])", re.IGNORECASE)
_LONGEST_NAME: Final = 60
_ADDRESS: Final = "address"
_NEXT: Final = "numbering.next_invoice"


@dataclass(frozen=True, slots=True)
class Proposals:
    """What follows from what is typed; empty where nothing can be said."""

    siren: str = ""
    vat_number: str = ""
    territory: Territory = Territory.METROPOLE
    registries: tuple[str, ...] = ()  # of the department
    rcs_city: str = ""


def propose(values: Mapping[str, object], rulebook: Rulebook, on: dt.date) -> Proposals:
    """Say what follows from the SIRET, the postcode and the town."""
    siren = siren_of(normalise_siret(_text(values, "siret")))
    address = values.get(_ADDRESS)
    place: Mapping[str, object] = address if isinstance(address, Mapping) else {}
    postcode = _text(place, "postcode").replace(" ", "")
    registries = registries_near(postcode, rulebook, on)
    return Proposals(
        siren=siren,
        vat_number=french_vat_number(siren),
        territory=territory_of(postcode, rulebook, on) or Territory.METROPOLE,
        registries=registries,
        rcs_city=_registry(_text(place, "city"), registries),
    )


def completed(values: Mapping[str, object], rulebook: Rulebook, on: dt.date) -> dict[str, object]:
    """Give what is typed with what follows from it, where nothing else was typed."""
    found = propose(values, rulebook, on)
    more: dict[str, object] = {"siren": found.siren, "territory": found.territory.value}
    regime = values.get("vat_regime", VatRegime.NORMAL.value)
    if regime != VatRegime.FRANCHISE and found.territory not in UNTAXED:
        more["vat_number"] = found.vat_number
    if is_registered(values.get("legal_form")):
        more["rcs_city"] = found.rcs_city
    else:
        values = {name: value for name, value in values.items() if name != "share_capital"}
    found_out = {name: value for name, value in more.items() if value}
    return {**found_out, **values, **_continued(values, on)}


def is_registered(legal_form: object) -> bool:
    """Tell whether a legal form has a capital and stands in the registry of commerce."""
    return legal_form in COMPANIES


def faults(values: Mapping[str, object]) -> tuple[Problem, ...]:
    """Give every problem of a profile as it is typed."""
    typed = _next_number(values)
    unread = Problem("number-not-continued", _NEXT, {"value": typed})
    found = judge_company(values)[2]
    return tuple(unread if typed and each.field == _NEXT else each for each in found)


def first_number(values: Mapping[str, object], on: dt.date) -> str:
    """Give the number of the first invoice; empty while what is typed cannot be continued."""
    company, _, problems = judge_company(values)
    if any(each.field.startswith("numbering") for each in problems):
        return ""
    numbering = company.numbering
    return format_number(numbering.invoice, year=on.year, counter=numbering.next_invoice)


def sketch(values: Mapping[str, object], logo: bytes, words: Catalogue) -> Company:
    """Give a company that can be drawn, whatever is still missing or wrong."""
    company, _, _ = judge_company(values)
    seller = company.seller
    bank = seller.bank
    drawn = replace(
        seller,
        legal_name=seller.legal_name or words.text("ui", "Your shop"),
        address=_drawn_address(seller.address, words),
        bank=Bank(
            bank.iban if is_iban(bank.iban) else "",
            bank.bic if is_bic(bank.bic) else "",
            bank.holder,
        ),
    )
    return replace(company, seller=drawn, logo=logo)


def read_logo(path: Path) -> bytes:
    """Read a logo and make it small, as documents carry it.

    Raises:
        InputRefused: it cannot be read, or is no picture.
    """
    from facturdesk.documents.logo import prepare_logo  # loads a picture library

    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_LOGO + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputRefused(
            [Problem("logo-unreadable", "logo", {"file": path.name, "reason": reason})]
        ) from None
    return prepare_logo(content)


def proposed_place(folder: Path, name: str) -> Path:
    """Propose where the data file of a shop goes: a name that is not taken yet."""
    bare = _NOT_IN_NAMES.sub(" ", name)[:_LONGEST_NAME].strip(" .") or "Boutique"
    if _RESERVED.fullmatch(bare):  # Windows keeps these names for devices
        bare += " 1"
    place = folder / FOLDER / f"{bare}{SUFFIX}"
    number = 2
    while os.path.lexists(place):
        place = folder / FOLDER / f"{bare} {number}{SUFFIX}"
        number += 1
    return place


def new_shop(
    path: Path,
    values: Mapping[str, object],
    logo: bytes,
    *,
    stamp: Stamp,
    state: Path | None,
) -> Path:
    """Make the data file of a shop from what was typed; its folder is made where it is missing.

    Raises:
        InputRefused: with every field that is wrong or missing; nothing was made.
        ActionableError: the file cannot be made there.
    """
    if problems := faults(values):
        raise InputRefused(problems)
    company, _, _ = judge_company(values)
    _make_folder(path)
    create_shop_file(path, replace(company, logo=logo), stamp=stamp, state=state)
    return path


def new_demonstration(
    path: Path, *, today: dt.date, state: Path | None, progress: Progress
) -> DemoResult:
    """Make the demonstration shop that people try: two years, a few hundred invoices.

    Raises:
        ActionableError: the file cannot be made there.
    """
    _make_folder(path)
    return make_demo(path, _DEMONSTRATION, today=today, state=state, progress=progress)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise OutputForbidden(file=str(path)) from None


def _next_number(values: Mapping[str, object]) -> str:
    """Give the next number where it is typed as text and not yet read."""
    numbering = values.get("numbering")
    return _text(numbering, "next_invoice") if isinstance(numbering, Mapping) else ""


def _continued(values: Mapping[str, object], on: dt.date) -> dict[str, object]:
    """Read the next number: a counter alone, or a whole number that gives its pattern too."""
    typed = _next_number(values)
    if typed.isascii() and typed.isdigit() and len(typed) < 10:
        return {"numbering": {"next_invoice": int(typed)}}
    found = continued(typed, year=on.year)
    return {"numbering": {"invoice": found[0], "next_invoice": found[1]}} if found else {}


def _registry(city: str, registries: tuple[str, ...]) -> str:
    here = sort_key(city)
    named = [each for each in registries if here and sort_key(each) == here]
    if named:
        return named[0]
    return registries[0] if len(registries) == 1 and here else ""


def _drawn_address(address: Address, words: Catalogue) -> Address:
    return replace(
        address,
        line1=address.line1 or words.text("ui", "Your address"),
        postcode=address.postcode or "00000",
        city=address.city or words.text("ui", "Your town"),
    )


def _text(values: Mapping[str, object], name: str) -> str:
    value = values.get(name)
    return value.strip() if isinstance(value, str) else ""
