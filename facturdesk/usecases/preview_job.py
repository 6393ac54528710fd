"""What the helper process does for the live paper: a document comes in, pictures of it go out.

Both ways it is a line of JSON that says what follows, then the bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from facturdesk.documents.rasterising import PageImage, page_images
from facturdesk.domain.document import Document
from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.sale import Sale
from facturdesk.i18n import load_catalogue
from facturdesk.storage import codec
from facturdesk.system.resources import resource


def pack(head: Mapping[str, object], body: bytes) -> bytes:
    """Put a head and bytes together."""
    return json.dumps(head).encode() + b"\n" + body


def unpack(message: bytes) -> tuple[dict[str, Any], bytes]:
    """Take a head and bytes apart."""
    head, _, body = message.partition(b"\n")
    found: dict[str, Any] = json.loads(head)
    return found, body


def draw(request: bytes) -> bytes:
    """Draw the paper of a draft; in the helper process."""
    from facturdesk.documents.paper.characters import sale_texts, unprintable
    from facturdesk.documents.preview import draw_draft

    head, logo = unpack(request)
    document = codec.load(Document, head["document"])
    wrong = list(unprintable(sale_texts(codec.load(Sale, head["sale"]))))
    if wrong:
        return _refused(wrong)
    catalogue = load_catalogue(document.customer.language, resource("locale"))
    try:
        pdf = draw_draft(document, catalogue, logo=logo)
    except InputRefused as refused:
        return _refused(refused.problems)
    return _pictures(page_images(pdf, width=head["width"], only=_range(head["only"])))


def show(request: bytes) -> bytes:
    """Make pictures of a PDF; in the helper process."""
    head, pdf = unpack(request)
    return _pictures(page_images(pdf, width=head["width"], only=_range(head["only"])))


def read_answer(message: bytes) -> list[PageImage | None]:
    """Read what `draw` and `show` answer; None is a page that was not drawn.

    Raises:
        InputRefused: the paper cannot show something.
    """
    head, body = unpack(message)
    if head["problems"]:
        raise InputRefused([Problem(*each) for each in head["problems"]])
    pages: list[PageImage | None] = []
    at = 0
    for size in head["pages"]:
        if size is None:
            pages.append(None)
            continue
        width, height = size
        length = width * height * 3
        pages.append(PageImage(width, height, body[at : at + length]))
        at += length
    return pages


def _range(ends: Sequence[int] | None) -> range | None:
    return None if ends is None else range(*ends)


def _pictures(pages: Sequence[PageImage | None]) -> bytes:
    sizes = [(page.width, page.height) if page else None for page in pages]
    drawn = b"".join(page.rgb for page in pages if page)
    return pack({"problems": [], "pages": sizes}, drawn)


def _refused(problems: Sequence[Problem]) -> bytes:
    listed = [(problem.code, problem.field, problem.params) for problem in problems]
    return pack({"problems": listed, "pages": []}, b"")
