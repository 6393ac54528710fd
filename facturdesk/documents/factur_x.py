"""Factur-X: one file that is the paper to read and the e-invoice to process."""

from __future__ import annotations

import zlib
from typing import Final

from facturdesk.domain.document import Document

FILE_NAME: Final = "factur-x.xml"

_EMBEDDED: Final = b"/Type /EmbeddedFile "
_STREAM: Final = b">>\nstream\n"


class NotAnOriginal(ValueError):
    """Bytes that `make_factur_x` did not make: a defect, or a data file that was altered."""


def make_factur_x(paper: bytes, xml: bytes, *, document: Document, title: str = "") -> bytes:
    """Put the XML of an invoice into its paper, which becomes PDF/A-3b.

    The dates inside are that of the document, so the same document gives the same
    bytes. The title is what readers show above the page; without one, that of the
    paper or the number.

    Raises:
        pikepdf.PdfError: the paper is not a PDF.
    """
    from facturdesk.documents.pdfa import with_invoice  # 0.1 s, which reading does not need

    return with_invoice(paper, xml, document=document, title=title)


def extract_xml(pdf: bytes) -> bytes:
    """Give the XML inside an original of ours, without opening it as a PDF.

    For any other file there is `checking.container`, which trusts nothing.

    Raises:
        NotAnOriginal: there is no XML where `make_factur_x` puts it.
    """
    declared = pdf.rfind(_EMBEDDED)
    start = pdf.find(_STREAM, declared) + len(_STREAM)
    if declared < 0 or start <= declared:
        raise NotAnOriginal("no embedded file")
    unpacker = zlib.decompressobj()
    try:
        xml = unpacker.decompress(memoryview(pdf)[start:])
    except zlib.error as error:
        raise NotAnOriginal(str(error)) from error
    if not unpacker.eof:
        raise NotAnOriginal("truncated")
    return xml
