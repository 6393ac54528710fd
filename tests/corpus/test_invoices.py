"""The check accepts and refuses the invoices of others as the official rules do."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from facturdesk.documents.checking.invoice import check_invoice
from facturdesk.documents.checking.profiles import identify, rules_of
from facturdesk.documents.checking.report import CheckReport, Severity, Source, Verdict
from facturdesk.documents.checking.schematron import judge as judge_by
from facturdesk.system.helper_process import shared_helper
from tests.corpus import corpus_folder
from tests.judge import CannotRun, pdfa_problems

CORPUS = corpus_folder()
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus at {CORPUS}"),
]

Row = dict[str, str]
RULE_COLUMNS = {
    Source.EN16931: "en16931_1.3.16_failed",
    Source.FACTUR_X: "facturx_1.09_schematron_failed",
    Source.EXTENDED_CTC_FR: "extended_ctc_fr_failed",
    Source.BR_FR: "br_fr_failed",
}
NOT_JUDGED = ("ZUGFeRD 1.0", "PDF without XML", "not an invoice", "XML not well formed")
SECONDS = 5.0  # for one hostile file
TEST_SET = "{http://difi.no/xsd/vefa/validator/1.0}"


def test_every_verdict_is_that_of_the_oracle() -> None:
    disagreements = [
        f"{row['file']}: {expected} expected, {found} found"
        for row, report in checked()
        for expected, found in [
            (_expected(row["verdict"]), report.verdict),
            (_expected_french(row), report.br_fr),
        ]
        if expected is not None and expected is not found
    ]

    assert disagreements == []


def test_what_is_accepted_is_what_both_verdicts_accept() -> None:
    wrong = [
        row["file"]
        for row, report in checked()
        if report.accepted is not (_passes(row["verdict"]) and _passes(_french(row)))
    ]

    assert wrong == []


def test_every_judge_fires_the_rules_of_the_oracle() -> None:
    differences = [
        f"{row['file']} {source}: {found} instead of {expected}"
        for row, report in checked()
        if not row["verdict"].startswith(NOT_JUDGED)
        for source in _ran(report)
        for expected, found in [(_rules(row[RULE_COLUMNS[source]]), _fired(report, source))]
        if expected != found
    ]

    assert differences == []


def test_syntax_and_guideline_are_read_right() -> None:
    wrong = [
        row["file"]
        for row, report in checked()
        if row["guideline"]
        and (report.syntax, report.guideline) != (_syntax(row), row["guideline"])
        and "several-invoices" not in {finding.rule for finding in report.findings}
    ]

    assert wrong == []


def test_what_is_no_invoice_is_refused_with_a_sentence() -> None:
    refused = [
        (row["verdict"].split(" (")[0], report.fatal[0].rule)
        for row, report in checked()
        if row["verdict"].startswith(("PDF without XML", "not an invoice", "XML not"))
    ]

    assert set(refused) == {
        ("PDF without XML", "no-invoice"),
        ("not an invoice", "not-an-invoice"),
        ("XML not well formed", "not-well-formed"),
    }


def test_nothing_hostile_crashes_hangs_or_passes() -> None:
    passed = []
    for path in sorted((CORPUS / "malformed").rglob("*.*")):
        started = time.monotonic()
        report = check_invoice(path.read_bytes(), name=path.name)
        assert time.monotonic() - started < SECONDS, path.name
        assert report.accepted or report.findings, path.name
        if report.accepted:
            passed.append(path.name)

    assert passed == ["cii_huge_name.xml", "cii_utf16_bom.xml"]  # odd, but right invoices


def test_an_external_entity_is_never_read() -> None:
    data = (CORPUS / "malformed" / "xml" / "cii_xxe_file.xml").read_bytes()
    assert b"file:///" in data

    report = check_invoice(data)

    assert [finding.rule for finding in report.findings] == ["doctype"]


@pytest.mark.parametrize("mark", ["pass", "fail"])
@pytest.mark.judge
@pytest.mark.usefixtures("judge")
def test_verapdf_says_of_its_own_files_what_their_names_say(mark: str) -> None:
    name = f"verapdf__veraPDF_test_suite_6-8-t02-{mark}-b.pdf"
    problems = pdfa_problems((CORPUS / "malformed" / "pdf" / name).read_bytes())

    assert bool(problems) is (mark == "fail")


@pytest.mark.judge
@pytest.mark.usefixtures("judge")
def test_verapdf_passes_the_official_samples() -> None:
    samples = sorted((CORPUS / "invoices" / "facturx-pdf").glob("fnfe-*.pdf"))
    assert len(samples) >= 20

    assert {path.name for path in samples if pdfa_problems(path.read_bytes())} == set()


@pytest.mark.judge
@pytest.mark.usefixtures("judge")
def test_verapdf_does_not_pass_what_it_cannot_read() -> None:
    encrypted = (CORPUS / "malformed" / "pdf" / "arturt__encrypted.pdf").read_bytes()

    with pytest.raises(CannotRun, match="encrypted"):
        pdfa_problems(encrypted)


def test_the_rule_fragments_of_cen_fire_as_they_say() -> None:
    wrong = []
    judged = 0
    for name, fragment, expected, rule in rule_fragments():
        identity = identify(fragment)
        assert identity is not None, name
        rules = rules_of(identity, embedded=False)
        assert rules is not None
        fired = {finding.rule for finding in judge_by(fragment, rules, shared_helper())}
        judged += 1
        if (rule in fired) is (expected == "success"):
            wrong.append(f"{name}: {rule} must be a {expected}, fired {sorted(fired)}")

    assert judged > 300
    assert wrong == []


@cache
def checked() -> tuple[tuple[Row, CheckReport], ...]:
    """Check every file of the oracle that is here, once for all tests."""
    with (CORPUS / "invoices" / "ORACLE.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if _path(row).is_file()]
    assert len(rows) >= 170
    return tuple((row, check_invoice(_path(row).read_bytes(), name=row["file"])) for row in rows)


def rule_fragments() -> Iterator[tuple[str, etree._Element, str, str]]:
    """Give each fragment of the CEN test sets: file, fragment, success or error, rule."""
    for path in sorted((CORPUS / "invoices" / "rule-units").glob("cen-*.xml")):
        for test in etree.parse(path).getroot().iterfind(f"{TEST_SET}test"):
            expectation = test.find(f"{TEST_SET}assert")
            assert expectation is not None
            fragment = next(child for child in test if child is not expectation)
            alone = etree.fromstring(etree.tostring(fragment, with_tail=False))
            for kind in ("success", "error"):
                for element in expectation.iterfind(f"{TEST_SET}{kind}"):
                    yield path.name, alone, kind, (element.text or "").strip()


def _path(row: Row) -> Path:
    return CORPUS / row["family"] / row["file"]


def _expected(verdict: str) -> Verdict | None:
    if verdict.startswith("ZUGFeRD 1.0"):
        return None
    return Verdict.VALID if verdict == "VALID" else Verdict.INVALID


def _french(row: Row) -> str:
    return row["verdict_br_fr_1.4.0"] or "VALID"


def _expected_french(row: Row) -> Verdict | None:
    if row["verdict"].startswith(NOT_JUDGED):
        return None
    verdict = row["verdict_br_fr_1.4.0"]
    return Verdict(verdict.lower()) if verdict else Verdict.NOT_APPLICABLE


def _passes(verdict: str) -> bool:
    return verdict == "VALID"


def _syntax(row: Row) -> str:
    return {"ZUGFeRD1": "ZUGFeRD 1.0"}.get(row["syntax"], row["syntax"])


def _ran(report: CheckReport) -> list[Source]:
    return [judge.source for judge in report.judges if judge.source in RULE_COLUMNS]


def _fired(report: CheckReport, source: Source) -> set[str]:
    return {f.rule for f in report.findings if f.source is source and f.severity is Severity.FATAL}


def _rules(column: str) -> set[str]:
    engine_gave_up = column.startswith("ENGINE")
    return set() if column in ("", "ok") or engine_gave_up else set(column.split())
