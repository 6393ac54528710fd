"""The VAT group, the unit in which VAT is rounded and reported."""

from __future__ import annotations

from dataclasses import dataclass

STANDARD = "S"  # UNCL 5305 codes, EN 16931 BT-118
EXEMPT = "E"
REVERSE_CHARGE = "AE"
INTRA_COMMUNITY = "K"
EXPORT = "G"
OUTSIDE_SCOPE = "O"
ZERO = "Z"


@dataclass(frozen=True, slots=True, order=True)
class VatGroup:
    """One VAT category, rate and exemption ground (EN 16931 BG-23).

    `case` is the VAT case of the rules (`franchise`, `export`, …; empty when a
    rate applies); `ground` is its VATEX code (BT-121).
    """

    category: str
    rate_bp: int
    ground: str = ""
    case: str = ""
