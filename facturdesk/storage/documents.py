"""Issued documents written once into the data file, and read back as they were."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, Table

from facturdesk.domain.document import Document
from facturdesk.storage import rows, schema, snapshots
from facturdesk.storage.canonical import canonical_document, canonical_documents
from facturdesk.storage.engine import Transaction
from facturdesk.storage.merged import LIVE_PARTY
from facturdesk.storage.receivables import first_row
from facturdesk.storage.search import index_documents
from facturdesk.storage.statements import Row, insert_rows, keys_of, next_id, select_text

__all__ = [
    "Filed",
    "NewDocument",
    "canonical_document",
    "canonical_documents",
    "credit_notes_of",
    "find_document",
    "insert_document",
    "insert_documents",
    "load_document",
    "load_original",
    "replaced_by",
]

PDF: Final = "application/pdf"


@dataclass(frozen=True, slots=True)
class Filed:
    """A document as stored."""

    id: int
    document: Document
    party_id: int  # the card it shows under: the one kept, where cards were merged
    sha256: bytes | None  # of the original; None where there is none


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document about to be stored, with what its rows refer to.

    `targets` are ids of earlier documents by number, for its references.
    """

    document: Document
    party_id: int
    series_id: int | None
    counter: int | None
    original: bytes | None = None
    targets: Mapping[str, int] = field(default_factory=dict)


def insert_document(  # noqa: PLR0913 - one document, all by keyword
    tx: Transaction,
    document: Document,
    *,
    party_id: int,
    series_id: int | None,
    counter: int | None,
    original: bytes | None,
    targets: Mapping[str, int] | None = None,
) -> int:
    """Write a document with its rows, its original and its place in the lists; its id.

    It is to be sealed in the same transaction.
    """
    new = NewDocument(document, party_id, series_id, counter, original, targets or {})
    return insert_documents(tx, [new])[0]


def insert_documents(tx: Transaction, batch: Sequence[NewDocument]) -> list[int]:
    """Write many documents at once, in the order given; their ids, which are consecutive."""
    first = next_id(tx.connection, "SELECT max(id) FROM document")
    batches: dict[Table, list[Row]] = {table: [] for table in _WRITTEN}
    for document_id, new in enumerate(batch, first):
        _add_rows(batches, document_id, new, _keys(tx, new))
    for table, pending in batches.items():
        insert_rows(tx.connection, table, pending)
    index_documents(tx, [(i, new.document) for i, new in enumerate(batch, first)])
    ids = list(range(first, first + len(batch)))
    tx.unsealed.documents.update(ids)
    tx.changes.update([f"document:{document_id}" for document_id in ids])
    return ids


def load_document(connection: Connection, document_id: int) -> Filed:
    """Read a document as it was issued.

    Raises:
        LookupError: there is no such document.
    """
    one = (document_id,)
    row = connection.exec_driver_sql(_LOAD, one).fetchone()
    if row is None:
        raise LookupError(f"no document {document_id}")
    *columns, seller, customer, mentions, sha256, party_id = row
    lines, taxes, instalments, receipts, links = (
        connection.exec_driver_sql(text, one).fetchall() for text in _children()
    )
    document = rows.document_from(
        rows.DocumentRows(
            row=columns,
            seller=snapshots.read_seller(seller),
            customer=snapshots.read_customer(customer),
            mentions=snapshots.read_mentions(mentions),
            lines=lines,
            taxes=taxes,
            instalments=instalments,
            receipts=receipts,
            links=links,
        )
    )
    return Filed(document_id, document, party_id, sha256)


def find_document(connection: Connection, number: str) -> int | None:
    """Give the id of the document that has a number; None if there is none."""
    found: int | None = connection.exec_driver_sql(
        "SELECT id FROM document WHERE number = ?", (number,)
    ).scalar()
    return found


def load_original(connection: Connection, document_id: int) -> bytes | None:
    """Read the bytes stored at issue; None for a document that has none."""
    found: bytes | None = connection.exec_driver_sql(
        "SELECT content FROM stored_file WHERE document_id = ?", (document_id,)
    ).scalar()
    return found


def credit_notes_of(connection: Connection, document_id: int) -> list[Document]:
    """Read the credit notes of a document, in the order of their issue."""
    ids = connection.exec_driver_sql(
        "SELECT document_id FROM document_link WHERE target_id = ? AND relation = 'credits'"
        " ORDER BY document_id",
        (document_id,),
    ).scalars()
    return [load_document(connection, found).document for found in ids.all()]


def replaced_by(connection: Connection, document_id: int) -> str | None:
    """Give the number of the document that replaced one; None while it stands."""
    found: str | None = connection.exec_driver_sql(
        "SELECT document.number FROM document_link JOIN document ON document.id = document_id"
        " WHERE target_id = ? AND relation = 'replaces'",
        (document_id,),
    ).scalar()
    return found


def _keys(tx: Transaction, new: NewDocument) -> rows.Keys:
    document = new.document
    return rows.Keys(
        series_id=new.series_id,
        counter=new.counter,
        seller_id=snapshots.party_snapshot_id(tx, document.seller),
        customer_id=snapshots.party_snapshot_id(tx, document.customer),
        mentions_id=snapshots.mentions_snapshot_id(tx, document.mentions),
        party_id=new.party_id,
    )


def _add_rows(
    batches: dict[Table, list[Row]], document_id: int, new: NewDocument, keys: rows.Keys
) -> None:
    document = new.document
    batches[schema.document].append(rows.document_row(document_id, document, keys))
    batches[schema.document_line] += rows.line_rows(document_id, document.lines)
    batches[schema.document_tax] += rows.tax_rows(document_id, document.taxes)
    batches[schema.due_instalment] += rows.instalment_rows(document_id, document.instalments)
    batches[schema.document_receipt] += rows.receipt_rows(document_id, document.receipts)
    if document.references:
        links = rows.link_rows(document_id, document.references, new.targets)
        batches[schema.document_link] += links
    if new.original is not None:
        sha256 = hashlib.sha256(new.original).digest()
        batches[schema.stored_file].append((document_id, sha256, PDF, new.original))
    batches[schema.receivable].append(first_row(document_id, new.party_id, document))


_WRITTEN: Final = (
    schema.document,
    schema.document_line,
    schema.document_tax,
    schema.due_instalment,
    schema.document_receipt,
    schema.document_link,
    schema.stored_file,
    schema.receivable,
)
_LOAD: Final = """
SELECT document.*, seller.body, customer.body, mentions.body, stored_file.sha256, <live>
FROM document
JOIN party_snapshot AS seller ON seller.id = document.seller_id
JOIN party_snapshot AS customer ON customer.id = document.customer_id
JOIN text_snapshot AS mentions ON mentions.id = document.mentions_id
LEFT JOIN stored_file ON stored_file.document_id = document.id
WHERE document.id = ?""".replace("<live>", LIVE_PARTY.format(row="document"))


def _children() -> Iterable[str]:
    return [select_text(table, "document_id = ?", order=keys_of(table)) for table in _WRITTEN[1:6]]
