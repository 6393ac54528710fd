"""The canonical bytes of what happened, as seals hash them; old formats stay readable.

Every row of an insert-only table is covered by exactly one seal:

- a document, its lines, taxes, instalments, receipts, links, the hash and type of its
  original, and the hashes of its three snapshots: `canonical_document`, in the seal whose
  subject is `document:<id>`. The original's bytes and the snapshots' bodies must have
  those hashes.
- a payment: `canonical_payment`, in the seal whose subject is `payment:<id>`.
- allocations with their VAT split: `canonical_allocations` of a range of ids, in the body
  of whichever seal was appended next. In the order of the seals the ranges follow one
  another from 1 to the last id, without hole or overlap.
- a seal: its own hash, and the `previous` of the next.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Final

from sqlalchemy import Connection, Table

from facturdesk.storage import schema
from facturdesk.storage.engine import Transaction
from facturdesk.storage.statements import Row, keys_of, raw_rows, select_text, sql

FORMAT: Final = 1

_COLUMNS: Final = {  # of format 1; a later format names the columns added since
    "document": "id kind origin series_id counter number issued_on supplied_on type_code"
    " framework currency prices_include_vat order_reference payment_reference discount_bp"
    " discount_minor terms_days terms_end_of_month terms_end_of_month_first note reason"
    " net_minor vat_minor gross_minor seller_id customer_id mentions_id party_id",
    "document_line": "document_id position kind name detail item_code nature quantity_e4 unit"
    " unit_price_e6 discount_bp discount_fixed_minor discount_minor discountable amount_minor"
    " settled_minor net_minor net_unit_price_e6 price_base_quantity net_discount_minor"
    " vat_category vat_rate_bp vat_ground vat_case purchase_cost_minor source_position",
    "document_tax": "document_id sequence category rate_bp ground vat_case base_minor vat_minor"
    " lines_minor discount_minor charges_minor discount_amount_minor reason",
    "due_instalment": "document_id sequence due_on amount_minor",
    "document_receipt": "document_id sequence method amount_minor received_on reference",
    "document_link": "document_id sequence relation target_id number issued_on",
    "stored_file": "document_id sha256 media_type",
    "payment": "id party_id received_on method amount_minor currency reference reverses_id reason",
    "allocation": "id kind payment_id source_document_id target_document_id amount_minor"
    " allocated_on reverses_id",
    "allocation_tax": "allocation_id sequence category rate_bp ground vat_case gross_minor",
}
_CHILDREN: Final = (
    schema.document_line,
    schema.document_tax,
    schema.due_instalment,
    schema.document_receipt,
    schema.document_link,
    schema.stored_file,
)
_SNAPSHOTS: Final = """
SELECT seller.sha256, customer.sha256, mentions.sha256
FROM document
LEFT JOIN party_snapshot AS seller ON seller.id = seller_id
LEFT JOIN party_snapshot AS customer ON customer.id = customer_id
LEFT JOIN text_snapshot AS mentions ON mentions.id = mentions_id
WHERE document.id > ? AND document.id <= ? ORDER BY document.id"""


def canonical_document(connection: Connection, document_id: int) -> bytes:
    """Give the canonical bytes of one document.

    Raises:
        LookupError: there is no such document.
    """
    for found, content in canonical_documents(connection, document_id - 1, 1):
        if found == document_id:
            return content
    raise LookupError(f"no document {document_id}")


def canonical_documents(
    connection: Connection, after_id: int, limit: int
) -> Iterator[tuple[int, bytes]]:
    """Give documents in the order of their ids, each with its canonical bytes."""
    query = _select("document", "id > ? ORDER BY id LIMIT ?")
    documents = raw_rows(connection, query, (after_id, limit))
    if not documents:
        return
    span = (after_id, documents[-1][0])
    hashes = raw_rows(connection, _SNAPSHOTS, span)
    children = [
        _grouped(connection, table, "document_id > ? AND document_id <= ?", span)
        for table in _CHILDREN
    ]
    for row, snapshots in zip(documents, hashes, strict=True):
        parts = [of.get(row[0], ()) for of in children]
        yield row[0], _line(row, snapshots, *parts)


def canonical_payment(connection: Connection, payment_id: int) -> bytes:
    """Give the canonical bytes of one payment, its allocations apart.

    Raises:
        LookupError: there is no such payment.
    """
    for found, content in canonical_payments(connection, payment_id - 1, 1):
        if found == payment_id:
            return content
    raise LookupError(f"no payment {payment_id}")


def canonical_payments(
    connection: Connection, after_id: int, limit: int
) -> Iterator[tuple[int, bytes]]:
    """Give payments in the order of their ids, each with its canonical bytes."""
    query = _select("payment", "id > ? ORDER BY id LIMIT ?")
    for row in raw_rows(connection, query, (after_id, limit)):
        yield row[0], _line(row)


def canonical_allocations(connection: Connection, first_id: int, last_id: int) -> bytes:
    """Give the canonical bytes of a range of allocations: one line of JSON for each."""
    return b"\n".join(content for _, content in allocation_lines(connection, first_id, last_id))


def allocation_lines(
    connection: Connection, first_id: int, last_id: int
) -> Iterator[tuple[int, bytes]]:
    """Give the allocations of a range of ids, each with its line of canonical JSON."""
    span = (first_id, last_id)
    query = _select("allocation", "id BETWEEN ? AND ? ORDER BY id")
    rows = raw_rows(connection, query, span)
    taxes = _grouped(connection, schema.allocation_tax, "allocation_id BETWEEN ? AND ?", span)
    for row in rows:
        yield row[0], _line(row, taxes.get(row[0], ()))


def take_allocations(tx: Transaction) -> list[object] | None:
    """Give what the seal being made says of the allocations no seal covers yet.

    First id, last id and the hash of the range; None when there is nothing to cover.
    """
    ids = tx.unsealed.allocations
    if not ids:
        return None
    first, last = ids[0], ids[-1]
    ids.clear()
    digest = hashlib.sha256(canonical_allocations(tx.connection, first, last)).hexdigest()
    return [first, last, digest]


def _line(*parts: object) -> bytes:
    return _JSON.encode(parts).encode()


def _plain(value: object) -> str:
    """Write bytes, the only other type of a column."""
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(f"no canonical form of {type(value).__name__}")


_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain)


@cache
def _select(name: str, where: str) -> str:
    columns = tuple(_COLUMNS[name].split())
    return select_text(schema.metadata.tables[name], where, columns=columns)


def _grouped(
    connection: Connection, table: Table, where: str, span: tuple[int, int]
) -> dict[int, list[Row]]:
    """Give the child rows of a span, by the row they belong to, in the order of their keys."""
    query = _select(table.name, sql(where, "ORDER BY", keys_of(table)))
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in raw_rows(connection, query, span):
        groups[row[0]].append(row)
    return groups
