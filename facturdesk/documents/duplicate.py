"""Marks a second print of an original « DUPLICATA »: for the printer only, never for storage."""

from __future__ import annotations

import io
from typing import Final

import pikepdf

from facturdesk.documents.paper import styles
from facturdesk.documents.paper.drawing import LANGUAGE
from facturdesk.documents.paper.sheet import Sheet, new_canvas
from facturdesk.documents.paper.typesetting import Typesetter
from facturdesk.documents.paper.words import Words
from facturdesk.i18n import Catalogue, marked

_BASELINES: Final = (20.4, 18.0)  # mm: of the title, and of the running head


def stamp_duplicate(pdf: bytes, *, rank: int, catalogue: Catalogue) -> bytes:
    """Give an original with « DUPLICATA n° {rank} » on each page; rank 2 is the first reprint.

    The result is no longer PDF/A and is not to be kept or sent.

    Raises:
        pikepdf.PdfError: the bytes are no PDF.
    """
    words = Words(catalogue)
    label = words.french(marked("document", "DUPLICATE no. {rank}"), rank=rank)
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened, pikepdf.open(_stamps(label)) as stamps:
        first, following = stamps.pages
        for index, page in enumerate(opened.pages):
            page.add_overlay(following if index else first, None)
        opened.save(target, deterministic_id=True)
    return target.getvalue()


def _stamps(label: str) -> io.BytesIO:
    """Draw what lies over the first page, and over those after it."""
    drawn = io.BytesIO()
    canvas = new_canvas(drawn, language=LANGUAGE)
    for baseline in _BASELINES:
        sheet = Sheet(Typesetter(), canvas)
        sheet.right(styles.RIGHT, baseline, label, styles.NUMBER)
        sheet.finish()
    canvas.save()
    return drawn
