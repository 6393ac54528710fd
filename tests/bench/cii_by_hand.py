"""The CII of an invoice written straight down with lxml: what the yardsticks attach."""

from __future__ import annotations

from typing import Final

from lxml import etree

from facturdesk.domain.document import Document, DocumentLine
from facturdesk.domain.sale import LineKind

_STANDARD: Final = "urn:un:unece:uncefact:data:standard:"
_NAMESPACES: Final = {
    "rsm": _STANDARD + "CrossIndustryInvoice:100",
    "ram": _STANDARD + "ReusableAggregateBusinessInformationEntity:100",
    "udt": _STANDARD + "UnqualifiedDataType:100",
}
_TAGS: Final = {prefix: f"{{{uri}}}" for prefix, uri in _NAMESPACES.items()}
_Element = etree._Element


def cii(document: Document) -> bytes:
    """Write a plain invoice (priced lines, several rates) in profile EN 16931."""
    root = etree.Element(_TAGS["rsm"] + "CrossIndustryInvoice", nsmap=_NAMESPACES)
    context = _put(root, "rsm:ExchangedDocumentContext")
    process = _put(context, "ram:BusinessProcessSpecifiedDocumentContextParameter")
    _put(process, "ram:ID", document.framework)
    guideline = _put(context, "ram:GuidelineSpecifiedDocumentContextParameter")
    _put(guideline, "ram:ID", "urn:cen.eu:en16931:2017")
    head = _put(root, "rsm:ExchangedDocument")
    _put(head, "ram:ID", document.number)
    _put(head, "ram:TypeCode", document.type_code)
    _date(_put(head, "ram:IssueDateTime"), f"{document.issued_on:%Y%m%d}")
    for mention in document.mentions:
        if mention.subject:
            note = _put(head, "ram:IncludedNote")
            _put(note, "ram:Content", mention.text)
            _put(note, "ram:SubjectCode", mention.subject)
    trade = _put(root, "rsm:SupplyChainTradeTransaction")
    for line in document.lines:
        if line.kind is LineKind.PRICED:
            _line(trade, line)
    _agreement(trade, document)
    _put(trade, "ram:ApplicableHeaderTradeDelivery")
    _settlement(trade, document)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _line(trade: _Element, line: DocumentLine) -> None:
    assert line.group is not None
    item = _put(trade, "ram:IncludedSupplyChainTradeLineItem")
    _put(_put(item, "ram:AssociatedDocumentLineDocument"), "ram:LineID", str(line.position))
    _put(_put(item, "ram:SpecifiedTradeProduct"), "ram:Name", line.name)
    agreement = _put(item, "ram:SpecifiedLineTradeAgreement")
    price = _put(agreement, "ram:NetPriceProductTradePrice")
    _put(price, "ram:ChargeAmount", _scaled(line.net_unit_price_e6, 6))
    delivery = _put(item, "ram:SpecifiedLineTradeDelivery")
    quantity = _put(delivery, "ram:BilledQuantity", _scaled(line.quantity_e4, 4))
    quantity.set("unitCode", line.unit)
    settlement = _put(item, "ram:SpecifiedLineTradeSettlement")
    tax = _put(settlement, "ram:ApplicableTradeTax")
    _put(tax, "ram:TypeCode", "VAT")
    _put(tax, "ram:CategoryCode", line.group.category)
    _put(tax, "ram:RateApplicablePercent", _scaled(line.group.rate_bp, 2))
    sums = _put(settlement, "ram:SpecifiedTradeSettlementLineMonetarySummation")
    _put(sums, "ram:LineTotalAmount", _amount(line.net_minor))


