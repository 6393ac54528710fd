"""Writes who sells, who buys, and where it was delivered."""

from __future__ import annotations

from facturdesk.documents.cii import writing as xml
from facturdesk.domain.document import Document
from facturdesk.domain.mentions import is_platform_customer
from facturdesk.domain.parties import Address, Customer, Seller
from facturdesk.domain.vat import INTRA_COMMUNITY, OUTSIDE_SCOPE

SIREN = "0002"  # ISO 6523 schemes
SIRET = "0009"
FRENCH_ADDRESS = "0225"


def agreement(document: Document) -> str:
    """Write both parties and the buyer's order (BT-13).

    A document outside the scope of VAT carries no VAT number (BR-O-02).
    """
    taxable = all(tax.group.category != OUTSIDE_SCOPE for tax in document.taxes)
    order = xml.tag("IssuerAssignedID", document.order_reference)
    return xml.group(
        "ApplicableHeaderTradeAgreement",
        _seller(document.seller, with_vat=taxable),
        _buyer(document.customer, with_vat=taxable),
        xml.group("BuyerOrderReferencedDocument", order),
    )


def delivery(document: Document) -> str:
    """Write where and when it was delivered.

    A date of supply that is not stated is that of the invoice (CGI ann. II art. 242
    nonies A I-10°), of the first one where it was corrected. The place is compulsory
    for an intra-Community supply (BR-IC-12): failing another, the customer's address.
    """
    address = document.customer.delivery_address
    if address is None and any(tax.group.category == INTRA_COMMUNITY for tax in document.taxes):
        address = document.customer.address
    ship_to = f"{xml.tag('Name', address.name)}{_address(address)}" if address else ""
    invoiced_on = document.references[0].issued_on if document.references else document.issued_on
    return xml.group(
        "ApplicableHeaderTradeDelivery",
        xml.group("ShipToTradeParty", ship_to),
        xml.group(
            "ActualDeliverySupplyChainEvent",
            xml.date("OccurrenceDateTime", document.supplied_on or invoiced_on),
        ),
    )


def _seller(seller: Seller, *, with_vat: bool) -> str:
    electronic = f"{FRENCH_ADDRESS}:{seller.siren}" if seller.siren else ""
    return xml.group(
        "SellerTradeParty",
        _identity(seller.siret, seller.legal_name, seller.siren, seller.trade_name),
        xml.group(
            "DefinedTradeContact",
            xml.group("TelephoneUniversalCommunication", xml.tag("CompleteNumber", seller.phone)),
            xml.group("EmailURIUniversalCommunication", xml.tag("URIID", seller.email)),
        ),
        _address(seller.address),
        _electronic_address(electronic),
        _registration(seller, with_vat=with_vat),
    )


def _buyer(customer: Customer, *, with_vat: bool) -> str:
    electronic = customer.electronic_address
    if not electronic and is_platform_customer(customer):
        electronic = f"{FRENCH_ADDRESS}:{customer.siren}"
    return xml.group(
        "BuyerTradeParty",
        _identity(customer.siret, customer.name, customer.siren),
        _address(customer.address),
        _electronic_address(electronic),
        _tax_id(customer.vat_number if with_vat else "", "VA"),
    )


def _identity(siret: str, name: str, siren: str, trade_name: str = "") -> str:
    return (
        xml.tag("GlobalID", siret, f' schemeID="{SIRET}"')
        + xml.tag("Name", name)
        + xml.group(
            "SpecifiedLegalOrganization",
            xml.tag("ID", siren, f' schemeID="{SIREN}"'),
            xml.tag("TradingBusinessName", trade_name),
        )
    )


def _registration(seller: Seller, *, with_vat: bool) -> str:
    """Write BT-31; without a VAT number, BT-32 holds the SIREN (BR-E-02)."""
    if not with_vat:
        return ""
    return _tax_id(seller.vat_number, "VA") or _tax_id(seller.siren, "FC")


def _tax_id(number: str, scheme: str) -> str:
    return xml.group("SpecifiedTaxRegistration", xml.tag("ID", number, f' schemeID="{scheme}"'))


def _electronic_address(written: str) -> str:
    scheme, _, value = written.partition(":")
    uri = xml.tag("URIID", value, f' schemeID="{xml.escaped(scheme)}"')
    return xml.group("URIUniversalCommunication", uri)


def _address(address: Address) -> str:
    return xml.group(
        "PostalTradeAddress",
        xml.tag("PostcodeCode", address.postcode),
        xml.tag("LineOne", address.line1),
        xml.tag("LineTwo", address.line2),
        xml.tag("CityName", address.city),
        xml.tag("CountryID", address.country),
    )
