"""One A4 page being drawn: text, rules and areas, in millimetres from its top left corner."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO, Final

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from facturdesk.documents.paper.faces import REGULAR, face
from facturdesk.documents.paper.typesetting import POINTS_PER_MM, Style, Typesetter

WIDTH: Final = 210.0
HEIGHT: Final = 297.0

Colour = tuple[int, int, int]  # red, green, blue: 0 to 255

BLACK: Final[Colour] = (0, 0, 0)

rl_config.useA85 = 0  # ASCII-85 makes streams a quarter larger; there is no setting per document


def new_canvas(target: BinaryIO, *, language: str, make: type[Canvas] = Canvas) -> Canvas:
    """Open a PDF that ReportLab writes to a file; nothing in it depends on the time or place."""
    return make(
        target,
        pagesize=(_pt(WIDTH), _pt(HEIGHT)),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        initialFontName=face(REGULAR[0]).fontName,  # else Helvetica, which is not embedded
        lang=language,
    )


class Sheet:
    """A page of a canvas. All of it is black in DeviceGray unless a colour is given.

    `accent` is the colour of the paper's title and strongest rule.
    """

    def __init__(self, setter: Typesetter, canvas: Canvas, *, accent: Colour = BLACK) -> None:
        self.setter = setter
        self.accent = accent
        self._canvas = canvas
        self._texts = canvas.beginText()
        self._texts.setFillGray(0)
        self._font: tuple[str, float] | None = None

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """Draw a line from x, on the baseline y."""
        if not text:
            return
        if self.setter.is_plain(text, style):
            self._put(x, y, text, (self.setter.font(style), style.size))
        else:
            self._put_shaped(x, y, text, style)

    def right(self, x: float, y: float, text: str, style: Style) -> None:
        """Draw a line that ends at x."""
        self.text(x - self.setter.width(text, style), y, text, style)

    def lines(self, x: float, y: float, lines: list[str], style: Style, *, leading: float) -> None:
        """Draw lines below one another."""
        for index, line in enumerate(lines):
            self.text(x, y + index * leading, line, style)

    def title(self, x: float, y: float, text: str, style: Style, colour: Colour) -> None:
        """Draw a line in large type and in colour, its letters kerned."""
        self._texts.setFillColorRGB(*_rgb(colour))
        self._put_shaped(x, y, text, style)
        self._texts.setFillGray(0)

    def rule(self, x1: float, x2: float, y: float, *, weight: float, grey: float = 0.0) -> None:
        """Draw a horizontal rule; its weight is in points."""
        self._canvas.setStrokeGray(grey)
        self._line(x1, x2, y, weight)

    def coloured_rule(
        self, x1: float, x2: float, y: float, *, weight: float, colour: Colour
    ) -> None:
        """Draw a horizontal rule in colour."""
        self._canvas.setStrokeColorRGB(*_rgb(colour))
        self._line(x1, x2, y, weight)

    def frame(self, x: float, y: float, width: float, height: float, *, weight: float) -> None:
        """Draw a rectangle; (x, y) is its top left corner."""
        self._canvas.setStrokeGray(0)
        self._canvas.setLineWidth(weight)
        self._canvas.rect(_pt(x), _y_pt(y + height), _pt(width), _pt(height))

    def area(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """Fill a rectangle."""
        self._canvas.setFillColorRGB(*_rgb(colour))
        self._canvas.rect(_pt(x), _y_pt(y + height), _pt(width), _pt(height), stroke=0, fill=1)

    def picture(self, x: float, y: float, width: float, height: float, image: ImageReader) -> None:
        """Draw a picture; (x, y) is its top left corner."""
        self._canvas.drawImage(image, _pt(x), _y_pt(y + height), _pt(width), _pt(height))

    def squares(
        self, x: float, y: float, side: float, runs: Iterable[tuple[int, int, int]]
    ) -> None:
        """Fill squares of a grid as one path, from (row, first column, how many)."""
        self._canvas.saveState()
        self._canvas.setFillGray(0)
        self._canvas.translate(_pt(x), _y_pt(y))
        self._canvas.scale(side * POINTS_PER_MM, side * POINTS_PER_MM)
        path = self._canvas.beginPath()
        for row, column, count in runs:
            path.rect(column, -row - 1, count, 1)
        self._canvas.drawPath(path, stroke=0, fill=1)
        self._canvas.restoreState()

    def finish(self) -> None:
        """End the page: areas and rules lie under the text."""
        self._canvas.drawText(self._texts)
        self._canvas.showPage()

    def _line(self, x1: float, x2: float, y: float, weight: float) -> None:
        self._canvas.setLineWidth(weight)
        self._canvas.line(_pt(x1), _y_pt(y), _pt(x2), _y_pt(y))

    def _put_shaped(self, x: float, y: float, text: str, style: Style) -> None:
        for piece in self.setter.pieces(text, style):
            at, above = x + piece.right, y - piece.up
            self._put(at, above, piece.characters, (piece.font, style.size))

    def _put(self, x: float, y: float, characters: str, font: tuple[str, float]) -> None:
        self._texts.setTextOrigin(_pt(x), _y_pt(y))
        if font != self._font:
            self._font = font
            self._texts.setFont(*font)
        self._texts.textOut(characters)


def _pt(length: float) -> float:
    return round(length * POINTS_PER_MM, 2)


def _y_pt(y: float) -> float:
    """Count a height from the bottom, as PDF does."""
    return round((HEIGHT - y) * POINTS_PER_MM, 2)


def _rgb(colour: Colour) -> list[Any]:
    return [round(part / 255, 3) for part in colour]