def _agreement(trade: _Element, document: Document) -> None:
    agreement = _put(trade, "ram:ApplicableHeaderTradeAgreement")
    seller, customer = document.seller, document.customer
    party = _put(agreement, "ram:SellerTradeParty")
    _put(party, "ram:GlobalID", seller.siret).set("schemeID", "0009")
    _put(party, "ram:Name", seller.legal_name)
    _identity(party, seller.siren, seller.trade_name)
    _address(party, seller.address.postcode, seller.address.line1, seller.address.city)
    _electronic(party, seller.siren)
    _registration(party, seller.vat_number)
    party = _put(agreement, "ram:BuyerTradeParty")
    _put(party, "ram:Name", customer.name)
    _identity(party, customer.siren, "")
    _address(party, customer.address.postcode, customer.address.line1, customer.address.city)
    _electronic(party, customer.siren)
    _registration(party, customer.vat_number)
    order = _put(agreement, "ram:BuyerOrderReferencedDocument")
    _put(order, "ram:IssuerAssignedID", document.order_reference)


def _identity(party: _Element, siren: str, trade_name: str) -> None:
    legal = _put(party, "ram:SpecifiedLegalOrganization")
    _put(legal, "ram:ID", siren).set("schemeID", "0002")
    if trade_name:
        _put(legal, "ram:TradingBusinessName", trade_name)


def _address(party: _Element, postcode: str, line: str, city: str) -> None:
    address = _put(party, "ram:PostalTradeAddress")
    _put(address, "ram:PostcodeCode", postcode)
    _put(address, "ram:LineOne", line)
    _put(address, "ram:CityName", city)
    _put(address, "ram:CountryID", "FR")


def _electronic(party: _Element, siren: str) -> None:
    address = _put(party, "ram:URIUniversalCommunication")
    _put(address, "ram:URIID", siren).set("schemeID", "0225")


def _registration(party: _Element, vat_number: str) -> None:
    registration = _put(party, "ram:SpecifiedTaxRegistration")
    _put(registration, "ram:ID", vat_number).set("schemeID", "VA")


def _settlement(trade: _Element, document: Document) -> None:
    settlement = _put(trade, "ram:ApplicableHeaderTradeSettlement")
    _put(settlement, "ram:PaymentReference", document.payment_reference)
    _put(settlement, "ram:InvoiceCurrencyCode", document.currency)
    means = _put(settlement, "ram:SpecifiedTradeSettlementPaymentMeans")
    _put(means, "ram:TypeCode", "58")
    account = _put(means, "ram:PayeePartyCreditorFinancialAccount")
    _put(account, "ram:IBANID", document.seller.bank.iban)
    for tax in document.taxes:
        part = _put(settlement, "ram:ApplicableTradeTax")
        _put(part, "ram:CalculatedAmount", _amount(tax.vat_minor))
        _put(part, "ram:TypeCode", "VAT")
        _put(part, "ram:BasisAmount", _amount(tax.base_minor))
        _put(part, "ram:CategoryCode", tax.group.category)
        _put(part, "ram:RateApplicablePercent", _scaled(tax.group.rate_bp, 2))
    terms = _put(settlement, "ram:SpecifiedTradePaymentTerms")
    _date(_put(terms, "ram:DueDateDateTime"), f"{document.due_on:%Y%m%d}")
    sums = _put(settlement, "ram:SpecifiedTradeSettlementHeaderMonetarySummation")
    _put(sums, "ram:LineTotalAmount", _amount(document.net_minor))
    _put(sums, "ram:TaxBasisTotalAmount", _amount(document.net_minor))
    vat = _put(sums, "ram:TaxTotalAmount", _amount(document.vat_minor))
    vat.set("currencyID", document.currency)
    _put(sums, "ram:GrandTotalAmount", _amount(document.gross_minor))
    _put(sums, "ram:DuePayableAmount", _amount(document.gross_minor))


def _put(parent: _Element, name: str, text: str | None = None) -> _Element:
    element = etree.SubElement(parent, _TAGS[name[:3]] + name[4:])
    element.text = text
    return element


def _date(parent: _Element, day: str) -> None:
    element = _put(parent, "udt:DateTimeString", day)
    element.set("format", "102")


def _amount(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02d}"


def _scaled(value: int, places: int) -> str:
    whole, fraction = divmod(value, 10**places)
    return f"{whole}.{fraction:0{places}d}".rstrip("0").rstrip(".")
