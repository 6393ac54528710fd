"""The sentences of the check itself, in English; the catalogue has them under `check`."""

from __future__ import annotations

from enum import Enum

from facturdesk.documents.checking.report import Finding, Severity, Source, plain
from facturdesk.i18n import marked

FATAL, WARNING = Severity.FATAL, Severity.WARNING


class XmlProblem(Enum):
    """What is wrong with the XML before any rule is asked."""

    EMPTY = (FATAL, marked("check", "The file is empty."))
    TOO_LARGE = (FATAL, marked("check", "The XML has {size} bytes; at most {limit} are read."))
    NOT_WELL_FORMED = (FATAL, marked("check", "The XML is not well formed: {reason}"))
    DOCTYPE = (
        FATAL,
        marked("check", "The XML declares a document type (DTD), which an e-invoice never has."),
    )
    DOUBLED_MARK = (
        WARNING,
        marked("check", "The XML starts with two byte order marks; other programs will refuse it."),
    )
    NOT_AN_INVOICE = (
        FATAL,
        marked(
            "check", "This is not an invoice: the XML is a {root} of the namespace “{namespace}”."
        ),
    )
    ZUGFERD_1 = (
        WARNING,
        marked(
            "check", "This is ZUGFeRD 1.0, replaced by Factur-X: no rules of EN 16931 apply to it."
        ),
    )


class ContainerProblem(Enum):
    """What is wrong with the PDF around the invoice."""

    UNREADABLE = (FATAL, marked("check", "The PDF cannot be read: {reason}"))
    ENCRYPTED = (FATAL, marked("check", "The PDF is encrypted; a Factur-X invoice never is."))
    TOO_LARGE = (FATAL, marked("check", "The PDF has {size} bytes; at most {limit} are read."))
    HEADER_POSITION = (WARNING, marked("check", "The PDF does not start with its header (%PDF-)."))
    GLUED = (FATAL, marked("check", "The file holds several PDF documents one after the other."))
    NO_INVOICE = (
        FATAL,
        marked("check", "The PDF holds no embedded invoice (no XML file is attached)."),
    )
    SEVERAL_INVOICES = (FATAL, marked("check", "The PDF holds several invoices: {names}."))
    COPIES_DIFFER = (
        FATAL,
        marked("check", "{name} is attached more than once, with different contents."),
    )
    ATTACHMENT_UNREADABLE = (
        FATAL,
        marked("check", "The attached file {name} cannot be read: {reason}"),
    )
    OLD_FILE_NAME = (
        WARNING,
        marked(
            "check", "The invoice is attached as {name}; since Factur-X its name is factur-x.xml."
        ),
    )
    FILE_NAME = (
        FATAL,
        marked("check", "The invoice is attached as {name}; its name must be factur-x.xml."),
    )
    NOT_IN_NAMES = (
        FATAL,
        marked("check", "{name} is missing from the list of embedded files of the PDF."),
    )
    NOT_ASSOCIATED = (
        FATAL,
        marked("check", "{name} is not an associated file (/AF) of the document."),
    )
    RELATIONSHIP = (
        FATAL,
        marked(
            "check",
            "The relationship of {name} is “{found}”; it must be Data, Source or Alternative.",
        ),
    )
    RELATIONSHIP_DATA = (
        WARNING,
        marked(
            "check",
            "The relationship of {name} is “{found}”; under profile {profile} it should be Data.",
        ),
    )
    MIME_TYPE = (
        WARNING,
        marked("check", "The type of {name} is “{found}”; it should be text/xml."),
    )
    NO_METADATA = (FATAL, marked("check", "The PDF has no XMP metadata, or they cannot be read."))
    NO_PDFA_CLAIM = (FATAL, marked("check", "The PDF does not say that it is PDF/A-3."))
    PDFA_4F = (
        WARNING,
        marked("check", "The PDF says that it is PDF/A-4{conformance}; Factur-X asks for PDF/A-3."),
    )
    PDFA_PART = (
        FATAL,
        marked("check", "The PDF says that it is PDF/A-{part}; it must be PDF/A-3."),
    )
    NO_LEVEL = (
        FATAL,
        marked("check", "The XMP metadata do not name the Factur-X profile (fx:ConformanceLevel)."),
    )
    LEVEL = (
        FATAL,
        marked(
            "check", "The XMP metadata say profile “{found}”, the invoice itself says “{expected}”."
        ),
    )
    XMP_FILE_NAME = (
        FATAL,
        marked(
            "check",
            "The XMP metadata name the file “{found}”, but the invoice is attached as {name}.",
        ),
    )
    DOCUMENT_TYPE = (
        WARNING,
        marked("check", "The XMP metadata say document type “{found}”, not INVOICE."),
    )


class Reason(Enum):
    """Why a judge did not run."""

    SYNTAX = marked("check", "These rules do not exist for ZUGFeRD 1.0.")
    SELLER_ABROAD = marked("check", "The seller is not in France.")
    OTHER_TREATMENT = marked(
        "check", "The invoice says that it does not go from a French firm to another (BAR)."
    )
    BUYER_NOT_A_FRENCH_FIRM = marked(
        "check", "The buyer is not identified as a firm or public body in France."
    )
    NOT_A_PDF = marked("check", "The file is an XML.")
    NO_INVOICE = marked("check", "There is no invoice to judge.")
    RULES_MISSING = marked("check", "The rule file {file} is not installed.")
    ENGINE = marked("check", "The rules could not be evaluated: {error}")


def finding(problem: XmlProblem | ContainerProblem, **params: str) -> Finding:
    """Make the finding of one of these problems; its rule is the problem's name."""
    severity, message = problem.value
    source = Source.XML if isinstance(problem, XmlProblem) else Source.CONTAINER
    rule = problem.name.lower().replace("_", "-")
    shown = {name: plain(value) for name, value in params.items()}
    return Finding(source, rule, severity, message, params=shown)


def all_sentences() -> tuple[str, ...]:
    """Give every sentence of the check, for the catalogue (context `check`)."""
    problems = (*XmlProblem, *ContainerProblem)
    return (*(problem.value[1] for problem in problems), *(reason.value for reason in Reason))
