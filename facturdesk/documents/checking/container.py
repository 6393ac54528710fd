"""Opens the PDF of a stranger, finds the invoice in it, and says what is wrong around it."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass

import pikepdf

from facturdesk.documents.checking.reading import LARGEST_XML
from facturdesk.documents.checking.report import Finding
from facturdesk.documents.checking.sentences import ContainerProblem, finding

LARGEST_PDF = 200 * 1024 * 1024  # bytes
FACTUR_X = "factur-x.xml"
OLD_NAMES = ("zugferd-invoice.xml", "xrechnung.xml")
KNOWN_NAMES = (FACTUR_X, *OLD_NAMES)
HEADER = b"%PDF-"
PDF_TROUBLE = (
    pikepdf.PdfError,
    RuntimeError,  # RecursionError too
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    OverflowError,
    zlib.error,
)


class AttachmentRefused(ValueError):
    """A stream is not read: too large once unpacked, or packed in an unusual way."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """The invoice as it is attached: its name, how it is declared, and its bytes."""

    name: str
    relationship: str
    mime_type: str
    associated: bool
    named: bool
    data: bytes


@dataclass(frozen=True, slots=True)
class Container:
    """What the PDF gave: its invoice and metadata, if any, and what is wrong with it."""

    invoice: Attachment | None = None
    metadata: bytes = b""
    findings: tuple[Finding, ...] = ()


def is_pdf(data: bytes) -> bool:
    """Tell a PDF by its header, which readers accept in the first 1024 bytes."""
    return HEADER in data[:1024]


def open_container(data: bytes) -> Container:
    """Read a PDF; it may be damaged, encrypted, enormous, or no Factur-X at all."""
    if len(data) > LARGEST_PDF:
        size, limit = str(len(data)), str(LARGEST_PDF)
        return _refused(ContainerProblem.TOO_LARGE, size=size, limit=limit)
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                return _refused(ContainerProblem.ENCRYPTED)
            container = _read(pdf)
    except pikepdf.PasswordError:
        return _refused(ContainerProblem.ENCRYPTED)
    except PDF_TROUBLE as error:
        return _refused(ContainerProblem.UNREADABLE, reason=_reason(error))
    findings = (*_header_findings(data), *container.findings)
    return Container(container.invoice, container.metadata, findings)


def _read(pdf: pikepdf.Pdf) -> Container:
    findings: list[Finding] = []
    metadata = _metadata(pdf)
    declared = _declared_files(pdf)
    candidates = _candidates(declared)
    if not candidates:
        findings.append(finding(ContainerProblem.NO_INVOICE))
        return Container(None, metadata, tuple(findings))
    if len(candidates) > 1 and candidates[1].lower() in (*KNOWN_NAMES,):
        names = ", ".join(candidates)
        findings.append(finding(ContainerProblem.SEVERAL_INVOICES, names=names))
    name = candidates[0]
    try:
        invoice = _attachment(name, *declared[name])
    except PDF_TROUBLE as error:
        findings.append(
            finding(ContainerProblem.ATTACHMENT_UNREADABLE, name=name, reason=_reason(error))
        )
        return Container(None, metadata, tuple(findings))
    return Container(invoice, metadata, tuple(findings))


def _declared_files(pdf: pikepdf.Pdf) -> dict[str, tuple[pikepdf.Object, bool, bool]]:
    """Give each attached file: its specification, in /AF?, in the list of embedded files?"""
    files: dict[str, tuple[pikepdf.Object, bool, bool]] = {}
    for name, attached in pdf.attachments.items():
        shown = _file_name(attached.obj) or name
        files[shown] = (attached.obj, False, True)
    associated = pdf.Root.get("/AF")
    for specification in associated if isinstance(associated, pikepdf.Array) else ():
        name = _file_name(specification)
        if name:
            known = files.get(name)
            files[name] = (known[0] if known else specification, True, bool(known))
    return files


def _file_name(specification: pikepdf.Object) -> str:
    if not isinstance(specification, pikepdf.Dictionary):
        return ""
    name = specification.get("/UF", specification.get("/F", ""))
    return str(name) if isinstance(name, pikepdf.String) else ""


def _candidates(declared: dict[str, tuple[pikepdf.Object, bool, bool]]) -> list[str]:
    """Order the attached XML files: the names of Factur-X first, in order of age."""

    def rank(name: str) -> int:
        known = name.lower()
        return KNOWN_NAMES.index(known) if known in KNOWN_NAMES else len(KNOWN_NAMES)

    return sorted((name for name in declared if name.lower().endswith(".xml")), key=rank)


def _attachment(
    name: str, specification: pikepdf.Object, associated: bool, named: bool
) -> Attachment:
    embedded = specification.EF
    stream = embedded.get("/UF", embedded.get("/F"))
    if not isinstance(stream, pikepdf.Stream):
        raise AttachmentRefused("no embedded stream")
    return Attachment(
        name=name,
        relationship=_name(specification.get("/AFRelationship")),
        mime_type=_name(stream.get("/Subtype")),
        associated=associated,
        named=named,
        data=_unpacked(stream),
    )


def _name(value: pikepdf.Object | None) -> str:
    return str(value).removeprefix("/") if isinstance(value, pikepdf.Name) else ""


def _metadata(pdf: pikepdf.Pdf) -> bytes:
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return b""
    try:
        return _unpacked(stream)
    except PDF_TROUBLE:
        return b""  # reported as metadata that cannot be read


def _unpacked(stream: pikepdf.Stream) -> bytes:
    """Give the bytes of a stream, never more than may be read (a few kB can hold gigabytes)."""
    filters = stream.get("/Filter")
    if filters is None:
        return bytes(stream.read_raw_bytes())
    names = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    if any(name != pikepdf.Name.FlateDecode for name in names) or len(names) > 1:
        raise AttachmentRefused(f"filters {' '.join(str(name) for name in names)}")
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(bytes(stream.read_raw_bytes()), LARGEST_XML + 1)
    if len(data) > LARGEST_XML:
        raise AttachmentRefused(f"more than {LARGEST_XML} bytes")
    if not unpacker.eof:
        raise AttachmentRefused("truncated")
    return data


def _header_findings(data: bytes) -> tuple[Finding, ...]:
    findings = []
    if not data.startswith(HEADER):
        findings.append(finding(ContainerProblem.HEADER_POSITION))
    if re.search(rb"%%EOF\s*%PDF-", data):
        findings.append(finding(ContainerProblem.GLUED))
    return tuple(findings)


def _refused(problem: ContainerProblem, **params: str) -> Container:
    return Container(findings=(finding(problem, **params),))


def _reason(error: Exception) -> str:
    """Leave out the name pikepdf gives to bytes in memory."""
    return re.sub(r"^stream <[^>]*>:?\s*", "", str(error)) or type(error).__name__
