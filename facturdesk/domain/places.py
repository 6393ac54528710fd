"""Where a place lies for VAT: France, its departments overseas, another member state, beyond."""

from __future__ import annotations

import datetime as dt
from typing import Final

from facturdesk.domain.parties import Address, Customer, Territory
from facturdesk.domain.rulebook import PLACES, Rulebook

FRANCE: Final = "FR"
# ISO 3166-1, as the rule BR-CL-14 lists it
_ISO_3166: Final = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO"
    " BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ"
    " DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP"
    " GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG"
    " KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML"
    " MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE"
    " PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL"
    " SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM"
    " US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
)
COUNTRIES: Final = frozenset(_ISO_3166.split())
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
