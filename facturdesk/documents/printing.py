"""Readies an original for one printer: marked as a duplicate, moved by what its tray is off."""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass
from typing import Final

import pikepdf

from facturdesk.documents.duplicate import stamp_duplicate
from facturdesk.documents.paper.typesetting import POINTS_PER_MM
from facturdesk.i18n import load_catalogue
from facturdesk.system.resources import resource

_END_OF_WISHES: Final = b"\n"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be done to an original on its way to the printer; lengths in millimetres."""

    rank: int = 1  # 2 is the first reprint: « DUPLICATA n° 2 »
    right: float = 0.0
    down: float = 0.0

    @property
    def nothing(self) -> bool:
        """Whether the very bytes of the original are to be printed."""
        return self == Wishes()


def request(pdf: bytes, wishes: Wishes) -> bytes:
    """Write what `ready` reads."""
    return json.dumps(asdict(wishes)).encode() + _END_OF_WISHES + pdf


def ready(payload: bytes) -> bytes:
    """Do what `request` asks, in the helper process; gives the PDF to print."""
    written, _, pdf = payload.partition(_END_OF_WISHES)
    wishes = Wishes(**json.loads(written))
    if wishes.rank > 1:
        catalogue = load_catalogue("fr", resource("locale"))
        pdf = stamp_duplicate(pdf, rank=wishes.rank, catalogue=catalogue)
    if wishes.right or wishes.down:
        pdf = moved(pdf, right=wishes.right, down=wishes.down)
    return pdf


def moved(pdf: bytes, *, right: float, down: float) -> bytes:
    """Move what stands on each page by so many millimetres; the pages keep their size.

    Raises:
        pikepdf.PdfError: the bytes are no PDF.
    """
    x, y = right * POINTS_PER_MM, -down * POINTS_PER_MM
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            # filters of printers may join the streams with nothing between
            page.contents_add(f"q 1 0 0 1 {x:.3f} {y:.3f} cm\n".encode(), prepend=True)
            page.contents_add(b"\nQ\n")
        opened.save(target, deterministic_id=True)
    return target.getvalue()
