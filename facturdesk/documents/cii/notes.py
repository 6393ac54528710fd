"""Writes the notes of a document (BG-1): legal mentions with their subject, remarks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from facturdesk.documents.cii import writing as xml
from facturdesk.domain.document import Document, Mention
from facturdesk.domain.mentions import is_platform_customer
from facturdesk.domain.parties import CustomerKind

# what these mentions say has elements of its own: addresses, numbers, VAT breakdown
_ELSEWHERE: Final = frozenset({"seller_seat", "seller_siren", "seller_vat_number"})
_VAT_CASE: Final = "vat_"


def document_notes(document: Document, remarks: Iterable[str]) -> Iterable[str]:
    """Write the notes: one per subject code, then the texts without one.

    BR-FR-05 and 06 want PMT, PMD and AAB once each; BAR says which way the invoice
    goes (BR-FR-20). Whatever else is printed is noted too: paper and XML say the same.
    """
    subjects: dict[str, list[str]] = {}
    for mention in document.mentions:
        if mention.subject:
            subjects.setdefault(mention.subject, []).append(mention.text)
    if document.seller.website:
        subjects.setdefault("AAI", []).append(document.seller.website)
    treatment = _treatment(document)
    if treatment:
        subjects["BAR"] = [treatment]
    for subject, texts in subjects.items():
        yield _note("\n".join(texts), subject)
    others = (mention.text for mention in document.mentions if _is_noted(mention))
    for text in (*others, document.reason, document.note, *remarks):
        yield _note(text)


def _treatment(document: Document) -> str:
    """Say B2B between firms in France; B2BINT where a SIREN could be taken for that."""
    customer = document.customer
    if is_platform_customer(customer):
        return "B2B"
    return "B2BINT" if customer.siren and customer.kind is not CustomerKind.CONSUMER else ""


def _is_noted(mention: Mention) -> bool:
    return not (mention.subject or mention.code in _ELSEWHERE or mention.code.startswith(_VAT_CASE))


def _note(text: str, subject: str = "") -> str:
    content = xml.tag("Content", text)
    return xml.group("IncludedNote", content, xml.tag("SubjectCode", subject)) if content else ""
