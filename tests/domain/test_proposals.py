"""What follows from a SIRET and a postcode."""

from __future__ import annotations

import datetime as dt

import pytest

from facturdesk.domain.parties import Territory
from facturdesk.domain.proposals import (
    french_vat_number,
    registries_near,
    siren_of,
    territory_of,
)
from facturdesk.system.tables import load_rulebook

DAY = dt.date(2026, 11, 24)


def test_a_siret_gives_the_siren_and_the_vat_number() -> None:
    assert siren_of("73282932000074") == "732829320"
    assert french_vat_number("732829320") == "FR44732829320"


def test_a_wrong_siret_gives_nothing() -> None:
    assert siren_of("73282932000075") == ""
    assert french_vat_number("732829321") == ""


@pytest.mark.parametrize(
    ("postcode", "territory"),
    [
        ("69002", Territory.METROPOLE),
        ("20000", Territory.CORSICA),
        ("97110", Territory.GUADELOUPE),
        ("97410", Territory.REUNION),
        ("97600", Territory.MAYOTTE),
        ("97133", None),  # Saint-Barthélemy has taxes of its own
        ("98800", None),
        ("690", None),
        ("abcde", None),
    ],
)
def test_a_postcode_says_the_vat_territory(postcode: str, territory: Territory | None) -> None:
    assert territory_of(postcode, load_rulebook(), DAY) is territory


def test_a_postcode_says_the_registries_of_its_department() -> None:
    rulebook = load_rulebook()

    assert registries_near("69002", rulebook, DAY) == ("Lyon", "Villefranche-Tarare")
    assert registries_near("72000", rulebook, DAY) == ("Le Mans",)
    assert registries_near("20200", rulebook, DAY) == ("Bastia",)
    assert registries_near("97420", rulebook, DAY)[0] == "Saint-Denis-de-la-Réunion"
    assert registries_near("98800", rulebook, DAY) == ()
    assert registries_near("", rulebook, DAY) == ()
