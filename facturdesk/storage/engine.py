"""The data file opened: consistent reads, one writer at a time, durable at each commit."""

from __future__ import annotations

import datetime as dt
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from facturdesk.domain.errors import ActionableError
from facturdesk.storage import sqlite
from facturdesk.storage.errors import (
    CANNOT_OPEN,
    READ_ONLY,
    DataFileExists,
    DataFileMissing,
    DataFileTooNew,
    DataFileUnreachable,
    NotADataFile,
    primary_code,
    refusal_of,
    translated,
)
from facturdesk.storage.files import file_errors, real_path
from facturdesk.storage.schema import USER_VERSION
from facturdesk.storage.sqlite import BUSY_MILLISECONDS

log = logging.getLogger(__name__)

_POOLED: Final = 3  # connections kept open to read, beside the one that writes


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who acts and when, as seals and cards record it."""

    now: dt.datetime  # aware
    actor: str = ""  # user name
    device: str = ""  # host name


@dataclass(slots=True)
class Unsealed:
    """What a transaction wrote that no seal covers yet; nothing may remain at its end.

    How each insert-only row is covered is said in `canonical`.
    """

    documents: set[int] = field(default_factory=set)
    payments: set[int] = field(default_factory=set)
    allocations: list[int] = field(default_factory=list)  # consecutive ids

    def __bool__(self) -> bool:
        return bool(self.documents or self.payments or self.allocations)


@dataclass(slots=True)
class Transaction:
    """An open BEGIN IMMEDIATE: nobody else writes until it ends."""

    connection: Connection
    stamp: Stamp
    changes: set[str] = field(default_factory=set)  # "document:12", "party:3", "company"
    unsealed: Unsealed = field(default_factory=Unsealed)
    # snapshots met in this transaction: id() of the value → the value, its row
    snapshots: dict[int, tuple[object, int]] = field(default_factory=dict)
    last_seal: tuple[int, bytes] | None = None  # sequence and hash, once known here
    seal_count: int = 0  # seals appended here


class Store:
    """One open data file; a context manager that leaves a single file behind."""

    def __init__(self, path: Path, *, key: bytes | None = None, state: Path | None) -> None:
        self.path = path
        self.state = state
        self._engine = _engine(path, key)
        # all is written by one connection: its data_version tells of others alone
        self._writing = _engine(path, key, writing=True)
        self._version = 0
        self._place = _place(path)
        self._tell: Callable[[frozenset[str]], None] | None = None

    def on_commit(self, tell: Callable[[frozenset[str]], None]) -> None:
        """Call `tell` with what each transaction changed, once it is committed, on its thread."""
        self._tell = tell

    @property
    def synchronised_folder(self) -> bool:
        """Whether the file lies where another program or machine may touch it."""
        return sqlite.is_synchronised(self.path)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give one consistent snapshot; whatever is tried there, nothing is written."""
        with translated(self.path), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def write(self, stamp: Stamp) -> Iterator[Transaction]:
        """Give a transaction, committed durably at the end, undone whole by any exception.

        Raises:
            DataFileBusy, DataFileReadOnly, DiskFull, DataFileUnreachable: nothing was written.
        """
        if not self.is_in_place():
            raise DataFileUnreachable(path=str(self.path))
        with translated(self.path), self._writing.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            transaction = Transaction(connection, stamp)
            try:
                yield transaction
                self._finish(transaction)
            except BaseException:
                connection.rollback()
                raise
        self._remember(transaction)
        if self._tell is not None and transaction.changes:
            self._tell(frozenset(transaction.changes))

    def data_version(self) -> int:
        """Give a number that changes when another process has written.

        While this one writes, it is the number given last.
        """
        pool = self._writing.pool
        if isinstance(pool, QueuePool) and pool.checkedout():
            return self._version
        with translated(self.path), self._writing.connect() as connection:
            self._version = int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())
        return self._version

    def file_id(self) -> str | None:
        """Give the random identity of the data file."""
        from facturdesk.storage import anchors

        with self.read() as connection:
            return anchors.file_id(connection)

    def is_in_place(self) -> bool:
        """Tell whether the file that was opened is still where it was.

        Some systems let a file that is open be moved or deleted: what is written to it
        then would be lost with it.
        """
        here = _place(self.path)
        return here is not None and (self.synchronised_folder or here == self._place)

    def reconnect(self, identity: str | None) -> None:
        """Go on with a file that was out of reach and is back.

        Raises:
            DataFileUnreachable: it is not there, or another file is in its place.
            FileBehind: an older copy is in its place.
        """
        self._engine.dispose()
        self._writing.dispose()
        place = _place(self.path)
        if place is None or self.file_id() != identity:
            raise DataFileUnreachable(path=str(self.path))
        if self.state is not None:
            from facturdesk.storage import anchors

            anchors.check(self, self.state)
        self._place = place

    def close(self) -> None:
        """Write everything into the one file and let it go.

        Where that cannot be (a full disk), what was committed stays in the journal beside
        it, from which the next opening reads it: nothing is lost, nothing is refused.
        """
        try:
            with translated(self.path), self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        except ActionableError as error:
            log.info("%s keeps its journal beside it: %s", self.path, error)
        finally:
            self.let_go()

    def let_go(self) -> None:
        """Close the connections, whatever is in the journal."""
        self._writing.dispose()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _finish(self, transaction: Transaction) -> None:
        if transaction.unsealed:
            raise RuntimeError(f"written but not sealed: {transaction.unsealed}")
        transaction.connection.commit()

    def _remember(self, transaction: Transaction) -> None:
        if self.state is not None and transaction.seal_count:
            from facturdesk.storage import anchors

            try:
                anchors.record(self, self.state)
            except ActionableError as error:  # it is committed all the same
                log.warning("the last seal of %s could not be read again: %s", self.path, error)


