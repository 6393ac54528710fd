"""CSV as French spreadsheets read it: semicolons, decimal commas, days written day first.

A text that a spreadsheet would take for a formula gets an apostrophe before it: a name
typed by a customer must not compute anything on the desk of whoever opens the file.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from facturdesk.domain.money import (
    AMOUNT_PLACES,
    PRICE_PLACES,
    RATE_PLACES,
    format_scaled,
)
from facturdesk.exchanges.table import Export, Place, TableColumn, ValueKind

_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")  # what a formula may begin with
_BOM: Final = "utf-8-sig"  # without the mark a spreadsheet guesses the wrong letters


class CsvTable:
    """A CSV file being written."""

    def __init__(self, place: Place, title: str, columns: Sequence[TableColumn]) -> None:
        self._writes = [_WRITERS[column.kind] for column in columns]
        self._stream = place.file.open("w", encoding=_BOM, newline="")
        self._csv = csv.writer(self._stream, delimiter=";", lineterminator="\r\n")
        self._csv.writerow([_text(column.heading) for column in columns])

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write some more rows."""
        writes = self._writes
        self._csv.writerows(
            [
                [
                    "" if value is None else write(value)
                    for write, value in zip(writes, row, strict=True)
                ]
                for row in rows
            ]
        )

    def close(self) -> None:
        """Finish the file."""
        self._stream.close()


def _text(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _scaled(places: int, *, minimum: int = 0) -> Callable[[Any], str]:
    return lambda value: format_scaled(value, places, minimum=minimum).replace(".", ",")


_WRITERS: Final[dict[ValueKind, Callable[[Any], str]]] = {
    ValueKind.TEXT: _text,
    ValueKind.DAY: lambda day: f"{day.day:02}/{day.month:02}/{day.year:04}",
    ValueKind.AMOUNT: _scaled(AMOUNT_PLACES, minimum=AMOUNT_PLACES),
    ValueKind.PRICE: _scaled(PRICE_PLACES, minimum=AMOUNT_PLACES),
    ValueKind.RATE: _scaled(RATE_PLACES),
    ValueKind.COUNT: str,
}
CSV: Final = Export("csv", ".csv", CsvTable)
