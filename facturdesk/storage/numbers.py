"""Numbers of documents: continuous series by kind and year, never reused."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from facturdesk.domain.errors import ActionableError
from facturdesk.domain.sale import DocumentKind
from facturdesk.storage.engine import Transaction
from facturdesk.storage.schema import number_series
from facturdesk.storage.statements import insert_row

_NUMBER: Final = re.compile(r"[A-Z0-9-]{1,35}")


class NumberInUse(ActionableError):
    """The next number of the series already stands on a document."""

    code = "number-in-use"


@dataclass(frozen=True, slots=True)
class Taken:
    """A number taken from a series; the transaction gives it back if it fails."""

    series_id: int
    counter: int
    number: str
    last_issued_on: dt.date | None  # of the series, before this document


def take_number(
    tx: Transaction, *, kind: DocumentKind, year: int, pattern: str, start: int = 1
) -> Taken:
    """Take the next number of the series of a kind and year.

    `pattern` and `start` make a series that does not exist yet; an existing one keeps its
    own pattern to the end of the year.

    Raises:
        NumberInUse: a document taken over already has this number.

    Source: CGI, ann. II, art. 242 nonies A, I-7° (unique, continuous, chronological).
    """
    series_kind = _series_kind(kind)
    found = tx.connection.exec_driver_sql(
        "UPDATE number_series SET next_counter = next_counter + 1 WHERE kind = ? AND year = ?"
        " RETURNING id, pattern, next_counter - 1, last_issued_on",
        (series_kind, year),
    ).fetchone()
    if found is None:
        new = (None, series_kind, year, pattern, start + 1, None)
        series_id = insert_row(tx.connection, number_series, new)
        own_pattern, counter, last = pattern, start, None
    else:
        series_id, own_pattern, counter, last = found
    number = own_pattern.format(year=year, counter=counter)
    if not _NUMBER.fullmatch(number):
        raise ValueError(f"the pattern {own_pattern!r} makes the number {number!r}")
    if tx.connection.exec_driver_sql(
        "SELECT 1 FROM document WHERE number = ?", (number,)
    ).fetchone():
        raise NumberInUse(number=number)
    return Taken(series_id, counter, number, last and dt.date.fromisoformat(last))


def take_numbers(
    tx: Transaction, count: int, *, kind: DocumentKind, year: int, pattern: str
) -> tuple[int, int]:
    """Take many numbers of a series at once, for documents made in batches.

    Returns the id of the series and the first counter. The caller writes the numbers
    after the pattern; that of a document already there is refused by the table itself.
    """
    first = take_number(tx, kind=kind, year=year, pattern=pattern)
    tx.connection.exec_driver_sql(
        "UPDATE number_series SET next_counter = next_counter + ? WHERE id = ?",
        (count - 1, first.series_id),
    )
    return first.series_id, first.counter


def set_last_day(tx: Transaction, series_id: int, day: dt.date) -> None:
    """Note the issue date of the last document of a series; an earlier day changes nothing."""
    tx.connection.exec_driver_sql(
        "UPDATE number_series SET last_issued_on = ?2"
        " WHERE id = ?1 AND coalesce(last_issued_on, '') < ?2",
        (series_id, day.isoformat()),
    )


def last_issued_on(connection: Connection, *, kind: DocumentKind) -> dt.date | None:
    """Give the issue date of the last document of a kind's series, of any year."""
    last = connection.exec_driver_sql(
        "SELECT max(last_issued_on) FROM number_series WHERE kind = ?", (_series_kind(kind),)
    ).scalar()
    return dt.date.fromisoformat(last) if last else None


def next_in_series(
    connection: Connection, *, kind: DocumentKind, year: int
) -> tuple[str, int] | None:
    """Give the pattern and the next counter of the series of a year; None: it has not begun."""
    row = connection.exec_driver_sql(
        "SELECT pattern, next_counter FROM number_series WHERE kind = ? AND year = ?",
        (_series_kind(kind), year),
    ).fetchone()
    return (row[0], row[1]) if row else None


def _series_kind(kind: DocumentKind) -> str:
    own = kind is DocumentKind.CORRECTIVE_INVOICE
    return DocumentKind.INVOICE.value if own else kind.value
