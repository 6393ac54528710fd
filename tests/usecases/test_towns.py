"""A postcode gives its towns, without any connection."""

from __future__ import annotations

import pytest

from facturdesk.usecases.towns import towns_of


@pytest.mark.parametrize(
    ("postcode", "towns"),
    [
        ("69002", ("Lyon",)),
        ("75 116", ("Paris",)),
        ("97400", ("Saint-Denis",)),
        ("20167", ("Ajaccio", "Alata")),
        ("99999", ()),
        ("6900", ()),
        ("6900é", ()),
        ("", ()),
    ],
)
def test_a_postcode_has_its_towns(postcode: str, towns: tuple[str, ...]) -> None:
    found = towns_of(postcode)

    assert found[: len(towns)] == towns
    assert bool(found) == bool(towns)


def test_the_largest_town_comes_first() -> None:
    assert towns_of("51300")[0] == "Vitry-le-François"


def test_abroad_the_postcode_says_nothing() -> None:
    assert towns_of("69002", "DE") == ()
