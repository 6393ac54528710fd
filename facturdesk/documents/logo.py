"""Takes in the shop's logo: refuses what is no picture, and makes it small for every page."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NoReturn

from facturdesk.domain.errors import InputRefused, Problem

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_FILE: Final = 10 * 1024 * 1024  # bytes
LARGEST_PICTURE: Final = 30_000_000  # pixels, of 4 bytes once unpacked
AIMED_SIZE: Final = 8 * 1024  # bytes
PROBLEMS: Final = frozenset(
    {
        "logo-animated",
        "logo-broken",
        "logo-file-too-large",
        "logo-not-a-picture",
        "logo-too-many-pixels",
    }
)

_FIELD: Final = "logo"
_STARTS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_SIDES: Final = (600, 480, 360, 280)  # pixels of the longer side, until it is light enough
_COLOURS: Final = (256, 64)
_QUALITIES: Final = (85, 70)
_GREY_ENOUGH: Final = 6  # difference between channels, of 255, that nobody sees
_BROKEN: Final = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error)


def prepare_logo(data: bytes) -> bytes:
    """Give a small PNG or JPEG of a logo, in colours or greys, on white.

    At most 600 pixels wide or high (195 dpi on paper at its widest), and fewer as long
    as it weighs more than 8 KB. The same file gives the same bytes.

    Raises:
        InputRefused: it is too large, no PNG or JPEG, broken or animated.
    """
    picture = on_white(read_picture(data), _SIDES[0])
    packed = b""
    for side in _SIDES:
        for packed in _packed(fitted(picture, side)):
            if len(packed) <= AIMED_SIZE:
                return packed
    return packed


def read_picture(data: bytes) -> Image:
    """Read a picture that may be hostile: its size is judged before anything is unpacked.

    Raises:
        InputRefused: as `prepare_logo`.
    """
    if len(data) > LARGEST_FILE:
        _refuse("logo-file-too-large", limit=LARGEST_FILE // (1024 * 1024))
    if not data.startswith(_STARTS):
        _refuse("logo-not-a-picture")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return _unpacked(data)
    except _BROKEN:
        _refuse("logo-broken")


def _unpacked(data: bytes) -> Image:
    from PIL import Image, ImageOps

    try:
        picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        _refuse("logo-too-many-pixels", limit=LARGEST_PICTURE // 1_000_000)
    if picture.width * picture.height > LARGEST_PICTURE:
        _refuse("logo-too-many-pixels", limit=LARGEST_PICTURE // 1_000_000)
    if picture.format == "PNG" and getattr(picture, "is_animated", False):
        _refuse("logo-animated")
    picture.load()
    return ImageOps.exif_transpose(picture)


def on_white(picture: Image, side: int) -> Image:
    """Give it in RGB or in greys, no side longer than that, its transparent parts white."""
    from PIL import Image

    if picture.mode.startswith("I"):  # 16 bits a grey
        picture = picture.convert("I").point(lambda grey: grey / 256).convert("L")
    transparent = picture.has_transparency_data
    small = fitted(picture.convert("RGBA" if transparent else "RGB"), side)
    if transparent:
        flat = Image.new("RGB", small.size, "white")
        flat.paste(small, mask=small.getchannel("A"))
        small = flat
    return small.convert("L") if _is_grey(small) else small


def _is_grey(picture: Image) -> bool:
    from PIL import ImageChops

    red, green, blue = picture.split()
    differences = (ImageChops.difference(red, other) for other in (green, blue))
    return not any(
        difference.point(lambda step: step > _GREY_ENOUGH).getbbox() for difference in differences
    )


def fitted(picture: Image, side: int) -> Image:
    """Give it no longer than that on any side."""
    from PIL.Image import Resampling

    longest = max(picture.size)
    if longest <= side:
        return picture
    size = tuple(max(1, round(length * side / longest)) for length in picture.size)
    return picture.resize(size, Resampling.LANCZOS, reducing_gap=3)


def _packed(picture: Image) -> Iterator[bytes]:
    """Pack it in every way, the truest first: a drawing as PNG, a photograph as JPEG."""
    from PIL.Image import Dither, Quantize

    for colours in _COLOURS:
        palette = picture.quantize(colours, Quantize.MEDIANCUT, dither=Dither.NONE)
        yield _saved(palette, "PNG")
    for quality in _QUALITIES:
        yield _saved(picture, "JPEG", quality=quality)


def _saved(picture: Image, kind: str, **options: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, optimize=True, **options)
    return out.getvalue()


def _refuse(code: str, **params: object) -> NoReturn:
    raise InputRefused([Problem(code, _FIELD, params)])
