"""Random sales of every situation agree to the cent with exact fractions."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facturdesk.domain.crediting import Credit, CreditRequest, credit, creditable_lines
from facturdesk.domain.document import Document
from facturdesk.domain.errors import InputRefused
from facturdesk.domain.money import line_amount
from facturdesk.domain.sale import LineKind
from tests.domain.recomputed import charged_lines, group_of, recompute
from tests.domain.samples import issued
from tests.domain.strategies import SITUATIONS, Made, build, sales

thorough = settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@thorough
@given(sales())
def test_totals_agree_with_exact_fractions(made: Made) -> None:
    by, sale = made
    document = issued(sale, by)
    expected = recompute(sale, document)

    assert [line.amount_minor for line in charged_lines(document)] == expected.amounts
    assert [line.settled_minor for line in charged_lines(document)] == expected.settled
    assert {tax.group: tax.base_minor for tax in document.taxes} == expected.bases
    assert {tax.group: tax.vat_minor for tax in document.taxes} == expected.vats
    assert document.net_minor == expected.net
    assert document.gross_minor == expected.gross
    assert document.vat_minor == expected.gross - expected.net


@thorough
@given(sales())
def test_shelf_totals_hold_exactly(made: Made) -> None:
    by, sale = made
    document = issued(replace(sale, prices_include_vat=True, receipts=()), by)
    shelf = sum(line.settled_minor for line in charged_lines(document))

    assert document.gross_minor == shelf


@thorough
@given(sales())
def test_the_sums_of_the_e_invoice_hold(made: Made) -> None:
    by, sale = made
    document = issued(sale, by)

    for tax in document.taxes:
        inside = [line for line in charged_lines(document) if line.group == tax.group]
        priced = sum(line.net_minor for line in inside if line.kind is LineKind.PRICED)
        charges = sum(line.net_minor for line in inside if line.kind is LineKind.CHARGE)
        assert (priced, charges) == (tax.lines_minor, tax.charges_minor)
        assert tax.base_minor == tax.lines_minor - tax.discount_minor + tax.charges_minor
        exact = Fraction(tax.base_minor * tax.group.rate_bp, 10_000)
        assert abs(tax.vat_minor - exact) <= 1  # BR-CO-17
    assert sum(i.amount_minor for i in document.instalments) == document.gross_minor


@thorough
@given(sales())
def test_price_times_quantity_less_discount_is_the_line(made: Made) -> None:
    by, sale = made
    document = issued(sale, by)

    for line in charged_lines(document):
        price = line_amount(
            line.quantity_e4, line.net_unit_price_e6, price_units=line.price_base_quantity
        )
        assert abs(price - line.net_discount_minor - line.net_minor) <= 2
        rate = Fraction(group_of(line).rate_bp, 10_000)
        exact = Fraction(line.amount_minor)
        if sale.prices_include_vat:
            exact /= 1 + rate
        assert abs(line.net_minor - exact) < 3


def as_note(invoice: Document, given: Credit) -> Document:
    """Make what later credits see of a credit, whatever its sign."""
    return replace(invoice, lines=given.lines, taxes=given.totals.taxes)


@thorough
@given(sales(), st.integers(0, 2**32))
def test_partial_credits_add_up_to_the_invoice(made: Made, seed: int) -> None:
    by, sale = made
    dice = Random(seed)
    invoice = issued(sale, by)
    notes: list[Document] = []
    for _ in range(dice.randint(0, 6)):
        requests = random_requests(dice, invoice)
        try:
            notes.append(as_note(invoice, credit(invoice, notes, requests)))
        except InputRefused:
            continue
    try:
        notes.append(as_note(invoice, credit(invoice, notes, None)))
    except InputRefused:
        assert notes

    for line in creditable_lines(invoice):
        back = [n for note in notes for n in note.lines if n.source_position == line.position]
        assert sum(n.quantity_e4 for n in back) == line.quantity_e4
        assert sum(n.amount_minor for n in back) == line.amount_minor
        assert sum(n.settled_minor for n in back) == line.settled_minor
    for tax in invoice.taxes:
        back_taxes = [t for note in notes for t in note.taxes if t.group == tax.group]
        assert sum(t.base_minor for t in back_taxes) == tax.base_minor
        assert sum(t.vat_minor for t in back_taxes) == tax.vat_minor


def random_requests(dice: Random, invoice: Document) -> list[CreditRequest]:
    lines = creditable_lines(invoice)
    ranks = dice.sample(range(1, len(lines) + 1), dice.randint(1, len(lines)))
    return [
        CreditRequest(rank, dice.choice((None, dice.randint(1, abs(lines[rank - 1].quantity_e4)))))
        for rank in ranks
    ]


@thorough
@given(sales(), st.integers(0, 2**32))
def test_the_vat_of_each_credit_is_that_of_its_base(made: Made, seed: int) -> None:
    by, sale = made
    dice = Random(seed)
    invoice = issued(sale, by)
    notes: list[Document] = []
    for _ in range(3):
        try:
            given = credit(invoice, notes, random_requests(dice, invoice))
        except InputRefused:
            continue
        notes.append(as_note(invoice, given))
        for tax in given.totals.taxes:
            exact = tax.base_minor * Fraction(tax.group.rate_bp, 10_000)
            assert abs(tax.vat_minor - exact) <= Fraction(3, 2)


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_whole_credit_is_the_invoice_line_by_line(name: str) -> None:
    for seed in range(10):
        by, sale = build(name, seed)
        invoice = issued(sale, by)
        given = credit(invoice, [], None)

        assert [line.net_minor for line in given.lines] == [
            line.net_minor for line in creditable_lines(invoice)
        ]
        assert given.totals.gross_minor == invoice.gross_minor
        assert [(t.group, t.base_minor, t.vat_minor) for t in given.totals.taxes] == [
            (t.group, t.base_minor, t.vat_minor) for t in invoice.taxes
        ]


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_situation_is_the_same_for_the_same_seed(name: str) -> None:
    assert build(name, 3) == build(name, 3)
