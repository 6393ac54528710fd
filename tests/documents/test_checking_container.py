"""What is wrong around the invoice in a PDF is found, whatever the PDF is."""

from __future__ import annotations

import io
import random
import zlib

import pikepdf
import pytest

from facturdesk.documents.checking.container import is_pdf, open_container
from facturdesk.documents.checking.packaging import packaging_findings
from facturdesk.documents.checking.profiles import Identity, Syntax
from tests.judge.samples import Packing, factur_x, invoice

XML = invoice().encode()
EN16931 = Identity(Syntax.CII, "urn:cen.eu:en16931:2017", "EN16931")


def problems(pdf: bytes, identity: Identity = EN16931) -> dict[str, str]:
    container = open_container(pdf)
    findings = (*container.findings, *packaging_findings(container, identity))
    return {finding.rule: finding.severity.value for finding in findings}


def test_a_right_container_has_nothing_to_say() -> None:
    container = open_container(factur_x(XML))

    assert container.invoice is not None
    assert container.invoice.data == XML
    assert problems(factur_x(XML)) == {}


@pytest.mark.parametrize(
    ("packing", "expected"),
    [
        (Packing(name="zugferd-invoice.xml", xmp_name="zugferd-invoice.xml"), "old-file-name"),
        (Packing(mime_type="application/xml"), "mime-type"),
        (Packing(part="4"), "pdfa-4f"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_readers_put_up_with_is_a_warning(packing: Packing, expected: str) -> None:
    assert problems(factur_x(XML, packing)) == {expected: "warning"}


@pytest.mark.parametrize(
    ("packing", "expected"),
    [
        (Packing(name="invoice.xml", xmp_name="invoice.xml"), "file-name"),
        (Packing(named=False), "not-in-names"),
        (Packing(associated=False), "not-associated"),
        (Packing(relationship=""), "relationship"),
        (Packing(relationship="Supplement"), "relationship"),
        (Packing(metadata=False), "no-metadata"),
        (Packing(part="2"), "pdfa-part"),
        (Packing(level="EN16931"), "level"),
        (Packing(xmp_name="zugferd-invoice.xml"), "xmp-file-name"),
        (Packing(second_name="xrechnung.xml"), "several-invoices"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_breaks_factur_x_is_fatal(packing: Packing, expected: str) -> None:
    assert problems(factur_x(XML, packing)) == {expected: "fatal"}


def test_a_profile_without_lines_should_say_data() -> None:
    basic = Identity(Syntax.CII, "urn:factur-x.eu:1p0:basicwl", "BASICWL")
    pdf = factur_x(XML, Packing(level="BASIC WL", relationship="Alternative"))

    assert problems(pdf, basic) == {"relationship-data": "warning"}


def test_a_pdf_without_invoice_is_refused() -> None:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)

    assert problems(out.getvalue()) == {"no-invoice": "fatal"}


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_pdf_is_refused_even_without_password(password: str) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(factur_x(XML))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=password))

    assert problems(out.getvalue()) == {"encrypted": "fatal"}


def test_bytes_before_the_header_are_remarked() -> None:
    assert problems(b"\n" + factur_x(XML)) == {"header-position": "warning"}


def test_two_pdf_glued_together_are_refused() -> None:
    pdf = factur_x(XML)

    assert problems(pdf + pdf)["glued"] == "fatal"


@pytest.mark.parametrize("filters", [["/FlateDecode"], ["/FlateDecode", "/FlateDecode"]])
def test_a_bomb_in_the_attachment_is_not_unpacked(filters: list[str]) -> None:
    bomb = bytes(100 * 1024 * 1024)
    for _ in filters:
        bomb = zlib.compress(bomb, 9)
    assert len(bomb) < 200_000

    assert problems(_with_attachment(bomb, filters)) == {"attachment-unreadable": "fatal"}


@pytest.mark.parametrize("filters", [["/DCTDecode"], ["/NoSuchFilter"], ["/FlateDecode"]])
def test_an_attachment_that_cannot_be_unpacked_is_refused(filters: list[str]) -> None:
    assert problems(_with_attachment(b"broken", filters)) == {"attachment-unreadable": "fatal"}


def test_damaged_bytes_never_crash_it() -> None:
    pdf = factur_x(XML)
    chance = random.Random(20261124)
    seen = set()
    for _ in range(300):
        damaged = bytearray(pdf)
        for _ in range(chance.choice([1, 5, 50])):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        cut = chance.choice([len(damaged), chance.randrange(len(damaged))])
        seen |= set(problems(bytes(damaged[:cut])))

    assert {"unreadable", "attachment-unreadable"} <= seen


@pytest.mark.parametrize(
    ("place", "junk"),
    [
        ("/Names", "3"),
        ("/Names", "<< /EmbeddedFiles << /Names [(a)] >> >>"),
        ("/Names", "<< /EmbeddedFiles << /Names [(a.xml) << /A 1 >>] >> >>"),
        ("/AF", "<< /A 1 >>"),
        ("/AF", "[1 (x) << >> /X null [[[]]]]"),
        ("/AF", "[<< /UF (factur-x.xml) /EF << /F 3 >> >>]"),
        ("/AF", "[<< /UF 3 /F 3 >>]"),
        ("/Metadata", "<< /A 1 >>"),
    ],
)
def test_objects_that_make_no_sense_never_crash_it(place: str, junk: str) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(factur_x(XML))) as pdf:
        pdf.Root[place] = pikepdf.Object.parse(junk.encode())
        pdf.save(out, fix_metadata_version=False)

    assert "fatal" in problems(out.getvalue()).values()


@pytest.mark.parametrize("place", ["another specification", "another key"])
def test_a_second_content_under_the_same_name_is_refused(place: str) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(factur_x(XML))) as pdf:
        other = pdf.make_stream(XML.replace(b"705.50", b"1.00"))
        if place == "another key":
            pdf.Root.AF[0].EF.F = other
        else:
            copy = pikepdf.Dictionary(dict(pdf.Root.AF[0].items()))
            copy.EF = pikepdf.Dictionary(F=other, UF=other)
            pdf.Root.AF = pikepdf.Array([copy])
        pdf.save(out)

    assert problems(out.getvalue()) == {"copies-differ": "fatal"}


def test_a_list_of_files_that_turns_in_circles_is_read_to_its_end() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(factur_x(XML))) as pdf:
        circle = pdf.make_indirect(pikepdf.Dictionary(Kids=pikepdf.Array([])))
        circle.Kids.append(circle)
        pdf.Root.Names.EmbeddedFiles = circle
        pdf.save(out)

    assert problems(out.getvalue()) == {"not-in-names": "fatal"}


def test_what_a_stranger_wrote_is_shown_without_control_characters() -> None:
    pdf = factur_x(XML, Packing(name="a\x1b[2J" + "b" * 2000 + ".xml"))
    container = open_container(pdf)
    texts = [finding.text for finding in packaging_findings(container, EN16931)]

    assert texts
    assert all(text.isprintable() and len(text) < 3000 for text in texts)


def test_a_pdf_is_told_by_its_header() -> None:
    assert is_pdf(b"%PDF-1.4\n")
    assert is_pdf(b"junk" * 100 + b"%PDF-1.4\n")
    assert not is_pdf(b"<?xml version='1.0'?>")


def _with_attachment(packed: bytes, filters: list[str]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(factur_x(XML))) as pdf:
        stream = pdf.Root.AF[0].EF.F
        stream.write(packed, filter=pikepdf.Array([pikepdf.Name(name) for name in filters]))
        pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()
