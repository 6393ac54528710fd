"""The complete judge of the tests: container, schemas, EN 16931, BR-FR, and PDF/A-3b.

What it judges, it judges with the official rules; what it cannot judge raises
CannotRun, so that a judge that did not run never looks like a pass.
"""

from __future__ import annotations

import atexit
from functools import cache

from facturdesk.documents.checking.container import open_container
from facturdesk.documents.checking.invoice import check_invoice
from facturdesk.documents.checking.profiles import EN16931, en16931_rules
from facturdesk.documents.checking.reading import read_xml
from facturdesk.documents.checking.report import (
    CheckReport,
    Finding,
    Outcome,
    Severity,
    Source,
    Verdict,
)
from facturdesk.documents.checking.schematron import CouldNotRun
from facturdesk.documents.checking.schematron import judge as judge_by
from facturdesk.system.helper_process import shared_helper
from tests.judge.verapdf import CannotRun, VeraPdf, why_not

__all__ = ["CannotRun", "judge_invoice", "pdfa_problems", "why_not"]


def judge_invoice(pdf: bytes, *, french: bool | None = None) -> list[str]:
    """Say everything that is wrong with a Factur-X invoice; an empty list is a pass.

    Beyond the product's own check: the rules of CEN beside those of Factur-X, a
    remark on the container is a problem too, and veraPDF judges PDF/A-3b.

    Args:
        pdf: the file.
        french: whether BR-FR must have applied (True) or must not (False).

    Raises:
        CannotRun: one of the judges gave no verdict.
    """
    report = check_invoice(pdf)
    _insist_on_verdicts(report)
    problems = [_shown(finding) for finding in report.findings if _counts(finding)]
    if french is not None and (report.br_fr is not Verdict.NOT_APPLICABLE) is not french:
        problems.append(f"BR-FR: expected {'' if french else 'not '}to apply, is {report.br_fr}")
    if report.profile == EN16931:
        problems += _cen_problems(pdf)
    return problems + pdfa_problems(pdf)


def pdfa_problems(pdf: bytes) -> list[str]:
    """Say which rules of PDF/A-3b a file breaks.

    Raises:
        CannotRun: veraPDF is not here, or could not judge the file.
    """
    return [f"PDF/A-3b {rule}: {text}" for rule, text in _verapdf().failures(pdf).items()]


def _insist_on_verdicts(report: CheckReport) -> None:
    failed = [judge for judge in report.judges if judge.outcome is Outcome.COULD_NOT_RUN]
    if failed:
        raise CannotRun("; ".join(f"{judge.source}: {judge.text}" for judge in failed))


def _counts(finding: Finding) -> bool:
    ours = finding.source in (Source.CONTAINER, Source.XML)
    return ours or finding.severity is Severity.FATAL


def _cen_problems(pdf: bytes) -> list[str]:
    invoice = open_container(pdf).invoice
    assert invoice is not None
    try:
        findings = judge_by(read_xml(invoice.data), en16931_rules(), shared_helper())
    except CouldNotRun as error:
        raise CannotRun(str(error)) from error
    return [_shown(finding) for finding in findings if _counts(finding)]


def _shown(finding: Finding) -> str:
    return f"{finding.source} {finding.rule}: {finding.text} {finding.location}".rstrip()


@cache
def _verapdf() -> VeraPdf:
    process = VeraPdf()
    atexit.register(process.close)
    return process
