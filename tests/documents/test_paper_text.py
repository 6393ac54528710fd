"""Latin, Greek, Cyrillic, Hebrew and Arabic are set right; other scripts are refused."""

from __future__ import annotations

import io
import re
import unicodedata

import pikepdf
import pytest

from facturdesk.documents.paper.bidirectional import Run, visual_runs
from facturdesk.documents.paper.characters import sale_texts, unprintable
from facturdesk.documents.paper.typesetting import Style, Typesetter
from facturdesk.domain.errors import InputRefused
from facturdesk.domain.parties import Address, Customer, CustomerKind
from facturdesk.domain.sale import Charge, LineKind, Sale, SaleLine
from tests.documents.agreement import paper_text
from tests.documents.paper_samples import invoice, item, paper

TEXT = Style(bold=False, size=9)
BOLD = Style(bold=True, size=9)
DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e]")

PRINTABLE = (
    "Łukasz Nguyễn, Ørsted & Œuvre — Çà « ẞ » 1\u202f234,56\u00a0€ − m² № ½",
    "Ελλάδα, ἀρχή τοῦ φωτός",
    "Щербаков, Київ, Ґанок, Љубљана",
    "חברת האור בע״מ",
    "شارع الحمراء، مبنى",
    "بتثي تيبث",  # joined, these letters share a glyph and differ by their dots
    "e\u0301 x\u030c q\u0303",
)


@pytest.mark.parametrize("text", PRINTABLE)
def test_text_comes_out_as_it_went_in(text: str) -> None:
    shown = DIRECTION_MARKS.sub("", paper_text(paper(invoice([item(text, 1, 10)]))))

    words = re.findall(r"[\w\u0300-\u030c]+", unicodedata.normalize("NFC", text))
    assert all(word in unicodedata.normalize("NFC", shown) for word in words)


def test_right_to_left_runs_are_ordered_and_numbers_read_on() -> None:
    assert visual_runs("דגם 42 LED") == [
        Run("LED", right_to_left=False),
        Run(" ", right_to_left=True),
        Run("42", right_to_left=False),
        Run("דגם ", right_to_left=True),
    ]


def test_arabic_letters_join() -> None:
    setter = Typesetter()
    apart = sum(setter.width(letter, TEXT) for letter in "بيت")

    assert setter.width("بيت", TEXT) < 0.8 * apart


def test_marks_stand_over_their_letter() -> None:
    setter = Typesetter()

    assert setter.width("x\u030c", TEXT) == setter.width("x", TEXT)


def test_figures_are_tabular_and_never_from_another_font() -> None:
    setter = Typesetter()
    for style in (TEXT, BOLD):
        assert len({setter.width(figure, style) for figure in "0123456789"}) == 1

    with pikepdf.open(io.BytesIO(paper(invoice([item("مصباح 42 דגם", 7, 10)])))) as pdf:
        fonts = pdf.pages[0].Resources.Font
        maps = {str(f.BaseFont): f.ToUnicode.read_bytes().decode() for _, f in fonts.items()}
    others = [written for name, written in maps.items() if "SourceSans" not in name]
    assert len(others) == 2
    assert not any(re.search(r"<003[0-9]>", written) for written in others)


def test_lines_break_at_plain_spaces_only() -> None:
    setter = Typesetter()
    text = "prix\u00a0: 1\u202f234\u00a0€ hors taxe et port compris"

    lines = setter.wrap(text, TEXT, 25)

    assert " ".join(lines) == text
    assert all(setter.width(line, TEXT) <= 25 for line in lines)


def test_a_long_word_breaks() -> None:
    setter = Typesetter()
    lines = setter.wrap("W" * 500, TEXT, 40)

    assert "".join(lines) == "W" * 500
    assert all(setter.width(line, TEXT) <= 40 for line in lines)


@pytest.mark.parametrize("text", PRINTABLE)
def test_what_the_fonts_have_is_not_refused(text: str) -> None:
    assert list(unprintable([("note", text)])) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Bravo 😀 !", "😀 (U+1F600)"),
        ("商店", "商 (U+5546), 店 (U+5E97)"),
        ("tab\tulation", "U+0009"),
        ("à l’envers \u202etxt", "U+202E"),
        ("Հայ", "Հ (U+0540), ա (U+0561), յ (U+0575)"),
        ("\ue000", "U+E000"),
    ],
)
def test_other_characters_are_named(text: str, named: str) -> None:
    (problem,) = unprintable([("lines[2].description", text)])

    assert problem.code == "characters-not-printable"
    assert problem.field == "lines[2].description"
    assert problem.params == {"characters": named}


def test_no_box_is_ever_printed() -> None:
    with pytest.raises(InputRefused) as refusal:
        paper(invoice([item("Lampe 商", 1, 10)]))

    assert [problem.code for problem in refusal.value.problems] == ["characters-not-printable"]


def test_each_text_of_a_sale_has_its_field() -> None:
    sale = Sale(
        Customer(CustomerKind.FIRM, "a", address=Address("b"), delivery_address=Address("c")),
        (
            SaleLine(name="d", detail="e", item_code="f"),
            SaleLine(LineKind.SECTION, name="g"),
            SaleLine(LineKind.TEXT, name="h"),
        ),
        charges=(Charge("i", 100),),
        order_reference="j",
        note="k",
    )
    fields = {text: field for field, text in sale_texts(sale) if text not in {"", "FR"}}

    assert fields == {
        "a": "customer.name",
        "b": "customer.address.line1",
        "c": "customer.delivery_address.line1",
        "d\ne": "lines[0].description",
        "f": "lines[0].item",
        "g": "lines[1].section",
        "h": "lines[2].text",
        "i": "charges[0].label",
        "j": "order_reference",
        "k": "note",
    }
