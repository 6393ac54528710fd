"""The shop's own profile, one row of the data file."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Final

from sqlalchemy import Connection

from facturdesk.domain.cards import Company, Numbering
from facturdesk.domain.parties import Seller
from facturdesk.storage import codec
from facturdesk.storage.engine import Transaction

_FILE_ID_BYTES: Final = 16


def insert_company(tx: Transaction, company: Company) -> None:
    """Write the profile of a new data file, and give the file its identity."""
    tx.connection.exec_driver_sql(
        "INSERT INTO company (id, file_id, created_at, demonstration, profile, numbering, logo)"
        " VALUES (1, :file_id, :created_at, :demonstration, :profile, :numbering, :logo)",
        {
            "file_id": secrets.token_hex(_FILE_ID_BYTES),
            "created_at": instant(tx.stamp.now),
            **_columns(company),
        },
    )
    tx.changes.add("company")


def update_company(tx: Transaction, company: Company) -> None:
    """Change the profile; documents already issued keep theirs."""
    tx.connection.exec_driver_sql(
        "UPDATE company SET demonstration = :demonstration, profile = :profile,"
        " numbering = :numbering, logo = :logo",
        _columns(company),
    )
    tx.changes.add("company")


def load_company(connection: Connection) -> Company:
    """Read the profile.

    Raises:
        LookupError: the data file has none yet.
    """
    row = connection.exec_driver_sql("SELECT profile, numbering, logo FROM company").fetchone()
    if row is None:
        raise LookupError("no company")
    profile, numbering, logo = row
    return Company(codec.load(Seller, profile), codec.load(Numbering, numbering), logo)


def file_id(connection: Connection) -> str | None:
    """Give the random identity of the data file; None before it has a company."""
    found: str | None = connection.exec_driver_sql("SELECT file_id FROM company").scalar()
    return found


def created_on(connection: Connection) -> dt.date:
    """Give the day on which the data file was made."""
    made: str = connection.exec_driver_sql("SELECT created_at FROM company").scalar_one()
    return dt.datetime.fromisoformat(made).date()


def instant(now: dt.datetime) -> str:
    """Write an instant as stored: UTC, whole seconds."""
    return now.astimezone(dt.UTC).isoformat(timespec="seconds")


def _columns(company: Company) -> dict[str, object]:
    return {
        "demonstration": int(company.seller.demonstration),
        "profile": codec.dump(company.seller),
        "numbering": codec.dump(company.numbering),
        "logo": company.logo,
    }
