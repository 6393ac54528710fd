"""Gives the town of a French postcode, without any connection."""

from __future__ import annotations

from facturdesk.domain.parties import FRENCH_COUNTRIES
from facturdesk.system.towns import towns_with


def towns_of(postcode: str, country: str = "FR") -> tuple[str, ...]:
    """Give the towns that have a postcode, the most populous first; none abroad."""
    if country not in FRENCH_COUNTRIES:
        return ()
    return towns_with(postcode.replace(" ", ""))
