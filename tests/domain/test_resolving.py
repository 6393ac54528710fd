"""A draft is worked out as far as it goes, and says all that it lacks."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from facturdesk.domain.freezing import freeze, sketch
from facturdesk.domain.money import ONE_PRICE
from facturdesk.domain.parties import Customer, CustomerKind
from facturdesk.domain.resolving import UNSETTLED, estimate, row_amounts
from facturdesk.domain.sale import LineKind, Sale, SaleLine
from tests.domain.samples import charge, issue, issued, line, sale
from tests.domain.strategies import Made, sales

NOBODY = Customer(CustomerKind.CONSUMER, "")


def test_a_draft_with_nothing_in_it_comes_to_nothing() -> None:
    found = estimate(Sale(NOBODY, ()), issue())

    assert found.resolved.totals.gross_minor == 0
    assert {problem.code for problem in found.problems} == {
        "customer-name-missing",
        "lines-missing",
    }


def test_a_half_written_line_counts_already() -> None:
    half = line("10.00", name="")
    found = estimate(sale(line("5.00"), half), issue())

    assert found.resolved.totals.net_minor == 1_500
    assert [problem.field for problem in found.problems] == ["lines[1].description"]


def test_a_line_whose_vat_is_not_settled_counts_without_vat() -> None:
    wrong = line("10.00", vat_case="intra_eu_goods")
    found = estimate(sale(wrong, line("10.00")), issue())

    assert found.resolved.groups[0] == UNSETTLED
    assert (found.resolved.totals.net_minor, found.resolved.totals.vat_minor) == (2_000, 200)


def test_a_line_without_a_quantity_comes_to_nothing() -> None:
    nothing = line("10.00", quantity="0")
    many = [charge(1), charge(1), charge(3)]
    mixed = sale(nothing, charges=tuple(many), prices_include_vat=True)

    assert estimate(mixed, issue()).resolved.totals.gross_minor == 5


@settings(max_examples=60, deadline=None)
@given(sales())
def test_what_a_complete_draft_comes_to_is_what_is_issued(made: Made) -> None:
    by, of = made
    found = estimate(of, issue(by))
    document = issued(of, by)

    assert found.problems == ()
    assert (
        sketch(of, issue(by), found)
        == replace(document, number="", payment_reference="")
        == replace(freeze(of, issue(by), "F1"), number="", payment_reference="")
    )
    shown = [row for row in document.lines if row.kind is not LineKind.CHARGE]
    carried = (LineKind.PRICED, LineKind.SUBTOTAL)
    assert row_amounts(of, found.resolved.totals) == [
        row.amount_minor if row.kind in carried else None for row in shown
    ]


def test_a_sketch_is_made_of_whatever_there_is() -> None:
    strange = Sale(
        NOBODY,
        (SaleLine(), SaleLine(LineKind.SUBTOTAL), SaleLine(unit_price_e6=ONE_PRICE, vat_case="?")),
        extra_mentions=("nothing",),
    )
    document = sketch(strange, issue(), estimate(strange, issue()))

    assert (document.number, document.gross_minor, len(document.lines)) == ("", 100, 3)
