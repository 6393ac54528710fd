"""Originals filed as PDF: the names of the pattern, nothing ever written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from facturdesk.domain.errors import InputRefused
from facturdesk.storage.events import SAVED, events_of
from facturdesk.usecases.demo import DemoWish, make_demo
from facturdesk.usecases.filing import DEFAULT_PATTERN, Place, example_path, file_originals
from facturdesk.usecases.finding import issued_document
from facturdesk.usecases.printing import print_states
from facturdesk.usecases.refusals import OriginalMissing
from facturdesk.usecases.saving import OutputFolderMissing
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.viewing import ListQuery, list_documents, original
from tests.usecases.shops import FIRM, TODAY, opened, sold


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Factures"
    made.mkdir()
    return made


def test_an_original_is_filed_by_year_number_and_customer(shop: Shop, folder: Path) -> None:
    number = sold(shop)
    filed = file_originals(shop, [number], Place(folder))

    assert filed.files == (folder / "2026" / f"{number} Client SA.pdf",)
    assert filed.files[0].read_bytes() == original(shop, number)
    assert saved(shop, number) == [{"file": str(filed.files[0])}]


def test_the_same_bytes_are_not_written_twice(shop: Shop, folder: Path) -> None:
    number = sold(shop)
    (file,) = file_originals(shop, [number], Place(folder)).files
    first = file.stat()
    again = file_originals(shop, [number], Place(folder))

    assert (again.files, again.written) == ((file,), 0)
    assert file.stat().st_mtime_ns == first.st_mtime_ns
    assert len(saved(shop, number)) == 1


def test_another_file_of_that_name_is_left_as_it_is(shop: Shop, folder: Path) -> None:
    number = sold(shop)
    place = Place(folder, "{number}")
    (folder / f"{number}.pdf").write_bytes(b"mine")
    (folder / f"{number} (2).pdf").write_bytes(b"mine too")
    (file,) = file_originals(shop, [number], place).files

    assert file == folder / f"{number} (3).pdf"
    assert (folder / f"{number}.pdf").read_bytes() == b"mine"
    assert file_originals(shop, [number], place).files == (file,)


@pytest.mark.parametrize("name", ["../../Zoé", "CON", "a/b\\c:d", "x" * 90, "...", "?"])
def test_no_name_of_a_customer_leaves_the_folder(shop: Shop, folder: Path, name: str) -> None:
    number = sold(shop, customer={**FIRM, "code": "C0002", "name": name})
    for pattern in ("{customer}/{number}", "{number} {customer}", "{customer} {number}"):
        (file,) = file_originals(shop, [number], Place(folder, pattern)).files
        assert file.is_relative_to(folder)
        assert file.resolve().is_relative_to(folder.resolve())
        assert number in file.name


def test_several_are_filed_in_order_until_it_is_stopped(shop: Shop, folder: Path) -> None:
    numbers = [sold(shop), sold(shop), sold(shop)]
    seen: list[tuple[int, int]] = []

    def step(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        file_originals(shop, numbers, Place(folder, "{number}"), step=step)

    assert seen == [(0, 3), (1, 3), (2, 3)]
    assert sorted(file.stem for file in folder.iterdir()) == numbers[:2]


def test_a_folder_that_is_gone_is_not_made_anew(shop: Shop, folder: Path) -> None:
    number = sold(shop)
    folder.rmdir()
    with pytest.raises(OutputFolderMissing):
        file_originals(shop, [number], Place(folder))

    assert not folder.exists()
    assert saved(shop, number) == []


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("", "pattern-empty"),
        (" / ", "pattern-empty"),
        ("{nummer}", "pattern-unknown-field"),
        ("{number.__class__}", "pattern-unknown-field"),
        ("{number!r:>9}", "pattern-unknown-field"),
        ("{}", "pattern-unknown-field"),
        ("{number", "pattern-broken"),
        ("{year}/facture", "pattern-no-number"),
        ("{year}/{{number}}", "pattern-no-number"),
    ],
)
def test_a_pattern_that_cannot_name_files_is_refused(pattern: str, code: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        example_path(pattern, year=2026)

    assert code in {problem.code for problem in refusal.value.problems}


def test_a_pattern_shows_what_it_does() -> None:
    shown = example_path(DEFAULT_PATTERN, year=2026)

    assert shown == Path("2026/F2026-00012 Dupont et fils.pdf")
    assert example_path("{number}.pdf", year=2026) == Path("F2026-00012.pdf")


def saved(shop: Shop, number: str) -> list[object]:
    with shop.store.read() as connection:
        filed = issued_document(connection, number)
        found = events_of(connection, filed.id)
        return [dict(event.detail) for event in found if event.kind == SAVED]


def test_what_has_no_original_is_passed_over_and_told(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "Demo.facturdesk"
    wish = DemoWish(invoices=5, years=1, seed=3, originals=False)
    make_demo(path, wish, today=TODAY, state=None, progress=lambda done, total: None)
    with opened(path) as shop:
        taken_over = [row.number for row in list_documents(shop, ListQuery(state="issued"))]
        issued = sold(shop)
        numbers = [str(taken_over[0]), issued]
        filed = file_originals(shop, numbers, Place(folder))
        with pytest.raises(OriginalMissing):
            file_originals(shop, numbers[:1], Place(folder))
        states = print_states(shop, numbers)

    assert filed.missing == (numbers[0],)
    assert [file.stem.split()[0] for file in filed.files] == [issued]
    assert [state.has_original for state in states] == [False, True]
