"""From a frozen document to the pages of its paper."""

from __future__ import annotations

import pikepdf

from facturdesk.documents.layouts import LAYOUTS
from facturdesk.documents.paper.job import Job
from facturdesk.documents.paper.logo import read_logo
from facturdesk.documents.paper.pdf_file import build_pdf, written
from facturdesk.documents.paper.typesetting import Typesetter
from facturdesk.documents.paper.words import Words
from facturdesk.domain.document import Document
from facturdesk.i18n import Catalogue

LANGUAGE = "fr-FR"  # of the legal texts, whatever stands beside them


def draw_paper(document: Document, catalogue: Catalogue, *, logo: bytes = b"") -> bytes:
    """Draw a document in French and, where the catalogue is another, in its language too.

    The bytes are always the same for the same document.

    Raises:
        InputRefused: the logo cannot be used.
    """
    return written(compose_paper(document, catalogue, logo=logo))


def compose_paper(document: Document, catalogue: Catalogue, *, logo: bytes = b"") -> pikepdf.Pdf:
    """Do as `draw_paper`, for a caller that adds to the PDF before it is written.

    Raises:
        InputRefused: the logo cannot be used.
    """
    setter = Typesetter()
    picture = read_logo(logo) if logo else None
    job = Job(document, Words(catalogue), setter, picture)
    sheets = LAYOUTS[0].compose(job)
    return build_pdf(sheets, setter, logo=picture, language=LANGUAGE)
