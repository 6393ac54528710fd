"""E-mail addresses: what cannot be one is told while one types; nothing is refused for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from facturdesk.domain.errors import Problem

PROBLEMS: Final = frozenset({"email-doubtful"})
_ADDRESS: Final = re.compile(r"[^\s@,;<>]+@[^\s@,;<>.]+(?:\.[^\s@,;<>.]+)+")


def check_email(text: str) -> Iterable[Problem]:
    """Yield why no message would arrive: a warning, the customer may have no other."""
    if text.strip() and not _ADDRESS.fullmatch(text.strip()):
        yield Problem("email-doubtful", "email", {"value": text.strip()})
