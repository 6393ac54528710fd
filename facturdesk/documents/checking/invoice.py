"""Checks any e-invoice: Factur-X PDF, CII or UBL, from anyone, in any state."""

from __future__ import annotations

from lxml import etree

from facturdesk.documents.checking import profiles
from facturdesk.documents.checking.container import is_pdf, open_container
from facturdesk.documents.checking.french import why_not_french
from facturdesk.documents.checking.packaging import packaging_findings
from facturdesk.documents.checking.profiles import Identity, Syntax
from facturdesk.documents.checking.reading import XmlRefused, read_xml, without_doubled_mark
from facturdesk.documents.checking.report import (
    CheckReport,
    Finding,
    JudgeRun,
    Outcome,
    Severity,
    Source,
    plain,
)
from facturdesk.documents.checking.rule_files import RulesMissing
from facturdesk.documents.checking.schema import schema_errors
from facturdesk.documents.checking.schematron import CouldNotRun, RuleSet, judge
from facturdesk.documents.checking.sentences import Reason, XmlProblem, finding
from facturdesk.system.helper_process import HelperProcess, shared_helper

CONTAINER_RULES = "Factur-X 1.09 (PDF/A-3: the claim only)"


def check_invoice(
    data: bytes, *, name: str = "", helper: HelperProcess | None = None
) -> CheckReport:
    """Judge a file by every official rule that applies to it; never raises on bad input.

    In order: the PDF around it, the XML, the XML Schema and business rules of the
    profile it declares, and BR-FR where the law applies them (see `why_not_french`).
    An invoice inside a PDF answers to Factur-X 1.09.2; a bare CII that declares
    EN 16931 (or a national profile of it) answers to the rules of CEN, as UBL does.

    `accepted` says both: valid in its profile, and valid under BR-FR where these
    apply. Samples from before the reform are thus valid, yet not accepted.

    Args:
        data: the file, PDF or XML.
        name: what to call it in the report.
        helper: the process that runs the rules; by default the shared one.
    """
    check = _Check(name, helper or shared_helper())
    if is_pdf(data):
        check.pdf(data)
    else:
        check.skip(Source.CONTAINER, CONTAINER_RULES, Reason.NOT_A_PDF)
        check.xml(data, embedded=False)
    return check.report()


class _Check:
    """One check as it goes: what is known so far, and what was found."""

    def __init__(self, name: str, helper: HelperProcess) -> None:
        self._name = name
        self._helper = helper
        self._identity: Identity | None = None
        self._syntax = ""
        self._findings: list[Finding] = []
        self._judges: list[JudgeRun] = []

    def report(self) -> CheckReport:
        """Give the result."""
        identity = self._identity
        return CheckReport(
            name=self._name,
            syntax=identity.syntax if identity else self._syntax,
            guideline=plain(identity.guideline) if identity else "",
            profile=identity.profile if identity else "",
            findings=tuple(self._findings),
            judges=tuple(self._judges),
        )

    def pdf(self, data: bytes) -> None:
        """Judge the container, then the invoice in it."""
        container = open_container(data)
        self._findings += container.findings
        self._ran(Source.CONTAINER, CONTAINER_RULES)
        if container.invoice is None:
            self._syntax = "PDF without XML"
            self._nothing_to_judge()
            return
        before = len(self._findings)
        self.xml(container.invoice.data, embedded=True)
        self._findings[before:before] = packaging_findings(container, self._identity)

    def xml(self, data: bytes, *, embedded: bool) -> None:
        """Judge the XML, whether it was in a PDF or not."""
        plain = without_doubled_mark(data)
        if plain != data:
            self._findings.append(finding(XmlProblem.DOUBLED_MARK))
        try:
            root = read_xml(plain)
        except XmlRefused as refusal:
            self._findings.append(finding(refusal.problem, **refusal.params))
            self._nothing_to_judge()
            return
        self._identity = profiles.identify(root)
        if self._identity is None:
            self._not_an_invoice(root)
            return
        if self._identity.syntax is Syntax.ZUGFERD_1:
            self._findings.append(finding(XmlProblem.ZUGFERD_1))
        self._schema(root, self._identity, embedded=embedded)
        self._rules(root, self._identity, embedded=embedded)
        self._french(root, self._identity)

    def skip(
        self,
        source: Source,
        rules: str,
        reason: Reason,
        outcome: Outcome = Outcome.NOT_APPLICABLE,
        **params: str,
    ) -> None:
        """Note that a judge did not run, and why."""
        shown = {blank: plain(value) for blank, value in params.items()}
        self._judges.append(JudgeRun(source, rules, outcome, reason.value, shown))

    def _ran(self, source: Source, rules: str) -> None:
        self._judges.append(JudgeRun(source, rules, Outcome.RAN))

    def _failed(self, source: Source, rules: str, error: RulesMissing | CouldNotRun) -> None:
        missing = isinstance(error, RulesMissing)
        reason, blank = (Reason.RULES_MISSING, "file") if missing else (Reason.ENGINE, "error")
        self.skip(source, rules, reason, Outcome.COULD_NOT_RUN, **{blank: str(error)})

    def _not_an_invoice(self, root: etree._Element) -> None:
        name = etree.QName(root)
        self._syntax = plain(name.localname)
        params = {"root": name.localname, "namespace": name.namespace or ""}
        self._findings.append(finding(XmlProblem.NOT_AN_INVOICE, **params))
        self._nothing_to_judge()

    def _nothing_to_judge(self) -> None:
        for source in (Source.XSD, Source.EN16931, Source.BR_FR):
            self.skip(source, "", Reason.NO_INVOICE)

    def _schema(self, root: etree._Element, identity: Identity, *, embedded: bool) -> None:
        try:
            schema = profiles.schema_of(identity, embedded=embedded)
        except RulesMissing as error:
            self._failed(Source.XSD, "", error)
            return
        self._ran(Source.XSD, schema.name)
        self._findings += [
            Finding(Source.XSD, "xsd", Severity.FATAL, error.message, error.location)
            for error in schema_errors(root, schema)
        ]

    def _rules(self, root: etree._Element, identity: Identity, *, embedded: bool) -> None:
        try:
            rules = profiles.rules_of(identity, embedded=embedded)
        except RulesMissing as error:
            self._failed(Source.EN16931, "", error)
            return
        if rules is None:
            self.skip(Source.EN16931, "", Reason.SYNTAX)
        else:
            self._judge(root, rules)

    def _french(self, root: etree._Element, identity: Identity) -> None:
        reason = why_not_french(root, identity)
        if reason is not None:
            self.skip(Source.BR_FR, "BR-FR", reason)
            return
        try:
            rules = profiles.french_rules(identity.syntax)
        except RulesMissing as error:
            self._failed(Source.BR_FR, "BR-FR", error)
            return
        self._judge(root, rules)

    def _judge(self, root: etree._Element, rules: RuleSet) -> None:
        try:
            self._findings += judge(root, rules, self._helper)
        except CouldNotRun as error:
            self._failed(rules.source, rules.title, error)
        else:
            self._ran(rules.source, rules.title)
