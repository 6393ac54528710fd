"""Marks a second print of an original « DUPLICATA »: for the printer only, never for storage."""

from __future__ import annotations

import io
from typing import Final

import pikepdf
from pikepdf import Name

from facturdesk.documents.paper import styles
from facturdesk.documents.paper.pdf_file import embed_fonts, written
from facturdesk.documents.paper.sheet import Sheet
from facturdesk.documents.paper.typesetting import Typesetter
from facturdesk.documents.paper.words import Words
from facturdesk.i18n import Catalogue, marked

_ON_TITLE: Final = 20.4  # baselines (mm): of the title, and of the running head
_ON_RUNNING_HEAD: Final = 18.0


def stamp_duplicate(pdf: bytes, *, rank: int, catalogue: Catalogue) -> bytes:
    """Give an original with « DUPLICATA n° {rank} » on each page; rank 2 is the first reprint.

    The result is no longer PDF/A and is not to be kept or sent.

    Raises:
        pikepdf.PdfError: the bytes are no PDF.
    """
    words = Words(catalogue)
    label = words.french(marked("document", "DUPLICATE no. {rank}"), rank=rank)
    setter = Typesetter(prefix="Duplicate")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for index, page in enumerate(opened.pages):
            sheet = Sheet(setter)
            baseline = _ON_RUNNING_HEAD if index else _ON_TITLE
            sheet.right(styles.RIGHT, baseline, label, styles.NUMBER)
            page.contents_add(sheet.content())
        for name, font in embed_fonts(opened, setter).items():
            for page in opened.pages:
                page.add_resource(font, Name.Font, Name(name))
        return written(opened)
