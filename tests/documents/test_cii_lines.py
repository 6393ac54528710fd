"""The lines of the e-invoice: quantities, prices, discounts, charges, and what stands between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facturdesk.domain.document import (
    DocumentLine,
)
from facturdesk.domain.money import line_amount
from facturdesk.domain.sale import Discount, LineKind
from facturdesk.domain.totals import Charged, compute
from tests.documents.cii_reading import charged, credit_note, found
from tests.documents.made import (
    FULL,
    made,
)


def test_a_line_has_its_quantity_price_vat_and_net() -> None:
    document = made(("Thé", 1_000_000_0000, 123_456, FULL))

    assert found(document, "/LineID") == ["1"]
    assert found(document, "/BilledQuantity") == ["1000000"]
    assert found(document, "/ChargeAmount") == ["0.123456"]
    assert found(document, "/SpecifiedLineTradeSettlement/ApplicableTradeTax") == ["VATS20"]
    assert found(document, "/SpecifiedTradeSettlementLineMonetarySummation") == ["123456.00"]


def test_a_returned_line_has_a_negative_quantity_and_a_price_that_is_not() -> None:
    document = made(
        ("Thé", 30_000, 10_000_000, FULL),
        ("Retour", -10_000, 10_000_000, FULL),
        discounts=[Discount(), Discount(percent_bp=1000)],
    )

    assert found(document, "/BilledQuantity") == ["3", "-1"]
    assert found(document, "/ChargeAmount") == ["10.00", "10.00"]
    assert found(document, "/SpecifiedLineTradeSettlement//ActualAmount") == ["-1.00"]
    assert found(document, "/SpecifiedTradeSettlementLineMonetarySummation") == ["30.00", "-9.00"]


def test_a_line_discount_says_its_percentage_when_it_has_one() -> None:
    document = made(
        discounts=[Discount(percent_bp=550), Discount(amount_minor=100)],
    )

    assert found(document, "/SpecifiedLineTradeSettlement//CalculationPercent") == ["5.5"]
    assert found(document, "/SpecifiedLineTradeSettlement//ActualAmount") == ["2.06", "1.00"]
    assert found(document, "/SpecifiedLineTradeSettlement//Reason") == ["Remise"] * 2


def test_a_price_for_many_units_says_for_how_many() -> None:
    document = made(("Vis", 20_000_000, 5_990_000, FULL), prices_include_vat=True)

    assert found(document, "/ChargeAmount") == ["49.916667"]
    assert found(document, "/BasisQuantity") == ["10"]


@pytest.mark.parametrize("quantity", [1, 7_000, 10_000, 123_456_7890, 1_000_000_0000, -35_000])
@pytest.mark.parametrize("price", [1, 999_999, 5_990_000, 1_234_567_891])
def test_quantity_times_price_less_allowance_is_the_net_of_shelf_prices(
    quantity: int, price: int
) -> None:
    document = made(
        ("Thé", 10_000_0000, 999_000_000, FULL),
        ("Article", quantity, price, FULL),
        discounts=[Discount(), Discount(percent_bp=300)],
        prices_include_vat=True,
    )
    line = document.lines[1]
    whole = line_amount(
        line.quantity_e4, line.net_unit_price_e6, price_units=line.price_base_quantity
    )

    assert abs(whole - line.net_discount_minor - line.net_minor) <= 1


def test_the_document_discount_is_split_by_rate() -> None:
    document = made(discount=Discount(percent_bp=1000))
    path = "/ApplicableHeaderTradeSettlement/SpecifiedTradeAllowanceCharge"

    assert found(document, f"{path}/ActualAmount") == ["1.00", "3.75"]
    assert found(document, f"{path}/CategoryTradeTax") == ["VATS5.5", "VATS20"]
    assert found(document, "/AllowanceTotalAmount") == ["4.75"]


def test_a_charge_stands_beside_the_lines() -> None:
    document = charged(made(("Thé", 10_000, 10_000_000, FULL)), "Port & emballage", 12_000_000)
    path = "/ApplicableHeaderTradeSettlement/SpecifiedTradeAllowanceCharge"

    assert found(document, "/LineID") == ["1"]
    assert found(document, path) == ["true12.00Port & emballageVATS20"]
    assert found(document, "/ChargeTotalAmount") == ["12.00"]
    assert found(document, "/TaxBasisTotalAmount") == ["22.00"]


def test_a_charge_credited_alone_is_a_line() -> None:
    whole = charged(made(("Thé", 10_000, 10_000_000, FULL)), "Port", 12_000_000)
    charge = whole.lines[-1]
    totals = compute([Charged(FULL, 10_000, 12_000_000, is_charge=True)])
    document = replace(
        credit_note(whole), lines=(charge,), taxes=totals.taxes, net_minor=1200, vat_minor=240
    )

    assert found(document, "/SpecifiedTradeProduct/Name") == ["Port"]
    assert found(document, "/SpecifiedTradeSettlementHeaderMonetarySummation/LineTotalAmount") == [
        "12.00"
    ]
    assert found(document, "/ChargeTotalAmount") == []
    assert found(document, "/SpecifiedTradeAllowanceCharge") == []


def test_titles_and_texts_are_noted_on_the_lines_they_stand_by() -> None:
    base = made()
    first, second = base.lines
    document = replace(
        base,
        lines=(
            DocumentLine(1, LineKind.SECTION, "Salon"),
            DocumentLine(2, LineKind.TEXT, "Selon devis", "du 3 mai"),
            replace(first, position=3),
            DocumentLine(4, LineKind.TEXT, "Posé le 4"),
            DocumentLine(5, LineKind.SUBTOTAL, amount_minor=3750),
            replace(second, position=6),
            DocumentLine(7, LineKind.SECTION, "Pour finir"),
        ),
    )

    assert found(document, "/AssociatedDocumentLineDocument/LineID") == ["3", "6"]
    assert found(document, "/AssociatedDocumentLineDocument//Content") == [
        "Salon\nSelon devis\ndu 3 mai\nPosé le 4"
    ]
    assert found(document, "/ExchangedDocument/IncludedNote")[-1] == "Pour finir"


def test_five_thousand_lines_are_valid() -> None:
    document = made(*[(f"Article {i}", 10_000, 1_000_000 + i, FULL) for i in range(5_000)])

    assert found(document, "/LineID")[-1] == "5000"
