"""Totals: the figures of the law, discounts, charges, prices that include VAT."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facturdesk.domain.money import LINE_SCALE, ONE_QUANTITY
from facturdesk.domain.sale import Discount
from facturdesk.domain.totals import Charged, Totals, compute
from facturdesk.domain.vat import VatGroup

FULL = VatGroup("S", 2_000)
REDUCED = VatGroup("S", 550)
EXEMPT = VatGroup("E", 0, "VATEX-FR-CGI261-4", "exempt_training")


def priced(price_minor: int, quantity: int = 1, group: VatGroup = FULL, **more: object) -> Charged:
    return Charged(group, quantity * ONE_QUANTITY, price_minor * 10_000, **more)  # type: ignore[arg-type]


def carriage(amount_minor: int, group: VatGroup = FULL) -> Charged:
    return priced(amount_minor, group=group, discountable=False, is_charge=True)


def sums(totals: Totals) -> tuple[int, int, int]:
    return totals.net_minor, totals.vat_minor, totals.gross_minor


def by_group(totals: Totals) -> dict[VatGroup, tuple[int, int]]:
    return {tax.group: (tax.base_minor, tax.vat_minor) for tax in totals.taxes}


def test_vat_is_rounded_once_per_rate_and_not_per_line() -> None:
    assert sums(compute([priced(99, group=REDUCED)] * 3)) == (297, 16, 313)


def test_a_shelf_price_keeps_its_sum() -> None:
    totals = compute([priced(999)], prices_include_vat=True)

    assert sums(totals) == (832, 167, 999)
    assert totals.lines[0].net_minor == 832
    assert totals.lines[0].net_unit_price_e6 == 8_325_000


def test_each_rate_has_its_own_base() -> None:
    totals = compute([priced(1_000), priced(1_000, group=REDUCED), priced(500)])

    assert by_group(totals) == {FULL: (1_500, 300), REDUCED: (1_000, 55)}


def test_a_line_discount_is_taken_before_all_else() -> None:
    percent = priced(1_000, 3, discount=Discount(percent_bp=333))
    amount = priced(1_000, 3, discount=Discount(amount_minor=1))

    assert [line.discount_minor for line in compute([percent, amount]).lines] == [100, 1]
    assert compute([percent, amount]).net_minor == 2_900 + 2_999


def test_the_discount_of_a_return_is_mirrored() -> None:
    sold = priced(1_000, 3, discount=Discount(amount_minor=70))
    back = priced(1_000, -3, discount=Discount(amount_minor=70))
    free = priced(1_000, -3, discount=Discount(percent_bp=10_000))

    assert sums(compute([sold, back])) == (0, 0, 0)
    assert compute([free]).net_minor == 0


def test_a_document_discount_is_split_by_rate() -> None:
    totals = compute(
        [priced(1_000), priced(500, group=REDUCED), priced(100, group=EXEMPT)],
        discount=Discount(amount_minor=100),
    )

    assert [tax.discount_minor for tax in totals.taxes] == [6, 31, 63]
    assert by_group(totals) == {EXEMPT: (94, 0), REDUCED: (469, 26), FULL: (937, 187)}
    assert totals.discount_minor == 100


def test_what_is_not_discountable_and_charges_are_spared() -> None:
    fee = priced(25, discountable=False)
    totals = compute([priced(1_000), fee, carriage(1_200)], discount=Discount(percent_bp=1_000))

    assert [line.settled_minor for line in totals.lines] == [900, 25, 1_200]
    assert totals.taxes[0].charges_minor == 1_200


def test_a_discount_that_meets_nothing_is_none() -> None:
    totals = compute([carriage(1_200)], discount=Discount(percent_bp=1_000))

    assert totals.discount_minor == 0


def test_a_discount_may_take_the_whole() -> None:
    totals = compute(
        [priced(1_000), priced(500, group=REDUCED)], discount=Discount(percent_bp=10_000)
    )

    assert sums(totals) == (0, 0, 0)
    assert [tax.lines_minor - tax.discount_minor for tax in totals.taxes] == [0, 0]


@pytest.mark.parametrize("include_vat", [False, True])
def test_a_free_sale_is_worth_nothing(include_vat: bool) -> None:
    totals = compute([priced(0), priced(0, group=REDUCED)], prices_include_vat=include_vat)

    assert sums(totals) == (0, 0, 0)
    assert [tax.group for tax in totals.taxes] == [REDUCED, FULL]


@pytest.mark.parametrize("include_vat", [False, True])
def test_where_there_is_no_vat_net_and_gross_are_one(include_vat: bool) -> None:
    totals = compute(
        [priced(999, 3, EXEMPT), carriage(100, EXEMPT)],
        discount=Discount(percent_bp=500),
        prices_include_vat=include_vat,
    )

    assert sums(totals) == (2_947, 0, 2_947)
    assert [line.net_minor for line in totals.lines] == [2_997, 100]


def test_shelf_discounts_and_charges_settle_to_the_base() -> None:
    totals = compute(
        [priced(999, 3), priced(333), carriage(490)],
        discount=Discount(amount_minor=50),
        prices_include_vat=True,
    )
    (tax,) = totals.taxes

    assert totals.gross_minor == 2_997 + 333 + 490 - 50
    assert tax.base_minor == tax.lines_minor - tax.discount_minor + tax.charges_minor
    assert sum(line.net_minor for line in totals.lines[:2]) == tax.lines_minor


def test_a_group_of_charges_alone_has_its_base() -> None:
    totals = compute([priced(500, group=REDUCED), carriage(999)], prices_include_vat=True)

    assert by_group(totals)[FULL] == (832, 167)
    assert totals.lines[1].net_minor == 832


def test_a_large_quantity_has_its_price_for_more_units() -> None:
    (line,) = compute(
        [Charged(FULL, 123_456 * ONE_QUANTITY, 999_999)], prices_include_vat=True
    ).lines

    assert line.price_base_quantity == 1_000
    assert line.net_unit_price_e6 == 833_332_500


def test_prices_without_vat_stay_as_typed() -> None:
    (line,) = compute([Charged(FULL, 10_000 * ONE_QUANTITY, 123_456)]).lines

    assert (line.net_unit_price_e6, line.price_base_quantity) == (123_456, 1)


@given(
    st.lists(
        st.tuples(st.integers(0, 10**6), st.integers(-50, 50), st.sampled_from([FULL, REDUCED])),
        min_size=1,
    ),
    st.integers(0, 10_000),
)
def test_no_cent_is_lost(lines: list[tuple[int, int, VatGroup]], percent: int) -> None:
    charged = [priced(price, quantity or 1, group) for price, quantity, group in lines]
    totals = compute(charged, discount=Discount(percent_bp=percent), prices_include_vat=True)

    assert totals.gross_minor == sum(line.settled_minor for line in totals.lines)


def test_the_price_of_a_line_gives_its_net_within_a_cent() -> None:
    uneven = ((20_000, 415_000), (10_000, 275_000), (10_000, 2_015_000))  # 0.415, 0.275, 2.015
    shelf = [Charged(FULL, quantity, price) for quantity, price in uneven]

    for sold, total in zip(shelf, compute(shelf, prices_include_vat=True).lines, strict=True):
        exact = sold.quantity_e4 * total.net_unit_price_e6
        assert abs(exact - total.net_minor * LINE_SCALE) <= LINE_SCALE
