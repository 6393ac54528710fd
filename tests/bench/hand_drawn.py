"""The yardstick of the paper: the same page drawn by hand with ReportLab, XML and PDF/A inside.

No rules, no numbering, no measuring of rows, no data file: fixed places, one purpose.
"""

from __future__ import annotations

import hashlib
import io
from functools import cache
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from facturdesk.domain.document import Document
from facturdesk.system.resources import resource
from tests.bench.cii_by_hand import cii
from tests.bench.wording import HEADS, TERMS_TITLE, Words, payment_code, words

_REGULAR: Final = "BenchRegular"
_BOLD: Final = "BenchBold"
_TOP: Final = 297 * mm
_EDGES: Final = (124.5, 155.5, 168, 190)  # right edges of the figures, in mm
_ROW: Final = 5.15
_LAST_ROW: Final = 268.0
_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title></rdf:Description>
<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
<fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>
<fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def facturx(document: Document, logo: bytes) -> bytes:
    """Draw an invoice and put its XML into it."""
    return _attach(paper(document, logo), cii(document), document)


def paper(document: Document, logo: bytes) -> bytes:
    """Draw the pages of an invoice."""
    _prepare()
    said = words(document)
    output = io.BytesIO()
    canvas = Canvas(output, pdfVersion=(1, 7), invariant=1, lang="fr-FR", initialFontName=_REGULAR)
    canvas.setTitle(f"Facture {document.number}")
    _head(canvas, said, logo)
    y = _rows(canvas, said)
    if y > 207:
        _foot(canvas, said)
        canvas.showPage()
        y = 30.0
    y = _totals(canvas, said, y)
    _payment(canvas, said, document, y)
    _notes(canvas, said)
    _foot(canvas, said)
    canvas.showPage()
    canvas.save()
    return output.getvalue()


@cache
def _prepare() -> None:
    rl_config.useA85 = 0
    for name, file in ((_REGULAR, "Regular"), (_BOLD, "SemiBold")):
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", f"SourceSans3-{file}.ttf"))))


def _head(canvas: Canvas, said: Words, logo: bytes) -> None:
    picture = ImageReader(io.BytesIO(logo))
    canvas.drawImage(picture, 20 * mm, _TOP - 27.8 * mm, 39 * mm, 13 * mm)
    canvas.setFont(_BOLD, 13)
    _left(canvas, 62, 20.4, said.seller[0])
    canvas.setFont(_REGULAR, 8.5)
    for rank, text in enumerate(said.seller[1:]):
        _left(canvas, 62, 25 + 4.1 * rank, text)
    canvas.setFont(_BOLD, 24)
    _left(canvas, 106, 20.4, said.title[0])
    canvas.setFont(_BOLD, 12)
    _left(canvas, 106, 27.1, said.title[1])
    _left(canvas, 106, 33.2, said.title[2])
    for rank, (label, value) in enumerate(said.facts):
        canvas.setFont(_REGULAR, 8)
        _left(canvas, 20, 57.6 + 4.2 * rank, label)
        canvas.setFont(_REGULAR, 9)
        for offset, part in enumerate(simpleSplit(value, _REGULAR, 9, 41 * mm)):
            _left(canvas, 47, 57.6 + 4.2 * (rank + offset), part)
    canvas.setFont(_REGULAR, 10)
    for rank, text in enumerate(said.customer):
        _left(canvas, 106, 57.6 + 4.2 * rank, text)


def _rows(canvas: Canvas, said: Words) -> float:
    y = _table_head(canvas, 97.1)
    canvas.setFont(_REGULAR, 9)
    for row in said.rows:
        if y > _LAST_ROW:
            _foot(canvas, said)
            canvas.showPage()
            y = _table_head(canvas, 34.1)
            canvas.setFont(_REGULAR, 9)
        _left(canvas, 20, y, row[0])
        for edge, text in zip(_EDGES, row[1:], strict=True):
            _right(canvas, edge, y, text)
        canvas.setLineWidth(0.25)
        _rule(canvas, y + 1.6)
        y += _ROW
    return y


def _table_head(canvas: Canvas, y: float) -> float:
    canvas.setFont(_BOLD, 7.75)
    _left(canvas, 20, y, HEADS[0])
    for edge, text in zip(_EDGES, HEADS[1:], strict=True):
        _right(canvas, edge, y, text)
    canvas.setLineWidth(0.9)
    _rule(canvas, y + 1.9)
    return y + 6


