"""Puts pages, fonts and logo together into a PDF that PDF/A-3 can be made of."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from facturdesk.documents.paper.faces import UNITS
from facturdesk.documents.paper.logo import LogoImage
from facturdesk.documents.paper.sheet import HEIGHT, WIDTH, Sheet
from facturdesk.documents.paper.typesetting import POINTS_PER_MM, EmbeddedFont, Typesetter

VERSION: Final = "1.7"
LOGO_NAME: Final = "Logo"

_SYMBOLIC: Final = 4  # font flag: glyphs are reached by their own codes
_STEM: Final = 80  # StemV: only used where the font is replaced, which embedding forbids
_MOST_MAPPINGS: Final = 100  # in one block of a ToUnicode map


def build_pdf(
    sheets: Sequence[Sheet], setter: Typesetter, *, logo: LogoImage | None, language: str
) -> pikepdf.Pdf:
    """Make the document; nothing in it depends on the time or the place."""
    pdf = pikepdf.new()
    contents = [sheet.content() for sheet in sheets]  # fonts are known once all is drawn
    resources = Dictionary(Font=embed_fonts(pdf, setter))
    if logo is not None:
        resources.XObject = Dictionary({f"/{LOGO_NAME}": pdf.make_indirect(logo.embed(pdf))})
    shared = pdf.make_indirect(resources)
    size = [0, 0, round(WIDTH * POINTS_PER_MM, 2), round(HEIGHT * POINTS_PER_MM, 2)]
    for content in contents:
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array(size),
            Resources=shared,
            Contents=_compressed(pdf, content),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.Root.Lang = language
    return pdf


def written(pdf: pikepdf.Pdf) -> bytes:
    """Give the bytes of a PDF, always the same for the same content."""
    target = io.BytesIO()
    pdf.save(
        target,
        min_version=VERSION,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    return target.getvalue()


def embed_fonts(pdf: pikepdf.Pdf, setter: Typesetter) -> Dictionary:
    """Embed what each font draws; gives the entry /Font of the resources."""
    used = [font for font in setter.fonts.values() if font.codes]
    return Dictionary({f"/{font.name}": _font(pdf, font) for font in used})


def _compressed(pdf: pikepdf.Pdf, data: bytes, **entries: int) -> pikepdf.Object:
    stream = pikepdf.Stream(pdf, zlib.compress(data), Filter=Name.FlateDecode, **entries)
    return pdf.make_indirect(stream)


def _font(pdf: pikepdf.Pdf, font: EmbeddedFont) -> pikepdf.Object:
    """Embed a subset as a composite font (ISO 32000-1, 9.7)."""
    source = font.face
    glyphs = [glyph for glyph, _ in font.codes]
    texts = [text for _, text in font.codes]
    data, renumbered = source.subset(glyphs)
    name = Name(f"/{_tag(texts)}+{source.name}")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=_SYMBOLIC,
        FontBBox=Array(source.box),
        ItalicAngle=0,
        Ascent=source.ascent,
        Descent=source.descent,
        CapHeight=source.cap_height,
        StemV=_STEM,
        FontFile2=_compressed(pdf, data, Length1=len(data)),
    )
    places = b"".join(renumbered[glyph].to_bytes(2, "big") for glyph in (0, *glyphs))
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=UNITS,
        W=Array([1, Array([source.advance(glyph) for glyph in glyphs])]),
        CIDToGIDMap=_compressed(pdf, places),
    )
    whole = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=_compressed(pdf, _to_unicode(texts)),
    )
    return pdf.make_indirect(whole)


def _tag(texts: Sequence[str]) -> str:
    """Give the six capitals that mark a subset, from the characters that it holds."""
    number = zlib.crc32("".join(texts).encode("utf-8", "surrogatepass"))
    letters = []
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters.append(chr(ord("A") + letter))
    return "".join(letters)


def _to_unicode(texts: Sequence[str]) -> bytes:
    """Map codes to the text that they show, for those who copy or search."""
    mapped = [
        f"<{code:04x}><{text.encode('utf-16-be').hex()}>"
        for code, text in enumerate(texts, start=1)
        if text
    ]
    blocks = [
        mapped[start : start + _MOST_MAPPINGS] for start in range(0, len(mapped), _MOST_MAPPINGS)
    ]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000><ffff>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
