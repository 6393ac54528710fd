"""Where a place lies for VAT."""

from __future__ import annotations

import pytest

from facturdesk.domain.parties import Address, Territory
from facturdesk.domain.places import (
    in_other_member_state,
    is_northern_ireland,
    same_vat_zone,
    vat_country,
)
from tests.domain.samples import ISSUED_ON, rulebook


def at(postcode: str, country: str = "FR") -> Address:
    return Address("1 rue", "", postcode, "Ville", country)


@pytest.mark.parametrize(
    ("postcode", "country", "found"),
    [
        ("69002", "FR", "FR"),
        ("20000", "FR", "FR"),
        ("97100", "FR", "GP"),
        ("97133", "FR", "BL"),
        ("97150", "FR", "MF"),
        ("972 00", "FR", "MQ"),
        ("97300", "FR", "GF"),
        ("97400", "FR", "RE"),
        ("97600", "FR", "YT"),
        ("98800", "FR", "NC"),
        ("98000", "MC", "FR"),
        ("97400", "RE", "RE"),
        ("50667", "DE", "DE"),
    ],
)
def test_overseas_is_told_from_the_mainland(postcode: str, country: str, found: str) -> None:
    assert vat_country(at(postcode, country), rulebook(), ISSUED_ON) == found


@pytest.mark.parametrize(
    ("postcode", "country", "inside"),
    [
        ("50667", "DE", True),
        ("78266", "DE", False),
        ("28001", "ES", True),
        ("35001", "ES", False),
        ("22100", "FI", False),
        ("SW1A 1AA", "GB", False),
        ("1204", "CH", False),
        ("69002", "FR", False),
        ("98000", "MC", False),
        ("", "IT", True),
    ],
)
def test_the_vat_area_of_other_member_states(postcode: str, country: str, inside: bool) -> None:
    assert in_other_member_state(at(postcode, country), rulebook(), ISSUED_ON) == inside


def test_the_united_kingdom_was_a_member_state_until_2020() -> None:
    before = ISSUED_ON.replace(year=2020)

    assert in_other_member_state(at("SW1A 1AA", "GB"), rulebook(), before)


def test_northern_ireland_is_known_by_its_postcodes() -> None:
    assert is_northern_ireland(at("bt1 2be", "GB"))
    assert not is_northern_ireland(at("SW1A 1AA", "GB"))
    assert not is_northern_ireland(at("BT1", "IE"))


@pytest.mark.parametrize(
    ("territory", "country", "same"),
    [
        (Territory.METROPOLE, "FR", True),
        (Territory.CORSICA, "FR", True),
        (Territory.GUADELOUPE, "MQ", True),
        (Territory.METROPOLE, "RE", False),
        (Territory.REUNION, "MQ", False),
        (Territory.REUNION, "FR", False),
        (Territory.METROPOLE, "NC", False),
        (Territory.GUYANE, "GF", True),
    ],
)
def test_goods_between_zones_are_exported(territory: Territory, country: str, same: bool) -> None:
    assert same_vat_zone(territory, country, rulebook(), ISSUED_ON) == same
