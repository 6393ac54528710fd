"""The chain of seals: what it says, and that nothing can be added to it unseen."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facturdesk.domain.sale import DocumentKind
from facturdesk.storage import seals
from facturdesk.storage.documents import NewDocument, insert_documents
from facturdesk.storage.engine import Store, Transaction, open_store
from facturdesk.storage.numbers import take_number
from facturdesk.storage.payments import (
    NewAllocation,
    NewPayment,
    insert_allocations,
    insert_payments,
)
from facturdesk.storage.receivables import refresh
from facturdesk.storage.verify import verify
from tests.faults.sample_file import DAY, add_invoice, invoice, make_sample, stamp


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(make_sample(tmp_path / "a.facturdesk")) as opened:
        yield opened


def test_each_seal_hashes_its_columns_and_the_seal_before(store: Store) -> None:
    previous = bytes(32)
    for row in rows(store, "SELECT * FROM seal ORDER BY sequence"):
        *columns, before, digest = row
        text = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))

        assert before == previous
        assert digest == hashlib.sha256(text.encode() + previous).digest()
        previous = digest


def test_a_seal_says_who_and_when_in_local_time_with_its_offset(store: Store) -> None:
    first = rows(store, "SELECT sealed_at, actor, device, kind, subject FROM seal LIMIT 1")

    assert first == [("2026-11-02T12:00:00+01:00", "claire", "caisse-1", "create", "company")]


def test_the_seal_of_a_document_names_it_and_its_original(store: Store) -> None:
    ((body, number, content),) = rows(
        store,
        "SELECT body, number, content FROM seal JOIN document ON subject = 'document:' || id"
        " JOIN stored_file ON document_id = id WHERE id = 2",
    )

    assert json.loads(body)["number"] == number
    assert json.loads(body)["original"] == hashlib.sha256(content).hexdigest()


def test_allocations_are_covered_in_their_order_without_a_gap(store: Store) -> None:
    bodies = [json.loads(body) for (body,) in rows(store, "SELECT body FROM seal")]
    ranges = [body["allocations"][:2] for body in bodies if "allocations" in body]

    ids = [key for first, last in ranges for key in range(first, last + 1)]
    assert ids == [key for (key,) in rows(store, "SELECT id FROM allocation ORDER BY id")]


def test_a_new_version_of_the_program_is_sealed_before_its_first_event(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seals, "__version__", "99.0")
    with store.write(stamp(DAY)) as tx:
        seals.append_seal(tx, kind="reprint", subject="document:1", body={"copy": 2})
        seals.append_seal(tx, kind="reprint", subject="document:1", body={"copy": 3})

    last = rows(store, "SELECT kind, program FROM seal ORDER BY sequence DESC LIMIT 3")
    assert last == [("reprint", "99.0"), ("reprint", "99.0"), ("version", "99.0")]


def test_a_batch_is_sealed_one_by_one_in_about_300_bytes_each(store: Store) -> None:
    with store.write(stamp(DAY)) as tx:
        seals.seal_documents(tx, write_invoices(tx, 20))

    query = "SELECT * FROM seal WHERE kind = 'issue' ORDER BY sequence DESC LIMIT 20"
    sizes = [
        sum(len(str(v)) if not isinstance(v, bytes) else 32 for v in r) for r in rows(store, query)
    ]
    assert len(sizes) == 20 and max(sizes) < 340
    assert found(store) is None


def test_payments_of_a_batch_take_their_own_allocations(store: Store) -> None:
    new = NewPayment(1, DAY, "card", 100)
    with store.write(stamp(DAY)) as tx:
        payments = insert_payments(tx, [new, new, new])
        insert_allocations(
            tx, [NewAllocation("payment", 3, 100, DAY, payment_id=key) for key in payments]
        )
        seals.seal_payments(tx, payments)
        refresh(tx, 3)

    bodies = rows(store, "SELECT body FROM seal ORDER BY sequence DESC LIMIT 3")
    assert [json.loads(body)["allocations"][:2] for (body,) in bodies] == [[9, 9], [8, 8], [7, 7]]
    assert found(store) is None


def test_a_clock_set_back_is_sealed_as_it_is_and_nothing_fails(store: Store) -> None:
    with store.write(stamp(dt.date(2020, 1, 1))) as tx:
        add_invoice(tx, 1)

    last = rows(store, "SELECT sealed_at FROM seal ORDER BY sequence DESC LIMIT 1")
    assert last == [("2020-01-01T12:00:00+01:00",)]
    assert found(store) is None


def rows(store: Store, query: str) -> list[tuple[Any, ...]]:
    with store.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def found(store: Store) -> object:
    with store.read() as connection:
        return verify(connection)


def write_invoices(tx: Transaction, count: int) -> list[int]:
    """Write invoices without sealing them."""
    new: list[NewDocument] = []
    for _ in range(count):
        taken = take_number(tx, kind=DocumentKind.INVOICE, year=DAY.year, pattern="")
        document = invoice(taken.number, DAY)
        new.append(NewDocument(document, 1, taken.series_id, taken.counter, b"%PDF"))
    return insert_documents(tx, new)
