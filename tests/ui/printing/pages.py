"""Looks at printed pages."""

from __future__ import annotations

import pypdfium2
from PIL import Image, ImageChops, ImageOps, ImageStat


def picture(pdf: bytes, page: int, dpi: int) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        drawn: Image.Image = document[page].render(scale=dpi / 72, optimize_mode="print").to_pil()
    return drawn.convert("RGB")


def ink(page: Image.Image) -> tuple[int, int, int, int]:
    """Give the box of what is printed, in dots."""
    box = ImageOps.invert(page.convert("L")).point(lambda dot: 255 if dot > 60 else 0).getbbox()
    assert box is not None
    return box


def difference(one: Image.Image, other: Image.Image) -> float:
    """Give the mean difference of two pictures, 0 to 255; one dot more at an edge is nothing."""
    size = min(one.width, other.width), min(one.height, other.height)
    assert abs(one.width - other.width) <= 1 and abs(one.height - other.height) <= 1
    box = (0, 0, *size)
    between = ImageChops.difference(one.crop(box), other.crop(box))
    return max(ImageStat.Stat(between).mean)
