"""Reads the XML that the program makes, and makes what is not made every day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from lxml import etree

from facturdesk.documents.checking.schema import validate_cii
from facturdesk.documents.cii.invoice import build_cii
from facturdesk.domain.document import (
    Document,
    DocumentReference,
)
from facturdesk.domain.sale import DocumentKind, LineKind
from facturdesk.domain.totals import Charged, compute
from facturdesk.domain.vat import VatGroup
from tests.documents.made import (
    FULL,
    made_line,
)

INTRA = VatGroup("K", 0, "VATEX-EU-IC", "intra_eu_goods")
OUTSIDE = VatGroup("O", 0, "", "services_outside_eu")
EXEMPT = VatGroup("E", 0, "VATEX-FR-FRANCHISE", "franchise")
FIRST = DocumentReference("credits", "F2026-00011", dt.date(2026, 10, 12))


def found(document: Document, path: str) -> list[str]:
    """Give the texts at a path of names, whatever their prefix; the schema must accept all."""
    data = build_cii(document)
    validate_cii(data)
    steps = "".join(
        f"/{step}" if step in ("", "..") else f"/*[local-name()='{step}']"
        for step in path.split("/")
    )
    nodes = etree.fromstring(data).xpath(f"/{steps}")
    assert isinstance(nodes, list)
    return ["".join(node.itertext()) for node in nodes if isinstance(node, etree._Element)]


def schemes(document: Document, name: str) -> list[tuple[str | None, str | None]]:
    root = etree.fromstring(build_cii(document))
    return [(str(node.get("schemeID")), node.text) for node in root.iter(f"{{*}}{name}")]


def charged(document: Document, label: str, price_e6: int) -> Document:
    """Add a charge to a document of one rate and total it anew."""
    ones = [
        Charged(line.group or FULL, line.quantity_e4, line.unit_price_e6) for line in document.lines
    ]
    carriage = Charged(FULL, 10_000, price_e6, discountable=False, is_charge=True)
    totals = compute([*ones, carriage])
    position = len(document.lines) + 1
    line = made_line(position, label, carriage, totals.lines[-1])
    line = replace(line, kind=LineKind.CHARGE, unit="")
    return replace(
        document,
        lines=(*document.lines, line),
        taxes=totals.taxes,
        net_minor=totals.net_minor,
        vat_minor=totals.vat_minor,
        gross_minor=totals.gross_minor,
    )


def credit_note(document: Document) -> Document:
    return replace(
        document,
        kind=DocumentKind.CREDIT_NOTE,
        type_code="381",
        number="A2026-00001",
        instalments=(),
        references=(FIRST,),
        reason="Article rendu",
    )
