"""The e-invoice as a whole: its head, how it is paid, its totals, and hostile texts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from lxml import etree

from facturdesk.documents.checking.schema import validate_cii
from facturdesk.documents.cii.invoice import build_cii
from facturdesk.domain.document import (
    Instalment,
)
from facturdesk.domain.parties import Bank
from facturdesk.domain.sale import Discount, Receipt
from tests.documents.cii_reading import credit_note, found
from tests.documents.made import (
    FIRM,
    FULL,
    ISSUED_ON,
    REDUCED,
    SELLER,
    made,
)


def test_the_head_says_what_it_is_and_for_whom() -> None:
    document = made()

    assert found(document, "/GuidelineSpecifiedDocumentContextParameter") == [
        "urn:cen.eu:en16931:2017"
    ]
    assert found(document, "/BusinessProcessSpecifiedDocumentContextParameter") == ["B1"]
    assert found(document, "/ExchangedDocument/ID") == ["F2026-00012"]
    assert found(document, "/ExchangedDocument/TypeCode") == ["380"]
    assert found(document, "/IssueDateTime") == ["20261124"]


@pytest.mark.parametrize(
    ("framework", "on_debits", "code"),
    [
        ("B1", False, ["29"] * 2),
        ("B1", True, ["29"] * 2),
        ("S1", False, ["72"] * 2),
        ("S1", True, ["5"] * 2),
        ("M1", False, []),
        ("M2", True, ["5"] * 2),
    ],
)
def test_vat_falls_due_as_goods_services_and_the_option_say(
    framework: str, on_debits: bool, code: list[str]
) -> None:
    seller = replace(SELLER, vat_on_debits=on_debits)
    document = replace(made(), framework=framework, seller=seller)

    assert found(document, "/DueDateTypeCode") == code


def test_an_invoice_to_pay_says_how_when_and_under_which_reference() -> None:
    document = made()

    assert found(document, "/SpecifiedTradeSettlementPaymentMeans/TypeCode") == ["58"]
    assert found(document, "/IBANID") == ["FR7630006000011234567890189"]
    assert found(document, "/AccountName") == ["Martin et fils"]
    assert found(document, "/BICID") == ["AGRIFRPP"]
    assert found(document, "/PaymentReference") == ["RF30F202600012"]
    assert found(document, "/DueDateDateTime") == ["20261224"]


def test_without_an_account_no_means_of_payment_is_given() -> None:
    document = replace(made(), seller=replace(SELLER, bank=Bank()))

    assert found(document, "/SpecifiedTradeSettlementPaymentMeans") == []


@pytest.mark.parametrize(
    ("method", "code"), [("cash", "10"), ("card", "48"), ("cheque", "20"), ("transfer", "1")]
)
def test_an_invoice_already_paid_asks_for_nothing(method: str, code: str) -> None:
    document = made()
    receipt = Receipt(method, document.gross_minor, ISSUED_ON)
    document = replace(
        document,
        framework="B2",
        receipts=(receipt,),
        instalments=(Instalment(1, ISSUED_ON, document.gross_minor),),
    )

    assert found(document, "/TotalPrepaidAmount") == found(document, "/GrandTotalAmount")
    assert found(document, "/DuePayableAmount") == ["0.00"]
    assert found(document, "/DueDateDateTime") == ["20261124"]
    assert found(document, "/SpecifiedTradeSettlementPaymentMeans") == [code]
    assert found(document, "/PaymentReference") == []


def test_several_instalments_are_written_out() -> None:
    document = made()
    document = replace(
        document,
        instalments=(
            Instalment(1, dt.date(2026, 12, 1), 2000),
            Instalment(2, dt.date(2026, 12, 31), document.gross_minor - 2000),
        ),
    )

    assert found(document, "/SpecifiedTradePaymentTerms/Description") == [
        "01/12/2026 : 20.00 EUR\n31/12/2026 : 35.54 EUR"
    ]
    assert found(document, "/DueDateDateTime") == ["20261231"]


def test_a_credit_note_is_positive_and_names_the_invoice() -> None:
    document = credit_note(made())

    assert found(document, "/ExchangedDocument/TypeCode") == ["381"]
    assert found(document, "/InvoiceReferencedDocument/IssuerAssignedID") == ["F2026-00011"]
    assert found(document, "/InvoiceReferencedDocument/FormattedIssueDateTime") == ["20261012"]
    assert found(document, "/GrandTotalAmount") == ["55.54"]
    assert found(document, "/SpecifiedTradePaymentTerms") == ["En votre faveur"]
    assert found(document, "/SpecifiedTradeSettlementPaymentMeans") == []
    assert found(document, "/IncludedNote")[-1] == "Article rendu"


def test_totals_are_those_of_the_document() -> None:
    document = made(discount=Discount(percent_bp=500))
    path = "/SpecifiedTradeSettlementHeaderMonetarySummation"

    assert found(document, f"{path}/LineTotalAmount") == ["47.49"]
    assert found(document, f"{path}/TaxBasisTotalAmount") == ["45.12"]
    assert found(document, f"{path}/TaxTotalAmount") == ["7.65"]
    assert found(document, f"{path}/GrandTotalAmount") == ["52.77"]
    assert found(document, f"{path}/DuePayableAmount") == ["52.77"]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>&amp;</script>",
        "]]><!-- -- --><![CDATA[",
        "a & b < c > d \"e\" 'f'",
        "=cmd|' /C calc'!A0",
        "שלום עולם — مرحبا",
        "premier\nsecond\ttroisième",
        "é" * 10_000,
    ],
)
def test_any_text_arrives_as_it_was(hostile: str) -> None:
    document = made((hostile, 10_000, 1_000_000, REDUCED))
    line = replace(document.lines[0], item_code=hostile, detail=hostile, unit="C62")
    document = replace(
        document,
        lines=(line,),
        customer=replace(FIRM, name=hostile),
        note=hostile,
        order_reference=hostile,
    )

    assert found(document, "/SpecifiedTradeProduct/Name") == [hostile]
    assert found(document, "/SpecifiedTradeProduct/Description") == [hostile]
    assert found(document, "/BuyerTradeParty/Name") == [hostile]
    assert found(document, "/IncludedNote/Content")[-1] == hostile


def test_a_control_character_never_leaves() -> None:
    document = made(("Thé\x00", 10_000, 1_000_000, FULL))

    with pytest.raises(etree.XMLSyntaxError):
        validate_cii(build_cii(document))
