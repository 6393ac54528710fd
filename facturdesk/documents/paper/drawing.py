"""From a frozen document to the pages of its paper."""

from __future__ import annotations

import io
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from facturdesk.documents.layouts import LAYOUTS
from facturdesk.documents.paper.head import TITLES
from facturdesk.documents.paper.job import Job
from facturdesk.documents.paper.logo import read_logo
from facturdesk.documents.paper.sheet import new_canvas
from facturdesk.documents.paper.typesetting import Typesetter
from facturdesk.documents.paper.words import Words
from facturdesk.domain.document import Document
from facturdesk.i18n import Catalogue

LANGUAGE: Final = "fr-FR"  # of the legal texts, whatever stands beside them


def draw_paper(
    document: Document,
    catalogue: Catalogue,
    *,
    logo: bytes = b"",
    make: type[Canvas] = Canvas,
) -> bytes:
    """Draw a document in French and, where the catalogue is another, in its language too.

    The bytes are always the same for the same document. `make` is the kind of canvas it is
    drawn on.

    Raises:
        InputRefused: the logo cannot be used, or a text cannot be printed.
    """
    written = io.BytesIO()
    canvas = new_canvas(written, language=LANGUAGE, make=make)
    canvas.setTitle(f"{catalogue.text('document', TITLES[document.kind])} {document.number}")
    picture = read_logo(logo) if logo else None
    LAYOUTS[0].compose(Job(document, Words(catalogue), Typesetter(), canvas, picture))
    canvas.save()
    return written.getvalue()
