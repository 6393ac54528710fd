"""What `sale.json` may hold, and how each fault is named by its field."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from facturdesk.domain.cards import CustomerCard, Item
from facturdesk.domain.parties import Customer, CustomerKind, PaymentTerms
from facturdesk.domain.sale import Discount, LineKind, Nature
from facturdesk.usecases.sale_input import Lookups, ReadSale, read_sale
from tests.usecases.shops import BOOK, CONSUMER, TEA, TODAY

ANNE = CustomerCard(Customer(CustomerKind.CONSUMER, "Anne Dupont", "C0001"), PaymentTerms(10), 500)
CUP = Item("TASSE", "Tasse", price_e6=12_000_000, price_includes_vat=True, vat_rate_bp=550)
BAG = Item("SAC", "Sac", price_e6=10_000_000, description="En coton", unit="H87")
VASE = Item("VASE", "Vase", price_e6=40_000_000, cost_minor=1_000)
RENT = Item("LOYER", "Loyer", price_e6=10_000_000, vat_case="exempt_letting")


def read(**values: Any) -> ReadSale:
    items = {item.code: item for item in (CUP, BAG, VASE, RENT)}
    lookups = Lookups(
        item=items.get,
        customer=lambda code: ANNE if code == "C0001" else None,
        standard_rate_bp=2_000,
    )
    return read_sale({"customer": "C0001", "lines": [TEA], **values}, lookups, today=TODAY)


def faults(**values: Any) -> dict[str, str]:
    return {problem.field: problem.code for problem in read(**values).problems}


def test_every_kind_of_line_is_read() -> None:
    lines = read(
        lines=[
            {"section": "Cuisine"},
            {"item": "SAC"},
            {"text": "Deux\nlignes"},
            {"subtotal": True},
        ]
    ).sale.lines

    assert [line.kind for line in lines] == [
        LineKind.SECTION,
        LineKind.PRICED,
        LineKind.TEXT,
        LineKind.SUBTOTAL,
    ]
    assert (lines[1].name, lines[1].detail, lines[1].unit) == ("Sac", "En coton", "H87")
    assert (lines[2].name, lines[2].detail) == ("Deux", "lignes")


def test_the_cost_of_an_item_is_that_of_one() -> None:
    lines = read(lines=[{"item": "VASE", "quantity": "2.5"}, {"item": "SAC"}]).sale.lines

    assert [line.purchase_cost_minor for line in lines] == [2_500, None]


def test_a_line_says_more_than_its_item() -> None:
    line = {
        "item": "SAC",
        "description": "Sac brodé\nÀ la main",
        "nature": "service",
        "quantity": "2.5",
        "unit": "HUR",
        "unit_price": "45.123456",
        "vat_rate": "5.5",
        "discount_percent": "12.5",
        "discountable": False,
        "purchase_cost": "3.00",
    }

    (read_line,) = read(lines=[line]).sale.lines

    assert (read_line.name, read_line.detail) == ("Sac brodé", "À la main")
    assert read_line.nature is Nature.SERVICE
    assert (read_line.quantity_e4, read_line.unit_price_e6) == (25_000, 45_123_456)
    assert (read_line.vat_rate_bp, read_line.discount) == (550, Discount(1_250))
    assert (read_line.discountable, read_line.purchase_cost_minor) == (False, 300)


@pytest.mark.parametrize(
    ("line", "include_vat", "price_e6"),
    [
        ({"item": "TASSE"}, True, 12_000_000),
        ({"item": "TASSE"}, False, 11_374_408),
        ({"item": "TASSE", "vat_rate": "20"}, False, 11_374_408),
        ({"item": "TASSE", "vat_case": "export"}, False, 11_374_408),
        ({"item": "SAC"}, True, 12_000_000),
        ({"item": "SAC", "vat_rate": "5.5"}, True, 10_550_000),
        ({"item": "SAC", "vat_case": "export"}, True, 10_000_000),
        ({"item": "LOYER"}, True, 10_000_000),
    ],
)
def test_the_price_of_an_item_is_turned_by_the_vat_inside_or_to_be_added(
    line: dict[str, Any], include_vat: bool, price_e6: int
) -> None:
    sale = read(lines=[line], prices_include_vat=include_vat).sale

    assert sale.lines[0].unit_price_e6 == price_e6


def test_the_habits_of_a_customer_fill_what_the_sale_leaves_open() -> None:
    sale = read().sale

    assert (sale.terms, sale.discount) == (PaymentTerms(10), Discount(500))
    own = read(terms={"days": 45, "end_of_month": True}, discount_amount="3.00").sale
    assert (own.terms, own.discount) == (PaymentTerms(45, True), Discount(None, 300))


def test_a_customer_is_a_code_or_themselves() -> None:
    assert read(customer="C0001").sale.customer is ANNE.customer
    assert not read(customer={"code": "C0001"}).inline
    assert read(customer=CONSUMER).inline
    assert read(customer={**CONSUMER, "code": "C0001"}).card.discount_bp == 500


def test_money_is_received_on_the_day_of_issue() -> None:
    paid = [{"method": "card", "amount": "1.00", "reference": "T-1"}]

    assert read(paid=paid).sale.receipts[0].received_on == TODAY
    assert read(paid=paid, date="2026-11-20").sale.receipts[0].received_on == dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"customer": None}, "customer", "field-missing"),
        ({"customer": "C0009"}, "customer", "customer-unknown"),
        ({"customer": {"email": "a@b.fr"}}, "customer.email", "field-unknown"),
        ({"customer": 7}, "customer", "field-not-a-section"),
        ({"lines": {"item": "SAC"}}, "lines", "field-not-a-list"),
        ({"lines": [TEA] * 10_001}, "lines", "too-many-lines"),
        ({"lines": ["tea"]}, "lines[0]", "field-not-a-section"),
        ({"lines": [{"item": "NONE"}]}, "lines[0].item", "item-unknown"),
        ({"lines": [{"description": "x"}]}, "lines[0].unit_price", "field-missing"),
        ({"lines": [{**TEA, "vat_case": "export"}]}, "lines[0].vat_case", "vat-rate-and-case"),
        ({"lines": [{**TEA, "unit_price": "1e3"}]}, "lines[0].unit_price", "field-not-a-decimal"),
        ({"lines": [{**TEA, "unit_price": "9" * 17}]}, "lines[0].unit_price", "field-out-of-range"),
        ({"lines": [{**TEA, "quantity": "1.00001"}]}, "lines[0].quantity", "field-not-a-decimal"),
        (
            {"lines": [{**TEA, "description": "a" * 10_000}]},
            "lines[0].description",
            "field-too-long",
        ),
        ({"lines": [{**TEA, "discountable": "no"}]}, "lines[0].discountable", "field-not-a-flag"),
        ({"lines": [{"subtotal": True, "item": "SAC"}]}, "lines[0].item", "field-unknown"),
        ({"charges": [{"label": "Port"}]}, "charges[0].amount", "field-missing"),
        ({"paid": [{"amount": "1.00"}]}, "paid[0].method", "field-missing"),
        ({"paid": [{"method": "gold", "amount": "1.00"}]}, "paid[0].method", "field-not-a-choice"),
        ({"date": "24/11/2026"}, "date", "field-not-a-date"),
        ({"date": 20261124}, "date", "field-not-a-date"),
        ({"terms": {"days": "30"}}, "terms.days", "field-not-whole"),
        ({"terms": {"days": True}}, "terms.days", "field-not-whole"),
        ({"kind": "quote"}, "kind", "field-not-a-choice"),
        ({"note": "a\u202eb"}, "note", "text-control-characters"),
        ({"note": ["a"]}, "note", "field-not-text"),
        ({"mentions": "warranty"}, "mentions", "field-not-a-list"),
        ({"mentions": [3]}, "mentions[0]", "field-not-text"),
        ({"colour": "red"}, "colour", "field-unknown"),
    ],
)
def test_a_fault_is_named_by_its_field(values: dict[str, Any], field: str, code: str) -> None:
    assert faults(**values)[field] == code


def test_prices_and_texts_of_a_right_sale_have_no_fault() -> None:
    assert (
        faults(lines=[TEA, BOOK], note="<&> =cmd|' \u05e9\u05dc\u05d5\u05dd", mentions=["oga"])
        == {}
    )


def test_a_line_that_does_not_say_what_it_is_follows_its_vat_case() -> None:
    lookups = Lookups(
        item={CUP.code: CUP}.get,
        customer=lambda code: ANNE,
        standard_rate_bp=2_000,
        nature=lambda case: Nature.GOODS if case == "export" else Nature.SERVICE,
    )
    bare = {"description": "Chose", "unit_price": "1"}
    lines = [bare, {**bare, "vat_case": "export"}, {**bare, "nature": "goods"}, {"item": "TASSE"}]
    found = read_sale({"customer": "C0001", "lines": lines}, lookups, today=TODAY).sale.lines

    assert [line.nature for line in found] == ["service", "goods", "goods", "goods"]
