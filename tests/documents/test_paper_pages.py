"""Where pages break: nothing lost, nothing out of the page, no line left alone."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from facturdesk.documents.paper.paging import Room, break_pages
from tests.documents import paper_samples as samples
from tests.documents.agreement import paper_text
from tests.documents.paper_samples import invoice, item, paper

ROOM = Room(first=180.0, following=237.0, carry=6.2, ending=95.0)
ROW = 5.7


@pytest.mark.parametrize("row", [5.15, ROW])
def test_no_line_is_lost_or_left_alone(row: float) -> None:
    for count in range(1, 121):
        pages = break_pages([row] * count, [False] * count, ROOM)

        assert [index for page in pages for index in page] == list(range(count))
        if len(pages) > 1 and count > 3:
            assert min(map(len, pages)) >= 2, count


@pytest.mark.parametrize("row", [5.15, ROW])
def test_no_page_overflows(row: float) -> None:
    for count in range(1, 121):
        *before, last = break_pages([row] * count, [False] * count, ROOM)
        heights = [ROOM.first, *[ROOM.following] * len(before)]

        for page, height in zip(before, heights, strict=False):
            assert len(page) * row + ROOM.carry <= height
        assert len(last) * row + ROOM.ending <= heights[len(before)]


def test_totals_on_a_new_page_take_three_lines_with_them() -> None:
    count = 25  # they fit on the first page, the totals do not

    assert [len(page) for page in break_pages([ROW] * count, [False] * count, ROOM)] == [22, 3]


def test_the_title_of_a_section_never_ends_a_page() -> None:
    count = 60
    for title in range(count - 1):
        bound = [index == title for index in range(count)]
        pages = break_pages([ROW] * count, bound, ROOM)

        assert title not in [page[-1] for page in pages]


@pytest.mark.parametrize("count", [1, 2, 13, 17, 18, 19, 24, 27, 28, 29, 59, 66, 67, 120])
def test_every_line_is_printed_once(count: int) -> None:
    shown = paper_text(paper(samples.long_invoice(count)))

    numbers = [int(found) for found in re.findall(r"Ligne numéro (\d+)", shown)]

    assert numbers == list(range(1, count + 1))


@pytest.mark.parametrize("count", [1, 19, 29, 67, 120])
def test_everything_stands_inside_the_margins(count: int) -> None:
    with pikepdf.open(io.BytesIO(paper(samples.long_invoice(count)))) as pdf:
        places = [place for page in pdf.pages for place in text_places(page)]

    assert all(19.9 < x < 190 and 10 < y < 294 for x, y in places)


def test_the_sum_is_carried_from_page_to_page() -> None:
    document = samples.long_invoice(85)
    shown = re.sub(r"\s+", " ", paper_text(paper(document)))

    forward = re.findall(r"À reporter ([\d ]+,\d\d)", shown)
    carried = re.findall(r"Report de la page \d ([\d ]+,\d\d)", shown)

    assert len(forward) == 2
    assert forward == carried
    assert "Net à payer 11 611,92 €, page 3" in shown
    assert [f"Page {page}/3" in shown for page in (1, 2, 3)] == [True] * 3


def test_a_description_higher_than_a_page_goes_on() -> None:
    words = " ".join(f"mot{index}" for index in range(1, 1500))
    document = invoice([item("Lampe", 1, 10, detail=words), item("x" * 10_000, 1, 5)])
    shown = paper_text(paper(document))

    assert re.findall(r"mot(\d+)", shown) == [str(index) for index in range(1, 1500)]
    assert re.sub(r"\s", "", shown).count("x") >= 10_000


def test_five_thousand_lines_are_printed() -> None:
    shown = paper_text(paper(samples.long_invoice(5_000)))

    assert len(re.findall(r"Ligne numéro \d+", shown)) == 5_000


def text_places(page: pikepdf.Page) -> list[tuple[float, float]]:
    """Give where each text starts, in mm from the top left corner."""
    places, at = [], (0.0, 0.0)
    for drawn in pikepdf.parse_content_stream(page):
        if str(drawn.operator) == "Tm":
            x, y = drawn.operands[4:]
            at = float(x) * 25.4 / 72, 297 - float(y) * 25.4 / 72
        elif str(drawn.operator) == "Tj":
            places.append(at)
    return places
