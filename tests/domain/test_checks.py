"""What must be there before a document can be issued."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from facturdesk.domain.checks import (
    check_address,
    check_customer,
    check_electronic_address,
    check_identity,
    check_sale,
    check_seller,
)
from facturdesk.domain.parties import (
    Address,
    Bank,
    Customer,
    LegalForm,
    Seller,
    Territory,
    VatRegime,
)
from facturdesk.domain.sale import Charge, Discount, LineKind, Receipt, Sale, SaleLine
from tests.domain.samples import (
    ISSUED_ON,
    charge,
    customer,
    line,
    named,
    rulebook,
    sale,
    seller,
    small_seller,
)
from tests.domain.strategies import SWISS

NEW_LAW = dt.date(2027, 9, 1)


def of_seller(shop: Seller) -> list[tuple[str, str]]:
    return [named(problem) for problem in check_seller(shop)]


def of_customer(who: Customer, on: dt.date = ISSUED_ON) -> list[tuple[str, str]]:
    return [named(problem) for problem in check_customer(who, issued_on=on, rulebook=rulebook())]


def of_sale(*lines: SaleLine, **changes: Any) -> list[tuple[str, str]]:
    made: Sale = replace(sale(), lines=lines or (line(),), **changes)
    return [named(problem) for problem in check_sale(made, issued_on=ISSUED_ON)]


def test_whole_profiles_lack_nothing() -> None:
    assert of_seller(seller()) == []
    assert of_seller(small_seller()) == []
    club = seller(legal_form=LegalForm.ASSOCIATION, siren="", siret="", share_capital_minor=None)
    assert of_seller(club) == []


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"legal_name": " "}, "company.legal_name", "seller-name-missing"),
        ({"siren": "", "siret": ""}, "company.siren", "seller-siren-missing"),
        ({"siren": "732829321", "siret": ""}, "company.siren", "siren-invalid"),
        ({"siret": "73282932000075"}, "company.siret", "siret-invalid"),
        ({"siret": "55210055400013"}, "company.siret", "siret-of-another-siren"),
        ({"vat_number": "FR45732829320"}, "company.vat_number", "vat-number-invalid"),
        ({"vat_number": ""}, "company.vat_number", "seller-vat-number-missing"),
        ({"share_capital_minor": None}, "company.share_capital", "seller-capital-missing"),
        ({"rcs_city": ""}, "company.rcs_city", "seller-rcs-missing"),
        ({"bank": Bank("FR76", "", "")}, "company.bank.iban", "iban-invalid"),
        ({"bank": Bank("", "FR76", "")}, "company.bank.bic", "bic-invalid"),
    ],
)
def test_what_a_profile_lacks_is_named(changes: dict[str, Any], field: str, code: str) -> None:
    assert of_seller(seller(**changes)) == [(field, code)]


def test_a_shop_without_vat_needs_no_vat_number() -> None:
    assert of_seller(seller(vat_number="", vat_regime=VatRegime.FRANCHISE)) == []
    assert of_seller(seller(vat_number="", territory=Territory.MAYOTTE)) == []


def test_nothing_but_a_name_is_asked_of_a_consumer() -> None:
    assert of_customer(customer("consumer", address=Address())) == []
    assert of_customer(customer("consumer", name="")) == [
        ("customer.name", "customer-name-missing")
    ]
    assert of_customer(customer("consumer", siren="552100554")) == [
        ("customer.siren", "customer-siren-not-for-consumer")
    ]


def test_an_address_that_is_begun_is_finished() -> None:
    begun = customer("consumer", address=Address(city="Lyon"))

    assert of_customer(begun) == [
        ("customer.address.line1", "address-incomplete"),
        ("customer.address.postcode", "address-incomplete"),
    ]
    delivered = customer(delivery_address=Address("Quai 4", "", "69007", ""))
    assert of_customer(delivered) == [("customer.delivery_address.city", "address-incomplete")]


@pytest.mark.parametrize("country", ["", "F", "fr", "FRA", "FÉ", "UK", "EL", "XX"])
def test_a_country_is_one_of_iso_3166(country: str) -> None:
    address = Address("1 rue", "", "69002", "Lyon", country)
    found = [named(problem) for problem in check_address(address, "a")]

    assert found == [("a.country", "address-country-unknown")]


def test_no_postcode_is_asked_of_other_countries() -> None:
    assert list(check_address(Address("1 street", "", "", "Dublin", "IE"), "a")) == []


@pytest.mark.parametrize("kind", ["firm", "public"])
def test_the_siren_of_french_customers_is_due_from_september_2027(kind: str) -> None:
    nameless = customer(kind, siren="", vat_number="")

    assert of_customer(nameless) == []
    assert of_customer(nameless, NEW_LAW) == [("customer.siren", "customer-siren-missing")]
    overseas = replace(nameless, address=Address("1 rue", "", "97400", "Saint-Denis", "RE"))
    assert of_customer(overseas, NEW_LAW) == [("customer.siren", "customer-siren-missing")]
    assert of_customer(SWISS, NEW_LAW) == []


@pytest.mark.parametrize(
    ("made", "field", "code"),
    [
        (line(name=" "), "lines[0].description", "line-description-missing"),
        (line(quantity_e4=0), "lines[0].quantity", "line-quantity-zero"),
        (line(unit_price_e6=-1), "lines[0].unit_price", "line-unit-price-negative"),
        (line(unit="XYZ"), "lines[0].unit", "line-unit-unknown"),
        (line(purchase_cost_minor=-1), "lines[0].purchase_cost", "line-purchase-cost-negative"),
        (
            line(quantity_e4=10**14, unit_price_e6=10**12),
            "lines[0]",
            "line-amount-too-large",
        ),
        (
            line(discount=Discount(10, 10)),
            "lines[0].discount_amount",
            "discount-twice",
        ),
        (line(discount=Discount(10_001)), "lines[0].discount_percent", "discount-too-large"),
        (line(discount=Discount(None, 1_001)), "lines[0].discount_amount", "discount-too-large"),
        (line(discount=Discount(-1)), "lines[0].discount_percent", "discount-negative"),
        (line(discount=Discount(None, -1)), "lines[0].discount_amount", "discount-negative"),
    ],
)
def test_what_is_wrong_with_a_line_is_named(made: SaleLine, field: str, code: str) -> None:
    assert of_sale(made) == [(field, code)]


def test_a_section_and_a_text_say_something() -> None:
    lines = (
        line(),
        SaleLine(LineKind.SECTION),
        SaleLine(LineKind.TEXT),
        SaleLine(LineKind.SUBTOTAL),
    )

    assert of_sale(*lines) == [
        ("lines[1].section", "line-description-missing"),
        ("lines[2].text", "line-description-missing"),
    ]


def test_a_sale_has_a_priced_line() -> None:
    assert of_sale(SaleLine(LineKind.TEXT, name="Bonjour")) == [("lines", "lines-missing")]


@pytest.mark.parametrize(
    ("made", "field", "code"),
    [
        (charge(label=" "), "charges[0].label", "line-description-missing"),
        (charge(0), "charges[0].amount", "charge-amount-not-positive"),
        (charge(10**15 + 1), "charges[0].amount", "line-amount-too-large"),
    ],
)
def test_what_is_wrong_with_a_charge_is_named(made: Charge, field: str, code: str) -> None:
    assert of_sale(charges=(made,)) == [(field, code)]


@pytest.mark.parametrize(
    ("made", "field", "code"),
    [
        (Receipt("barter", 1, ISSUED_ON), "paid[0].method", "receipt-method-unknown"),
        (Receipt("card", 0, ISSUED_ON), "paid[0].amount", "receipt-amount-not-positive"),
        (Receipt("card", 1, dt.date(2026, 11, 23)), "paid[0].date", "receipt-not-today"),
    ],
)
def test_what_is_wrong_with_a_receipt_is_named(made: Receipt, field: str, code: str) -> None:
    assert of_sale(receipts=(made,)) == [(field, code)]


def test_invoices_are_in_euros() -> None:
    assert of_sale(currency="USD") == [("currency", "currency-not-supported")]


@pytest.mark.parametrize(
    ("written", "platform", "right"),
    [
        ("0225:552100554", True, True),
        ("0225:552100554_55210055400013_ACHATS", True, True),
        ("0225:732829320", True, False),
        ("0009:55210055400013", True, False),
        ("0225:552100554 ACHATS", True, False),
        ("0088:3020810000000", False, True),
        ("EM:achats@exemple.fr", False, True),
        ("9999:552100554", False, False),
        ("552100554", False, False),
        (f"0225:552100554{'A' * 117}", True, False),
    ],
)
def test_an_electronic_address_is_one_the_platforms_can_reach(
    written: str, platform: bool, right: bool
) -> None:
    who = customer(electronic_address=written)
    found = [named(problem) for problem in check_electronic_address(who, platform=platform)]

    wrong = ("customer.electronic_address", "electronic-address-invalid")
    assert found == ([] if right else [wrong])


def test_a_line_that_takes_no_discount_has_none() -> None:
    for discount, name in ((Discount(500), "percent"), (Discount(None, 10), "amount")):
        assert of_sale(line(discountable=False, discount=discount)) == [
            (f"lines[0].discount_{name}", "discount-not-allowed")
        ]


def test_a_vat_number_begins_with_a_country() -> None:
    assert not list(check_identity("", "", "CHE123456788", "customer"))
    found = [named(problem) for problem in check_identity("", "", "ZZ12345", "customer")]
    assert found == [("customer.vat_number", "vat-number-invalid")]
