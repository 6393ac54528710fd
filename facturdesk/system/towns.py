"""The towns of each French postcode, from `resources/towns` (INSEE and La Poste, Licence Ouverte)."""

from __future__ import annotations

import gzip
from functools import cache

from facturdesk.system.resources import resource


def towns_with(postcode: str) -> tuple[str, ...]:
    """Give the towns of a postcode, the most populous first; none where it is not known."""
    if len(postcode) != 5 or not postcode.isascii() or not postcode.isdigit():
        return ()
    _, found, rest = _text().partition(f"\n{postcode}\t")
    return tuple(rest.partition("\n")[0].split(";")) if found else ()


@cache
def _text() -> str:
    """Read the table once: searched as it is, it needs no time to be taken apart."""
    return gzip.decompress(resource("towns", "towns.txt.gz").read_bytes()).decode()
