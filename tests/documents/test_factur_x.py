"""The Factur-X file: PDF/A-3b with the XML inside, the same bytes for the same document."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import subprocess
import sys
from dataclasses import replace

import pikepdf
import pytest

from facturdesk.documents.checking.container import open_container
from facturdesk.documents.checking.invoice import check_invoice
from facturdesk.documents.cii.invoice import build_cii
from facturdesk.documents.factur_x import NotAnOriginal, extract_xml, make_factur_x
from tests.documents.made import SELLER, made, one_page

DOCUMENT = made()
XML = build_cii(DOCUMENT)


@pytest.fixture(scope="module")
def original() -> bytes:
    return make_factur_x(one_page(), XML, document=DOCUMENT)


def test_the_same_document_gives_the_same_bytes(original: bytes) -> None:
    assert make_factur_x(one_page(), XML, document=DOCUMENT) == original


def test_the_check_finds_nothing_to_say(original: bytes) -> None:
    report = check_invoice(original)

    assert report.accepted
    assert report.findings == ()


def test_the_invoice_is_attached_as_the_standard_says(original: bytes) -> None:
    invoice = open_container(original).invoice

    assert invoice is not None
    assert invoice.data == XML
    assert (invoice.name, invoice.relationship) == ("factur-x.xml", "Alternative")
    assert (invoice.mime_type, invoice.associated, invoice.named) == ("text/xml", True, True)


def test_the_attachment_says_its_size_date_and_checksum(original: bytes) -> None:
    with pikepdf.open(io.BytesIO(original)) as pdf:
        parameters = pdf.Root.AF[0].EF.F.Params

        assert int(parameters.Size) == len(XML)
        assert bytes(parameters.CheckSum) == hashlib.md5(XML).digest()
        assert str(parameters.ModDate) == "D:20261124000000+00'00'"


def test_nothing_of_the_paper_is_left_twice(original: bytes) -> None:
    assert original.count(b"%PDF-") == 1
    assert original.count(b"%%EOF") == 1
    assert len(original) < len(one_page()) + len(XML) // 3 + 8_000


def test_the_document_information_equals_the_metadata(original: bytes) -> None:
    with pikepdf.open(io.BytesIO(original)) as pdf:
        information = pdf.trailer.Info
        xmp = pdf.Root.Metadata.read_bytes().decode()

        assert str(information.Title) == "Facture F2026-00012"
        assert f'"x-default">{information.Title}</rdf:li>' in xmp
        assert str(information.Author) == "Épicerie Martin"
        assert f"<rdf:li>{information.Author}</rdf:li>" in xmp
        assert f"<pdf:Producer>{information.Producer}</pdf:Producer>" in xmp
        assert f"<xmp:CreatorTool>{information.Creator}</xmp:CreatorTool>" in xmp
        assert str(information.CreationDate) == "D:20261124000000+00'00'"
        assert "<xmp:CreateDate>2026-11-24T00:00:00+00:00</xmp:CreateDate>" in xmp


def test_the_metadata_can_be_read_without_unpacking(original: bytes) -> None:
    assert b"<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>" in original


def test_the_only_dates_inside_are_those_of_the_document() -> None:
    earlier = replace(DOCUMENT, issued_on=dt.date(2024, 2, 29))
    pdf = make_factur_x(one_page(), build_cii(earlier), document=earlier)

    assert set(re.findall(rb"D:(\d{8})", pdf)) == {b"20240229"}
    assert b"2026-11-24" not in pdf


def test_a_name_with_marks_of_xml_stays_whole_in_the_metadata() -> None:
    seller = replace(SELLER, trade_name="", legal_name="Dupont & <Fils> (l’Été)")
    document = replace(DOCUMENT, seller=seller)
    report = check_invoice(make_factur_x(one_page("A & B <1>"), XML, document=document))

    assert report.findings == ()


def test_the_xml_comes_out_of_an_original(original: bytes) -> None:
    assert extract_xml(original) == XML


@pytest.mark.parametrize("spoilt", [b"", b"%PDF-1.7", one_page()])
def test_what_is_no_original_gives_no_xml(spoilt: bytes) -> None:
    with pytest.raises(NotAnOriginal):
        extract_xml(spoilt)


def test_an_original_cut_short_gives_no_xml(original: bytes) -> None:
    start = original.index(b"/Type /EmbeddedFile ")

    with pytest.raises(NotAnOriginal):
        extract_xml(original[: start + 200])


def test_reading_the_xml_loads_no_pdf_library() -> None:
    code = (
        "import sys; from facturdesk.documents.factur_x import extract_xml; "
        "print(sorted({'pikepdf', 'lxml', 'reportlab', 'PIL'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert shown.stdout.strip() == "[]"
