"""Writes a frozen document as a Cross Industry Invoice, profile EN 16931.

Nothing is computed here: the amounts, categories and texts are those of the document.
"""

from __future__ import annotations

from typing import Final

from facturdesk.documents.cii import writing as xml
from facturdesk.documents.cii.lines import trade_lines
from facturdesk.documents.cii.notes import document_notes
from facturdesk.documents.cii.parties import agreement, delivery
from facturdesk.documents.cii.settlement import settlement
from facturdesk.domain.document import Document

GUIDELINE: Final = "urn:cen.eu:en16931:2017"  # BT-24

_UN: Final = "urn:un:unece:uncefact:data:standard:"
_START: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<rsm:CrossIndustryInvoice xmlns:rsm="{_UN}CrossIndustryInvoice:100"'
    f' xmlns:ram="{_UN}ReusableAggregateBusinessInformationEntity:100"'
    f' xmlns:qdt="{_UN}QualifiedDataType:100" xmlns:udt="{_UN}UnqualifiedDataType:100">'
)
_END: Final = "</rsm:CrossIndustryInvoice>\n"


def build_cii(document: Document) -> bytes:
    """Write the XML of an invoice (380), credit note (381) or corrective invoice (384).

    Raises:
        UnicodeEncodeError: a text holds half of a surrogate pair, which the checks of
            input refuse.

    Source: EN 16931-1; Factur-X 1.09.2; XP Z12-012 (BR-FR) for French firms.
    """
    lines = trade_lines(document)
    parts = (
        _START,
        _context(document),
        "<rsm:ExchangedDocument>",
        xml.tag("ID", document.number),
        xml.tag("TypeCode", document.type_code),
        xml.date("IssueDateTime", document.issued_on),
        *document_notes(document, lines.remarks),
        "</rsm:ExchangedDocument><rsm:SupplyChainTradeTransaction>",
        *lines.items,
        agreement(document),
        delivery(document),
        settlement(document, charges_are_lines=lines.charges_are_lines),
        "</rsm:SupplyChainTradeTransaction>",
        _END,
    )
    return "".join(parts).encode()


def _context(document: Document) -> str:
    framework = xml.tag("ID", document.framework)  # BT-23
    return (
        "<rsm:ExchangedDocumentContext>"
        + xml.group("BusinessProcessSpecifiedDocumentContextParameter", framework)
        + xml.group("GuidelineSpecifiedDocumentContextParameter", xml.tag("ID", GUIDELINE))
        + "</rsm:ExchangedDocumentContext>"
    )
