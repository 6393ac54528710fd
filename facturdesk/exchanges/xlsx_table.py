"""A workbook with real numbers and days, written row by row in a constant memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from facturdesk.domain.money import AMOUNT_PLACES, PRICE_PLACES, RATE_PLACES
from facturdesk.exchanges.table import Export, Place, TableColumn, ValueKind

_MOST_ROWS: Final = 1_048_575  # of a sheet, its headings apart
_LONGEST_TEXT: Final = 32_767
_LONGEST_TITLE: Final = 31
_NOT_IN_TITLES: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_FORMATS: Final = {
    ValueKind.TEXT: "@",
    ValueKind.DAY: "dd/mm/yyyy",
    ValueKind.AMOUNT: "#,##0.00",
    ValueKind.PRICE: "#,##0.00####",
    ValueKind.RATE: "0.0#%",
    ValueKind.COUNT: "#,##0",
}
_WIDTHS: Final = {ValueKind.TEXT: 24, ValueKind.DAY: 12}
_FIRST_DAY: Final = dt.date(1900, 3, 1)  # before it a workbook counts a day that never was


class XlsxTable:
    """A workbook with one sheet, being written."""

    def __init__(self, place: Place, title: str, columns: Sequence[TableColumn]) -> None:
        import xlsxwriter  # only whoever exports pays for it

        self._book = xlsxwriter.Workbook(
            str(place.file),
            {
                "constant_memory": True,
                "tmpdir": str(place.scratch),
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
            },
        )
        name = title.translate(_NOT_IN_TITLES)[:_LONGEST_TITLE].strip()
        self._sheet = self._book.add_worksheet(name)
        self._formats = [self._book.add_format({"num_format": _FORMATS[c.kind]}) for c in columns]
        self._writes = [self._writer(column.kind) for column in columns]
        self._row = 1
        self._head(columns)

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write some more rows."""
        formats, writes = self._formats, self._writes
        for row in rows:
            for place, value in enumerate(row):
                if value is not None and value != "":
                    writes[place](self._row, place, value, formats[place])
            self._row += 1

    def close(self) -> None:
        """Finish the file."""
        self._book.close()

    def _head(self, columns: Sequence[TableColumn]) -> None:
        bold = self._book.add_format({"bold": True, "bottom": 1})
        self._sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            width = max(_WIDTHS.get(column.kind, 14), len(column.heading) + 2)
            self._sheet.set_column(place, place, width)
            self._sheet.write_string(0, place, column.heading, bold)

    def _writer(self, kind: ValueKind) -> Callable[[int, int, Any, Any], object]:
        sheet = self._sheet
        if kind is ValueKind.TEXT:
            return lambda row, place, value, style: sheet.write_string(
                row, place, str(value)[:_LONGEST_TEXT], style
            )
        if kind is ValueKind.DAY:
            return self._write_day
        scale = Decimal(10) ** _PLACES[kind]
        return lambda row, place, value, style: sheet.write_number(
            row, place, Decimal(value) / scale, style
        )

    def _write_day(self, row: int, place: int, day: dt.date, style: object) -> None:
        if day < _FIRST_DAY:
            self._sheet.write_string(row, place, day.isoformat(), style)
        else:
            self._sheet.write_datetime(row, place, day, style)


_PLACES: Final = {
    ValueKind.AMOUNT: AMOUNT_PLACES,
    ValueKind.PRICE: PRICE_PLACES,
    ValueKind.RATE: RATE_PLACES + 2,  # a hundredth is a per cent
    ValueKind.COUNT: 0,
}
XLSX: Final = Export("xlsx", ".xlsx", XlsxTable, _MOST_ROWS)
