"""Pages of a PDF as pictures, for the eye: the live paper, the originals on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page: its size in dots, and three bytes a dot (red, green, blue), row by row."""

    width: int
    height: int
    rgb: bytes


def page_images(pdf: bytes, *, width: int, only: range | None = None) -> list[PageImage | None]:
    """Draw each page so many dots wide; of those that are not among `only`, nothing.

    Raises:
        pypdfium2.PdfiumError: the bytes are no PDF.
    """
    import pypdfium2

    images: list[PageImage | None] = []
    with pypdfium2.PdfDocument(pdf) as opened:
        for number, page in enumerate(opened):
            if only is not None and number not in only:
                images.append(None)
                continue
            bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
            images.append(PageImage(bitmap.width, bitmap.height, _packed(bitmap)))
            page.close()
    return images


def _packed(bitmap: Any) -> bytes:
    """Take the dots without what pads each row."""
    row, stride, raw = bitmap.width * 3, bitmap.stride, bytes(bitmap.buffer)
    if stride == row:
        return raw
    return b"".join(raw[at * stride : at * stride + row] for at in range(bitmap.height))
