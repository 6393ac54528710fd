"""The shop's logo as ReportLab embeds it: a JPEG as it is, anything else as its pixels."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Final

from PIL import Image
from reportlab.lib.utils import ImageReader

from facturdesk.documents.logo import prepare_logo

_LARGEST_SIDE: Final = 600  # pixels
_MODES: Final = frozenset({"L", "P", "RGB"})
_BROKEN: Final = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error)


def read_logo(data: bytes) -> ImageReader:
    """Read a logo; one that does not come from `documents.logo` is first prepared as that does.

    Raises:
        InputRefused: it is no picture, or is too large.
    """
    return ImageReader(io.BytesIO(data if _is_prepared(data) else prepare_logo(data)))


def _is_prepared(data: bytes) -> bool:
    try:
        picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        if max(picture.size) > _LARGEST_SIDE:
            return False
        picture.load()
    except _BROKEN:
        return False
    return picture.mode in _MODES and not picture.has_transparency_data
