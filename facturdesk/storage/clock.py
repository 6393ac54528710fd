"""What the data file knows of time: the day of its last sealed event."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection


def last_sealed_on(connection: Connection) -> dt.date | None:
    """Give the local day of the last sealed event; None where nothing is sealed yet."""
    at = connection.exec_driver_sql(
        "SELECT sealed_at FROM seal ORDER BY sequence DESC LIMIT 1"
    ).scalar()
    return dt.datetime.fromisoformat(at).date() if at else None
