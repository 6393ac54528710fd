"""What lists and counts cost in SQLite alone: the queries a hand would write."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

PAGE: Final = 50

_FIRST_PAGE: Final = """
SELECT d.id, d.kind, d.number, d.issued_on, p.code, p.name, d.currency, d.net_minor,
    d.vat_minor, d.gross_minor, r.balance_minor, r.settled_by, r.next_due_on,
    i.sequence, i.due_on, i.amount_minor
FROM (SELECT id FROM document ORDER BY issued_on DESC, id DESC LIMIT ?) AS page
CROSS JOIN document AS d ON d.id = page.id
CROSS JOIN party AS p ON p.id = d.party_id
CROSS JOIN receivable AS r ON r.document_id = d.id
LEFT JOIN due_instalment AS i ON i.document_id = d.id
ORDER BY d.issued_on DESC, d.id DESC, i.sequence"""
_OVERDUE: Final = "SELECT count(*) FROM receivable WHERE next_due_on < ?"


def open_raw(path: Path) -> Any:
    """Open a data file with the driver alone."""
    return dbapi2.connect(str(path), isolation_level=None)


def first_page(connection: Any) -> list[Any]:
    """Read the newest documents with customer, balance and instalments."""
    rows: list[Any] = connection.execute(_FIRST_PAGE, (PAGE,)).fetchall()
    return rows


def count_overdue(connection: Any, today: dt.date) -> int:
    """Count what is overdue, on its partial index."""
    (count,) = connection.execute(_OVERDUE, (today.isoformat(),)).fetchone()
    return int(count)


def days_of_new_overdue(
    connection: Any, today: dt.date, *, at_once: int, times: int
) -> list[dt.date]:
    """Give days, one after the other, on each of which about so many fall due anew."""
    rows = connection.execute(
        "SELECT unflagged_due_on, count(*) FROM receivable WHERE unflagged_due_on >= ?"
        " GROUP BY 1 ORDER BY 1",
        (today.isoformat(),),
    )
    days, pending = [], 0
    for due_on, count in rows.fetchall():
        pending += count
        if pending >= at_once:
            days.append(dt.date.fromisoformat(due_on) + dt.timedelta(days=1))
            pending = 0
    return days[:times]