def _totals(canvas: Canvas, said: Words, y: float) -> float:
    canvas.setFont(_REGULAR, 9)
    for row in said.totals:
        _left(canvas, 85, y + 3, row[0])
        for place, text in enumerate(row[1:]):
            _right(canvas, 190 - 22 * (len(row) - 2 - place), y + 3, text)
        y += 4.55
    canvas.setLineWidth(0.9)
    _rule(canvas, y + 1)
    return y + 4


def _payment(canvas: Canvas, said: Words, document: Document, y: float) -> None:
    canvas.setFillColorRGB(0.925, 0.949, 0.949)
    canvas.rect(106 * mm, _TOP - (y + 34) * mm, 84 * mm, 34 * mm, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.rect(20 * mm, _TOP - (y + 34) * mm, 170 * mm, 34 * mm)
    code = payment_code(document).matrix
    size = 25.2 / len(code)
    path = canvas.beginPath()
    for down, line in enumerate(code):
        across = 0
        while across < len(line):
            run = across
            while run < len(line) and line[run]:
                run += 1
            if run > across:
                top = _TOP - (y + 4.4 + (down + 1) * size) * mm
                path.rect((23 + across * size) * mm, top, (run - across) * size * mm, size * mm)
            across = run + 1
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFont(_REGULAR, 8.5)
    for rank, text in enumerate(said.payment[:3]):
        _left(canvas, 52, y + 12 + 4.1 * rank, text)
    canvas.setFont(_BOLD, 16)
    _left(canvas, 110, y + 13, said.payment[3])
    _left(canvas, 110, y + 26, said.payment[4])


def _notes(canvas: Canvas, said: Words) -> None:
    canvas.setFont(_BOLD, 7.75)
    _left(canvas, 20, 265, TERMS_TITLE)
    canvas.setFont(_REGULAR, 7.5)
    lines = [part for note in said.notes for part in simpleSplit(note, _REGULAR, 7.5, 78 * mm)]
    for rank, text in enumerate(lines[:10]):
        column, row = divmod(rank, 5)
        _left(canvas, 20 + 86 * column, 268.4 + 3.2 * row, text)


def _foot(canvas: Canvas, said: Words) -> None:
    canvas.setLineWidth(0.4)
    _rule(canvas, 283)
    canvas.setFont(_REGULAR, 7.25)
    _left(canvas, 20, 286.8, said.foot)
    _right(canvas, 190, 286.8, f"Page {canvas.getPageNumber()}")


def _left(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.drawString(x * mm, _TOP - y * mm, text)


def _right(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.drawRightString(x * mm, _TOP - y * mm, text)


def _rule(canvas: Canvas, y: float) -> None:
    canvas.line(20 * mm, _TOP - y * mm, 190 * mm, _TOP - y * mm)


@cache
def _profile() -> bytes:
    return resource("icc", "sRGB.icc").read_bytes()


def _attach(pdf: bytes, xml: bytes, document: Document) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        colours = opened.make_stream(_profile(), N=3)
        intent = Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String("sRGB"),
            DestOutputProfile=colours,
        )
        attached = opened.make_stream(xml)
        attached.Type, attached.Subtype = Name.EmbeddedFile, Name("/text/xml")
        attached.Params = Dictionary(
            ModDate=String(f"D:{document.issued_on:%Y%m%d}000000Z"),
            Size=len(xml),
            CheckSum=String(hashlib.md5(xml, usedforsecurity=False).digest()),
        )
        file = opened.make_indirect(
            Dictionary(
                Type=Name.Filespec,
                F=String("factur-x.xml"),
                UF=String("factur-x.xml"),
                AFRelationship=Name.Data,
                EF=Dictionary(F=attached, UF=attached),
            )
        )
        metadata = opened.make_stream(_XMP.format(title=f"Facture {document.number}").encode())
        metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
        opened.Root.OutputIntents = Array([opened.make_indirect(intent)])
        opened.Root.AF = Array([file])
        names = Dictionary(Names=Array([String("factur-x.xml"), file]))
        opened.Root.Names = Dictionary(EmbeddedFiles=names)
        opened.Root.Metadata = metadata
        output = io.BytesIO()
        opened.save(output, deterministic_id=True)
    return output.getvalue()
