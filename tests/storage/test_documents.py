"""Documents are written once and read back as they were."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import random
from dataclasses import replace
from typing import Any

import pytest

from facturdesk.domain import document as model
from facturdesk.domain.cards import CustomerCard
from facturdesk.domain.document import Document, DocumentReference, Instalment
from facturdesk.domain.sale import Discount, DocumentKind, Nature, Receipt
from facturdesk.domain.vat import VatGroup
from facturdesk.storage import documents, rows, schema
from facturdesk.storage.canonical import canonical_documents
from facturdesk.storage.documents import NewDocument, insert_documents, load_document
from facturdesk.storage.engine import Stamp, Store
from facturdesk.storage.parties import save_party
from facturdesk.storage.seals import seal_documents
from tests.domain.samples import ISSUED_ON, customer, issued
from tests.domain.strategies import SITUATIONS
from tests.storage.filing import credit_note, file, invoice, random_document


@pytest.mark.parametrize("seed", range(2 * len(SITUATIONS)))
def test_a_random_document_comes_back_as_it_was(store: Store, stamp: Stamp, seed: int) -> None:
    document = random_document(seed)
    document_id = file(store, stamp, document, original=b"%PDF")

    with store.read() as connection:
        filed = load_document(connection, document_id)

    assert filed.document == replace(document, number=filed.document.number)
    assert filed.sha256 == hashlib.sha256(b"%PDF").digest()


def filled(value: Any, dice: random.Random) -> Any:
    """Give every field of a frozen value something else than its default."""
    changes: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        now = getattr(value, field.name)
        if isinstance(now, bool):
            changes[field.name] = not now
        elif isinstance(now, int) or (now is None and "int" in str(field.type)):
            changes[field.name] = dice.randint(1, 2**50)
        elif type(now) is str:
            changes[field.name] = f"« {field.name} »"
        elif isinstance(now, Discount):
            changes[field.name] = Discount(1, 2)
        elif now is None and "date" in str(field.type):
            changes[field.name] = ISSUED_ON
        elif now is None:
            changes[field.name] = VatGroup("E", 7, "VATEX", "case")
    return replace(value, **changes)


def whole_document() -> Document:
    """Make a document with no field at its default."""
    dice = random.Random(1)
    made: Document = filled(issued(), dice)
    return replace(
        made,
        currency="CHF",
        kind=DocumentKind.CREDIT_NOTE,
        terms=filled(made.terms, dice),
        lines=(replace(filled(made.lines[0], dice), nature=Nature.SERVICE),),
        taxes=(filled(made.taxes[0], dice),),
        instalments=(Instalment(1, ISSUED_ON, 4), Instalment(2, dt.date(2099, 12, 31), 5)),
        receipts=(Receipt("cash", 3, ISSUED_ON, "ref"),),
        references=(DocumentReference("credits", "F1", ISSUED_ON),),
    )


@pytest.mark.parametrize("part", ["", "lines", "taxes", "terms"])
def test_no_field_is_left_out(store: Store, stamp: Stamp, part: str) -> None:
    document = whole_document()
    with store.read() as connection:
        kept = load_document(connection, _file_as_it_is(store, stamp, document)).document

    before, after = (getattr(d, part) if part else d for d in (document, kept))
    assert after == before


def _file_as_it_is(store: Store, stamp: Stamp, document: Document) -> int:
    with store.write(stamp) as tx:
        party_id = save_party(tx, CustomerCard(customer()))
        ids = insert_documents(tx, [NewDocument(document, party_id, None, None)])
        seal_documents(tx, ids)
    return ids[0]


def test_the_sample_of_no_default_has_none() -> None:
    document = whole_document()
    values = (document, document.lines[0], document.taxes[0], document.terms)
    forgotten = [
        f"{type(value).__name__}.{field.name}"
        for value in values
        for field in dataclasses.fields(value)
        if field.default is not dataclasses.MISSING and getattr(value, field.name) == field.default
    ]

    assert forgotten == []
    assert {f.name for f in dataclasses.fields(model.Document)} >= {"lines", "taxes"}


@pytest.mark.parametrize("table", ["document", "document_line", "document_tax"])
def test_a_row_has_a_value_for_every_column(table: str) -> None:
    document = whole_document()
    keys = rows.Keys(1, 1, 1, 1, 1, 1)
    made = {
        "document": rows.document_row(1, document, keys),
        "document_line": rows.line_rows(1, document.lines)[0],
        "document_tax": rows.tax_rows(1, document.taxes)[0],
    }

    assert len(made[table]) == len(schema.metadata.tables[table].columns)


def test_many_documents_are_the_same_as_one_by_one(store: Store, stamp: Stamp) -> None:
    made = [random_document(seed) for seed in range(30)]
    with store.write(stamp) as tx:
        party_id = save_party(tx, CustomerCard(customer()))
        new = [
            NewDocument(
                replace(each, number=f"F{n}"), party_id, None, None, b"%PDF" if n % 2 else None
            )
            for n, each in enumerate(made)
        ]
        ids = insert_documents(tx, new)
        seal_documents(tx, ids)

    with store.read() as connection:
        filed = [load_document(connection, document_id) for document_id in ids]
    assert [each.document for each in filed] == [each.document for each in new]
    assert [each.sha256 is None for each in filed] == [n % 2 == 0 for n in range(30)]


def test_an_original_is_kept_to_the_byte(store: Store, stamp: Stamp) -> None:
    original = random.Random(1).randbytes(70_000)
    with_one = file(store, stamp, invoice(), original=original)
    without = file(store, stamp, invoice())

    with store.read() as connection:
        assert documents.load_original(connection, with_one) == original
        assert documents.load_original(connection, without) is None


def test_a_document_is_found_by_its_number(store: Store, stamp: Stamp) -> None:
    document_id = file(store, stamp, invoice())

    with store.read() as connection:
        assert documents.find_document(connection, "F2026-00001") == document_id
        assert documents.find_document(connection, "F2026-00002") is None


def test_the_credit_notes_of_an_invoice_are_found(store: Store, stamp: Stamp) -> None:
    invoice_id = file(store, stamp, invoice())
    first = invoice(number="F2026-00001")
    for amount in ("1.00", "2.00"):
        file(store, stamp, credit_note(first, amount))

    with store.read() as connection:
        notes = documents.credit_notes_of(connection, invoice_id)
        assert [note.gross_minor for note in notes] == [100, 200]
        assert documents.replaced_by(connection, invoice_id) is None


def test_the_document_that_replaced_one_is_named(store: Store, stamp: Stamp) -> None:
    replaced = file(store, stamp, invoice())
    link = (DocumentReference("replaces", "F2026-00001", ISSUED_ON),)
    file(store, stamp, invoice(kind=DocumentKind.CORRECTIVE_INVOICE, references=link))

    with store.read() as connection:
        assert documents.replaced_by(connection, replaced) == "F2026-00002"


def test_equal_parties_and_mentions_are_kept_once(store: Store, stamp: Stamp) -> None:
    for _ in range(3):
        file(store, stamp, invoice())

    with store.read() as connection:
        for table, count in (("party_snapshot", 2), ("text_snapshot", 1)):
            query = f"SELECT count(*) FROM {table}"
            assert connection.exec_driver_sql(query).scalar() == count


def test_an_unknown_document_is_a_defect(store: Store) -> None:
    with store.read() as connection:
        with pytest.raises(LookupError):
            load_document(connection, 1)
        with pytest.raises(LookupError):
            documents.canonical_document(connection, 1)


def test_the_canonical_bytes_are_the_same_alone_and_in_a_stream(store: Store, stamp: Stamp) -> None:
    ids = [file(store, stamp, random_document(seed)) for seed in range(7)]

    with store.read() as connection:
        streamed = dict(canonical_documents(connection, 0, 100))
        alone = {each: documents.canonical_document(connection, each) for each in ids}
        later = dict(canonical_documents(connection, ids[4], 1))
    assert streamed == alone
    assert list(later) == [ids[5]]
