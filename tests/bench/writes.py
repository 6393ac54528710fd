"""The data layer without paper: one durable commit an invoice, beside SQLite alone."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, event
from sqlcipher3 import dbapi2

from facturdesk.domain.document import Document
from facturdesk.domain.identifiers import payment_reference
from facturdesk.storage.documents import find_document, insert_document, load_document
from facturdesk.storage.engine import Store
from facturdesk.storage.numbers import set_last_day, take_number
from facturdesk.storage.seals import seal_document
from facturdesk.usecases.cards import put_customer
from facturdesk.usecases.sales import save_sale
from tests.bench import sample
from tests.bench.figures import Figure
from tests.bench.settings import Group, Settings
from tests.bench.timing import in_turns
from tests.faults.shops import TODAY, copied, make_file, opened, stamp_of

_A_ROUND: Final = 40
_EDGE: Final = 100
_A_TURN: Final = 5

Statement = tuple[str, Any]


def measure(settings: Settings) -> Iterator[Figure]:
    """Measure invoices of five lines and two rates, of one customer."""
    path = make_file(settings.folder / "writes.facturdesk")
    with opened(path) as shop:
        code = {"code": put_customer(shop, sample.CUSTOMER).code}
        number = save_sale(shop, sample.small_sale(customer=code), issue=True).number
        assert number is not None
        with shop.store.read() as connection:
            found = find_document(connection, number)
            assert found is not None
            filed = load_document(connection, found)
    yield _beside_raw(settings, path, filed.document, filed.party_id)
    yield _flat(settings, path, filed.document, filed.party_id)


def _beside_raw(settings: Settings, path: Path, document: Document, party_id: int) -> Figure:
    rounds = 7 if settings.quick else 15
    recorded = _recorded(settings, path, document, party_id, rounds * _A_ROUND)
    raw_path = copied(path, settings.folder / "raw.facturdesk")
    raw = _raw_connection(raw_path)
    transactions = iter(recorded)
    ours_path = copied(path, settings.folder / "ours.facturdesk")
    with opened(ours_path) as shop:
        ours, bare = in_turns(
            [
                (lambda: file_one(shop.store, document, party_id), _A_ROUND),
                (lambda: _replay(raw, next(transactions)), _A_ROUND),
            ],
            rounds=rounds,
        )
    raw.close()
    return Figure(
        "data layer, durable invoices a second",
        1 / ours.wall,
        "/s",
        0.15,
        1 / bare.wall,
        at_least=True,
        note="SQLite alone, the same writes",
    )


def _flat(settings: Settings, path: Path, document: Document, party_id: int) -> Figure:
    """Compare the last of many invoices of one customer with the first, in turns."""
    count = 2_000 if settings.quick else 10_000
    full = copied(path, settings.folder / "full.facturdesk")
    with opened(full) as shop:
        for _ in itertools.repeat(None, count - _EDGE):
            file_one(shop.store, document, party_id)
    empty = copied(path, settings.folder / "empty.facturdesk")
    with opened(full) as shop, opened(empty) as beginning:
        last, first = in_turns(
            [
                (lambda: file_one(shop.store, document, party_id), _A_TURN),
                (lambda: file_one(beginning.store, document, party_id), _A_TURN),
            ],
            rounds=_EDGE // _A_TURN,
        )
    return Figure(
        f"flat: the last {_EDGE} of {count:,} of a customer",
        last.wall * 1000,
        "ms",
        1.15,
        first.wall * 1000,
        note=f"the first {_EDGE}",
    )


def file_one(store: Store, template: Document, party_id: int) -> int:
    """Number, store and seal one invoice in a transaction of its own."""
    with store.write(stamp_of(TODAY)) as tx:
        year = template.issued_on.year
        pattern = "F{year}-{counter:05}"
        taken = take_number(tx, kind=template.kind, year=year, pattern=pattern)
        document = dataclasses.replace(
            template, number=taken.number, payment_reference=payment_reference(taken.number)
        )
        document_id = insert_document(
            tx,
            document,
            party_id=party_id,
            series_id=taken.series_id,
            counter=taken.counter,
            original=None,
        )
        set_last_day(tx, taken.series_id, template.issued_on)
        seal_document(tx, document_id)
    return document_id


def _recorded(
    settings: Settings, path: Path, document: Document, party_id: int, count: int
) -> list[list[Statement]]:
    """Note every statement that writes while ours works, invoice by invoice."""
    transactions: list[list[Statement]] = []

    def note(_c: Any, _k: Any, statement: str, parameters: Any, _x: Any, many: bool) -> None:
        if statement.split(maxsplit=1)[0] in ("INSERT", "UPDATE", "DELETE"):
            transactions[-1].append((statement, list(parameters) if many else parameters))

    copy = copied(path, settings.folder / "recorded.facturdesk")
    event.listen(Engine, "before_cursor_execute", note)
    try:
        with opened(copy) as shop:
            for _ in itertools.repeat(None, count):
                transactions.append([])
                file_one(shop.store, document, party_id)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return transactions


def _raw_connection(path: Path) -> Any:
    """Open the file as a program would that has nothing but SQLite, without our triggers."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    triggers = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    for (name,) in triggers.fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    return connection


def _replay(connection: Any, statements: list[Statement]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for statement, parameters in statements:
        if isinstance(parameters, list):
            connection.executemany(statement, parameters)
        else:
            connection.execute(statement, parameters).fetchall()
    connection.execute("COMMIT")


GROUP: Final = Group("writes", measure)
