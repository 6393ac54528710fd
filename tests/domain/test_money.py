"""Exact amounts: one rounding, fair splitting, decimals in and out."""

from __future__ import annotations

from fractions import Fraction
from math import floor

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from facturdesk.domain.errors import CurrencyMismatch
from facturdesk.domain.money import (
    Money,
    apply_rate,
    apportion,
    distribute,
    divide_rounded,
    format_amount,
    format_rate,
    format_scaled,
    included_vat,
    line_amount,
    parse_scaled,
)

whole = st.integers(-(10**15), 10**15)


def half_away(value: Fraction) -> int:
    nearest = floor(abs(value) + Fraction(1, 2))
    return nearest if value >= 0 else -nearest


@given(whole, whole.filter(bool))
def test_division_rounds_half_away_from_zero(numerator: int, denominator: int) -> None:
    assert divide_rounded(numerator, denominator) == half_away(Fraction(numerator, denominator))


@pytest.mark.parametrize(("n", "d", "result"), [(5, 10, 1), (-5, 10, -1), (4, 10, 0), (15, 10, 2)])
def test_a_half_counts_as_one(n: int, d: int, result: int) -> None:
    assert divide_rounded(n, d) == result


def test_the_figures_of_the_law_file() -> None:
    assert apply_rate(297, 550) == 16  # 3 × 0.99 at 5.5 %
    assert included_vat(999, 2_000) == 167  # 9.99 with VAT at 20 %: 1.67 on 8.32


def test_a_line_is_rounded_once() -> None:
    assert line_amount(30_000, 990_000) == 297
    assert line_amount(25_000, 45_000_000) == 11_250
    assert line_amount(-15_000, 333_333) == -50
    assert line_amount(10_000_000, 8_325_000, price_units=1_000) == 833


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(-(10**9), 10**9), min_size=1))
def test_a_split_adds_up_and_each_part_is_near_its_share(total: int, weights: list[int]) -> None:
    parts = apportion(total, weights)
    whole_weight = sum(map(abs, weights))

    assert sum(parts) == total
    if whole_weight:
        for part, weight in zip(parts, weights, strict=True):
            assert abs(part - Fraction(total * abs(weight), whole_weight)) < 1


def test_weights_that_are_all_zero_leave_everything_to_the_last() -> None:
    assert apportion(7, [0, 0, 0]) == [0, 0, 7]


def test_nothing_can_be_shared_among_nobody() -> None:
    with pytest.raises(ValueError, match="nothing to distribute"):
        distribute(1, [], 1)


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1), st.integers(-100, 100))
def test_exact_shares_are_rounded_to_the_target(numerators: list[int], denominator: int) -> None:
    assume(denominator)
    target = divide_rounded(sum(numerators), denominator)

    assert sum(distribute(target, numerators, denominator)) == target


@given(whole, st.integers(0, 6))
def test_what_is_written_is_read_back(value: int, places: int) -> None:
    assert parse_scaled(format_scaled(value, places), places) == value


@pytest.mark.parametrize(
    "text", ["", ".", "1.", ".5", "1,5", "1e3", " 1", "1_000", "٣", "+-1", "1.234", "9" * 19]
)
def test_only_plain_decimals_are_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a decimal|too many digits"):
        parse_scaled(text, 2)


def test_decimals_are_written_as_people_expect() -> None:
    assert format_amount(120_000) == "1200.00"
    assert format_amount(-5) == "-0.05"
    assert format_rate(550) == "5.5"
    assert format_rate(2_000) == "20"
    assert parse_scaled("+2.50", 4) == 25_000


def test_money_is_whole_minor_units_of_one_currency() -> None:
    assert Money(100) + Money(20) - Money(50) == Money(70)
    with pytest.raises(CurrencyMismatch):
        Money(1) + Money(1, "USD")
    with pytest.raises(TypeError):
        Money(True)
    with pytest.raises(ValueError, match="ISO 4217"):
        Money(1, "eur")
