"""The PDF itself: embedded fonts, the same bytes each time, small, and no memory kept."""

from __future__ import annotations

import gc
import hashlib
import io
import os
import subprocess
import sys

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw

from facturdesk.documents.duplicate import stamp_duplicate
from facturdesk.documents.paper.faces import BOLD, REGULAR, face
from facturdesk.domain.errors import InputRefused
from facturdesk.i18n import load_catalogue
from facturdesk.system.resources import resource
from tests.documents import paper_samples as samples
from tests.documents.agreement import paper_text
from tests.documents.paper_samples import paper


def logo(kind: str = "PNG", *, mode: str = "RGB") -> bytes:
    picture = Image.new(mode, (360, 360), "white")
    ImageDraw.Draw(picture).rounded_rectangle((0, 0, 359, 359), 50, fill="teal")
    written = io.BytesIO()
    picture.save(written, kind)
    return written.getvalue()


def test_every_font_is_embedded_as_a_subset() -> None:
    data = paper(samples.full_invoice())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = [font for page in pdf.pages for _, font in page.Resources.Font.items()]
        names = sorted(str(font.BaseFont).partition("+")[2] for font in fonts)
        subsets = [font.FontDescriptor.FontFile2.read_bytes() for font in fonts]

    assert names == ["SourceSans3-Regular", "SourceSans3-SemiBold"]
    assert all(len(subset) < 16_000 for subset in subsets)
    assert b"Helvetica" not in data
    assert all("glyf" in TTFont(io.BytesIO(subset)) for subset in subsets)


def test_widths_in_the_pdf_are_those_of_the_embedded_font() -> None:
    with pikepdf.open(io.BytesIO(paper(samples.full_invoice()))) as pdf:
        for font in pdf.pages[0].Resources.Font.as_dict().values():
            subset = TTFont(io.BytesIO(font.FontDescriptor.FontFile2.read_bytes()))
            (table,) = subset["cmap"].tables
            for code, glyph in table.cmap.items():
                assert subset["hmtx"][glyph][0] == int(font.Widths[code])


def test_the_file_is_pdf_1_7_in_french_and_clean() -> None:
    data = paper(samples.full_invoice(), logo=logo())

    assert data.startswith(b"%PDF-1.7")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == "fr-FR"
        assert pdf.check_pdf_syntax() == []


def test_the_same_document_gives_the_same_bytes_in_any_process() -> None:
    code = (
        "import hashlib; from tests.documents.paper_samples import full_invoice, paper;"
        "print(hashlib.sha256(paper(full_invoice())).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )

    paper(samples.long_invoice(3))
    here = hashlib.sha256(paper(samples.full_invoice())).hexdigest()
    assert here == hashlib.sha256(paper(samples.full_invoice())).hexdigest()
    assert here == other.stdout.strip()


def test_what_was_drawn_before_leaves_no_trace_in_the_bytes() -> None:
    document = samples.invoice([samples.item("شارع الحمراء x\u030c", 1, 10)])
    code = (
        "import hashlib; from tests.documents.paper_samples import invoice, item, paper;"
        "print(hashlib.sha256(paper(invoice([item('شارع الحمراء x\u030c', 1, 10)]))).hexdigest())"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    paper(samples.invoice([samples.item("مُحَمَّدٌ بيت مصباح q\u0303", 1, 10)]))

    assert hashlib.sha256(paper(document)).hexdigest() == other.stdout.strip()


def test_twenty_lines_with_logo_and_code_are_light() -> None:
    assert len(paper(samples.long_invoice(20), logo=logo())) < 30_000


def test_a_batch_keeps_nothing_in_memory() -> None:
    def batch(first: int, last: int) -> None:
        for number in range(first, last):
            names = [f"Article {number:04} מנורה {index}" for index in range(10)]
            paper(samples.invoice([samples.item(name, 1, number) for name in names]), logo=logo())

    batch(1, 60)  # fills the caches, which are bounded
    gc.collect()
    before = sys.getallocatedblocks()
    batch(60, 120)
    gc.collect()

    assert sys.getallocatedblocks() - before < 1_000


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_the_pixels_of_a_logo_come_out_as_they_went_in(kind: str, mode: str) -> None:
    picture = logo(kind, mode=mode)
    with pikepdf.open(io.BytesIO(paper(samples.full_invoice(), logo=picture))) as pdf:
        ((_, image),) = pdf.pages[0].Resources.XObject.items()
        assert isinstance(image, pikepdf.Stream)
        embedded = pikepdf.PdfImage(image).as_pil_image()

    assert embedded.convert("RGB").tobytes() == (
        Image.open(io.BytesIO(picture)).convert("RGB").tobytes()
    )


@pytest.mark.parametrize("data", [b"no picture", logo()[:400], b"\xff\xd8\xff\xe0\x00\x10JF"])
def test_a_broken_logo_is_refused(data: bytes) -> None:
    with pytest.raises(InputRefused):
        paper(samples.full_invoice(), logo=data)


def test_the_bundled_fonts_allow_what_is_done_with_them() -> None:
    for name in (*REGULAR, *BOLD):
        font = TTFont(resource("fonts", f"{name}.ttf"))

        assert font["OS/2"].fsType == 0
        assert face(name).glyphs["\u00a0" if "Source" in name else " "]


def test_a_reprint_is_marked_on_every_page() -> None:
    original = paper(samples.long_invoice(60))
    catalogue = load_catalogue("fr", resource("locale"))

    stamped = stamp_duplicate(original, rank=2, catalogue=catalogue)

    assert paper_text(stamped).count("DUPLICATA n°") == 3
    assert paper_text(original).count("DUPLICATA") == 0
    with pikepdf.open(io.BytesIO(stamped)) as pdf:
        assert pdf.check_pdf_syntax() == []
