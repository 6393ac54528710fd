"""Judges how the invoice is packed: attachment, XMP metadata, and that both agree with it."""

from __future__ import annotations

from lxml import etree

from facturdesk.documents.checking.container import (
    FACTUR_X,
    OLD_NAMES,
    Attachment,
    Container,
)
from facturdesk.documents.checking.profiles import Identity, Syntax
from facturdesk.documents.checking.reading import XmlRefused, read_xml
from facturdesk.documents.checking.report import Finding
from facturdesk.documents.checking.sentences import ContainerProblem, finding

RELATIONSHIPS = ("Data", "Source", "Alternative")
DATA_ONLY = ("MINIMUM", "BASICWL")  # they do not hold the whole invoice
PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
DESCRIPTION = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"
EXTENSIONS = (
    "{urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#}",
    "{urn:zugferd:pdfa:CrossIndustryDocument:invoice:2p0#}",
    "{urn:ferd:pdfa:CrossIndustryDocument:invoice:1p0#}",
)


def packaging_findings(container: Container, identity: Identity | None) -> tuple[Finding, ...]:
    """Say what is wrong around an invoice found in a PDF (Factur-X 1.09, section 6).

    Of PDF/A only the claim is read: conformance takes a validator of its own.
    """
    if container.invoice is None:
        return ()
    return (
        *_attachment_findings(container.invoice, identity),
        *_metadata_findings(container.metadata, container.invoice.name, identity),
    )


def _attachment_findings(invoice: Attachment, identity: Identity | None) -> tuple[Finding, ...]:
    name, found = invoice.name, invoice.relationship
    findings = []
    if name in OLD_NAMES:
        findings.append(finding(ContainerProblem.OLD_FILE_NAME, name=name))
    elif name != FACTUR_X and not _is_zugferd_1(identity):
        findings.append(finding(ContainerProblem.FILE_NAME, name=name))
    if not invoice.named:
        findings.append(finding(ContainerProblem.NOT_IN_NAMES, name=name))
    if not invoice.associated:
        findings.append(finding(ContainerProblem.NOT_ASSOCIATED, name=name))
    if found not in RELATIONSHIPS:
        findings.append(finding(ContainerProblem.RELATIONSHIP, name=name, found=found))
    elif identity and identity.profile in DATA_ONLY and found != "Data":
        params = {"name": name, "found": found, "profile": identity.profile}
        findings.append(finding(ContainerProblem.RELATIONSHIP_DATA, **params))
    if invoice.mime_type != "text/xml":
        params = {"name": name, "found": invoice.mime_type}
        findings.append(finding(ContainerProblem.MIME_TYPE, **params))
    return tuple(findings)


def _metadata_findings(
    metadata: bytes, name: str, identity: Identity | None
) -> tuple[Finding, ...]:
    try:
        properties = _properties(read_xml(metadata))
    except XmlRefused:
        return (finding(ContainerProblem.NO_METADATA),)
    return (
        *_pdfa_findings(properties),
        *_level_findings(properties, identity),
        *_word_findings(properties, name),
    )


def _properties(root: etree._Element) -> dict[str, str]:
    """Collect the simple XMP properties, written as elements or as attributes."""
    found: dict[str, str] = {}
    for description in root.iter(DESCRIPTION):
        pairs = [(str(key), str(value)) for key, value in description.attrib.items()]
        pairs += [(str(child.tag), child.text or "") for child in description]
        for key, value in pairs:
            found.setdefault(key, value.strip())
    return found


def _pdfa_findings(properties: dict[str, str]) -> tuple[Finding, ...]:
    part = properties.get(f"{PDFA}part", "")
    conformance = properties.get(f"{PDFA}conformance", "")
    if not part:
        return (finding(ContainerProblem.NO_PDFA_CLAIM),)
    if part == "3":
        return ()
    if part == "4":  # PDF/A-4f carries attachments as PDF/A-3 does
        return (finding(ContainerProblem.PDFA_4F, conformance=conformance.lower()),)
    return (finding(ContainerProblem.PDFA_PART, part=part + conformance.lower()),)


def _level_findings(properties: dict[str, str], identity: Identity | None) -> tuple[Finding, ...]:
    found = _extension(properties, "ConformanceLevel")
    if not found:
        return (finding(ContainerProblem.NO_LEVEL),)
    if identity is None or not identity.profile or _is_zugferd_1(identity):
        return ()
    if found != identity.xmp_level:
        return (finding(ContainerProblem.LEVEL, found=found, expected=identity.xmp_level),)
    return ()


def _word_findings(properties: dict[str, str], name: str) -> tuple[Finding, ...]:
    findings = []
    file_name = _extension(properties, "DocumentFileName")
    if file_name != name:
        findings.append(finding(ContainerProblem.XMP_FILE_NAME, found=file_name, name=name))
    document_type = _extension(properties, "DocumentType")
    if document_type != "INVOICE":
        findings.append(finding(ContainerProblem.DOCUMENT_TYPE, found=document_type))
    return tuple(findings)


def _extension(properties: dict[str, str], word: str) -> str:
    return next((properties[f"{ns}{word}"] for ns in EXTENSIONS if f"{ns}{word}" in properties), "")


def _is_zugferd_1(identity: Identity | None) -> bool:
    return identity is not None and identity.syntax is Syntax.ZUGFERD_1
