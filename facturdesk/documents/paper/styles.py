"""Measures, sizes and colours of the paper: one scale for every part of the page."""

from __future__ import annotations

from typing import Final

from facturdesk.documents.paper.sheet import Colour
from facturdesk.documents.paper.typesetting import Style
from facturdesk.domain.colours import parts_of
from facturdesk.domain.parties import Seller

LEFT: Final = 20.0  # axes of the page, in mm: seller, facts, table, notes
MIDDLE: Final = 106.0  # title, address, totals of one rate, amount to pay
RIGHT: Final = 190.0  # right edge of amounts
COLUMN: Final = 78.0  # width of the left column of text
HALF: Final = RIGHT - MIDDLE

FIRST_TABLE: Final = 99.0  # rule under the head of the table: on the first fold
NEXT_TABLE: Final = 36.0
BOTTOM: Final = 279.5  # nothing of the flow below
FOLDS: Final = (99.0, 198.0)

TITLE: Final = Style(bold=True, size=24)
TITLE_STACKED: Final = Style(bold=True, size=16)
AMOUNT: Final = Style(bold=True, size=24)
DUE_DATE: Final = Style(bold=True, size=16)
SELLER: Final = Style(bold=True, size=13)
NUMBER: Final = Style(bold=True, size=12)
FRAME_LABEL: Final = Style(bold=True, size=11)
ADDRESS: Final = Style(bold=False, size=10)
GRAND_TOTAL: Final = Style(bold=True, size=10)
TEXT: Final = Style(bold=False, size=9)
STRONG: Final = Style(bold=True, size=9)
PAYMENT_TITLE: Final = Style(bold=True, size=9)
SMALL: Final = Style(bold=False, size=8.5)
LABEL: Final = Style(bold=False, size=8)
DETAIL: Final = Style(bold=False, size=7.75)
HEADING: Final = Style(bold=True, size=7.75)
LEGAL: Final = Style(bold=False, size=7.5)
FOOT: Final = Style(bold=False, size=7.25)

ACCENT: Final[Colour] = (0x0B, 0x4F, 0x58)
TINT: Final[Colour] = (0xEC, 0xF2, 0xF2)
_TINTED: Final = 8  # parts of a hundred of the accent in its tint
GUIDE_GREY: Final = 0.69  # hairlines between rows: lost without harm on a bad printer
HAIRLINE: Final = 0.25  # points
THIN: Final = 0.4
STRONG_RULE: Final = 0.9
ACCENT_RULE: Final = 2.0


def accent_of(seller: Seller) -> Colour:
    """Give the accent colour of a shop's paper: its own, else the program's."""
    return parts_of(seller.accent) if seller.accent else ACCENT


def tint_of(accent: Colour) -> Colour:
    """Give the pale colour of areas that goes with an accent."""
    if accent == ACCENT:
        return TINT
    red, green, blue = (255 - (255 - part) * _TINTED // 100 for part in accent)
    return red, green, blue
