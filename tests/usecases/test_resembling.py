"""A customer who may have a card already is told while they are typed."""

from __future__ import annotations

from typing import Any

import pytest

from facturdesk.usecases.cards import put_customer
from facturdesk.usecases.resembling import SAME_EMAIL, SAME_NAME, SAME_SIREN, resembling_customers
from facturdesk.usecases.shop import Shop

LYON = {"postcode": "69002", "city": "Lyon"}
KNOWN: tuple[dict[str, Any], ...] = (
    {"name": "Anne Dupont", "address": LYON},
    {"name": "Garage du Port SARL", "kind": "firm", "siren": "732829320", "address": LYON},
    {"name": "Zoé", "email": "Zoe@Example.org"},
    {"name": "Paul Martin"},
)


@pytest.fixture
def known(shop: Shop) -> Shop:
    for values in KNOWN:
        put_customer(shop, values)
    return shop


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"name": "X", "kind": "firm", "siren": "732 829 320"}, [("C0002", SAME_SIREN)]),
        ({"name": "X", "kind": "firm", "siret": "73282932000074"}, [("C0002", SAME_SIREN)]),
        ({"name": "Y", "email": "zoe@example.org"}, [("C0003", SAME_EMAIL)]),
        ({"name": "dupont anne", "address": LYON}, [("C0001", SAME_NAME)]),
        ({"name": "Mme Anne Dupond", "address": LYON}, [("C0001", SAME_NAME)]),
        ({"name": "Garage du Port", "address": {"city": "LYON"}}, [("C0002", SAME_NAME)]),
        ({"name": "Anne Dupont", "address": {"city": "Nantes"}}, []),
        ({"name": "Anne Durand", "address": LYON}, []),
        ({"name": "Martin Paul", "address": {"city": "Nantes"}}, [("C0004", SAME_NAME)]),
        ({"name": "Anne Dupont"}, [("C0001", SAME_NAME)]),
        ({"name": "Anne Dupon"}, []),  # without a town it has to be the very name
        ({"name": "", "siren": "7328"}, []),
        ({}, []),
        ({"name": 12, "address": "?"}, []),
    ],
)
def test_who_may_be_the_same_is_told(
    known: Shop, typed: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    told = resembling_customers(known, typed)

    assert [(each.hit.code, each.why) for each in told] == found


def test_nobody_resembles_themself(known: Shop) -> None:
    assert resembling_customers(known, {"name": "Anne Dupont", "address": LYON}, code="C0001") == []
