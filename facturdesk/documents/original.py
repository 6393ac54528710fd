"""Makes the original of a document: paper and e-invoice in one file, checked before it leaves."""

from __future__ import annotations

from facturdesk.documents.checking.schema import validate_cii
from facturdesk.documents.cii.invoice import build_cii
from facturdesk.documents.paper.drawing import draw_paper
from facturdesk.documents.pdfa import with_invoice
from facturdesk.domain.document import Document
from facturdesk.i18n import Catalogue


def make_original(document: Document, catalogue: Catalogue, *, logo: bytes = b"") -> bytes:
    """Make the Factur-X file that is stored, sent and printed.

    Paper and XML come from the same frozen value; the same document, catalogue and
    logo give the same bytes. `logo` is what `logo.prepare_logo` gave.

    Raises:
        ActionableError: the paper cannot show a text of the document.
        InvalidXml: the schema refuses the XML; nothing may be stored then.
    """
    xml = build_cii(document)
    validate_cii(xml)
    return with_invoice(draw_paper(document, catalogue, logo=logo), xml, document=document)
