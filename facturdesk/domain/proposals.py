"""What a shop need not type: it follows from its SIRET and its postcode. All of it can be changed."""

from __future__ import annotations

import datetime as dt
from typing import Final

from facturdesk.domain.identifiers import french_vat_key, is_siren, is_siret
from facturdesk.domain.parties import Territory
from facturdesk.domain.rulebook import PLACES, Rulebook

_SIREN_LENGTH: Final = 9
_CORSICA: Final = "20"
_OVERSEAS: Final = {
    territory.value: territory
    for territory in Territory
    if territory not in (Territory.METROPOLE, Territory.CORSICA)
}
_POSTCODE_LENGTH: Final = 5


def siren_of(siret: str) -> str:
    """Give the SIREN that a SIRET begins with; empty where it is none."""
    return siret[:_SIREN_LENGTH] if is_siret(siret) else ""


def french_vat_number(siren: str) -> str:
    """Give the French VAT number of a SIREN; empty where it is none."""
    return f"FR{french_vat_key(siren)}{siren}" if is_siren(siren) else ""


def territory_of(postcode: str, rulebook: Rulebook, on: dt.date) -> Territory | None:
    """Give the VAT territory of a French postcode; None: it is whole in none of them."""
    if len(postcode) != _POSTCODE_LENGTH or not postcode.isdigit():
        return None
    if postcode.startswith(_CORSICA):
        return Territory.CORSICA
    code = _by_postcode("french_postcodes", postcode, rulebook, on)
    return _OVERSEAS.get(code) if code else Territory.METROPOLE


def registries_near(postcode: str, rulebook: Rulebook, on: dt.date) -> tuple[str, ...]:
    """Give the registries of commerce of the department of a postcode."""
    found = _by_postcode("registries", postcode, rulebook, on)
    return tuple(found.replace("_", " ").split("+")) if found else ()


def _by_postcode(code: str, postcode: str, rulebook: Rulebook, on: dt.date) -> str:
    known = dict(pair.split(":") for pair in rulebook.words(PLACES, code, on))
    lengths = range(len(postcode), 1, -1)  # the longest beginning says most
    return next((known[start] for n in lengths if (start := postcode[:n]) in known), "")
