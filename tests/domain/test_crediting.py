"""Credit notes: chosen lines, what is left, and amounts that mirror the invoice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facturdesk.domain.crediting import CreditRequest, credit, creditable_lines
from facturdesk.domain.document import Document, TaxSubtotal
from facturdesk.domain.errors import InputRefused
from facturdesk.domain.freezing import freeze_credit
from facturdesk.domain.sale import Discount, DocumentKind, LineKind, Nature, Sale, SaleLine
from tests.domain.samples import charge, issue, issued, line, reference, refused, sale, seller


def noted(
    invoice: Document, *requests: CreditRequest, earlier: tuple[Document, ...] = ()
) -> Document:
    """Issue a credit note on some lines, or on all that is left."""
    given = credit(invoice, earlier, list(requests) or None)
    return freeze_credit(invoice, given, issue(references=(reference(),)), "A2026-00001")


def refusal(invoice: Document, *requests: CreditRequest) -> list[tuple[str, str]]:
    with pytest.raises(InputRefused) as caught:
        credit(invoice, [], list(requests))
    return refused(caught.value)


def three() -> Sale:
    return sale(
        SaleLine(LineKind.SECTION, name="Thés"),
        line("0.99", "3", vat_rate_bp=550),
        line("10.00", "2"),
        charges=(charge(),),
    )


def test_lines_are_ranked_without_sections_and_charges_come_last() -> None:
    kinds = [one.kind for one in creditable_lines(issued(three()))]

    assert kinds == [LineKind.PRICED, LineKind.PRICED, LineKind.CHARGE]


def test_a_whole_credit_gives_everything_back() -> None:
    invoice = issued(three())
    note = noted(invoice)

    assert note.kind is DocumentKind.CREDIT_NOTE
    assert note.type_code == "381"
    assert note.gross_minor == invoice.gross_minor
    assert note.instalments == ()
    assert note.payment_reference == ""
    assert [one.source_position for one in note.lines] == [2, 3, 4]
    assert [one.position for one in note.lines] == [1, 2, 3]


def test_thirds_of_a_line_add_up() -> None:
    invoice = issued(sale(line("0.333333", "3", vat_rate_bp=550)))
    notes: tuple[Document, ...] = ()
    for _ in range(3):
        request = CreditRequest(1, 10_000)
        notes = (*notes, noted(invoice, request, earlier=notes))

    assert [note.net_minor for note in notes] == [33, 34, 33]
    assert sum(note.vat_minor for note in notes) == invoice.vat_minor


def test_the_rest_is_what_was_not_given_back() -> None:
    invoice = issued(three())
    first = noted(invoice, CreditRequest(1, 10_000))
    rest = noted(invoice, earlier=(first,))

    assert first.gross_minor + rest.gross_minor == invoice.gross_minor
    assert [one.quantity_e4 for one in rest.lines] == [20_000, 20_000, 10_000]


def test_requests_come_in_the_order_of_the_invoice() -> None:
    note = noted(issued(three()), CreditRequest(3), CreditRequest(1))

    assert [one.source_position for one in note.lines] == [2, 4]


def test_a_document_discount_is_given_back_in_part() -> None:
    invoice = issued(replace(three(), discount=Discount(percent_bp=1_000)))
    note = noted(invoice, CreditRequest(2, 10_000))

    assert (note.net_minor, note.vat_minor) == (900, 180)
    assert note.taxes[0].lines_minor == 1_000
    assert note.taxes[0].discount_minor == 100


def test_lines_that_nearly_cancel_out_do_not_swell_the_vat() -> None:
    invoice = issued(sale(line("100.00"), line("99.97", "-1")))
    note = noted(invoice, CreditRequest(1))

    assert (invoice.net_minor, invoice.vat_minor) == (3, 1)
    assert (note.net_minor, note.vat_minor) == (10_000, 2_000)
    rest = credit(invoice, [note], None)
    assert (rest.totals.net_minor, rest.totals.vat_minor) == (-9_997, -1_999)


def test_an_invoice_taken_over_gives_back_its_own_vat() -> None:
    invoice = issued(sale(line("10.00", "2")))
    taken = replace(invoice, taxes=(TaxSubtotal(invoice.taxes[0].group, 2_000, 401, 2_000),))

    assert credit(taken, [], None).totals.vat_minor == 401


def test_a_return_is_given_back_by_its_quantity_without_sign() -> None:
    invoice = issued(sale(line("10.00", "5"), line("4.00", "-2")))
    note = noted(invoice, CreditRequest(1), CreditRequest(2, 10_000))

    assert [one.quantity_e4 for one in note.lines] == [50_000, -10_000]
    assert note.net_minor == 4_600


@pytest.mark.parametrize(
    ("requests", "expected"),
    [
        ([CreditRequest(0)], [("lines[0].line", "credit-line-unknown")]),
        ([CreditRequest(4)], [("lines[0].line", "credit-line-unknown")]),
        ([CreditRequest(1), CreditRequest(1)], [("lines[1].line", "credit-line-twice")]),
        ([CreditRequest(1, 0)], [("lines[0].quantity", "credit-quantity-not-positive")]),
        ([CreditRequest(1, -10_000)], [("lines[0].quantity", "credit-quantity-not-positive")]),
        ([CreditRequest(1, 30_001)], [("lines[0].quantity", "credit-quantity-too-large")]),
        (
            [CreditRequest(9), CreditRequest(2, 90_000)],
            [
                ("lines[0].line", "credit-line-unknown"),
                ("lines[1].quantity", "credit-quantity-too-large"),
            ],
        ),
    ],
)
def test_a_wrong_request_is_refused(
    requests: list[CreditRequest], expected: list[tuple[str, str]]
) -> None:
    assert refusal(issued(three()), *requests) == expected


def test_nothing_can_be_given_back_twice() -> None:
    invoice = issued(three())

    with pytest.raises(InputRefused) as caught:
        credit(invoice, [noted(invoice)], None)
    assert refused(caught.value) == [("lines", "credit-nothing-left")]


def test_lines_of_a_note_that_name_no_line_of_the_invoice_leave_all_quantities() -> None:
    invoice = issued(three())
    stranger = replace(invoice, kind=DocumentKind.CREDIT_NOTE)

    assert [one.quantity_e4 for one in credit(invoice, [stranger], None).lines] == [
        one.quantity_e4 for one in creditable_lines(invoice)
    ]


def test_a_credit_note_is_worth_something() -> None:
    with pytest.raises(InputRefused) as caught:
        noted(issued(sale(line("0.00"))))
    assert refused(caught.value) == [("lines", "credit-total-not-positive")]


def test_the_category_of_a_credit_note_is_that_of_its_lines() -> None:
    invoice = issued(sale(line(), line(nature=Nature.SERVICE), charges=(charge(),)))

    assert noted(invoice).framework == "M1"
    assert noted(invoice, CreditRequest(1), CreditRequest(3)).framework == "B1"
    assert noted(invoice, CreditRequest(2)).framework == "S1"
    assert noted(invoice, CreditRequest(3)).framework == "S1"


def test_seller_and_reason_are_those_of_the_day() -> None:
    invoice = issued()
    given = credit(invoice, [], None)
    moved = seller(phone="04 78 99 99 99")
    note = freeze_credit(invoice, given, issue(moved, reason="Casse"), "A2026-00001")

    assert (note.seller.phone, note.reason) == ("04 78 99 99 99", "Casse")
