"""Cards of customers and items, kept by their code."""

from __future__ import annotations

from typing import Any

import pytest

from facturdesk.domain.errors import InputRefused
from facturdesk.usecases.cards import put_customer, put_item
from facturdesk.usecases.results import Kept
from facturdesk.usecases.sales import save_sale
from facturdesk.usecases.shop import Shop
from tests.usecases.shops import CONSUMER, FIRM

TEA = {"code": "THE", "name": "Thé vert", "price": "12.00", "price_includes_vat": True}


def priced(shop: Shop, line: dict[str, Any], **sale: Any) -> str:
    return str(save_sale(shop, {"customer": CONSUMER, "lines": [line], **sale}).to_json()["net"])


def test_a_customer_is_added_then_updated_by_code(shop: Shop) -> None:
    first = put_customer(shop, {"name": "Anne Dupont"})
    again = put_customer(shop, {"code": first.code, "name": "Anne Martin", "note": "Voisine"})

    assert first == again == Kept(1, "C0001")
    assert save_sale(shop, {"customer": "C0001"}).customer_name == "Anne Martin"


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({}, "name", "field-missing"),
        ({**FIRM, "siren": "123456789"}, "siren", "siren-invalid"),
        ({**FIRM, "siret": "73282932000074"}, "siret", "siret-of-another-siren"),
        ({**FIRM, "vat_number": "FR00"}, "vat_number", "vat-number-invalid"),
        ({**FIRM, "vat_number": "DE136695977"}, "vat_number", "vat-number-invalid"),
        ({**FIRM, "vat_number": "EL094259217"}, "vat_number", "vat-number-invalid"),
        ({**FIRM, "kind": "friend"}, "kind", "field-not-a-choice"),
        ({**FIRM, "colour": "red"}, "colour", "field-unknown"),
        ({**FIRM, "address": {"street": "x"}}, "address.street", "field-unknown"),
        ({**FIRM, "name": "a\u0000b"}, "name", "text-control-characters"),
        ({**FIRM, "name": "a" * 10_000}, "name", "field-too-long"),
        ({**FIRM, "tags": "pro"}, "tags", "field-not-a-list"),
        ({**FIRM, "tags": ["pro", 7]}, "tags[1]", "field-not-text"),
        ({**FIRM, "phone": "0" * 60}, "phone", "field-too-long"),
    ],
)
def test_a_wrong_customer_is_refused(
    shop: Shop, values: dict[str, Any], field: str, code: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        put_customer(shop, values)

    assert [(p.field, p.code) for p in refused.value.problems] == [(field, code)]


def test_an_item_fills_a_line(shop: Shop) -> None:
    assert put_item(shop, TEA) == Kept(1, "THE")

    assert priced(shop, {"item": "THE", "quantity": "2"}) == "20.00"


def test_the_price_of_an_item_follows_the_prices_of_the_sale(shop: Shop) -> None:
    put_item(shop, {**TEA, "vat_rate": "5.5", "price": "10.55"})
    put_item(shop, {"code": "TASSE", "name": "Tasse", "price": "10.00"})

    assert priced(shop, {"item": "THE"}) == "10.00"
    assert priced(shop, {"item": "THE", "vat_rate": "20"}) == "10.00"
    assert priced(shop, {"item": "TASSE"}, prices_include_vat=True) == "10.00"


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"price": None}, "price", "field-missing"),
        ({"price": "-1.00"}, "price", "line-unit-price-negative"),
        ({"price": "1.0000001"}, "price", "field-not-a-decimal"),
        ({"price": 1.5}, "price", "field-number-not-text"),
        ({"vat_rate": "20", "vat_case": "export"}, "vat_case", "vat-rate-and-case"),
        ({"vat_rate": None, "vat_case": "bogus"}, "vat_case", "vat-case-unknown"),
        ({"vat_rate": "-5"}, "vat_rate", "field-out-of-range"),
        ({"cost": "-1.00"}, "cost", "field-out-of-range"),
        ({"unit": "barrel"}, "unit", "field-not-a-choice"),
        ({"code": ""}, "code", "field-missing"),
        ({"category": ["Thés"]}, "category", "field-not-text"),
    ],
)
def test_a_wrong_item_is_refused(shop: Shop, change: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        put_item(shop, {**TEA, **change})

    assert [(p.field, p.code) for p in refused.value.problems] == [(field, code)]
