"""Draws the page that shows how far a printer is off, and where the window of an envelope lies.

A DL envelope (110 × 220 mm) has its window of 35 × 100 mm at 20 mm from the right and from
the bottom edge, as French stationery does (NF Z11-001). A sheet folded at 99 mm moves in it
by 10 mm sideways and 11 mm up and down: the window is drawn where it lies in the middle,
and the frame inside it is seen wherever the sheet stands.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from facturdesk.documents.paper import styles
from facturdesk.documents.paper.head import GRID, WINDOW_TOP
from facturdesk.documents.paper.sheet import HEIGHT, WIDTH, Sheet, new_canvas
from facturdesk.documents.paper.typesetting import POINTS_PER_MM, Typesetter
from facturdesk.i18n import Catalogue

CROSS: Final = (100.0, 150.0)  # mm from the left and from the top edge: what is measured

_WINDOW: Final = (95.0, 49.5, 100.0, 35.0)  # left, top, width, height
_ALWAYS: Final = (100.0, 55.0, 90.0, 24.0)
_GRID: Final = (86, 40, 118, 56)  # around the window
_BLANK: Final = (104.0, 57.0, 46.0, 15.0)  # behind the address
_ADDRESS: Final = ("M. JEAN DUPONT", "12 RUE DES HALLES", "69002 LYON")
_FIRST_LINE: Final = WINDOW_TOP + GRID
_TEXT_WIDTH: Final = 76.0


def draw_calibration(catalogue: Catalogue, *, printer: str, right: float, down: float) -> bytes:
    """Draw the page; the offsets, in millimetres, are those it will be moved by, and says so.

    Raises:
        InputRefused: the name of the printer cannot be printed.
    """
    drawn = io.BytesIO()
    canvas = new_canvas(drawn, language=catalogue.language)
    sheet = Sheet(Typesetter(), canvas)
    _grid(canvas)
    sheet.area(*_BLANK, (255, 255, 255))
    for frame, weight in ((_WINDOW, styles.STRONG_RULE), (_ALWAYS, styles.THIN)):
        sheet.frame(*frame, weight=weight)
    sheet.lines(styles.MIDDLE, _FIRST_LINE, list(_ADDRESS), styles.ADDRESS, leading=GRID)
    sheet.rule(5.0, 9.0, styles.FOLDS[0], weight=styles.THIN)
    _grid_figures(sheet)
    _rulers(canvas, sheet)
    title = catalogue.text("ui", "Calibration page")
    sheet.text(styles.LEFT, 24.0, title, styles.TITLE_STACKED)
    sheet.text(styles.LEFT, 30.0, printer, styles.TEXT)
    _paragraphs(sheet, 166.0, _instructions(catalogue, right, down))
    sheet.finish()
    canvas.save()
    return drawn.getvalue()


def _instructions(catalogue: Catalogue, right: float, down: float) -> Iterator[str]:
    text = catalogue.text
    yield text(
        "ui",
        "This page was moved by {right} mm to the right and {down} mm down.",
        right=catalogue.number(round(right * 10), 1),
        down=catalogue.number(round(down * 10), 1),
    )
    yield text(
        "ui",
        "1. With a ruler, measure from the left edge of the sheet to line A ({left} mm wanted) "
        "and from the top edge to line B ({top} mm wanted).",
        left=f"{CROSS[0]:.0f}",
        top=f"{CROSS[1]:.0f}",
    )
    yield text("ui", "2. Enter what you measured in FacturDesk, and print this page once more.")
    yield text(
        "ui",
        "3. Fold the sheet at the small line on the left edge and slide it into an envelope: the "
        "address stays whole in the window, however the sheet slips.",
    )


def _paragraphs(sheet: Sheet, top: float, paragraphs: Iterator[str]) -> None:
    leading = 4.4
    for paragraph in paragraphs:
        lines = sheet.setter.wrap(paragraph, styles.TEXT, _TEXT_WIDTH)
        sheet.lines(styles.LEFT, top, lines, styles.TEXT, leading=leading)
        top += len(lines) * leading + 2.0


def _grid(canvas: Canvas) -> None:
    """Draw millimetres around the window, each fifth and tenth stronger, tens with figures."""
    left, top, width, height = _GRID
    for x in range(left, left + width + 1):
        _line(canvas, x, top, x, top + height, *_strength(x))
    for y in range(top, top + height + 1):
        _line(canvas, left, y, left + width, y, *_strength(y))


def _strength(place: int) -> tuple[float, float]:
    """Give the weight and the grey of a line of the grid."""
    if place % 10 == 0:
        return 0.35, 0.45
    return (0.2, 0.6) if place % 5 == 0 else (0.1, 0.75)


def _rulers(canvas: Canvas, sheet: Sheet) -> None:
    """Draw two rulers from edge to edge that cross where one measures, and what they say."""
    x, y = CROSS
    _line(canvas, 0, y, WIDTH, y, 0.5, 0)
    _line(canvas, x, 104, x, HEIGHT, 0.5, 0)
    for place in range(1, int(WIDTH)):
        _line(canvas, place, y, place, y + _tick(place), 0.25, 0)
        if place % 10 == 0 and place != x:
            _figure(sheet, place, y + 7.0, place)
    for place in range(105, int(HEIGHT)):
        _line(canvas, x, place, x + _tick(place), place, 0.25, 0)
        if place % 10 == 0 and place != y:
            sheet.text(x + 5.5, place + 0.9, f"{place}", styles.FOOT)
    sheet.text(x - 4.5, 110.0, "A", styles.NUMBER)
    sheet.text(12.0, y - 2.0, "B", styles.NUMBER)


def _grid_figures(sheet: Sheet) -> None:
    left, top, width, height = _GRID
    for place in range(left, left + width + 1):
        if place % 10 == 0:
            _figure(sheet, place, top - 1.0, place)
    for place in range(top, top + height + 1):
        if place % 10 == 0:
            sheet.right(left - 1.0, place + 0.9, f"{place}", styles.FOOT)


def _tick(place: int) -> float:
    if place % 10 == 0:
        return 4.5
    return 3.0 if place % 5 == 0 else 1.8


def _figure(sheet: Sheet, x: float, y: float, number: int) -> None:
    width = sheet.setter.width(f"{number}", styles.FOOT)
    sheet.text(x - width / 2, y, f"{number}", styles.FOOT)


def _line(  # noqa: PLR0913, PLR0917 - two points, and how strong
    canvas: Canvas, x1: float, y1: float, x2: float, y2: float, weight: float, grey: float
) -> None:
    canvas.setLineWidth(weight)
    canvas.setStrokeGray(grey)
    canvas.line(
        x1 * POINTS_PER_MM,
        (HEIGHT - y1) * POINTS_PER_MM,
        x2 * POINTS_PER_MM,
        (HEIGHT - y2) * POINTS_PER_MM,
    )
