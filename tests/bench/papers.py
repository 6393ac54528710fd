"""Issuing whole: rules, number, seal, Factur-X, XSD and a durable commit, beside the peers."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from facturdesk.domain.cards import Company
from facturdesk.domain.document import Document
from facturdesk.storage.documents import find_document, load_document
from facturdesk.usecases.cards import put_customer
from facturdesk.usecases.company_input import read_company
from facturdesk.usecases.sales import save_sale
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.viewing import original
from tests.bench import hand_drawn, sample, weasy
from tests.bench.figures import Figure
from tests.bench.settings import Group, Settings
from tests.bench.timing import in_turns, resident_mb
from tests.faults.shops import make_file, opened

_CODE: Final = {"code": sample.CUSTOMER["code"]}
_FIRST: Final = 50
_BATCH: Final = 500


def company() -> Company:
    """Give the shop of the measured invoice, logo included."""
    profile, _ = read_company(sample.COMPANY)
    return dataclasses.replace(profile, logo=sample.logo())


def measure(settings: Settings) -> Iterator[Figure]:
    """Measure one invoice of 20 lines, one of 400, their size, and a long batch."""
    path = make_file(settings.folder / "papers.facturdesk", of=company())
    with opened(path) as shop:
        put_customer(shop, sample.CUSTOMER)
        yield from _one_page(shop, settings)
        yield from _many_pages(shop, settings)
    yield _batch(settings)


def _one_page(shop: Shop, settings: Settings) -> Iterator[Figure]:
    logo = sample.logo()
    document, pdf = _issued(shop, 20)
    ours, hand, peer = in_turns(
        [
            (lambda: save_sale(shop, sample.sale(20, customer=_CODE), issue=True), 4),
            (lambda: hand_drawn.facturx(document, logo), 4),
            (lambda: weasy.facturx(document, logo, settings.folder), 1),
        ],
        rounds=7 if settings.quick else 21,
    )
    yield Figure(
        "issue 20 lines, invoices a second",
        1 / ours.wall,
        "/s",
        9,
        1 / peer.wall,
        at_least=True,
        note="WeasyPrint + factur-x",
    )
    yield Figure(
        "issue 20 lines, CPU",
        ours.cpu * 1000,
        "ms",
        1.6,
        hand.cpu * 1000,
        note="drawn by hand, no rules, no data file",
    )
    yield Figure("original of 20 lines, logo and QR", len(pdf) / 1000, "kB", 55)


def _many_pages(shop: Shop, settings: Settings) -> Iterator[Figure]:
    logo = sample.logo()
    document, _ = _issued(shop, 400)
    ours, peer = in_turns(
        [
            (lambda: save_sale(shop, sample.sale(400, customer=_CODE), issue=True), 4),
            (lambda: weasy.facturx(document, logo, settings.folder), 1),
        ],
        rounds=3 if settings.quick else 7,
    )
    yield Figure(
        "issue 400 lines, invoices a second",
        1 / ours.wall,
        "/s",
        25,
        1 / peer.wall,
        at_least=True,
        note="WeasyPrint + factur-x",
    )


def _issued(shop: Shop, lines: int) -> tuple[Document, bytes]:
    """Issue the measured invoice once: what the yardsticks are given to print."""
    number = save_sale(shop, sample.sale(lines, customer=_CODE), issue=True).number
    assert number is not None
    with shop.store.read() as connection:
        found = find_document(connection, number)
        assert found is not None
        return load_document(connection, found).document, original(shop, number)


def _batch(settings: Settings) -> Figure:
    """Issue 500 invoices in a process of its own; what it grows by after the first 50."""
    path = settings.folder / "batch.facturdesk"
    command = [sys.executable, "-m", "tests.bench.papers", str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return Figure(f"resident memory, {_FIRST} to {_BATCH} invoices", float(run.stdout), "MB", 2)


def _grow(path: Path) -> float:
    with opened(make_file(path, of=company())) as shop:
        put_customer(shop, sample.CUSTOMER)
        at_first = 0.0
        for rank in range(1, _BATCH + 1):
            save_sale(shop, sample.sale(20, customer=_CODE), issue=True)
            if rank == _FIRST:
                at_first = resident_mb()
        return resident_mb() - at_first


GROUP: Final = Group("papers", measure)

if __name__ == "__main__":
    print(_grow(Path(sys.argv[1])))
