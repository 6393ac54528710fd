"""What is printed: the stored bytes first, then marked duplicates, each sealed with its event."""

from __future__ import annotations

import io
import json

import pikepdf
import pytest

from facturdesk.storage.events import events_of
from facturdesk.usecases.finding import issued_document
from facturdesk.usecases.printing import (
    Offset,
    Printable,
    calibration_page,
    corrected,
    duplicate_to_print,
    original_to_print,
    print_states,
    readied,
    record_printed,
)
from facturdesk.usecases.refusals import DocumentUnknown
from facturdesk.usecases.safekeeping import verify
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.viewing import original
from tests.documents.agreement import paper_text
from tests.usecases.shops import TODAY, sold

PRINTER = "Bureau"


def test_the_first_paper_is_the_original_byte_for_byte(shop: Shop) -> None:
    number = sold(shop)
    printable = original_to_print(shop, number)

    assert readied(printable) == original(shop, number)
    assert reprints(shop) == []


def test_printing_is_recorded_and_sealed_only_from_the_second_time_on(shop: Shop) -> None:
    number = sold(shop)
    record_printed(shop, number, PRINTER)
    assert reprints(shop) == []
    assert print_states(shop, [number])[0].printed_on == TODAY

    duplicate = duplicate_to_print(shop, number, PRINTER, copies=2)
    assert duplicate.rank == 2
    record_printed(shop, number, PRINTER)  # the first sheet did not come out
    assert duplicate_to_print(shop, number, PRINTER).rank == 3

    assert [(seal["rank"], seal["copies"]) for seal in reprints(shop)] == [(2, 2), (1, 1), (3, 1)]
    assert {seal["number"] for seal in reprints(shop)} == {number}
    assert events(shop, number) == [
        {"printer": PRINTER, "copies": copies, "rank": rank}
        for rank, copies in [(1, 1), (2, 2), (1, 1), (3, 1)]
    ]
    verify(shop)


def test_a_duplicate_is_marked_and_the_stored_original_is_not(shop: Shop) -> None:
    number = sold(shop)
    before = original(shop, number)
    record_printed(shop, number, PRINTER)
    paper = readied(duplicate_to_print(shop, number, PRINTER))

    assert paper_text(paper).count("DUPLICATA n° 2") == 1
    assert original(shop, number) == before
    assert "DUPLICATA" not in paper_text(before)


def test_an_offset_moves_what_stands_on_the_page_by_millimetres(shop: Shop) -> None:
    printable = original_to_print(shop, sold(shop))
    moved = readied(printable, Offset(right=30, down=-15))

    with pikepdf.open(io.BytesIO(moved)) as pdf:
        page = pdf.pages[0]
        first = pikepdf.parse_content_stream(page)[1]
        assert [round(float(each), 2) for each in first.operands] == [1, 0, 0, 1, 8.5, 4.25]
        assert [round(float(each)) for each in page.mediabox] == [0, 0, 595, 842]
    assert paper_text(moved) == paper_text(printable.pdf)


def test_what_does_not_exist_is_not_printed(shop: Shop) -> None:
    for attempt in (original_to_print, lambda shop, number: print_states(shop, [number])):
        with pytest.raises(DocumentUnknown):
            attempt(shop, "F2026-99999")


def test_measures_of_the_calibration_page_correct_the_offset(shop: Shop) -> None:
    assert corrected(Offset(), left_tenths=985, top_tenths=1507) == Offset(right=15, down=-7)
    assert corrected(Offset(15, -7), left_tenths=1000, top_tenths=1500) == Offset(15, -7)


def test_the_calibration_page_is_one_page_that_says_how_far_it_was_moved(shop: Shop) -> None:
    offset = Offset(right=25, down=-10)
    page = calibration_page(shop.catalogue("fr"), "Bureau d’accueil", offset)
    drawn = readied(page, offset)

    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        assert len(pdf.pages) == 1
    assert "2,5" in paper_text(drawn)
    assert "−1" in paper_text(drawn)
    assert "Bureau d’accueil" in paper_text(drawn)
    assert page == Printable("", page.pdf)


def reprints(shop: Shop) -> list[dict[str, object]]:
    query = "SELECT body FROM seal WHERE kind = 'reprint' ORDER BY sequence"
    with shop.store.read() as connection:
        return [json.loads(body) for body in connection.exec_driver_sql(query).scalars()]


def events(shop: Shop, number: str) -> list[object]:
    with shop.store.read() as connection:
        filed = issued_document(connection, number)
        return [dict(event.detail) for event in events_of(connection, filed.id)]
