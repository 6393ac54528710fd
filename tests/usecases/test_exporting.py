"""Exports: written whole, in the order of the list, in a process of their own, or not at all."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from facturdesk.usecases.document_lists import DOCUMENT_FIELDS, INVOICES
from facturdesk.usecases.exporting import (
    EXPORTS,
    ExportColumn,
    ExportOrder,
    TooManyRows,
    Word,
    export_list,
)
from facturdesk.usecases.listing import ListSource, ListWish
from facturdesk.usecases.lists import SOURCES
from facturdesk.usecases.saving import OutputFolderMissing, OutputIsDataFile
from facturdesk.usecases.shop import Shop
from tests.usecases.demo_shops import demo_file
from tests.usecases.shops import opened

COLUMNS = tuple(
    ExportColumn(name, name, (Word("paid", "Payée"),) if name == "status" else ())
    for name in DOCUMENT_FIELDS
)


class Stopped(Exception):
    """The user stopped it."""


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A demonstration shop of some thousand documents, read only."""
    with opened(demo_file(tmp_path_factory.mktemp("exporting"), 4_500)) as shop:
        yield shop


def ignored(_done: int, _total: int) -> None:
    """Take a progress and do nothing."""


def lines_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def order(**more: object) -> ExportOrder:
    return ExportOrder("invoices", "Factures", COLUMNS, **more)  # type: ignore[arg-type] # by name


def test_a_list_is_written_in_its_order_with_progress(busy: Shop, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    wish = ListWish(chip="paid", sort="gross", descending=True)
    file = tmp_path / "Factures.csv"
    count = export_list(busy, order(wish=wish), file, progress=lambda *how: seen.append(how))
    ids = INVOICES.ids(busy, wish)
    lines = lines_of(file)

    assert count == len(ids) == len(lines) > 4_000
    assert [line["number"] for line in lines] == [row.number for row in INVOICES.rows(busy, ids)]
    assert {line["status"] for line in lines} == {"Payée"}
    assert [done for done, _ in seen] == [0, 2_000, 4_000, count]
    assert {total for _, total in seen} == {count}


def test_a_selection_alone_is_written(busy: Shop, tmp_path: Path) -> None:
    file = tmp_path / "Choix.csv"
    ids = INVOICES.ids(busy, ListWish(), limit=60)[50:]

    assert export_list(busy, order(ids=ids), file, progress=ignored) == 10
    assert len(lines_of(file)) == 10


def test_stopped_in_the_middle_nothing_is_left_behind(busy: Shop, tmp_path: Path) -> None:
    file = tmp_path / "Factures.csv"
    file.write_text("what was there", encoding="utf-8")

    def stop(done: int, _total: int) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        export_list(busy, order(), file, progress=stop)

    assert [each.name for each in tmp_path.iterdir()] == ["Factures.csv"]
    assert file.read_text(encoding="utf-8") == "what was there"


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_every_list_goes_into_a_workbook(busy: Shop, tmp_path: Path, source: ListSource) -> None:
    columns = tuple(ExportColumn(name, name) for name in source.fields)
    wanted = ExportOrder(source.name, source.name, columns, ids=source.ids(busy, ListWish())[:30])
    file = tmp_path / "liste.xlsx"

    assert export_list(busy, wanted, file, progress=ignored) == 30
    assert file.stat().st_size > 1_000


def test_a_workbook_that_would_be_cut_is_refused(busy: Shop, tmp_path: Path) -> None:
    limit = EXPORTS[1].most_rows
    assert limit == 1_048_575
    ids = [1] * (limit + 1)

    with pytest.raises(TooManyRows) as refused:
        export_list(busy, order(ids=ids), tmp_path / "Trop.xlsx", progress=ignored)

    assert refused.value.params == {"count": limit + 1, "limit": limit}
    assert list(tmp_path.iterdir()) == []


def test_what_the_system_refuses_is_a_sentence(busy: Shop, tmp_path: Path) -> None:
    with pytest.raises(OutputFolderMissing):
        export_list(busy, order(), tmp_path / "absent" / "a.csv", progress=ignored)
    with pytest.raises(OutputIsDataFile):
        export_list(busy, order(), busy.store.path, progress=ignored)
