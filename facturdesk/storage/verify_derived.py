"""Verification of what follows from what happened: counters, balances, overdue flags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from itertools import zip_longest
from typing import Final, NamedTuple

from sqlalchemy import Connection

from facturdesk.storage.faults import Fault
from facturdesk.storage.receivables import compute_all
from facturdesk.storage.verify_seals import Advance

_SERIES: Final = """
SELECT series.id, series.kind, year, pattern, next_counter, last_issued_on,
    count(document.id), min(counter), max(counter),
    (SELECT number FROM document WHERE series_id = series.id ORDER BY counter DESC LIMIT 1),
    max(issued_on)
FROM number_series AS series LEFT JOIN document ON series_id = series.id
GROUP BY series.id ORDER BY series.id"""
_COUNTERS: Final = "SELECT counter FROM document WHERE series_id = ? ORDER BY counter"
_STRANGERS: Final = """
SELECT series.kind, year, next_counter
FROM document JOIN number_series AS series ON series.id = series_id
WHERE document.kind <> series.kind
    AND NOT (document.kind = 'corrective_invoice' AND series.kind = 'invoice')
LIMIT 1"""
_BALANCES: Final = """
SELECT document_id, party_id, balance_minor, settled_by, next_due_on, unflagged_due_on
FROM receivable ORDER BY document_id"""
_IDLE: Final = """
SELECT number, 1 FROM receivable JOIN document ON document.id = document_id
WHERE recheck = 1 AND NOT EXISTS (SELECT 1 FROM overdue_flag
    WHERE overdue_flag.document_id = receivable.document_id AND cleared_on IS NULL)
LIMIT 1"""
_SETTLED: Final = """
SELECT number, flag.sequence
FROM overdue_flag AS flag JOIN receivable AS owed ON owed.document_id = flag.document_id
JOIN document ON document.id = flag.document_id
WHERE cleared_on IS NULL AND recheck = 0 AND (balance_minor <= 0 OR NOT EXISTS (
    SELECT 1 FROM (
        SELECT sequence, amount_minor,
            sum(amount_minor) OVER (ORDER BY sequence) AS upto, sum(amount_minor) OVER () AS total
        FROM due_instalment WHERE document_id = flag.document_id
    ) AS part
    WHERE part.sequence = flag.sequence AND amount_minor > 0
        AND upto > max(total - balance_minor, 0)))
LIMIT 1"""
_FLAGS: Final = """
SELECT number, flag.sequence, flagged_on, cleared_on
FROM overdue_flag AS flag JOIN document ON document.id = flag.document_id
LEFT JOIN due_instalment AS due
    ON due.document_id = flag.document_id AND due.sequence = flag.sequence
WHERE due.due_on IS NULL OR flagged_on <= due.due_on
    OR date(flagged_on) IS NOT flagged_on OR date(cleared_on) IS NOT cleared_on
LIMIT 1"""


def series_faults(connection: Connection, advanced: Sequence[Advance]) -> Iterator[Fault]:
    """Give the first number that is missing, or the first counter that was moved."""
    for series in (Series(*row) for row in connection.exec_driver_sql(_SERIES).fetchall()):
        own = [each for each in advanced if (each.kind, each.year) == (series.kind, series.year)]
        fault = _counter_fault(series, own) or _gap_fault(connection, series, own)
        if fault:
            yield fault
            return
    row = connection.exec_driver_sql(_STRANGERS).first()
    if row is not None:
        facts = {"kind": row[0], "year": row[1], "next": row[2], "expected": "?"}
        yield Fault("verify-series-changed", facts)


def balance_faults(connection: Connection) -> Iterator[Fault]:
    """Give the first document whose balance or due dates are not what happened to it."""
    stored = connection.exec_driver_sql(_BALANCES)
    for row, owed in zip_longest(stored, compute_all(connection)):
        expected = owed and astuple(owed)
        found = row and tuple(row)
        if found != expected:
            number = _number(connection, owed.document_id if owed else found[0])
            wrong, right = (found[2] if found else "?"), (expected[2] if expected else "?")
            yield Fault("verify-balance", {"number": number, "stored": wrong, "computed": right})
            return


def flag_faults(connection: Connection) -> Iterator[Fault]:
    """Give the first overdue flag that cannot have come from a pass of the overdue watch."""
    for query in (_FLAGS, _IDLE, _SETTLED):
        row = connection.exec_driver_sql(query).first()
        if row is not None:
            yield Fault("verify-flag", {"number": row[0], "instalment": row[1]})
            return


class Series(NamedTuple):
    """A series as stored, and the documents that have its numbers."""

    id: int
    kind: str
    year: int
    pattern: str
    next_counter: int
    last_issued_on: str | None
    documents: int
    low: int | None
    high: int | None
    last_number: str | None
    last_day: str | None


def _counter_fault(series: Series, advanced: Sequence[Advance]) -> Fault | None:
    last = max([series.high or 0, *(each.next_counter - 1 for each in advanced)])
    number = series.last_number
    if number is None:
        written = any(each.pattern == series.pattern for each in advanced)
    else:
        written = series.pattern.format(year=series.year, counter=series.high) == number
    if series.next_counter == last + 1 and series.last_issued_on == series.last_day and written:
        return None
    facts = {"kind": series.kind, "year": series.year, "next": series.next_counter}
    return Fault("verify-series-changed", {**facts, "expected": last + 1})


def _gap_fault(connection: Connection, series: Series, advanced: Sequence[Advance]) -> Fault | None:
    """Look for a number nobody has, where no restore explains it."""
    if series.low is None or series.high is None:
        return None
    passed = {n for each in advanced for n in range(each.first, each.next_counter)}
    expected = series.high - series.low + 1
    expected -= len([n for n in passed if series.low <= n <= series.high])
    if series.documents == expected:
        return None
    wanted = series.low
    for (counter,) in connection.exec_driver_sql(_COUNTERS, (series.id,)):
        while wanted < counter and wanted in passed:
            wanted += 1
        if wanted != counter:
            break
        wanted += 1
    number = series.pattern.format(year=series.year, counter=wanted)
    return Fault("verify-series-gap", {"number": number, "kind": series.kind, "year": series.year})


def _number(connection: Connection, document_id: int) -> str:
    query = "SELECT number FROM document WHERE id = ?"
    return str(connection.exec_driver_sql(query, (document_id,)).scalar() or "?")
