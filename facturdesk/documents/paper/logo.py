"""The shop's logo as a PDF image: its compressed pixels are taken as they are."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from struct import error as struct_error
from struct import unpack_from
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PALETTE: Final = 3  # PNG colour type
_CHANNELS: Final = {0: 1, 2: 3, _PALETTE: 1}  # by colour type, without transparency
_JPEG: Final = b"\xff\xd8\xff"
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # JPEG markers with a size
_UNREADABLE: Final = (zlib.error, struct_error, ValueError, IndexError)


@dataclass(frozen=True, slots=True)
class LogoImage:
    """A picture ready to be embedded; sizes are in pixels."""

    width: int
    height: int
    data: bytes
    filter: str  # FlateDecode (rows filtered as in PNG) or DCTDecode
    channels: int
    bits: int = 8
    palette: bytes = b""

    def embed(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """Make the image object (ISO 32000-1, 8.9.5)."""
        entries = Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=self.width,
            Height=self.height,
            BitsPerComponent=self.bits,
            ColorSpace=Name.DeviceGray if self.channels == 1 else Name.DeviceRGB,
            Filter=Name(f"/{self.filter}"),
        )
        if self.palette:
            last = len(self.palette) // 3 - 1
            colours = pikepdf.String(self.palette)
            entries.ColorSpace = Array([Name.Indexed, Name.DeviceRGB, last, colours])
        if self.filter == "FlateDecode":
            entries.DecodeParms = Dictionary(
                Predictor=15, Colors=self.channels, BitsPerComponent=self.bits, Columns=self.width
            )
        return pikepdf.Stream(pdf, self.data, entries)


@lru_cache(maxsize=4)
def read_logo(data: bytes) -> LogoImage:
    """Read a logo; one that does not come from `documents.logo` is first prepared as that does.

    Raises:
        InputRefused: it is no picture, or is too large.
    """
    plain = _read(data)
    if plain is None:
        from facturdesk.documents.logo import prepare_logo

        plain = _read(prepare_logo(data))
    if plain is None:
        raise ValueError("a prepared logo is neither a plain PNG nor a JPEG")
    return plain


def _read(data: bytes) -> LogoImage | None:
    try:
        return _plain_png(data) if data.startswith(_PNG) else _jpeg(data)
    except _UNREADABLE:
        return None


def _plain_png(data: bytes) -> LogoImage | None:
    """Take the compressed rows of a PNG as they are; None where it is not that simple."""
    chunks = list(_chunks(data))
    width, height, bits, colour, _, _, interlaced = unpack_from(">IIBBBBB", chunks[0][1])
    rows = b"".join(body for kind, body in chunks if kind == b"IDAT")
    palette = b"".join(body for kind, body in chunks if kind == b"PLTE")
    transparent = any(kind == b"tRNS" for kind, _ in chunks)
    channels = _CHANNELS.get(colour, 0)
    expected = height * (1 + (width * bits * channels + 7) // 8)
    if not channels or interlaced or transparent or bits > 8:
        return None
    if len(zlib.decompress(rows)) != expected or bool(palette) != (colour == _PALETTE):
        return None
    return LogoImage(width, height, rows, "FlateDecode", channels, bits, palette)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at < len(data):
        length, kind = unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        if zlib.crc32(kind + body) != unpack_from(">I", data, at + 8 + length)[0]:
            raise ValueError("a chunk is altered")
        yield kind, body
        at += 12 + length


def _jpeg(data: bytes) -> LogoImage | None:
    """Take a JPEG as it is; None where it is no JPEG in greys or in colours."""
    at = 2 if data.startswith(_JPEG) else len(data)
    while at < len(data):
        marker, length = unpack_from(">xBH", data, at)
        if marker in _FRAMES:
            bits, height, width, channels = unpack_from(">BHHB", data, at + 4)
            plain = bits == 8 and channels in {1, 3} and width and height
            return LogoImage(width, height, data, "DCTDecode", channels) if plain else None
        at += 2 + length
    return None
