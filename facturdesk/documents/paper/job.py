"""What every part of a paper is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from facturdesk.documents.paper.typesetting import Style, Typesetter
from facturdesk.documents.paper.words import Words
from facturdesk.domain.document import Document
from facturdesk.domain.sale import DocumentKind

DRAFT: Final = "draft"  # the origin of a document that is not one yet


@dataclass(frozen=True, slots=True)
class Job:
    """One document, the words and fonts for it, where it is drawn, and the shop's logo."""

    document: Document
    words: Words
    setter: Typesetter
    canvas: Canvas
    logo: ImageReader | None = None

    @property
    def is_credit(self) -> bool:
        """Whether the document gives money back."""
        return self.document.kind is DocumentKind.CREDIT_NOTE

    @property
    def asks_for_money(self) -> bool:
        """Whether something remains to be paid when it leaves the shop.

        A draft that comes to nothing yet shows where it will ask for it.
        """
        document = self.document
        begun = document.origin == DRAFT and not document.receipts
        return not self.is_credit and (document.due_minor > 0 or begun)

    def width(self, text: str, style: Style) -> float:
        """Measure a line, in mm."""
        return self.setter.width(text, style)

    def wrap(self, text: str, style: Style, room: float) -> list[str]:
        """Break a text into lines no wider than the room, in mm."""
        return self.setter.wrap(text, style, room)

    def money(self, minor: int) -> str:
        """Write an amount in the document's currency."""
        return self.words.money(minor, self.document.currency)
