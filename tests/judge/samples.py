"""A right French invoice (CII, profile EN 16931) and a right PDF/A-3b around it.

Tests break one thing at a time in them, to see that each judge notices.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from string import Template

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from facturdesk.system.resources import resource

STANDARD = "urn:un:unece:uncefact:data:standard"
NAMESPACES = (
    f'xmlns:rsm="{STANDARD}:CrossIndustryInvoice:100" '
    f'xmlns:ram="{STANDARD}:ReusableAggregateBusinessInformationEntity:100" '
    f'xmlns:udt="{STANDARD}:UnqualifiedDataType:100"'
)
LINE = Template("""
<ram:IncludedSupplyChainTradeLineItem>
 <ram:AssociatedDocumentLineDocument><ram:LineID>$id</ram:LineID></ram:AssociatedDocumentLineDocument>
 <ram:SpecifiedTradeProduct><ram:Name>$name</ram:Name></ram:SpecifiedTradeProduct>
 <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice>
  <ram:ChargeAmount>$price</ram:ChargeAmount>
 </ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
 <ram:SpecifiedLineTradeDelivery>
  <ram:BilledQuantity unitCode="C62">$quantity</ram:BilledQuantity>
 </ram:SpecifiedLineTradeDelivery>
 <ram:SpecifiedLineTradeSettlement>
  <ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode>
   <ram:RateApplicablePercent>$rate</ram:RateApplicablePercent></ram:ApplicableTradeTax>
  <ram:SpecifiedTradeSettlementLineMonetarySummation>
   <ram:LineTotalAmount>$net</ram:LineTotalAmount>
  </ram:SpecifiedTradeSettlementLineMonetarySummation>
 </ram:SpecifiedLineTradeSettlement>
</ram:IncludedSupplyChainTradeLineItem>""")
PARTY = Template("""
<ram:${role}TradeParty>
 <ram:GlobalID schemeID="0009">$siret</ram:GlobalID>
 <ram:Name>$name</ram:Name>
 <ram:SpecifiedLegalOrganization>
  <ram:ID schemeID="0002">$siren</ram:ID>
 </ram:SpecifiedLegalOrganization>
 <ram:PostalTradeAddress><ram:PostcodeCode>69002</ram:PostcodeCode>
  <ram:LineOne>12 rue des Halles</ram:LineOne><ram:CityName>Lyon</ram:CityName>
  <ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress>
 <ram:URIUniversalCommunication>
  <ram:URIID schemeID="0225">$siren</ram:URIID>
 </ram:URIUniversalCommunication>
 <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">$vat</ram:ID></ram:SpecifiedTaxRegistration>
</ram:${role}TradeParty>""")
TAX = Template("""
<ram:ApplicableTradeTax><ram:CalculatedAmount>$vat</ram:CalculatedAmount>
 <ram:TypeCode>VAT</ram:TypeCode><ram:BasisAmount>$base</ram:BasisAmount>
 <ram:CategoryCode>S</ram:CategoryCode>
 <ram:RateApplicablePercent>$rate</ram:RateApplicablePercent></ram:ApplicableTradeTax>""")
NOTE = Template(
    "<ram:IncludedNote><ram:Content>$text</ram:Content>"
    "<ram:SubjectCode>$code</ram:SubjectCode></ram:IncludedNote>"
)
NOTES = (
    ("PMT", "Indemnité forfaitaire de recouvrement : 40 euros"),
    ("PMD", "Pénalités de retard : 12,40 % par an"),
    ("AAB", "Pas d'escompte"),
    ("BAR", "B2B"),
)
INVOICE = Template("""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice $namespaces>
<rsm:ExchangedDocumentContext>
 <ram:BusinessProcessSpecifiedDocumentContextParameter><ram:ID>B1</ram:ID></ram:BusinessProcessSpecifiedDocumentContextParameter>
 <ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:cen.eu:en16931:2017</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter>
</rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>F2026-00012</ram:ID><ram:TypeCode>380</ram:TypeCode>
 <ram:IssueDateTime>
  <udt:DateTimeString format="102">20261124</udt:DateTimeString>
 </ram:IssueDateTime>
 $notes
</rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>$lines
<ram:ApplicableHeaderTradeAgreement>$seller$buyer</ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery><ram:ActualDeliverySupplyChainEvent><ram:OccurrenceDateTime>
 <udt:DateTimeString format="102">20261120</udt:DateTimeString>
</ram:OccurrenceDateTime></ram:ActualDeliverySupplyChainEvent></ram:ApplicableHeaderTradeDelivery>
<ram:ApplicableHeaderTradeSettlement>
 <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>$taxes
 <ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>
  <udt:DateTimeString format="102">20261224</udt:DateTimeString>
 </ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>
 <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
  <ram:LineTotalAmount>600.00</ram:LineTotalAmount>
  <ram:TaxBasisTotalAmount>600.00</ram:TaxBasisTotalAmount>
  <ram:TaxTotalAmount currencyID="EUR">105.50</ram:TaxTotalAmount>
  <ram:GrandTotalAmount>705.50</ram:GrandTotalAmount>
  <ram:DuePayableAmount>705.50</ram:DuePayableAmount>
 </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
</ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>
""")
XMP = Template("""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
 <pdfaid:part>$part</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
 <fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>$xmp_name</fx:DocumentFileName>
 <fx:Version>1.0</fx:Version><fx:ConformanceLevel>$level</fx:ConformanceLevel></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>
 <rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X</pdfaSchema:schema>
 <pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>
 <pdfaSchema:prefix>fx</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>$properties</rdf:Seq>
 </pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>""")
XMP_PROPERTY = Template(
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>$name</pdfaProperty:name>'
    "<pdfaProperty:valueType>Text</pdfaProperty:valueType>"
    "<pdfaProperty:category>external</pdfaProperty:category>"
    "<pdfaProperty:description>$name</pdfaProperty:description></rdf:li>"
)


@dataclass(frozen=True, slots=True)
class Packing:
    """How the sample PDF is made; every field may be made wrong."""

    name: str = "factur-x.xml"
    xmp_name: str = "factur-x.xml"
    level: str = "EN 16931"
    part: str = "3"
    relationship: str = "Data"
    mime_type: str = "text/xml"
    output_intent: bool = True
    metadata: bool = True
    associated: bool = True
    named: bool = True
    second_name: str = ""
    filters: tuple[str, ...] = ()


def invoice() -> str:
    """Give a right invoice of a French shop to a French firm, two rates of VAT."""
    lines = (
        {"id": 1, "name": "Thé vert", "price": "50.00", "quantity": 10, "rate": "20.00"}
        | {"net": "500.00"},
        {"id": 2, "name": "Livre", "price": "25.00", "quantity": 4, "rate": "5.50"}
        | {"net": "100.00"},
    )
    taxes = (
        {"vat": "100.00", "base": "500.00", "rate": "20.00"},
        {"vat": "5.50", "base": "100.00", "rate": "5.50"},
    )
    seller = {"role": "Seller", "siren": "732829320", "siret": "73282932000074"}
    buyer = {"role": "Buyer", "siren": "200000008", "siret": "20000000800017"}
    return INVOICE.substitute(
        namespaces=NAMESPACES,
        notes="".join(NOTE.substitute(code=code, text=text) for code, text in NOTES),
        lines="".join(LINE.substitute(line) for line in lines),
        seller=PARTY.substitute(seller, name="Martin et fils", vat="FR44732829320"),
        buyer=PARTY.substitute(buyer, name="Client SA", vat="FR37200000008"),
        taxes="".join(TAX.substitute(tax) for tax in taxes),
    )


def changed(text: str, old: str, new: str, *, count: int = -1) -> str:
    """Change a sample, and make sure that there was something to change."""
    assert old in text, old
    return text.replace(old, new, count)


def factur_x(xml: bytes, packing: Packing | None = None) -> bytes:
    """Put an invoice into a coloured page that is PDF/A-3b, unless `packing` spoils it."""
    how = packing or Packing()
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    page.Contents = pdf.make_stream(b"0.2 0.4 0.6 rg 50 700 200 80 re f")
    specification = _specification(pdf, how.name, xml, how)
    if how.named:
        _name_files(pdf, {how.name: specification})
    if how.associated:
        pdf.Root.AF = Array([specification])
    if how.second_name:
        second = _specification(pdf, how.second_name, xml, how)
        _name_files(pdf, {how.name: specification, how.second_name: second})
        pdf.Root.AF = Array([specification, second])
    if how.metadata:
        pdf.Root.Metadata = pdf.make_stream(_xmp(how), Type=Name.Metadata, Subtype=Name.XML)
    if how.output_intent:
        pdf.Root.OutputIntents = Array([_output_intent(pdf)])
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def _specification(pdf: pikepdf.Pdf, name: str, data: bytes, how: Packing) -> pikepdf.Object:
    parameters = Dictionary(
        ModDate=String("D:20261124090000+01'00'"),
        Size=len(data),
        CheckSum=String(hashlib.md5(data).digest()),
    )
    stream = pdf.make_stream(data, Type=Name.EmbeddedFile, Params=parameters)
    stream.Subtype = Name(f"/{how.mime_type}")
    for unusual in how.filters:
        stream.write(stream.read_raw_bytes(), filter=Name(unusual))
    specification = Dictionary(
        Type=Name.Filespec,
        F=String(name),
        UF=String(name),
        Desc=String("Factur-X"),
        EF=Dictionary(F=stream, UF=stream),
    )
    if how.relationship:
        specification.AFRelationship = Name(f"/{how.relationship}")
    return pdf.make_indirect(specification)


def _name_files(pdf: pikepdf.Pdf, named: dict[str, pikepdf.Object]) -> None:
    pairs = [part for name in sorted(named) for part in (String(name), named[name])]
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(pairs)))


def _xmp(how: Packing) -> bytes:
    names = ("DocumentType", "DocumentFileName", "Version", "ConformanceLevel")
    properties = "".join(XMP_PROPERTY.substitute(name=name) for name in names)
    text = XMP.substitute(
        part=how.part, xmp_name=how.xmp_name, level=how.level, properties=properties
    )
    return text.encode()


def _output_intent(pdf: pikepdf.Pdf) -> pikepdf.Object:
    profile = resource("icc", "sRGB.icc").read_bytes()
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        DestOutputProfile=pdf.make_stream(profile, N=3),
    )
