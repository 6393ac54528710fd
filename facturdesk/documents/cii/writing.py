"""Writes the pieces of XML: escaped text, exact numbers, dates.

The XML is built as text, several times quicker than as a tree: every text goes through
`escaped`, and the schema judges the whole before it is stored.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from facturdesk.domain.money import (
    PRICE_PLACES,
    QUANTITY_PLACES,
    format_amount,
    format_rate,
    format_scaled,
)
from facturdesk.domain.vat import OUTSIDE_SCOPE, VatGroup

_ENTITIES: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
)


def escaped(text: str) -> str:
    """Make a text safe inside an element or an attribute in double quotes."""
    return text.translate(_ENTITIES)


def tag(name: str, text: str, attributes: str = "") -> str:
    """Write an element that holds a text; nothing when there is no text.

    `attributes` are written as they are, with their leading space.
    """
    if not text.strip():
        return ""
    return f"<ram:{name}{attributes}>{escaped(text)}</ram:{name}>"


def group(name: str, *parts: str) -> str:
    """Write an element around others; nothing when they are all absent."""
    inside = "".join(parts)
    return f"<ram:{name}>{inside}</ram:{name}>" if inside else ""


def amount(name: str, minor: int) -> str:
    """Write an amount with its two decimals (BR-DEC, BR-FR-DEC-01)."""
    return f"<ram:{name}>{format_amount(minor)}</ram:{name}>"


def price(price_e6: int) -> str:
    """Write a unit price with two to six decimals (BR-FR-DEC-03)."""
    return format_scaled(price_e6, PRICE_PLACES, minimum=2)


def quantity(quantity_e4: int) -> str:
    """Write a quantity with at most four decimals (BR-FR-DEC-02)."""
    return format_scaled(quantity_e4, QUANTITY_PLACES)


def date(name: str, day: dt.date, *, prefix: str = "udt") -> str:
    """Write an element that holds a date, format 102."""
    written = f"{day.year:04}{day.month:02}{day.day:02}"
    return (
        f'<ram:{name}><{prefix}:DateTimeString format="102">{written}'
        f"</{prefix}:DateTimeString></ram:{name}>"
    )


def rate(vat: VatGroup) -> str:
    """Write a VAT rate; category O has none (BR-O-05, BR-O-06)."""
    if vat.category == OUTSIDE_SCOPE:
        return ""
    return f"<ram:RateApplicablePercent>{format_rate(vat.rate_bp)}</ram:RateApplicablePercent>"


def percent(rate_bp: int | None) -> str:
    """Write the percentage of an allowance; nothing when it was given as an amount."""
    if rate_bp is None:
        return ""
    return f"<ram:CalculationPercent>{format_rate(rate_bp)}</ram:CalculationPercent>"
