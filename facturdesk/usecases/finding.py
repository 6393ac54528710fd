"""Finds what a number, a code or an id names, or refuses; and sums a document up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from facturdesk.domain.cards import CustomerCard
from facturdesk.domain.document import Document
from facturdesk.domain.sale import DocumentKind
from facturdesk.storage.documents import Filed, find_document, load_document, replaced_by
from facturdesk.storage.lists import DocumentListRow, documents_by_ids
from facturdesk.storage.originals import original_hashes
from facturdesk.storage.parties import party_by_code
from facturdesk.storage.payments import PaymentRow, load_payment
from facturdesk.usecases.refusals import (
    CustomerUnknown,
    DocumentReplaced,
    DocumentUnknown,
    NotAnInvoice,
    PaymentUnknown,
)
from facturdesk.usecases.results import Allotted, DocumentResult, PaymentEntry

INVOICES = (DocumentKind.INVOICE, DocumentKind.CORRECTIVE_INVOICE)


def issued_document(connection: Connection, number: str) -> Filed:
    """Read the issued document that has a number.

    Raises:
        DocumentUnknown: there is none.
    """
    found = find_document(connection, number)
    if found is None:
        raise DocumentUnknown(number=number)
    return load_document(connection, found)


def standing_invoice(connection: Connection, number: str) -> Filed:
    """Read an invoice, corrective or not, that nothing has replaced.

    Raises:
        DocumentUnknown, NotAnInvoice, DocumentReplaced: it is not that.
    """
    filed = issued_document(connection, number)
    if filed.document.kind not in INVOICES:
        raise NotAnInvoice(number=number)
    replacing = replaced_by(connection, filed.id)
    if replacing is not None:
        raise DocumentReplaced(number=number, by=replacing)
    return filed


def customer_card(connection: Connection, code: str) -> tuple[int, CustomerCard]:
    """Read the customer that has a code, with its id.

    Raises:
        CustomerUnknown: there is none.
    """
    found = party_by_code(connection, code)
    if found is None:
        raise CustomerUnknown(code=code)
    return found


def recorded_payment(connection: Connection, payment_id: int) -> PaymentRow:
    """Read a payment.

    Raises:
        PaymentUnknown: there is none with this id.
    """
    found = load_payment(connection, payment_id)
    if found is None:
        raise PaymentUnknown(id=payment_id)
    return found


def document_result(
    connection: Connection, document_id: int, document: Document | None = None, *, today: dt.date
) -> DocumentResult:
    """Sum up an issued document as it stands on a day, with its VAT.

    It is read where the caller does not have it at hand.
    """
    rows = documents_by_ids(connection, [document_id], today=today)
    known = document or load_document(connection, document_id).document
    (result,) = results_of_rows(connection, rows)
    return replace(result, taxes=known.taxes)


def results_of_rows(
    connection: Connection, rows: Sequence[DocumentListRow]
) -> list[DocumentResult]:
    """Sum up issued documents from the rows of a list, without their VAT."""
    hashes = original_hashes(connection, [row.id for row in rows])
    return [_result_of_row(row, hashes.get(row.id)) for row in rows]


def _result_of_row(row: DocumentListRow, sha256: bytes | None) -> DocumentResult:
    return DocumentResult(
        id=row.id,
        kind=row.kind,
        state="issued",
        status=row.status,
        number=row.number,
        date=row.issued_on,
        due=row.due,
        customer=row.party_code,
        customer_name=row.party_name,
        currency=row.currency,
        net_minor=row.net_minor,
        vat_minor=row.vat_minor,
        gross_minor=row.gross_minor,
        balance_minor=row.balance_minor,
        sha256=sha256.hex() if sha256 else None,
    )


def payment_entry(row: PaymentRow) -> PaymentEntry:
    """Tell a payment as listed; what was moved to another document is told there alone."""
    return PaymentEntry(
        id=row.id,
        customer=row.party_code,
        customer_name=row.party_name,
        received_on=row.received_on,
        method=row.method,
        amount_minor=row.amount_minor,
        reference=row.reference,
        reverses=row.reverses_id,
        reversed_by=row.reversed_by_id,
        unallocated_minor=row.unallocated_minor,
        allocations=tuple(Allotted(number, amount) for number, amount in row.allocations if amount),
        reason=row.reason,
    )
