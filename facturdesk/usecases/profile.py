"""The shop's own profile as the settings show and change it, a section at a time."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from facturdesk.domain.cards import Company
from facturdesk.domain.numbering import format_number
from facturdesk.domain.sale import DocumentKind
from facturdesk.storage.company import load_company
from facturdesk.storage.numbers import last_issued_on, next_in_series
from facturdesk.usecases.companies import revise_company
from facturdesk.usecases.company_input import read_company
from facturdesk.usecases.company_values import Difference, company_values, differences
from facturdesk.usecases.shop import Shop

__all__ = ["Difference", "Profile", "SeriesState", "change_profile", "load_profile"]

LOGO = "logo"


@dataclass(frozen=True, slots=True)
class SeriesState:
    """A series of numbers this year: its next number, and what of it is settled already."""

    kind: DocumentKind
    next_number: str
    pattern: str  # in force this year
    begun: bool  # this year: a new pattern waits for the next
    ever: bool  # a first counter means nothing any more


@dataclass(frozen=True, slots=True)
class Profile:
    """What the settings show of the shop."""

    values: Mapping[str, Any]  # as `read_company` takes them
    logo: bytes
    series: tuple[SeriesState, ...]
    demonstration: bool


def load_profile(shop: Shop) -> Profile:
    """Read the profile and where its numbers are."""
    with shop.store.read() as connection:
        company = load_company(connection)
        series = []
        for kind in (DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE):
            known = next_in_series(connection, kind=kind, year=shop.today.year)
            ever = last_issued_on(connection, kind=kind) is not None
            series.append(_state(company, kind, known, year=shop.today.year, ever=ever))
    return Profile(
        company_values(company), company.logo, tuple(series), company.seller.demonstration
    )


def change_profile(
    shop: Shop,
    paths: Sequence[str],
    values: Mapping[str, object],
    *,
    logo: bytes | None = None,
) -> list[Difference]:
    """Change the fields of these paths, such as `address.city`, to what `values` holds.

    A field that `values` lacks is emptied; the other fields stay. `logo` None leaves the
    picture. The change is sealed; says what differs.

    Raises:
        InputRefused: with every field that is wrong or missing.
    """

    def revise(known: Company) -> Company:
        wanted = merged(company_values(known), paths, values)
        company, _ = read_company(wanted)
        return replace(company, logo=known.logo if logo is None else logo)

    before, after = revise_company(shop, revise)
    found = differences(company_values(before), company_values(after))
    if before.logo != after.logo:
        found.append(Difference(LOGO, bool(before.logo), bool(after.logo)))
    return found


def merged(
    known: Mapping[str, Any], paths: Sequence[str], values: Mapping[str, object]
) -> dict[str, Any]:
    """Give the known values with those of some paths replaced, or taken out."""
    result = copy.deepcopy(dict(known))
    for path in paths:
        *sections, name = path.split(".")
        target, source = result, values
        for section in sections:
            target = target.setdefault(section, {})
            inner = source.get(section, {})
            source = inner if isinstance(inner, Mapping) else {}
        target.pop(name, None)
        if source.get(name) is not None:
            target[name] = source[name]
    return {name: value for name, value in result.items() if value != {}}


def _state(
    company: Company,
    kind: DocumentKind,
    known: tuple[str, int] | None,
    *,
    year: int,
    ever: bool,
) -> SeriesState:
    numbering = company.numbering
    credit = kind is DocumentKind.CREDIT_NOTE
    own = numbering.credit_note if credit else numbering.invoice
    first = numbering.next_credit_note if credit else numbering.next_invoice
    pattern, counter = known or (own, 1 if ever else first)
    number = format_number(pattern, year=year, counter=counter)
    return SeriesState(kind, number, pattern, known is not None, ever)
