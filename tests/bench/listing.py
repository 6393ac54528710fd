"""Figures of lists, search and verification, the same for every large file."""

from __future__ import annotations

import datetime as dt
import random
import time
from array import array
from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import Connection

from facturdesk.storage.lists import (
    DocumentFilter,
    document_ids,
    documents_by_ids,
    list_documents,
)
from facturdesk.storage.search import search_parties
from facturdesk.storage.verify import verify
from facturdesk.usecases.shop import Shop
from tests.bench.demo_files import DemoFile
from tests.bench.figures import Figure
from tests.bench.raw_lists import PAGE, first_page, open_raw
from tests.bench.timing import each_call, in_turns, percentile

_ALL: Final = DocumentFilter()


def pages(shop: Shop, demo: DemoFile, name: str) -> Iterator[Figure]:
    """Measure the first page, a page by jump, and the ordered ids."""
    raw = open_raw(demo.path)
    chance = random.Random(1)
    with shop.store.read() as connection:
        ids = document_ids(connection, _ALL, today=shop.today)
        ours, bare, jump, everything = in_turns(
            [
                (lambda: list_documents(connection, _ALL, today=shop.today, limit=PAGE), 20),
                (lambda: first_page(raw), 20),
                (lambda: _jump(connection, ids, chance, shop.today), 20),
                (lambda: document_ids(connection, _ALL, today=shop.today), 1),
            ],
            rounds=15,
        )
    raw.close()
    first = ours.wall * 1000
    yield Figure(
        f"{name}: first page", first, "ms", 2.5, bare.wall * 1000, note="the query by hand"
    )
    yield Figure(f"{name}: page by jump", jump.wall * 1000, "ms", 3, first, note="the first page")
    yield Figure(f"{name}: ordered ids of {len(ids):,}", everything.wall, "s", 1)


def searches(shop: Shop, name: str) -> Iterator[Figure]:
    """Measure the search of documents and customers as typed, term by term."""
    with shop.store.read() as connection:
        drawn = terms(connection)
        taken = []
        for term in drawn:
            wanted = DocumentFilter(text=term)

            def search(wanted: DocumentFilter = wanted, term: str = term) -> None:
                list_documents(connection, wanted, today=shop.today, limit=PAGE)
                search_parties(connection, term, limit=PAGE)

            search()
            taken.append(min(each_call(search, 3)))
    yield Figure(
        f"{name}: search, p95 of {len(drawn)} terms", percentile(taken, 0.95) * 1000, "ms", 10
    )


def verification(shop: Shop, name: str, limit: float) -> Iterator[Figure]:
    """Measure one verification of the whole file, with its progress."""
    reported: list[int] = []
    with shop.store.read() as connection:
        (documents,) = connection.exec_driver_sql("SELECT count(*) FROM document").one()
        start = time.perf_counter()
        fault = verify(connection, on_progress=lambda done, _total: reported.append(done))
        seconds = time.perf_counter() - start
    if fault is not None or not reported:
        raise RuntimeError(f"verify of {name}: {fault}, {len(reported)} reports of progress")
    yield Figure(
        f"{name}: verify, documents a second", documents / seconds, "/s", limit, at_least=True
    )


def _jump(connection: Connection, ids: array[int], chance: random.Random, today: dt.date) -> None:
    start = chance.randrange(len(ids) - PAGE)
    documents_by_ids(connection, ids[start : start + PAGE], today=today)


def terms(connection: Connection) -> Sequence[str]:
    """Draw what people type: names in part and without accents, numbers, references, amounts."""
    rows = connection.exec_driver_sql(
        "SELECT party.name, number, gross_minor, order_reference, payment_reference, code"
        " FROM document JOIN party ON party.id = party_id"
        " WHERE document.id % (SELECT max(id) / 60 + 1 FROM document) = 0"
    ).fetchall()
    drawn = ["e", "ma", "du", "société", "zzzz", "the vert", "dupont lyon"]
    for name, number, gross, order, payment, code in rows:
        drawn += [name, name[:3], name.split()[-1].lower(), _plain(name), number, number[-5:], code]
        drawn += [f"{gross // 100},{gross % 100:02d}", f"{gross / 100:.2f}", payment]
        drawn += [order] if order else []
    return drawn


def _plain(name: str) -> str:
    return name.translate(str.maketrans("éèêëàâîïôùûçÉ", "eeeeaaiiouucE"))
