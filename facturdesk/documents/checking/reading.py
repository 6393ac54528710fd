"""Reads the XML of a stranger: no entities, no document type, no network, bounded size."""

from __future__ import annotations

import codecs

from lxml import etree

from facturdesk.documents.checking.sentences import XmlProblem

LARGEST_XML = 32 * 1024 * 1024  # bytes; far above any invoice, attachments included


class XmlRefused(Exception):
    """The XML is not read; `problem` says why."""

    def __init__(self, problem: XmlProblem, **params: str) -> None:
        """Keep what the sentence needs."""
        super().__init__(problem.name)
        self.problem = problem
        self.params = params


def read_xml(data: bytes) -> etree._Element:
    """Parse an invoice without ever opening another file or growing without bound.

    Any encoding the declaration or the byte order mark names is read.

    Raises:
        XmlRefused: empty, too large, not well formed, or with a document type.
    """
    if not data.strip(b"\x00\t\r\n "):
        raise XmlRefused(XmlProblem.EMPTY)
    if len(data) > LARGEST_XML:
        raise XmlRefused(XmlProblem.TOO_LARGE, size=str(len(data)), limit=str(LARGEST_XML))
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise XmlRefused(XmlProblem.NOT_WELL_FORMED, reason=str(error)) from error
    document = root.getroottree().docinfo
    if document.internalDTD is not None or document.doctype:
        raise XmlRefused(XmlProblem.DOCTYPE)
    return root


def without_doubled_mark(data: bytes) -> bytes:
    """Leave one byte order mark of several: careless programs write it twice."""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        while data.startswith(mark * 2):
            data = data[len(mark) :]
    return data


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
