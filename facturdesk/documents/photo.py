"""Takes in the photo of an item: refuses what is no picture, and makes it small. A helper's job."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Final

from facturdesk.documents.logo import on_white, read_picture
from facturdesk.domain.errors import InputRefused, Problem

LONGEST_SIDE: Final = 800  # pixels
PROBLEMS: Final = frozenset(
    {
        "photo-animated",
        "photo-broken",
        "photo-file-too-large",
        "photo-not-a-picture",
        "photo-too-many-pixels",
    }
)
_QUALITY: Final = 82
_CODES: Final[Mapping[str, str]] = {
    "logo-animated": "photo-animated",
    "logo-broken": "photo-broken",
    "logo-file-too-large": "photo-file-too-large",
    "logo-not-a-picture": "photo-not-a-picture",
    "logo-too-many-pixels": "photo-too-many-pixels",
}
_MADE: Final = b"\1"
_REFUSED: Final = b"\0"


def prepare_photo(data: bytes) -> bytes:
    """Give a small JPEG of a PNG or JPEG, turned as the camera says, on white.

    Raises:
        InputRefused: it is too large, no PNG or JPEG, broken or animated.
    """
    try:
        picture = on_white(read_picture(data), LONGEST_SIDE)
    except InputRefused as refused:
        problems = [Problem(_CODES[each.code], "photo", each.params) for each in refused.problems]
        raise InputRefused(problems) from refused
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, optimize=True)  # without what the camera wrote
    return out.getvalue()


def prepare(payload: bytes) -> bytes:
    """Do it in the helper process: a hostile picture can at worst end that."""
    try:
        return _MADE + prepare_photo(payload)
    except InputRefused as refused:
        told = [[each.code, each.field, each.params] for each in refused.problems]
        return _REFUSED + json.dumps(told).encode()


def answered(answer: bytes) -> bytes:
    """Read what `prepare` answered.

    Raises:
        InputRefused: the picture was refused.
    """
    if answer.startswith(_MADE):
        return answer[1:]
    raise InputRefused([Problem(*each) for each in json.loads(answer[1:])])
