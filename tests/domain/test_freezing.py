"""From a draft to a frozen document."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from facturdesk.domain.document import Instalment
from facturdesk.domain.errors import InputRefused
from facturdesk.domain.freezing import check, draft_totals
from facturdesk.domain.parties import CustomerKind, LegalForm, PaymentTerms, Territory, VatRegime
from facturdesk.domain.sale import (
    Discount,
    DocumentKind,
    LineKind,
    Nature,
    Receipt,
    SaleLine,
)
from tests.domain.samples import (
    ISSUED_ON,
    charge,
    customer,
    issue,
    issued,
    line,
    problems,
    refused,
    sale,
    seller,
    small_seller,
)
from tests.domain.strategies import GERMAN, SITUATIONS, SWISS, build


def paid(amount_minor: int, method: str = "card") -> Receipt:
    return Receipt(method, amount_minor, ISSUED_ON)


def test_what_was_decided_stands_on_the_document() -> None:
    document = issued(sale(line("100.00"), order_reference="BC-778", note="Merci"))

    assert (document.net_minor, document.vat_minor, document.gross_minor) == (10_000, 2_000, 12_000)
    assert (document.number, document.type_code, document.framework) == ("F2026-00012", "380", "B1")
    assert document.payment_reference == "RF30F202600012"
    assert document.instalments == (Instalment(1, dt.date(2026, 12, 24), 12_000),)
    assert (document.order_reference, document.note) == ("BC-778", "Merci")
    assert document.due_minor == 12_000
    assert document.due_on == dt.date(2026, 12, 24)
    assert not document.is_paid


def test_the_terms_of_the_sale_come_before_those_of_the_shop() -> None:
    by = seller(terms=PaymentTerms(10))

    assert issued(sale(), by).due_on == dt.date(2026, 12, 4)
    assert issued(sale(terms=PaymentTerms(45)), by).due_on == dt.date(2027, 1, 8)
    assert issued(sale(due_on=dt.date(2026, 11, 30)), by).due_on == dt.date(2026, 11, 30)


def test_what_is_paid_at_once_is_due_that_day() -> None:
    document = issued(sale(line("100.00"), receipts=(paid(10_000), paid(2_000, "cash"))))

    assert document.framework == "B2"
    assert document.is_paid
    assert document.due_on == ISSUED_ON
    assert (document.prepaid_minor, document.due_minor) == (12_000, 0)


def test_what_is_paid_in_part_is_due_as_agreed() -> None:
    document = issued(sale(line("100.00"), receipts=(paid(5_000),)))

    assert (document.framework, document.due_minor) == ("B1", 7_000)
    assert document.due_on == dt.date(2026, 12, 24)


def test_a_wholly_free_invoice_can_be_issued() -> None:
    document = issued(sale(line("0.00", "3")))

    assert (document.gross_minor, document.framework) == (0, "B1")
    assert document.instalments[0].amount_minor == 0
    assert not document.is_paid


def test_carriage_does_not_make_a_sale_of_goods_a_service() -> None:
    assert issued(sale(line(), charges=(charge(),))).framework == "B1"
    assert issued(sale(line(nature=Nature.SERVICE), charges=(charge(),))).framework == "S1"
    assert issued(sale(line(), line(nature=Nature.SERVICE))).framework == "M1"


def test_carriage_of_an_export_is_exempt_with_it() -> None:
    of = sale(line(vat_case="export"), charges=(charge(vat_case="export"),), customer=SWISS)
    (tax,) = issued(of).taxes

    assert (tax.group.category, tax.charges_minor) == ("G", 1_200)


def test_sections_texts_and_subtotals_keep_their_place() -> None:
    document = issued(
        sale(
            SaleLine(LineKind.SECTION, name="Thés"),
            line("10.00"),
            SaleLine(LineKind.TEXT, name="Récolte", detail="de printemps"),
            line("5.00"),
            SaleLine(LineKind.SUBTOTAL),
            line("1.00"),
            SaleLine(LineKind.SECTION, name="Pose"),
            line("2.00"),
            SaleLine(LineKind.SUBTOTAL),
            charges=(charge(),),
        )
    )

    assert [one.position for one in document.lines] == list(range(1, 11))
    assert [one.amount_minor for one in document.lines if one.kind is LineKind.SUBTOTAL] == [
        1_500,
        200,
    ]
    assert document.lines[-1].kind is LineKind.CHARGE
    assert document.lines[2].detail == "de printemps"


def test_a_corrective_invoice_is_a_384() -> None:
    assert issued(sale(kind=DocumentKind.CORRECTIVE_INVOICE)).type_code == "384"


def test_everything_wrong_is_said_at_once() -> None:
    found = problems(
        sale(
            line(name="", quantity_e4=0, unit_price_e6=-1, vat_rate_bp=700),
            customer=customer(name="", siren="552100555"),
            due_on=dt.date(2026, 11, 1),
            extra_mentions=("exotic",),
        ),
        seller(legal_name="", rcs_city=""),
    )

    assert found == {
        "company.legal_name": "seller-name-missing",
        "company.rcs_city": "seller-rcs-missing",
        "customer.name": "customer-name-missing",
        "customer.siren": "siren-invalid",
        "lines[0].description": "line-description-missing",
        "lines[0].quantity": "line-quantity-zero",
        "lines[0].unit_price": "line-unit-price-negative",
        "lines[0].vat_rate": "vat-rate-not-in-force",
        "due_date": "due-date-before-issue",
        "mentions[0]": "mention-unknown",
    }


@pytest.mark.parametrize("day", [dt.date(1900, 1, 1), dt.date(1999, 12, 31), dt.date(2100, 1, 1)])
def test_a_day_without_rules_is_refused(day: dt.date) -> None:
    assert problems(sale(), issued_on=day)["date"] == "date-out-of-range"
    assert problems(sale(supplied_on=day))["supply_date"] == "date-out-of-range"
    assert problems(sale(due_on=day))["due_date"] == "date-out-of-range"


@pytest.mark.parametrize("day", [dt.date(2000, 1, 1), dt.date(2099, 12, 31)])
def test_the_first_and_last_days_have_rules(day: dt.date) -> None:
    assert check(sale(terms=PaymentTerms(0)), issue(issued_on=day)) == ()


def test_due_dates_beyond_the_ceiling_are_refused() -> None:
    assert problems(sale(terms=PaymentTerms(61))) == {"terms": "terms-too-long"}
    assert problems(sale(due_on=dt.date(2027, 6, 1))) == {"due_date": "terms-too-long"}
    public = sale(customer=customer("public"), terms=PaymentTerms(45))
    assert problems(public) == {"terms": "terms-too-long-public"}
    assert problems(sale(customer=customer("consumer"), terms=PaymentTerms(90))) == {}


def test_a_penalty_rate_matters_to_firms_alone() -> None:
    shop = seller(penalty_rate="5")

    assert problems(sale(), shop) == {"company.terms.penalty_rate": "penalty-rate-below-floor"}
    assert problems(sale(customer=customer("consumer")), shop) == {}


def test_money_at_the_counter_is_checked() -> None:
    of = sale(line("2000.00"))

    assert problems(replace(of, receipts=(paid(300_000),))) == {"paid": "receipts-exceed-total"}
    assert problems(replace(of, receipts=(paid(100_001, "cash"),))) == {
        "paid": "receipt-cash-ceiling"
    }
    assert problems(replace(of, receipts=(paid(100_000, "cash"), paid(140_000)))) == {}


def test_a_negative_total_is_no_invoice() -> None:
    assert problems(sale(line("10.00", "-1"))) == {"lines": "total-negative"}
    assert issued(sale(line("10.00", "-1"), line("12.00"))).gross_minor == 240


def test_a_total_stays_within_what_can_be_kept() -> None:
    huge = line("9999999999.00", "900", vat_rate_bp=2_000)

    assert problems(sale(huge, huge)) == {"lines": "line-amount-too-large"}


def test_a_document_discount_is_at_most_what_it_bears_on() -> None:
    discount = Discount(amount_minor=1_001)
    fee = line("5.00", discountable=False)

    assert problems(sale(line(), fee, discount=discount)) == {
        "discount_amount": "discount-too-large"
    }
    assert problems(sale(line(), line(), fee, discount=discount)) == {}


def test_what_cannot_stand_together_is_refused() -> None:
    of = sale(line(nature=Nature.SERVICE, vat_case="services_outside_eu"), line(), customer=SWISS)

    assert problems(of) == {"lines": "vat-mix-outside-scope"}


def test_a_document_that_is_refused_is_not_made() -> None:
    with pytest.raises(InputRefused) as caught:
        issued(sale(), small_seller(vat_regime=VatRegime.NORMAL))

    assert refused(caught.value) == [("company.vat_number", "seller-vat-number-missing")]


def test_a_draft_has_totals_before_its_customer_is_complete() -> None:
    of = sale(line("100.00"), customer=customer(siren="1", name=""))

    assert draft_totals(of, issue()).gross_minor == 12_000
    with pytest.raises(InputRefused) as caught:
        draft_totals(replace(of, lines=(line(vat_rate_bp=700),)), issue())
    assert refused(caught.value) == [("lines[0].vat_rate", "vat-rate-not-in-force")]


def test_an_overseas_shop_sells_at_its_rates() -> None:
    shop = seller(territory=Territory.REUNION)

    assert issued(sale(line("100.00")), shop).vat_minor == 850


def test_an_intra_community_sale_has_no_vat() -> None:
    document = issued(sale(line("100.00", vat_case="intra_eu_goods"), customer=GERMAN))

    assert (document.vat_minor, document.taxes[0].reason) == (
        0,
        "Exonération de TVA, article 262 ter, I du CGI",
    )


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_situation_can_be_issued(name: str) -> None:
    for seed in range(20):
        by, of = build(name, seed)
        document = issued(of, by)

        assert document.customer.kind in set(CustomerKind)
        assert all(tax.reason for tax in document.taxes if tax.group.category != "S")
        assert all(not tax.reason for tax in document.taxes if tax.group.category == "S")


def test_an_association_without_a_siren_cannot_invoice() -> None:
    club = small_seller(legal_form=LegalForm.ASSOCIATION, siren="", siret="")

    assert problems(sale(), club) == {"company.siren": "seller-siren-for-invoices"}


def test_carriage_without_a_rate_follows_the_case_of_the_lines() -> None:
    training = line(nature=Nature.SERVICE, vat_case="exempt_training")

    alone = issued(sale(training, charges=(charge(),)))
    mixed = issued(sale(training, line(), charges=(charge(),)))

    assert [tax.base_minor for tax in alone.taxes] == [2_200]
    assert [tax.charges_minor for tax in mixed.taxes] == [0, 1_200]
