"""The paper of a draft as it will be, marked on each page so that nobody takes it for issued."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from facturdesk.documents.paper.drawing import draw_paper
from facturdesk.documents.paper.faces import BOLD, face
from facturdesk.documents.paper.job import DRAFT
from facturdesk.documents.paper.sheet import HEIGHT, WIDTH
from facturdesk.documents.paper.typesetting import POINTS_PER_MM
from facturdesk.documents.paper.words import Words
from facturdesk.domain.document import Document
from facturdesk.i18n import Catalogue, marked

_ANGLE: Final = 55  # degrees
_SIZE: Final = 92  # points
_STRENGTH: Final = 0.07


def draw_draft(document: Document, catalogue: Catalogue, *, logo: bytes = b"") -> bytes:
    """Draw a document that has no number yet.

    Raises:
        InputRefused: the logo cannot be used, or a text cannot be printed.
    """
    words = Words(catalogue)
    mark = words.french(marked("document", "DRAFT"))
    number = words.french(marked("document", "given when issued"))
    draft = replace(document, number=number, origin=DRAFT)
    return draw_paper(draft, catalogue, logo=logo, make=_marked_canvas(mark))


def _marked_canvas(mark: str) -> type[Canvas]:
    class MarkedCanvas(Canvas):  # type: ignore[misc] # ReportLab has no types
        """Writes the mark across each page as it ends."""

        def showPage(self) -> None:  # noqa: N802 - Override Canvas.showPage
            self.saveState()
            self.translate(WIDTH / 2 * POINTS_PER_MM, HEIGHT / 2 * POINTS_PER_MM)
            self.rotate(_ANGLE)
            self.setFillGray(0)
            self.setFillAlpha(_STRENGTH)
            self.setFont(face(BOLD[0]).fontName, _SIZE)
            self.drawCentredString(0, -_SIZE / 3, mark)
            self.restoreState()
            super().showPage()

    return MarkedCanvas
