"""Brings a data file of an earlier version to today's tables: all of it, or none of it.

A copy is made first. Insert-only tables only grow by columns that may be empty: they are never
rebuilt or filled, so that every seal stays valid. Alembic is imported here alone, and this
package only when an upgrade is due.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection

from facturdesk.domain.errors import ActionableError
from facturdesk.storage import sqlite
from facturdesk.storage.backup import check_version, copy_pages
from facturdesk.storage.faults import Fault
from facturdesk.storage.files import connected, free_name, real_path, removed
from facturdesk.storage.locks import exclusive
from facturdesk.storage.migrations.versions import VERSIONS
from facturdesk.storage.schema import USER_VERSION
from facturdesk.storage.verify_database import integrity_faults, schema_faults

log = logging.getLogger(__name__)


class UpgradeFailed(ActionableError):
    """The file could not be brought to today's version; it is as it was."""

    code = "upgrade-failed"


class _NotAsItWas(Exception):
    """The upgrade would lose or change something."""


def upgrade(
    path: Path,
    *,
    key: bytes | None = None,
    keep_copy: bool = True,
    versions: Iterable[ModuleType] | None = None,
) -> Path | None:
    """Upgrade a data file that nobody has open; the copy of it as it was is given back.

    `versions` are those of the program unless a test brings its own.

    Raises:
        UpgradeFailed: a step failed, or would have lost a row; the file is as it was.
        DataFileBusy: the file is open elsewhere.
        DiskFull, DataFileReadOnly: nothing was changed.
    """
    path = real_path(path)
    with exclusive(path):
        copy = _copied(path, key) if keep_copy else None
        try:
            with connected(path, key=key, alone=True) as connection:
                _upgrade(connection, path, VERSIONS if versions is None else versions)
        except ActionableError:
            if copy:
                removed(copy)
            raise
        except Exception as error:
            log.exception("%s could not be upgraded", path)
            raise UpgradeFailed(path=str(path), copy=str(copy or "")) from error
    return copy


def _copied(path: Path, key: bytes | None) -> Path:
    with connected(path, key=key) as connection:
        version = check_version(connection, path)
        copy = free_name(path, f"version {version:04}")
        copy_pages(connection, copy, key=key)
    return copy


def _upgrade(connection: Connection, path: Path, versions: Iterable[ModuleType]) -> None:
    """Run what is due in one transaction, with foreign keys off: a rebuilt table would cascade."""
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql("BEGIN EXCLUSIVE")
    try:
        version = check_version(connection, path)
        before = row_counts(connection)
        with Operations.context(MigrationContext.configure(connection)):
            for step in versions:
                if version < step.VERSION:
                    step.upgrade()
        sqlite.create_triggers(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {USER_VERSION}")
        _compare(connection, before)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def _compare(connection: Connection, before: dict[str, int]) -> None:
    after = row_counts(connection)
    lost = {name: count for name, count in before.items() if after.get(name) != count}
    if lost:
        raise _NotAsItWas(f"rows before: {lost}, after: {after}")
    fault: Fault | None
    for fault in (*schema_faults(connection), *integrity_faults(connection)):
        raise _NotAsItWas(f"{fault.code}: {fault.params}")


def row_counts(connection: Connection) -> dict[str, int]:
    """Count the rows of every table of ours; full-text tables hold none."""
    names = connection.exec_driver_sql(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    ).scalars()
    return {name: _count(connection, name) for name in names.all()}


def _count(connection: Connection, table: str) -> int:
    query = f"SELECT count(*) FROM {table}"  # noqa: S608 - a name SQLite gave
    return int(connection.exec_driver_sql(query).scalar_one())