def create_store(path: Path, *, key: bytes | None = None, state: Path | None = None) -> Store:
    """Make a new, empty data file.

    Raises:
        DataFileExists: something has this name already; it was left as it is.
        DataFileReadOnly, DataFileUnreachable, DiskFull, NameRefused: it could not be made.
    """
    with file_errors(path):
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError as error:
            raise DataFileExists(path=str(path)) from error
    engine = _engine(path, key, new=True)
    try:
        with translated(path), engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            sqlite.create_all(connection)
            connection.commit()
    except BaseException:
        engine.dispose()
        path.unlink(missing_ok=True)
        raise
    engine.dispose()
    return Store(path, key=key, state=state)


def open_store(path: Path, *, key: bytes | None = None, state: Path | None = None) -> Store:
    """Open a data file; an older one is upgraded first, after a backup.

    `state` is the folder with the last seal seen of each file; None: none is kept.

    Raises:
        DataFileMissing, NotADataFile, DataFileTooNew, DataFileBusy, DataFileReadOnly.
        FileBehind: the file is older than what was last seen of it here.
    """
    if not os.path.isfile(path):  # noqa: PTH113 - also of a name no system takes
        raise DataFileMissing(path=str(path))
    store = Store(path, key=key, state=state)
    try:
        version = _checked_version(store)
        if version < USER_VERSION:
            from facturdesk.storage import migrations

            store.let_go()
            migrations.upgrade(path, key=key)
            store = Store(path, key=key, state=state)
        if state is not None:
            from facturdesk.storage import anchors

            anchors.check(store, state)
    except (DBAPIError, dbapi2.Error, UnicodeDecodeError) as error:  # not even these can be read
        store.let_go()
        raise NotADataFile(path=str(path)) from error
    except BaseException:
        store.let_go()
        raise
    return store


def _checked_version(store: Store) -> int:
    with store.read() as connection:
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if version < 1:
        raise NotADataFile(path=str(store.path))
    if version > USER_VERSION:
        raise DataFileTooNew(path=str(store.path), version=version)
    return version


def _place(path: Path) -> tuple[int, int] | None:
    """Give what the system calls the file at a path; None where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - also of a name no system takes
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def _engine(path: Path, key: bytes | None, *, new: bool = False, writing: bool = False) -> Engine:
    connect = partial(sqlite.connect, key=key, synchronised=sqlite.is_synchronised(path), new=new)

    def connection() -> Any:
        try:
            return _connected(path, connect)
        except dbapi2.Error as error:
            refusal = refusal_of(error, path)
            if refusal is None:
                raise
            raise refusal from error

    return create_engine(
        "sqlite://",
        creator=connection,
        module=dbapi2,
        poolclass=QueuePool,
        pool_size=1 if writing else _POOLED,
        max_overflow=0 if writing else 10,
        pool_timeout=BUSY_MILLISECONDS / 1000,
        pool_reset_on_return=None,  # read and write end what they began
    )


def _connected(path: Path, connect: Callable[..., Any]) -> Any:
    try:
        return connect(path)
    except dbapi2.Error as error:
        if primary_code(error) not in (CANNOT_OPEN, READ_ONLY):
            raise
        path = real_path(path)
        journal = path.with_name(path.name + "-wal")
        if not path.exists() or journal.exists():
            raise
        # a folder that takes no files: the data can still be read
        return connect(path, immutable=True)
