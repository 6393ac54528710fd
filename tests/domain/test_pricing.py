"""Prices with VAT and without."""

from __future__ import annotations

from hypothesis import given, settings

from facturdesk.domain.cards import Item
from facturdesk.domain.money import FULL_RATE_BP
from facturdesk.domain.pricing import line_of_item, turned_over, with_quantity
from facturdesk.domain.resolving import estimate
from facturdesk.domain.sale import Discount
from tests.domain.samples import charge, issue, line, sale
from tests.domain.strategies import Made, sales

ITEM = Item(
    "T1", "Thé", price_e6=8_900_000, price_includes_vat=True, vat_rate_bp=550, cost_minor=4_00
)


def test_an_item_is_sold_at_the_price_of_its_shelf_or_without_its_vat() -> None:
    shelf = line_of_item(ITEM, include_vat=True, standard_rate_bp=2_000)
    net = line_of_item(ITEM, include_vat=False, standard_rate_bp=2_000, quantity_e4=30_000)

    assert (shelf.unit_price_e6, net.unit_price_e6) == (8_900_000, 8_436_019)
    assert (shelf.purchase_cost_minor, net.purchase_cost_minor) == (400, 1_200)


def test_an_item_of_a_vat_case_has_one_price() -> None:
    item = Item("C1", "Cours", price_e6=50_000_000, vat_case="exempt_training")

    assert line_of_item(item, include_vat=True, standard_rate_bp=2_000).unit_price_e6 == 50_000_000


def test_the_cost_follows_the_quantity() -> None:
    whole = line("10.00", "2", purchase_cost_minor=700)

    assert with_quantity(whole, 50_000).purchase_cost_minor == 1_750
    assert with_quantity(line("10.00", "0", purchase_cost_minor=7), 1).purchase_cost_minor == 7


def test_a_sale_turned_over_has_its_prices_discounts_and_charges_with_vat() -> None:
    of = sale(
        line("100.00", discount=Discount(amount_minor=1_000)),
        charges=(charge(1_000),),
        discount=Discount(amount_minor=500),
    )
    turned = turned_over(of, estimate(of, issue()).resolved)

    assert turned.lines[0].unit_price_e6 == 120_000_000
    assert turned.lines[0].discount.amount_minor == 1_200
    assert turned.charges[0].amount_minor == 1_200
    assert turned.discount.amount_minor == 600


@settings(max_examples=100, deadline=None)
@given(sales())
def test_turning_a_sale_over_moves_its_total_by_its_roundings_alone(made: Made) -> None:
    by, of = made
    before = estimate(of, issue(by)).resolved
    turned = turned_over(of, before)
    after = estimate(turned, issue(by)).resolved
    units = sum(abs(each.quantity_e4) for each in of.lines) // 10_000 + 1
    roundings = len(of.lines) + len(of.charges) + len(before.totals.taxes) + 2

    assert turned.prices_include_vat != of.prices_include_vat
    if after.totals.gross_minor < 0:
        return  # no invoice: its discount takes nothing, and issue is refused
    if of.discount.amount_minor is None:
        moved = abs(after.totals.gross_minor - before.totals.gross_minor)
        assert moved <= roundings * 2 + units * FULL_RATE_BP // 10**8 + 1
