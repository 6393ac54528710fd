"""The check of an invoice: verdicts, who judged, and what it says when a judge cannot run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from facturdesk.documents.checking import rule_files, sentences
from facturdesk.documents.checking.invoice import check_invoice
from facturdesk.documents.checking.report import CheckReport, Outcome, Severity, Source, Verdict
from facturdesk.i18n import load_catalogue
from facturdesk.system.helper_process import HelperProcess
from facturdesk.system.resources import resource
from tests.judge.samples import Packing, changed, factur_x, invoice

FACTUR_X_GUIDELINE = "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended"
CTC_GUIDELINE = "urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr"


def check(xml: str) -> CheckReport:
    return check_invoice(xml.encode())


def rules(report: CheckReport, source: Source) -> set[str]:
    return {finding.rule for finding in report.findings if finding.source is source}


def ran(report: CheckReport) -> dict[str, Outcome]:
    return {judge.source.value: judge.outcome for judge in report.judges}


def test_a_right_factur_x_is_accepted_by_every_judge() -> None:
    report = check_invoice(factur_x(invoice().encode()), name="facture.pdf")

    assert report.findings == ()
    assert report.accepted
    assert (report.verdict, report.br_fr) == (Verdict.VALID, Verdict.VALID)
    assert (report.name, report.syntax, report.profile) == ("facture.pdf", "CII", "EN16931")
    assert ran(report) == dict.fromkeys(("container", "xsd", "Factur-X", "BR-FR"), Outcome.RAN)


def test_a_bare_cii_answers_to_the_rules_of_cen() -> None:
    report = check(invoice())

    assert report.accepted
    assert ran(report)["EN16931"] is Outcome.RAN
    assert ran(report)["container"] is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("guideline", "profile", "judge"),
    [
        (FACTUR_X_GUIDELINE, "EXTENDED", Source.FACTUR_X),
        (CTC_GUIDELINE, "EXTENDED-CTC-FR", Source.EXTENDED_CTC_FR),
        ("urn:example:unknown", "", Source.EN16931),
    ],
)
def test_the_declared_profile_chooses_the_rules(
    guideline: str, profile: str, judge: Source
) -> None:
    report = check(changed(invoice(), "urn:cen.eu:en16931:2017", guideline))

    assert (report.guideline, report.profile) == (guideline, profile)
    assert ran(report)[judge] is Outcome.RAN


def test_a_wrong_total_makes_it_invalid() -> None:
    report = check(changed(invoice(), "<ram:GrandTotalAmount>705.50", "<ram:GrandTotalAmount>700"))

    assert report.verdict is Verdict.INVALID
    assert report.br_fr is Verdict.VALID
    assert not report.accepted
    assert "BR-CO-15" in rules(report, Source.EN16931)
    assert all(finding.location.startswith("/CrossIndustryInvoice") for finding in report.fatal)


def test_an_invoice_of_before_the_reform_is_valid_but_not_accepted() -> None:
    report = check(changed(invoice(), "<ram:SubjectCode>PMT", "<ram:SubjectCode>AAI"))

    assert (report.verdict, report.br_fr) == (Verdict.VALID, Verdict.INVALID)
    assert not report.accepted
    assert rules(report, Source.BR_FR) == {"BR-FR-05_BT-22_PMT"}


def test_a_warning_alone_does_not_refuse() -> None:
    second = "<ram:CityName>Lyon</ram:CityName>"
    report = check(changed(invoice(), second, f"{second}<!-- {'x' * 40} -->"))
    assert report.findings == ()

    empty = changed(invoice(), "<ram:LineOne>12 rue des Halles</ram:LineOne>", "<ram:LineOne/>")
    remarked = check_invoice(factur_x(empty.encode()))

    assert {finding.severity for finding in remarked.findings} == {Severity.WARNING}
    assert remarked.accepted


def test_zugferd_1_is_recognised_and_not_accepted() -> None:
    namespace = "urn:ferd:CrossIndustryDocument:invoice:1p0"
    report = check(f'<rsm:CrossIndustryDocument xmlns:rsm="{namespace}"/>')

    assert report.syntax == "ZUGFeRD 1.0"
    assert not report.accepted
    assert rules(report, Source.XML) == {"zugferd-1"}


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "empty"),
        (b"\xff\xfe", "not-well-formed"),
        (b"hello", "not-well-formed"),
        (b"<a><b></a>", "not-well-formed"),
        (b"<a/>", "not-an-invoice"),
        (b'<Invoice xmlns="urn:example"/>', "not-an-invoice"),
        (b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "doctype"),
        (b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "doctype"),
        (b"<?xml version='1.0' encoding='no-such'?><a/>", "not-well-formed"),
        (b"<a>" * 100_000, "not-well-formed"),
        (b"%PDF-1.7\n", "unreadable"),
        (b"<a>" + b"x" * 11_000_000 + b"</a>", "not-well-formed"),
        (b"<a>" + b" " * 33_600_000 + b"</a>", "too-large"),
    ],
    ids=range(13),
)
def test_anything_else_is_refused_with_a_sentence(data: bytes, rule: str) -> None:
    report = check_invoice(data)

    assert not report.accepted
    assert report.verdict is Verdict.INVALID
    assert [finding.rule for finding in report.findings] == [rule]
    assert "{" not in report.findings[0].text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-15", "cp1252"])
def test_every_encoding_is_read(encoding: str) -> None:
    text = changed(invoice(), 'encoding="UTF-8"', f'encoding="{encoding}"')

    assert check_invoice(text.encode(encoding)).accepted


def test_a_doubled_byte_order_mark_is_read_and_remarked() -> None:
    report = check_invoice(b"\xef\xbb\xbf" * 2 + invoice().encode())

    assert report.accepted
    assert [finding.rule for finding in report.findings] == ["doubled-mark"]


def test_a_judge_whose_files_are_missing_never_counts_as_a_pass(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(rule_files, "_package_folder", lambda: tmp_path)

    report = check(invoice())

    assert (report.verdict, report.br_fr) == (Verdict.NOT_CHECKED, Verdict.NOT_CHECKED)
    assert not report.accepted
    assert ran(report)["xsd"] is Outcome.COULD_NOT_RUN
    assert ran(report)["BR-FR"] is Outcome.COULD_NOT_RUN


def test_an_engine_that_fails_never_counts_as_a_pass() -> None:
    with HelperProcess(timeout=0.001) as helper:
        report = check_invoice(invoice().encode(), helper=helper)

    assert not report.accepted
    assert (report.verdict, report.br_fr) == (Verdict.NOT_CHECKED, Verdict.NOT_CHECKED)
    assert "HelperTimeout" in report.judges[-1].text


def test_the_report_is_plain_data_in_the_language_asked_for() -> None:
    french = {
        "This is not an invoice: the XML is a {root} of the namespace “{namespace}”.": "{root} ?"
    }
    report = check_invoice(b"<a/>", name="a.xml").as_dict(lambda text: french.get(text, text))

    assert json.loads(json.dumps(report)) == report
    assert report["accepted"] is False
    assert report["findings"] == [
        {"source": "xml", "rule": "not-an-invoice", "severity": "fatal"}
        | {"message": "a ?", "location": ""}
    ]


def test_every_sentence_is_in_the_french_catalogue_with_the_same_blanks() -> None:
    french = load_catalogue("fr", resource("locale"))
    blanks = re.compile(r"\{(\w+)\}")
    wrong = [
        sentence
        for sentence in sentences.all_sentences()
        if not french.has("check", sentence)
        or set(blanks.findall(sentence)) != set(blanks.findall(french.text("check", sentence)))
    ]

    assert len(sentences.all_sentences()) > 30
    assert wrong == []


def test_saxon_stays_out_of_this_process() -> None:
    code = (
        "import sys\n"
        "from facturdesk.documents.checking.invoice import check_invoice\n"
        "from tests.judge.samples import invoice\n"
        "assert check_invoice(invoice().encode()).accepted\n"
        "assert 'saxonche' not in sys.modules and 'facturx' not in sys.modules\n"
    )
    repository = Path(__file__).resolve().parents[2]

    subprocess.run([sys.executable, "-c", code], cwd=repository, check=True)


def test_issuing_does_not_load_the_check() -> None:
    code = (
        "import sys\n"
        "import facturdesk.documents.checking.schema\n"
        "loaded = {'pikepdf', 'saxonche', 'facturx'} & set(sys.modules)\n"
        "assert not loaded, loaded\n"
    )
    repository = Path(__file__).resolve().parents[2]

    subprocess.run([sys.executable, "-c", code], cwd=repository, check=True)


def test_two_invoices_in_one_pdf_are_refused() -> None:
    report = check_invoice(factur_x(invoice().encode(), Packing(second_name="zugferd-invoice.xml")))

    assert [finding.rule for finding in report.fatal] == ["several-invoices"]
