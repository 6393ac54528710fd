"""What a layout of the paper is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from facturdesk.documents.paper.job import Job


@dataclass(frozen=True, slots=True)
class Layout:
    """A way to lay out every document: its code in settings, and what draws its pages."""

    code: str
    compose: Callable[[Job], None]
