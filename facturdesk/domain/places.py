"""Where a place lies for VAT: France, its departments overseas, another member state, beyond."""

from __future__ import annotations

import datetime as dt
from typing import Final

from facturdesk.domain.parties import Address, Customer, Territory
from facturdesk.domain.rulebook import PLACES, Rulebook

FRANCE: Final = "FR"
# ISO 3166 also gives the departments overseas codes of their own
FRENCH_COUNTRIES: Final = frozenset({FRANCE, "GP", "MQ", "RE", "GF", "YT"})
_MONACO: Final = "MC"  # CGI art. 7: as if it were France


def vat_country(address: Address, rulebook: Rulebook, on: dt.date) -> str:
    """Give the country of an address as VAT sees it.

    Overseas departments and collectivities have a code of their own (RE, NC …) even
    when the address says FR; Monaco is France.
    """
    if address.country == _MONACO:
        return FRANCE
    if address.country != FRANCE:
        return address.country
    known = dict(pair.split(":") for pair in rulebook.words(PLACES, "french_postcodes", on))
    postcode = address.postcode.replace(" ", "")
    return known.get(postcode) or known.get(postcode[:3]) or FRANCE


def destination(customer: Customer) -> Address:
    """Give where goods go: the delivery address, else the customer's."""
    return customer.delivery_address or customer.address


def in_other_member_state(address: Address, rulebook: Rulebook, on: dt.date) -> bool:
    """Tell whether an address lies in the VAT area of a member state other than France.

    Source: directive 2006/112/CE, art. 5 and 6 (the Canaries, Åland … are outside).
    """
    country = vat_country(address, rulebook, on)
    if country == FRANCE or country not in rulebook.words(PLACES, "member_states", on):
        return False
    postcode = address.postcode.replace(" ", "")
    return not any(
        f"{country}:{postcode[:length]}" in rulebook.words(PLACES, "outside_vat_area", on)
        for length in range(2, len(postcode) + 1)
    )


def is_northern_ireland(address: Address) -> bool:
    """Tell whether an address lies in Northern Ireland, for goods a member state still."""
    return address.country == "GB" and address.postcode.upper().startswith("BT")


def same_vat_zone(territory: Territory, country: str, rulebook: Rulebook, on: dt.date) -> bool:
    """Tell whether goods from the shop's territory to a French one stay in one VAT zone.

    Source: CGI art. 294-2: between the mainland and the departments overseas, and
    between most of these, a sale of goods is an export.
    """
    shop = FRANCE if territory is Territory.CORSICA else territory.value
    return any(
        {shop, country} <= set(zone.split("+")) for zone in rulebook.words(PLACES, "vat_zones", on)
    )
