"""The steps of a total add up to it, for any sale."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings

from facturdesk.domain.explaining import EXACT_PLACES, Step, StepKind, explain
from facturdesk.domain.resolving import estimate
from facturdesk.domain.sale import Discount
from tests.domain.samples import issue, line, sale
from tests.domain.strategies import Made, sales

_PER_CENT = 10 ** (EXACT_PLACES - 2)  # of exact values in a cent
_BASIS = (StepKind.LINE, StepKind.LINE_DISCOUNT, StepKind.CHARGE, StepKind.DISCOUNT)


def _steps(made: Made) -> tuple[Step, ...]:
    by, of = made
    return explain(of, estimate(of, issue(by)).resolved)


def _sum(steps: tuple[Step, ...], *kinds: StepKind) -> int:
    return sum(step.amount_minor for step in steps if step.kind in kinds)


@settings(max_examples=200, deadline=None)
@given(sales())
def test_the_steps_add_up_to_the_totals(made: Made) -> None:
    steps = _steps(made)
    totals = estimate(made[1], issue(made[0])).resolved.totals
    basis = _sum(steps, *_BASIS)
    vat = _sum(steps, StepKind.VAT, StepKind.VAT_INSIDE)

    assert _sum(steps, StepKind.NET) == totals.net_minor
    assert _sum(steps, StepKind.GROSS) == totals.gross_minor
    if made[1].prices_include_vat:
        assert (basis, basis - vat) == (totals.gross_minor, totals.net_minor)
    else:
        assert (basis, basis + vat) == (totals.net_minor, totals.gross_minor)


@settings(max_examples=200, deadline=None)
@given(sales())
def test_each_step_is_its_exact_value_to_half_a_cent(made: Made) -> None:
    for step in _steps(made):
        exact = Fraction(step.exact_e10, _PER_CENT)
        assert abs(exact - step.amount_minor) <= Fraction(1, 2)
        assert step.is_rounded == (exact != step.amount_minor)


def test_a_line_its_discount_and_its_vat() -> None:
    of = sale(line("3.335", "3", name="Thé", discount=Discount(percent_bp=333)))
    steps = explain(of, estimate(of, issue()).resolved)

    assert [(step.kind, step.amount_minor, step.exact_e10) for step in steps[:3]] == [
        (StepKind.LINE, 1_001, 100_050_000_000),
        (StepKind.LINE_DISCOUNT, -33, -3_333_330_000),
        (StepKind.VAT, 194, 19_360_000_000),
    ]
    assert [step.is_rounded for step in steps] == [True, True, True, False, False]
