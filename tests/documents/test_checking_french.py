"""The French rules are asked where the law applies them, and only there."""

from __future__ import annotations

import pytest
from lxml import etree

from facturdesk.documents.checking.french import why_not_french
from facturdesk.documents.checking.profiles import identify
from facturdesk.documents.checking.sentences import Reason
from tests.judge.samples import changed, invoice

SELLER, BUYER = "<ram:SellerTradeParty>", "<ram:BuyerTradeParty>"
UBL = (
    '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"'
    ' xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"'
    ' xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">'
    "<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>"
    "<cbc:Note>#PMT#Indemnité</cbc:Note><cbc:Note>#BAR#B2B</cbc:Note>"
    "<cac:AccountingSupplierParty><cac:Party><cac:PostalAddress><cac:Country>"
    "<cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country></cac:PostalAddress>"
    "</cac:Party></cac:AccountingSupplierParty>"
    "<cac:AccountingCustomerParty><cac:Party><cac:PostalAddress><cac:Country>"
    "<cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country></cac:PostalAddress>"
    "<cac:PartyLegalEntity><cbc:RegistrationName>Client</cbc:RegistrationName>"
    '<cbc:CompanyID schemeID="0002">200000008</cbc:CompanyID></cac:PartyLegalEntity>'
    "</cac:Party></cac:AccountingCustomerParty></Invoice>"
)


def reason(xml: str) -> Reason | None:
    root = etree.fromstring(xml.encode())
    identity = identify(root)
    assert identity is not None
    return why_not_french(root, identity)


def buyer(old: str, new: str) -> str:
    """Change the buyer alone, and leave out the note that says B2B."""
    before, after = _without_treatment().split(BUYER)
    return before + BUYER + changed(after, old, new)


def _without_treatment() -> str:
    return changed(invoice(), "<ram:SubjectCode>BAR", "<ram:SubjectCode>AAI")


def _consumer() -> str:
    before, after = _without_treatment().split(BUYER)
    for start, end in (
        ("<ram:GlobalID", "</ram:GlobalID>"),
        ("<ram:SpecifiedLegal", "</ram:SpecifiedLegalOrganization>"),
        ("<ram:URIUniversal", "</ram:URIUniversalCommunication>"),
        ("<ram:SpecifiedTaxReg", "</ram:SpecifiedTaxRegistration>"),
    ):
        head, tail = after.split(start, 1)
        after = head + tail.split(end, 1)[1]
    return before + BUYER + after


def test_they_apply_from_a_french_seller_to_a_french_firm() -> None:
    assert reason(_without_treatment()) is None
    assert reason(UBL) is None


@pytest.mark.parametrize("country", ["GP", "MQ", "GF", "RE", "YT"])
def test_overseas_departments_are_france(country: str) -> None:
    assert reason(changed(_without_treatment(), ">FR<", f">{country}<")) is None


def test_they_do_not_apply_to_a_seller_abroad() -> None:
    before, after = invoice().split(BUYER)
    seller_abroad = changed(before, ">FR<", ">BE<") + BUYER + after

    assert reason(seller_abroad) is Reason.SELLER_ABROAD
    assert reason(changed(UBL, ">FR<", ">BE<", count=1)) is Reason.SELLER_ABROAD


def test_they_do_not_apply_to_a_consumer() -> None:
    assert reason(_consumer()) is Reason.BUYER_NOT_A_FRENCH_FIRM


def test_they_do_not_apply_to_a_foreign_firm_unless_it_is_registered_in_france() -> None:
    registered = buyer(">FR<", ">BE<")
    before, after = registered.split(BUYER)
    foreign = before + BUYER + after.replace('"0002"', '"0208"').replace('"0225"', '"9925"')

    assert reason(registered) is None
    assert reason(foreign) is Reason.BUYER_NOT_A_FRENCH_FIRM


def test_a_buyer_that_is_missing_does_not_excuse_the_seller() -> None:
    assert reason(buyer("<ram:Name>Client SA</ram:Name>", "")) is None


@pytest.mark.parametrize("treatment", ["B2C", "B2BINT", "B2CINT", "OUTOFSCOPE", "ARCHIVEONLY"])
def test_the_treatment_an_invoice_declares_prevails(treatment: str) -> None:
    assert reason(changed(invoice(), ">B2B<", f">{treatment}<")) is Reason.OTHER_TREATMENT
    assert reason(changed(UBL, "#BAR#B2B", f"#BAR#{treatment}#")) is Reason.OTHER_TREATMENT


def test_a_consumer_declared_as_a_firm_is_judged_as_a_firm() -> None:
    assert reason(changed(_consumer(), "<ram:SubjectCode>AAI", "<ram:SubjectCode>BAR")) is None


def test_a_french_profile_asks_for_the_french_rules() -> None:
    guideline = "urn:cen.eu:en16931:2017#compliant#urn.cpro.gouv.fr:1p0:en16931-ctc-fr"

    assert reason(changed(_consumer(), "urn:cen.eu:en16931:2017", guideline)) is None
