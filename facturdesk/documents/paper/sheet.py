"""One A4 page being drawn: text, rules and areas, in millimetres from its top left corner."""

from __future__ import annotations

from typing import Final

from facturdesk.documents.paper.typesetting import POINTS_PER_MM, Style, Typesetter

WIDTH: Final = 210.0
HEIGHT: Final = 297.0

Colour = tuple[int, int, int]  # red, green, blue: 0 to 255


def pt(length: float) -> str:
    """Write a length of the page (mm) in points."""
    return f"{length * POINTS_PER_MM:.2f}"


def y_pt(y: float) -> str:
    """Write a height counted from the top (mm) as PDF counts it, from the bottom."""
    return f"{(HEIGHT - y) * POINTS_PER_MM:.2f}"


class Sheet:
    """The content of a page. All of it is black in DeviceGray unless a colour is given."""

    def __init__(self, setter: Typesetter) -> None:
        self.setter = setter
        self._graphics: list[str] = []
        self._texts: list[str] = []

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """Draw a line from x, on the baseline y."""
        if text:
            shown = self.setter.show(text, style)
            self._texts.append(f"1 0 0 1 {pt(x)} {y_pt(y)} Tm{shown}")

    def right(self, x: float, y: float, text: str, style: Style) -> None:
        """Draw a line that ends at x."""
        self.text(x - self.setter.width(text, style), y, text, style)

    def lines(self, x: float, y: float, lines: list[str], style: Style, *, leading: float) -> None:
        """Draw lines below one another."""
        for index, line in enumerate(lines):
            self.text(x, y + index * leading, line, style)

    def title(self, x: float, y: float, text: str, style: Style, colour: Colour) -> None:
        """Draw a line in large type and in colour, its letters kerned."""
        shown = self.setter.show_kerned(text, style)
        self._texts.append(f"{_rgb(colour)} rg 1 0 0 1 {pt(x)} {y_pt(y)} Tm{shown} 0 g")

    def rule(self, x1: float, x2: float, y: float, *, weight: float, grey: float = 0.0) -> None:
        """Draw a horizontal rule; its weight is in points."""
        self._graphics.append(
            f"{grey:g} G {weight:g} w {pt(x1)} {y_pt(y)} m {pt(x2)} {y_pt(y)} l S"
        )

    def coloured_rule(
        self, x1: float, x2: float, y: float, *, weight: float, colour: Colour
    ) -> None:
        """Draw a horizontal rule in colour."""
        self._graphics.append(
            f"{_rgb(colour)} RG {weight:g} w {pt(x1)} {y_pt(y)} m {pt(x2)} {y_pt(y)} l S"
        )

    def frame(self, x: float, y: float, width: float, height: float, *, weight: float) -> None:
        """Draw a rectangle; (x, y) is its top left corner."""
        self._graphics.append(
            f"0 G {weight:g} w {pt(x)} {y_pt(y + height)} {pt(width)} {pt(height)} re S"
        )

    def area(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """Fill a rectangle."""
        self._graphics.append(
            f"{_rgb(colour)} rg {pt(x)} {y_pt(y + height)} {pt(width)} {pt(height)} re f"
        )

    def graphic(self, operators: str) -> None:
        """Add operators of graphics as they are; the graphics state is restored after them."""
        self._graphics.append(f"q {operators} Q")

    def content(self) -> bytes:
        """Give the content stream: areas and rules first, then the text above them."""
        graphics, texts = "\n".join(self._graphics), "\n".join(self._texts)
        return f"{graphics}\nBT 0 g\n{texts}\nET\n".encode("ascii")


def _rgb(colour: Colour) -> str:
    return " ".join(f"{part / 255:.3g}" for part in colour)
