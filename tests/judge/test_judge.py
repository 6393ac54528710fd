"""The judge of the tests passes what is right and notices each thing that is wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.judge import CannotRun, pdfa_problems
from tests.judge.samples import Packing, changed, factur_x, invoice

Judge = Callable[..., list[str]]
pytestmark = pytest.mark.judge

NOTE_PMT = (
    "<ram:IncludedNote><ram:Content>Indemnité forfaitaire de recouvrement : 40 euros</ram:Content>"
    "<ram:SubjectCode>PMT</ram:SubjectCode></ram:IncludedNote>"
)
SELLER_SIREN = '<ram:ID schemeID="0002">732829320</ram:ID>'


def test_a_right_invoice_passes(judge: Judge) -> None:
    assert judge(factur_x(invoice().encode()), french=True) == []


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        pytest.param(
            "<ram:GrandTotalAmount>705.50",
            "<ram:GrandTotalAmount>706.50",
            {"Factur-X BR-CO-15", "EN16931 BR-CO-15", "Factur-X BR-CO-16", "EN16931 BR-CO-16"},
            id="wrong total",
        ),
        pytest.param(
            "<ram:CalculatedAmount>100.00",
            "<ram:CalculatedAmount>120.00",
            {"Factur-X BR-CO-17", "EN16931 BR-CO-17", "EN16931 BR-CO-14", "EN16931 BR-S-09"},
            id="wrong VAT amount",
        ),
        pytest.param(
            "<ram:CategoryCode>S</ram:CategoryCode>\n <ram:RateApplicablePercent>5.50",
            "<ram:CategoryCode>Z</ram:CategoryCode>\n <ram:RateApplicablePercent>5.50",
            {"EN16931 BR-Z-08", "EN16931 BR-Z-09"},
            id="wrong VAT category",
        ),
        pytest.param(SELLER_SIREN, "", {"BR-FR BR-FR-10_BT-30"}, id="no SIREN"),
        pytest.param(
            '"0009">73282932000074',
            '"0009">55210055400013',
            {"BR-FR BR-FR-09_BT-29"},
            id="SIRET of another firm",
        ),
        pytest.param(NOTE_PMT, "", {"BR-FR BR-FR-05_BT-22_PMT"}, id="no note on recovery fee"),
        pytest.param(
            "<ram:RateApplicablePercent>5.50",
            "<ram:RateApplicablePercent>6.50",
            {"BR-FR BR-FR-16_BT-119", "BR-FR BR-FR-16_BT-152"},
            id="a rate France does not have",
        ),
        pytest.param("F2026-00012", "F2026 00012", {"BR-FR BR-FR-02_BT-1"}, id="space in number"),
        pytest.param(
            "<ram:InvoiceCurrencyCode>EUR",
            "<ram:InvoiceCurrencyCode>EUX",
            {"EN16931 BR-CL-04", "Factur-X FX-SCH-A-000595", "BR-FR BR-FR-CO-12_BT-5"},
            id="no such currency",
        ),
        pytest.param(
            "<ram:ID>F2026-00012</ram:ID><ram:TypeCode>380</ram:TypeCode>",
            "<ram:TypeCode>380</ram:TypeCode><ram:ID>F2026-00012</ram:ID>",
            {"xsd xsd"},
            id="elements out of order",
        ),
        pytest.param(
            "<ram:CityName>Lyon</ram:CityName>",
            "<ram:CityName>Lyon</ram:CityName><ram:Bogus/>",
            {"xsd xsd"},
            id="an element that does not exist",
        ),
    ],
)
def test_each_fault_of_the_xml_is_noticed(
    judge: Judge, old: str, new: str, rules: set[str]
) -> None:
    problems = judge(factur_x(changed(invoice(), old, new).encode()))

    assert rules <= {problem.split(":")[0] for problem in problems}


@pytest.mark.parametrize(
    ("packing", "problem"),
    [
        pytest.param(Packing(output_intent=False), "PDF/A-3b 6.2.4.3-2", id="no output intent"),
        pytest.param(Packing(metadata=False), "PDF/A-3b 6.6.2.1-1", id="no metadata"),
        pytest.param(Packing(associated=False), "PDF/A-3b 6.8-4", id="not associated"),
        pytest.param(Packing(relationship=""), "PDF/A-3b 6.8-3", id="no relationship"),
        pytest.param(Packing(level="BASIC"), "container level", id="another level in XMP"),
    ],
)
def test_each_fault_of_the_pdf_is_noticed(judge: Judge, packing: Packing, problem: str) -> None:
    problems = judge(factur_x(invoice().encode(), packing))

    assert problem in {text.split(":")[0] for text in problems}


def test_it_says_when_the_french_rules_were_expected_and_did_not_apply(judge: Judge) -> None:
    foreign = changed(invoice(), "<ram:CountryID>FR", "<ram:CountryID>BE")

    assert judge(factur_x(foreign.encode()), french=True) == [
        "BR-FR: expected to apply, is not applicable"
    ]


@pytest.mark.usefixtures("judge")
def test_a_pdf_that_cannot_be_judged_is_not_a_pass() -> None:
    with pytest.raises(CannotRun):
        pdfa_problems(b"%PDF-1.7\nnothing more")


@pytest.mark.usefixtures("judge")
def test_verapdf_lives_on_after_a_file_it_could_not_read() -> None:
    with pytest.raises(CannotRun):
        pdfa_problems(b"")

    assert pdfa_problems(factur_x(invoice().encode())) == []
