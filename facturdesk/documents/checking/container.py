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
    metadata = _metadata(pdf)
    candidates = _candidates(_declared_files(pdf))
    if not candidates:
        return Container(None, metadata, (finding(ContainerProblem.NO_INVOICE),))
    chosen, findings = candidates[0], []
    names = [candidate.name for candidate in candidates]
    if any(name.lower() in KNOWN_NAMES for name in names[1:]):
        findings.append(finding(ContainerProblem.SEVERAL_INVOICES, names=", ".join(names)))
    try:
        contents = [_unpacked(stream) for stream in chosen.streams()]
    except PDF_TROUBLE as error:
        params = {"name": chosen.name, "reason": _reason(error)}
        findings.append(finding(ContainerProblem.ATTACHMENT_UNREADABLE, **params))
        return Container(None, metadata, tuple(findings))
    if len(set(contents)) > 1:
        findings.append(finding(ContainerProblem.COPIES_DIFFER, name=chosen.name))
    return Container(_attachment(chosen, contents[0]), metadata, tuple(findings))


@dataclass(slots=True)
class _Declared:
    """One attached file: its specifications, and the lists of the PDF that hold them."""

    name: str
    specifications: list[pikepdf.Object]
    associated: bool = False
    named: bool = False

    def streams(self) -> list[pikepdf.Stream]:
        """Give its contents, once each: readers differ in which of them they show."""
        found: dict[tuple[int, int], pikepdf.Stream] = {}
        for specification in self.specifications:
            embedded = (specification.EF.get(key) for key in ("/UF", "/F"))
            streams = [stream for stream in embedded if isinstance(stream, pikepdf.Stream)]
            if not streams:
                raise AttachmentRefused("no embedded stream")
            for stream in streams:
                found.setdefault(stream.objgen, stream)
        return list(found.values())


def _declared_files(pdf: pikepdf.Pdf) -> dict[str, _Declared]:
    files: dict[str, _Declared] = {}
    for name, attached in pdf.attachments.items():
        shown = _file_name(attached.obj) or name
        declared = files.setdefault(shown, _Declared(shown, []))
        declared.specifications.append(attached.obj)
        declared.named = True
    associated = pdf.Root.get("/AF")
    for specification in associated if isinstance(associated, pikepdf.Array) else ():
        name = _file_name(specification)
        if name:
            declared = files.setdefault(name, _Declared(name, []))
            declared.specifications.append(specification)
            declared.associated = True
    return files


def _file_name(specification: pikepdf.Object) -> str:
    if not isinstance(specification, pikepdf.Dictionary):
        return ""
    name = specification.get("/UF", specification.get("/F", ""))
    return str(name) if isinstance(name, pikepdf.String) else ""


def _candidates(declared: dict[str, _Declared]) -> list[_Declared]:
    """Order the attached XML files: the names of Factur-X first, the newest name first."""

    def rank(file: _Declared) -> int:
        known = file.name.lower()
        return KNOWN_NAMES.index(known) if known in KNOWN_NAMES else len(KNOWN_NAMES)

    xml = (file for file in declared.values() if file.name.lower().endswith(".xml"))
    return sorted(xml, key=rank)


def _attachment(declared: _Declared, data: bytes) -> Attachment:
    specification = declared.specifications[0]
    return Attachment(
        name=declared.name,
        relationship=_name(specification.get("/AFRelationship")),
        mime_type=_name(declared.streams()[0].get("/Subtype")),
        associated=declared.associated,
        named=declared.named,
        data=data,
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
