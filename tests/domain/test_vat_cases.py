"""Which VAT a line bears, and which it is refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from facturdesk.domain.errors import Problem
from facturdesk.domain.parties import Address, Customer, Seller, Territory, VatRegime
from facturdesk.domain.sale import Nature
from facturdesk.domain.vat import VatGroup
from facturdesk.domain.vat_cases import (
    Situation,
    check_mix,
    framework,
    implied_case,
    resolve_group,
)
from tests.domain.samples import ISSUED_ON, customer, rulebook, seller, small_seller
from tests.domain.strategies import (
    BELFAST,
    GERMAN,
    MAYOTTE_FIRM,
    REUNION_FIRM,
    SWISS,
    shop_of,
)

GOODS, SERVICE = Nature.GOODS, Nature.SERVICE
CONSUMER = customer("consumer")
ZURICH = customer("consumer", address=Address("1 Strasse", "", "8001", "Zürich", "CH"))
FIRM = customer()


def resolved(
    case: str = "",
    nature: Nature = GOODS,
    to: Customer = FIRM,
    by: Seller | None = None,
    **wish: Any,
) -> VatGroup | str:
    """Give the group, or the code of the problem."""
    on = wish.pop("on", ISSUED_ON)
    situation = Situation(by or seller(), to, on, rulebook())
    options = {"rate_bp": None, "field": "lines[0]", **wish}
    found = resolve_group(situation, nature=nature, case=case, **options)
    if isinstance(found, Problem):
        assert found.field.startswith("lines[0].vat_")
        return found.code
    return found


def test_without_a_wish_a_line_bears_the_standard_rate() -> None:
    assert resolved() == VatGroup("S", 2_000)
    assert resolved(by=shop_of(Territory.REUNION)) == VatGroup("S", 850)


@pytest.mark.parametrize(
    ("territory", "rate"),
    [
        (Territory.METROPOLE, 210),
        (Territory.CORSICA, 1_300),
        (Territory.CORSICA, 90),
        (Territory.GUADELOUPE, 175),
        (Territory.MARTINIQUE, 105),
    ],
)
def test_a_rate_in_force_is_taken(territory: Territory, rate: int) -> None:
    assert resolved(by=shop_of(territory), rate_bp=rate) == VatGroup("S", rate)


@pytest.mark.parametrize(
    ("territory", "rate"),
    [
        (Territory.METROPOLE, 850),
        (Territory.METROPOLE, 1_300),
        (Territory.METROPOLE, 1_960),
        (Territory.METROPOLE, 0),
        (Territory.REUNION, 2_000),
    ],
)
def test_a_rate_of_elsewhere_or_of_the_past_is_refused(territory: Territory, rate: int) -> None:
    assert resolved(by=shop_of(territory), rate_bp=rate) == "vat-rate-not-in-force"


def test_the_rate_is_that_of_the_day_of_supply() -> None:
    assert resolved(on=dt.date(2013, 12, 31)) == VatGroup("S", 1_960)
    assert resolved(rate_bp=1_960, on=dt.date(2013, 12, 31)) == VatGroup("S", 1_960)


def test_a_refused_rate_is_told_with_those_in_force() -> None:
    situation = Situation(seller(), FIRM, ISSUED_ON, rulebook())
    problem = resolve_group(situation, nature=GOODS, rate_bp=700, case="", field="lines[3]")

    assert problem == Problem(
        "vat-rate-not-in-force",
        "lines[3].vat_rate",
        {"rate": "7", "known": "20, 10, 5.5, 2.1", "on": "2026-11-24"},
    )


def test_a_line_has_a_rate_or_a_case() -> None:
    assert resolved("export", rate_bp=2_000, to=SWISS) == "vat-rate-and-case"


@pytest.mark.parametrize("case", ["", "franchise"])
def test_franchise_is_implied_by_the_regime(case: str) -> None:
    group = VatGroup("E", 0, "VATEX-FR-FRANCHISE", "franchise")

    assert implied_case(small_seller()) == "franchise"
    assert resolved(case, by=small_seller()) == group
    assert resolved(case, by=small_seller(), rate_bp=0) == group


def test_franchise_never_has_a_rate() -> None:
    assert resolved(by=small_seller(), rate_bp=2_000) == "vat-franchise-no-rate"


@pytest.mark.parametrize(
    "case", ["reverse_charge_construction", "intra_eu_goods", "export", "margin_second_hand"]
)
def test_franchise_prevails_over_other_cases(case: str) -> None:
    nature = SERVICE if case.startswith("reverse") else GOODS

    assert resolved(case, nature, by=small_seller()) == "vat-case-under-franchise"


def test_what_is_exempt_or_taxed_elsewhere_stays_so_under_franchise() -> None:
    shop = small_seller(vat_number="FR44732829320")

    assert resolved("exempt_training", SERVICE, by=shop) == VatGroup(
        "E", 0, "VATEX-FR-CGI261-4", "exempt_training"
    )
    assert resolved("intra_eu_services", SERVICE, GERMAN, shop) == VatGroup(
        "AE", 0, "VATEX-EU-AE", "intra_eu_services"
    )
    assert (
        resolved("intra_eu_services", SERVICE, GERMAN, small_seller())
        == "vat-case-seller-vat-number-missing"
    )


def test_franchise_is_for_those_who_have_it() -> None:
    assert resolved("franchise") == "vat-case-without-franchise"


@pytest.mark.parametrize("territory", [Territory.GUYANE, Territory.MAYOTTE])
def test_where_vat_does_not_apply_there_is_none(territory: Territory) -> None:
    shop = shop_of(territory)

    assert resolved(by=shop) == VatGroup("O", 0, "VATEX-EU-O", "untaxed_territory")
    assert resolved(by=shop, rate_bp=2_000) == "vat-untaxed-no-rate"
    assert resolved("exempt_training", SERVICE, by=shop) == "vat-case-untaxed-territory"
    small = replace(shop, vat_regime=VatRegime.FRANCHISE)
    assert resolved(by=small) == VatGroup("O", 0, "VATEX-EU-O", "untaxed_territory")


def test_that_case_is_never_asked_for() -> None:
    assert resolved("untaxed_territory") == "vat-case-unknown"


def test_a_case_nobody_knows_is_refused() -> None:
    assert resolved("exotic") == "vat-case-unknown"


CASES: list[tuple[str, Nature, Customer, str, str]] = [
    ("reverse_charge_construction", SERVICE, FIRM, "AE", "VATEX-EU-AE"),
    ("reverse_charge_construction", SERVICE, REUNION_FIRM, "AE", "VATEX-EU-AE"),
    ("intra_eu_goods", GOODS, GERMAN, "K", "VATEX-EU-IC"),
    ("intra_eu_goods", GOODS, BELFAST, "K", "VATEX-EU-IC"),
    ("intra_eu_services", SERVICE, GERMAN, "AE", "VATEX-EU-AE"),
    ("export", GOODS, SWISS, "G", "VATEX-EU-G"),
    ("export", GOODS, ZURICH, "G", "VATEX-EU-G"),
    ("export", GOODS, REUNION_FIRM, "G", "VATEX-EU-G"),
    ("services_outside_eu", SERVICE, SWISS, "O", "VATEX-EU-O"),
    ("services_outside_eu", SERVICE, BELFAST, "O", "VATEX-EU-O"),
    ("services_outside_eu", SERVICE, MAYOTTE_FIRM, "O", "VATEX-EU-O"),
    ("margin_second_hand", GOODS, CONSUMER, "E", "VATEX-EU-F"),
    ("margin_art", GOODS, FIRM, "E", "VATEX-EU-I"),
    ("margin_antiques", GOODS, CONSUMER, "E", "VATEX-EU-J"),
    ("margin_travel", SERVICE, CONSUMER, "E", "VATEX-EU-D"),
    ("exempt_training", SERVICE, FIRM, "E", "VATEX-FR-CGI261-4"),
    ("exempt_medical", GOODS, CONSUMER, "E", "VATEX-FR-CGI261-4"),
    ("exempt_association", GOODS, CONSUMER, "E", "VATEX-FR-CGI261-7"),
    ("exempt_finance", SERVICE, FIRM, "E", "VATEX-FR-CGI261C-1"),
    ("exempt_insurance", SERVICE, FIRM, "E", "VATEX-FR-CGI261C-2"),
    ("exempt_letting", SERVICE, FIRM, "E", "VATEX-FR-CGI261D-2"),
]


@pytest.mark.parametrize(("case", "nature", "to", "category", "ground"), CASES)
def test_each_case_has_its_category_and_ground(
    case: str, nature: Nature, to: Customer, category: str, ground: str
) -> None:
    assert resolved(case, nature, to) == VatGroup(category, 0, ground, case)


OTHER_STATE = GERMAN.address
REFUSED: list[tuple[str, Nature, Customer, str]] = [
    ("reverse_charge_construction", GOODS, FIRM, "vat-case-services-only"),
    ("reverse_charge_construction", SERVICE, CONSUMER, "vat-case-customer-not-french-firm"),
    ("reverse_charge_construction", SERVICE, GERMAN, "vat-case-customer-not-french-firm"),
    (
        "reverse_charge_construction",
        SERVICE,
        customer("public"),
        "vat-case-customer-not-french-firm",
    ),
    (
        "reverse_charge_construction",
        SERVICE,
        customer(siren="", vat_number=""),
        "vat-case-customer-number-missing",
    ),
    ("intra_eu_goods", SERVICE, GERMAN, "vat-case-goods-only"),
    ("intra_eu_goods", GOODS, CONSUMER, "vat-case-customer-not-firm"),
    ("intra_eu_goods", GOODS, FIRM, "vat-case-customer-vat-number-missing"),
    ("intra_eu_goods", GOODS, SWISS, "vat-case-customer-vat-number-missing"),
    (
        "intra_eu_goods",
        GOODS,
        replace(GERMAN, delivery_address=FIRM.address),
        "vat-case-destination-not-member-state",
    ),
    ("intra_eu_services", GOODS, GERMAN, "vat-case-services-only"),
    ("intra_eu_services", SERVICE, BELFAST, "vat-case-customer-vat-number-missing"),
    (
        "intra_eu_services",
        SERVICE,
        replace(GERMAN, address=FIRM.address),
        "vat-case-customer-in-france",
    ),
    ("export", SERVICE, SWISS, "vat-case-goods-only"),
    ("export", GOODS, FIRM, "vat-case-destination-not-export"),
    ("export", GOODS, GERMAN, "vat-case-destination-not-export"),
    ("export", GOODS, BELFAST, "vat-case-destination-not-export"),
    (
        "export",
        GOODS,
        replace(SWISS, delivery_address=FIRM.address),
        "vat-case-destination-not-export",
    ),
    ("services_outside_eu", SERVICE, ZURICH, "vat-case-customer-not-firm"),
    ("services_outside_eu", SERVICE, FIRM, "vat-case-customer-in-vat-area"),
    ("services_outside_eu", SERVICE, GERMAN, "vat-case-customer-in-vat-area"),
    ("services_outside_eu", SERVICE, REUNION_FIRM, "vat-case-customer-in-vat-area"),
    ("margin_art", SERVICE, FIRM, "vat-case-goods-only"),
    ("margin_travel", GOODS, FIRM, "vat-case-services-only"),
    ("exempt_overseas", GOODS, FIRM, "vat-case-for-overseas-only"),
]


@pytest.mark.parametrize(("case", "nature", "to", "code"), REFUSED)
def test_a_case_the_customer_cannot_have_is_refused(
    case: str, nature: Nature, to: Customer, code: str
) -> None:
    assert resolved(case, nature, to) == code


@pytest.mark.parametrize(
    ("case", "nature", "to"),
    [
        ("reverse_charge_construction", SERVICE, FIRM),
        ("intra_eu_goods", GOODS, GERMAN),
        ("intra_eu_services", SERVICE, GERMAN),
        ("export", GOODS, SWISS),
    ],
)
def test_some_cases_want_the_sellers_own_vat_number(
    case: str, nature: Nature, to: Customer
) -> None:
    code = resolved(case, nature, to, seller(vat_number=""))

    assert code == "vat-case-seller-vat-number-missing"


def test_overseas_sales_to_member_states_are_exports() -> None:
    shop = shop_of(Territory.REUNION)

    assert resolved("intra_eu_goods", GOODS, GERMAN, shop) == "vat-case-not-from-overseas"
    assert resolved("export", GOODS, GERMAN, shop) == VatGroup("G", 0, "VATEX-EU-G", "export")
    assert resolved("export", GOODS, FIRM, shop) == VatGroup("G", 0, "VATEX-EU-G", "export")
    assert resolved("export", GOODS, REUNION_FIRM, shop) == "vat-case-destination-not-export"


def test_carriage_follows_the_goods() -> None:
    group = VatGroup("G", 0, "VATEX-EU-G", "export")

    assert resolved("export", SERVICE, SWISS, accessory=True) == group


RATED = VatGroup("S", 2_000)
EXEMPT = VatGroup("E", 0, "VATEX-FR-CGI261-4", "exempt_training")
MARGIN = VatGroup("E", 0, "VATEX-EU-F", "margin_second_hand")
FRANCHISE = VatGroup("E", 0, "VATEX-FR-FRANCHISE", "franchise")
OUTSIDE = VatGroup("O", 0, "VATEX-EU-O", "services_outside_eu")
WORKS = VatGroup("AE", 0, "VATEX-EU-AE", "reverse_charge_construction")


@pytest.mark.parametrize(
    ("groups", "code"),
    [
        ((), ""),
        ((OUTSIDE, OUTSIDE), ""),
        ((RATED, VatGroup("S", 550), WORKS, EXEMPT), ""),
        ((RATED, OUTSIDE), "vat-mix-outside-scope"),
        ((EXEMPT, OUTSIDE), "vat-mix-outside-scope"),
        ((RATED, FRANCHISE), "vat-mix-franchise"),
        ((WORKS, FRANCHISE), "vat-mix-franchise"),
        ((EXEMPT, FRANCHISE), "vat-mix-franchise"),
        ((EXEMPT, MARGIN, RATED), "vat-mix-category"),
    ],
)
def test_what_may_stand_on_one_document(groups: tuple[VatGroup, ...], code: str) -> None:
    found = list(check_mix(groups, field="lines"))

    assert [(problem.code, problem.field) for problem in found] == (
        [(code, "lines")] if code else []
    )


@pytest.mark.parametrize(
    ("natures", "paid", "code"),
    [
        ({GOODS}, False, "B1"),
        ({SERVICE}, False, "S1"),
        ({GOODS, SERVICE}, False, "M1"),
        ({GOODS}, True, "B2"),
        ({SERVICE}, True, "S2"),
        ({GOODS, SERVICE}, True, "M2"),
    ],
)
def test_the_framework_tells_goods_from_services(
    natures: set[Nature], paid: bool, code: str
) -> None:
    assert framework(natures, paid) == code
