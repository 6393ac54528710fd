"""Turns the paper into PDF/A-3b with the XML of the invoice attached."""

from __future__ import annotations

import hashlib
import io
import zlib
from functools import cache
from typing import Final
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from facturdesk import __version__
from facturdesk.documents.factur_x import FILE_NAME
from facturdesk.domain.document import Document
from facturdesk.system.resources import resource

# The PDF and the XML are two forms of the whole invoice. "Data" is right for the profiles
# that hold a part of it (MINIMUM, BASIC WL); German software refuses it for the others.
RELATIONSHIP: Final = Name.Alternative

_PRODUCER: Final = f"FacturDesk {__version__}"

_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<pdf:Producer>{producer}</pdf:Producer><xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>
<fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>fx</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq>
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_PROPERTY: Final = (
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
    "<pdfaProperty:valueType>Text</pdfaProperty:valueType>"
    "<pdfaProperty:category>external</pdfaProperty:category>"
    "<pdfaProperty:description>{meaning}</pdfaProperty:description></rdf:li>"
)
_PROPERTIES: Final = {
    "DocumentFileName": "name of the embedded XML invoice file",
    "DocumentType": "INVOICE",
    "Version": "version of the Factur-X XML schema",
    "ConformanceLevel": "profile of the embedded XML invoice",
}


def with_invoice(paper: bytes, xml: bytes, *, document: Document, title: str = "") -> bytes:
    """Make the paper of a document PDF/A-3b with its XML inside, and give the bytes.

    The dates inside are that of the document, so the same document gives the same
    bytes. Without a title it is that of the paper, else the number.

    Source: ISO 19005-3; Factur-X 1.09.2, section 6.

    Raises:
        pikepdf.PdfError: the paper is not a PDF.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        _describe(pdf, document, title or _title(pdf) or document.number)
        _add_output_intent(pdf)
        _attach(pdf, xml, _pdf_date(document))
        pdf.save(
            out,
            force_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,  # they already are
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return out.getvalue()


def _describe(pdf: pikepdf.Pdf, document: Document, title: str) -> None:
    """Write the same facts as document information and as XMP (PDF/A-3, 6.6.3)."""
    author = document.seller.trade_name or document.seller.legal_name
    day = _pdf_date(document)
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(title),
            Author=String(author),
            Creator=String(_PRODUCER),
            Producer=String(_PRODUCER),
            CreationDate=day,
            ModDate=day,
        )
    )
    xmp = _XMP.format(
        title=escape(title),
        author=escape(author),
        producer=escape(_PRODUCER),
        date=f"{document.issued_on.isoformat()}T00:00:00+00:00",
        properties=_properties(),
    )
    root = pdf.Root
    root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
    if Name.Lang not in root:
        root.Lang = String("fr-FR")
    root.MarkInfo = Dictionary(Marked=False)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _title(pdf: pikepdf.Pdf) -> str:
    information = pdf.trailer.get("/Info")
    title = information.get("/Title") if isinstance(information, Dictionary) else None
    return str(title).strip() if isinstance(title, String) else ""


def _add_output_intent(pdf: pikepdf.Pdf) -> None:
    profile = pdf.make_stream(_packed_profile(), N=3, Filter=Name.FlateDecode)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                Info=String("sRGB IEC61966-2.1"),
                DestOutputProfile=profile,
            )
        ]
    )


def _attach(pdf: pikepdf.Pdf, xml: bytes, day: String) -> None:
    checksum = hashlib.md5(xml, usedforsecurity=False).digest()
    stream = pdf.make_stream(
        zlib.compress(xml, 6),
        Type=Name.EmbeddedFile,
        Subtype=Name("/text/xml"),
        Filter=Name.FlateDecode,
        Params=Dictionary(ModDate=day, Size=len(xml), CheckSum=String(checksum)),
    )
    specification = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(FILE_NAME),
            UF=String(FILE_NAME),
            Desc=String("Factur-X"),
            AFRelationship=RELATIONSHIP,
            EF=Dictionary(F=stream, UF=stream),
        )
    )
    pdf.Root.Names = Dictionary(
        EmbeddedFiles=Dictionary(Names=Array([String(FILE_NAME), specification]))
    )
    pdf.Root.AF = Array([specification])
    pdf.Root.PageMode = Name.UseAttachments


def _pdf_date(document: Document) -> String:
    day = document.issued_on
    return String(f"D:{day.year:04}{day.month:02}{day.day:02}000000+00'00'")


@cache
def _packed_profile() -> bytes:
    return zlib.compress(resource("icc", "sRGB.icc").read_bytes(), 9)


@cache
def _properties() -> str:
    pairs = _PROPERTIES.items()
    return "".join(_PROPERTY.format(name=name, meaning=meaning) for name, meaning in pairs)
