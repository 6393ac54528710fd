"""`check`: judges any e-invoice, PDF or XML, by every official rule that applies to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from facturdesk.cli.answers import DONE, REFUSED, Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.forms import Arguments, Form
from facturdesk.cli.inputs import LONGEST_INVOICE, read_bytes
from facturdesk.cli.tables import aligned
from facturdesk.i18n import marked

if TYPE_CHECKING:  # for its type alone
    from facturdesk.usecases.checking import CheckReport

VERDICTS: Final = {
    "valid": marked("cli", "valid"),
    "invalid": marked("cli", "not valid"),
    "not checked": marked("cli", "not checked"),
    "not applicable": marked("cli", "not applicable"),
}
JUDGES: Final = {  # the others go by their name
    "container": marked("cli", "PDF around the invoice"),
    "xsd": marked("cli", "XML schema"),
}
NO_INVOICE: Final = {"PDF without XML": marked("cli", "PDF without XML")}
SEVERITIES: Final = {
    "fatal": marked("cli", "fault"),
    "warning": marked("cli", "warning"),
}


def describe(form: Form) -> None:
    """Take the invoice."""
    form.path(
        "invoice",
        marked("cli", "INVOICE"),
        marked("cli", "the e-invoice, .pdf or .xml; - is standard input"),
    )


def run(desk: Desk, arguments: Arguments) -> Answer:
    """Judge the invoice; exit code 1 when it is not accepted."""
    from facturdesk.usecases.checking import check_invoice

    data = read_bytes(arguments.invoice, longest=LONGEST_INVOICE)
    report = check_invoice(data, name=arguments.invoice.name)
    return Answer(
        report.as_dict(lambda msgid: desk.catalogue.text("check", msgid)),
        lambda: _lines(desk, report),
        code=DONE if report.accepted else REFUSED,
    )


def _lines(desk: Desk, report: CheckReport) -> Iterable[str]:
    def translate(msgid: str) -> str:
        return desk.catalogue.text("check", msgid)

    verdict = desk.text("cli", "accepted") if report.accepted else desk.text("cli", "refused")
    yield desk.text("cli", "{file}: {verdict}", file=report.name, verdict=verdict)
    syntax = _worded(desk, NO_INVOICE, report.syntax)
    facts = [
        (desk.text("cli", "Format"), f"{syntax} {report.profile}".strip() or "—"),
        (
            desk.text("cli", "Rules of its profile"),
            desk.text("cli", VERDICTS[report.verdict.value]),
        ),
        (desk.text("cli", "French rules (BR-FR)"), desk.text("cli", VERDICTS[report.br_fr.value])),
    ]
    yield from (f"  {line}" for line in aligned(facts))
    for judge in report.judges:
        if judge.reason:
            name = _worded(desk, JUDGES, judge.source.value)
            said = judge.said(translate)
            yield "  " + desk.text("cli", "{field}: {message}", field=name, message=said)
    for found in report.findings:
        severity = desk.text("cli", SEVERITIES[found.severity.value])
        yield f"  {severity} [{found.source.value} {found.rule}] {found.said(translate)}"
        if found.location:
            yield f"      {found.location}"


def _worded(desk: Desk, words: Mapping[str, str], name: str) -> str:
    """Give the words for a name; the name itself where there are none."""
    return desk.text("cli", words[name]) if name in words else name
