"""Corrects an invoice: a corrective one cancels and replaces it, and takes its payments over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from facturdesk.domain.document import DocumentReference
from facturdesk.domain.errors import Problem
from facturdesk.domain.sale import DocumentKind, Sale
from facturdesk.storage.documents import Filed, credit_notes_of
from facturdesk.storage.engine import Transaction
from facturdesk.storage.parties import load_party
from facturdesk.storage.payments import AllocationRow, allocations_to
from facturdesk.storage.receivables import refresh_many
from facturdesk.storage.seals import seal_document
from facturdesk.usecases.finding import document_result, standing_invoice
from facturdesk.usecases.issuing import write_sale
from facturdesk.usecases.recording import Occasion, Written
from facturdesk.usecases.refusals import (
    CorrectionForAnother,
    DocumentCredited,
    DocumentPartlyCredited,
    DocumentTakenOver,
)
from facturdesk.usecases.results import DocumentResult
from facturdesk.usecases.sales import keep_customer, read_for
from facturdesk.usecases.settling import (
    PAYMENT,
    give_credit,
    replace_whole,
    settle,
    standing,
    take_back,
)
from facturdesk.usecases.shop import Shop

PROBLEMS: Final = frozenset({"correction-receipts"})
REPLACES: Final = "replaces"


def correct(
    shop: Shop,
    number: str,
    values: Mapping[str, object],
    *,
    reason: str = "",
    on: dt.date | None = None,
    confirm_clock: bool = False,
) -> DocumentResult:
    """Issue a corrective invoice (384) from a sale as it should have been.

    In the same transaction the payments of the original move to it by counter-entries, up
    to its total (the rest is the customer's credit), and the original is closed as
    replaced. Without `customer` in the sale, it is the customer of the original.

    Raises:
        DocumentUnknown, NotAnInvoice, DocumentReplaced, DocumentTakenOver, DocumentCredited,
        DocumentPartlyCredited, CorrectionForAnother: it cannot be replaced.
        InputRefused: with every problem of the sale, field by field.

    Source: CGI art. 289 I-5; BOI-TVA-DECLA-30-20-20-20 § 240.
    """
    with shop.store.write(shop.stamp()) as tx:
        original = correctable_invoice(tx.connection, number)
        sale, party_id, faults = _read(tx, shop, original, values, on)
        written = correct_sale(
            tx,
            shop,
            replace(sale, corrects=number, reason=reason),
            party_id=party_id,
            occasion=Occasion(on, confirm_clock),
            faults=faults,
        )
        return document_result(tx.connection, *written, today=shop.today)


def correct_sale(
    tx: Transaction,
    shop: Shop,
    sale: Sale,
    *,
    party_id: int,
    occasion: Occasion,
    faults: Sequence[Problem] = (),
) -> Written:
    """Issue a sale in the place of the invoice it corrects, which is closed. A step.

    Raises:
        ActionableError: as `correct` does.
    """
    number = sale.corrects
    original = correctable_invoice(tx.connection, number)
    wrong = [*faults, *check_correction(sale)]
    moving = list(standing(allocations_to(tx.connection, original.id)))
    if moving and not wrong and party_id != original.party_id:
        raise CorrectionForAnother(number=number, customer=original.document.customer.code)
    reference = DocumentReference(REPLACES, number, original.document.issued_on)
    occasion = replace(
        occasion, references=(reference,), targets={number: original.id}, reason=sale.reason
    )
    sale = replace(sale, kind=DocumentKind.CORRECTIVE_INVOICE)
    written = write_sale(tx, shop, sale, party_id=party_id, occasion=occasion, faults=wrong)
    day = occasion.on or sale.issued_on or shop.today
    _move(tx, moving, original_id=original.id, corrective_id=written.id, on=day)
    seal_document(tx, written.id)
    return written


def check_correction(sale: Sale) -> Iterable[Problem]:
    """Yield what a sale may not have because it corrects an invoice."""
    if sale.receipts:
        yield Problem("correction-receipts", "paid")


def correctable_invoice(connection: Connection, number: str) -> Filed:
    """Read an invoice that a corrective one may replace. A step.

    Raises:
        DocumentUnknown, NotAnInvoice, DocumentReplaced, DocumentTakenOver, DocumentCredited,
        DocumentPartlyCredited: it may not.
    """
    original = standing_invoice(connection, number)
    if original.document.origin == "taken_over":
        raise DocumentTakenOver(number=number)
    notes = credit_notes_of(connection, original.id)
    if not notes:
        return original  # what is credited in part is credited for the rest, not replaced too
    if sum(note.gross_minor for note in notes) >= original.document.gross_minor:
        raise DocumentCredited(number=number)
    raise DocumentPartlyCredited(number=number)


def _read(
    tx: Transaction,
    shop: Shop,
    original: Filed,
    values: Mapping[str, object],
    on: dt.date | None,
) -> tuple[Sale, int, list[Problem]]:
    """Read the sale as it should have been, for the original's customer unless it says whose."""
    code = load_party(tx.connection, original.party_id).customer.code
    read = read_for(tx.connection, shop, {"customer": code, **values}, on=on)
    sale, party_id = keep_customer(tx, read)
    return sale, party_id, list(read.problems)


def _move(
    tx: Transaction,
    moving: Iterable[AllocationRow],
    *,
    original_id: int,
    corrective_id: int,
    on: dt.date,
) -> None:
    """Take everything back from the original, close it, and settle the corrective with it."""
    for given in moving:
        take_back(tx, given, on=on)
    sources = {given.source_id for given in moving if given.source_id is not None}
    refresh_many(tx, [original_id, *sorted(sources)])
    replace_whole(tx, original_id=original_id, by_id=corrective_id, on=on)
    for given in moving:
        if given.kind == PAYMENT and given.payment_id is not None:
            settle(
                tx,
                payment_id=given.payment_id,
                most_minor=given.amount_minor,
                document_id=corrective_id,
                on=on,
            )
        elif given.source_id is not None:
            give_credit(
                tx,
                note_id=given.source_id,
                most_minor=given.amount_minor,
                document_id=corrective_id,
                on=on,
            )
