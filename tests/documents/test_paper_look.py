"""The shop's accent colour is on the paper, and the program's own where it chose none."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from facturdesk.documents.paper import styles
from facturdesk.domain.document import Document
from tests.documents.paper_samples import full_invoice, paper

BURGUNDY = (0x7A, 0x1F, 0x2B)


def colours(document: Document) -> set[tuple[int, ...]]:
    """Give every colour that the first page sets, as 0 to 255."""
    with pikepdf.open(io.BytesIO(paper(document))) as pdf:
        found = set()
        for step in pikepdf.parse_content_stream(pdf.pages[0]):
            if str(step.operator).upper() == "RG":
                found.add(tuple(round(float(part) * 255) for part in step.operands))
        return found


def dressed(accent: str) -> Document:
    document = full_invoice()
    return replace(document, seller=replace(document.seller, accent=accent))


def test_without_a_choice_the_colours_are_the_programs() -> None:
    assert colours(full_invoice()) == {styles.ACCENT, styles.TINT}


def test_the_title_the_rule_and_the_tint_follow_the_accent() -> None:
    tint = styles.tint_of(BURGUNDY)

    assert colours(dressed("7A1F2B")) == {BURGUNDY, tint}
    assert min(tint) > 0xE0


@pytest.mark.parametrize("accent", ["0B4F58", "000000"])
def test_black_and_the_programs_own_are_colours_too(accent: str) -> None:
    assert tuple(bytes.fromhex(accent)) in colours(dressed(accent))
