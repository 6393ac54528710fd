"""Tables as files: French CSV, workbooks with real numbers and days, no formula let in."""

from __future__ import annotations

import csv
import datetime as dt
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from facturdesk.exchanges import EXPORTS
from facturdesk.exchanges.table import Export, Place, TableColumn, ValueKind

COLUMNS = [TableColumn(kind.value.title(), kind) for kind in ValueKind]
DAY = dt.date(2026, 11, 24)
ROWS = [
    ('Café « L’Été »; dit "le Bar"', DAY, 123_456, 12_500_000, 550, 3),
    ("=1+1", dt.date(1899, 12, 31), -5, 1_234_567, 2_000, 0),
    ("", None, None, None, None, None),
]
FORMULAS = [
    "\n=1",
    "=1+1",
    "+33 1 23",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "=cmd|' /C calc'!A1",
]


def export_named(name: str) -> Export:
    return next(export for export in EXPORTS if export.name == name)


def written(folder: Path, name: str, rows: Iterable[Sequence[Any]], title: str = "Liste") -> Path:
    export = export_named(name)
    file = folder / f"table{export.suffix}"
    table = export.begin(Place(file, folder), title, COLUMNS)
    for row in rows:  # a part at a time
        table.add([row])
    table.close()
    return file


def test_csv_is_what_a_french_spreadsheet_reads(tmp_path: Path) -> None:
    content = written(tmp_path, "csv", ROWS).read_bytes()

    assert content.decode("utf-8") == (
        "\ufeffText;Day;Amount;Price;Rate;Count\r\n"
        '"Café « L’Été »; dit ""le Bar""";24/11/2026;1234,56;12,50;5,5;3\r\n'
        "'=1+1;31/12/1899;-0,05;1,234567;20;0\r\n"
        ";;;;;\r\n"
    )


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_no_text_becomes_a_formula(tmp_path: Path, name: str, text: str) -> None:
    file = written(tmp_path, name, [(text, None, None, None, None, None)])

    if name == "csv":
        with file.open(encoding="utf-8-sig", newline="") as stream:
            cell = list(csv.reader(stream, delimiter=";"))[1][0]
        assert cell == f"'{text}"
    else:
        assert not sheet_of(file).findall(".//{*}f")
        assert cells_of(file)[1][0] == text


def test_a_workbook_has_real_numbers_and_days(tmp_path: Path) -> None:
    file = written(
        tmp_path, "xlsx", ROWS, title="Factures [2026]: tout/rien, et un titre très long"
    )
    head, first, second = cells_of(file)  # a row without a value is not written

    assert head == [column.heading for column in COLUMNS]
    assert first[0] == ROWS[0][0]
    assert first[1:] == [46350, 1234.56, 12.5, 0.055, 3]
    assert dt.date(1899, 12, 30) + dt.timedelta(days=46350) == DAY
    assert second == ["=1+1", "1899-12-31", -0.05, 1.234567, 0.2, 0]
    with zipfile.ZipFile(file) as whole:
        book = whole.read("xl/workbook.xml").decode()
    assert re.search(r'sheet name="Factures  2026   tout rien, et"', book), book


def test_a_long_workbook_takes_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    import tracemalloc

    export = export_named("xlsx")
    table = export.begin(Place(tmp_path / "long.xlsx", tmp_path), "Liste", COLUMNS)
    table.add([ROWS[0]] * 1_000)
    tracemalloc.start()
    for part in range(10):
        table.add([(f"{part} {row}", *ROWS[0][1:]) for row in range(1_000)])
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    table.close()

    assert grown < 500_000


def sheet_of(file: Path) -> Any:
    with zipfile.ZipFile(file) as whole:
        return etree.fromstring(whole.read("xl/worksheets/sheet1.xml"))


def cells_of(file: Path) -> list[list[Any]]:
    """Read a sheet without the library that wrote it."""
    rows = []
    for row in sheet_of(file).iter("{*}row"):
        cells: list[Any] = [None] * len(COLUMNS)
        for cell in row.iter("{*}c"):
            place = ord(cell.get("r")[0]) - ord("A")
            if cell.get("t") == "inlineStr":
                cells[place] = "".join(cell.itertext()).replace("_x000D_", "\r")
            elif (value := cell.find("{*}v")) is not None:
                cells[place] = float(value.text)
        rows.append(cells)
    return rows
