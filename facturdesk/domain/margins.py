"""What is earned on an article: its price without VAT, less what it cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from facturdesk.domain.money import FULL_RATE_BP, divide_rounded

_E6_PER_MINOR: Final = 10_000


@dataclass(frozen=True, slots=True)
class Margin:
    """What is left of the price, and the share of it in basis points (« taux de marque »)."""

    amount_minor: int
    share_bp: int | None  # None: the price is nil


def margin_of(net_price_e6: int, cost_minor: int) -> Margin:
    """Work out the margin of a unit sold at a price without VAT."""
    price_minor = divide_rounded(net_price_e6, _E6_PER_MINOR)
    left = price_minor - cost_minor
    share = divide_rounded(left * FULL_RATE_BP, price_minor) if price_minor else None
    return Margin(left, share)
