"""Documents and payments put into a data file as the use cases do, sealed."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import Any

from facturdesk.domain.allocation import split_by_group
from facturdesk.domain.cards import CustomerCard
from facturdesk.domain.document import Document, DocumentReference, Instalment
from facturdesk.domain.sale import DocumentKind
from facturdesk.storage.documents import find_document, insert_document
from facturdesk.storage.engine import Stamp, Store, Transaction
from facturdesk.storage.numbers import set_last_day, take_number
from facturdesk.storage.parties import party_by_code, save_party
from facturdesk.storage.payments import insert_allocation, insert_payment, remaining_by_group
from facturdesk.storage.receivables import refresh
from facturdesk.storage.seals import seal_document, seal_payment
from tests.domain.samples import ISSUED_ON, issued
from tests.domain.strategies import SITUATIONS, build

PATTERNS = {"invoice": "F{year}-{counter:05}", "credit_note": "A{year}-{counter:05}"}


def invoice(gross: str = "12.00", **changes: Any) -> Document:
    """Make an invoice of one line; `gross` is written into its totals and its instalment."""
    minor = int(gross.replace(".", ""))
    made = issued()
    due = (Instalment(1, ISSUED_ON + dt.timedelta(30), minor),)
    group = made.taxes[0].group
    tax = replace(made.taxes[0], group=group, base_minor=minor - minor // 6, vat_minor=minor // 6)
    totals = {"gross_minor": minor, "net_minor": tax.base_minor, "vat_minor": tax.vat_minor}
    return replace(made, **{"instalments": due, "taxes": (tax,), **totals, **changes})


def credit_note(on: Document, gross: str = "12.00", **changes: Any) -> Document:
    """Make a credit note on an invoice."""
    link = (DocumentReference("credits", on.number, on.issued_on),)
    kind = {"kind": DocumentKind.CREDIT_NOTE, "type_code": "381", "references": link}
    return invoice(gross, **{**kind, "instalments": (), **changes})


def random_document(seed: int) -> Document:
    """Freeze a random sale of any VAT situation."""
    by, sale = build(sorted(SITUATIONS)[seed % len(SITUATIONS)], seed)
    return issued(sale, by)


def file(store: Store, stamp: Stamp, document: Document, **more: Any) -> int:
    """Number, write and seal a document in a transaction of its own; its id."""
    with store.write(stamp) as tx:
        return write(tx, document, **more)


def write(tx: Transaction, document: Document, *, original: bytes | None = None) -> int:
    """Number, write and seal a document; its id."""
    known = party_by_code(tx.connection, document.customer.code)
    party_id = known[0] if known else save_party(tx, CustomerCard(document.customer))
    kind = "credit_note" if document.kind is DocumentKind.CREDIT_NOTE else "invoice"
    year = document.issued_on.year
    taken = take_number(tx, kind=document.kind, year=year, pattern=PATTERNS[kind])
    set_last_day(tx, taken.series_id, document.issued_on)
    named = [reference.number for reference in document.references]
    targets = {n: found for n in named if (found := find_document(tx.connection, n))}
    document_id = insert_document(
        tx,
        replace(document, number=taken.number),
        party_id=party_id,
        series_id=taken.series_id,
        counter=taken.counter,
        original=original,
        targets=targets,
    )
    seal_document(tx, document_id)
    return document_id


def pay(store: Store, stamp: Stamp, document_id: int, amount_minor: int, **more: Any) -> int:
    """Record a payment of one document; its id. `on`, `method` as wanted."""
    on = more.get("on", ISSUED_ON)
    with store.write(stamp) as tx:
        payment_id = insert_payment(
            tx,
            party_id=1,
            received_on=on,
            method=more.get("method", "transfer"),
            amount_minor=amount_minor,
        )
        allocate(tx, document_id, amount_minor, payment_id=payment_id, on=on)
        seal_payment(tx, payment_id)
    return payment_id


def allocate(tx: Transaction, document_id: int, amount_minor: int, **more: Any) -> int:
    """Allocate an amount to a document, split over its VAT groups."""
    shares = split_by_group(amount_minor, remaining_by_group(tx.connection, document_id))
    values = {"kind": "payment", "on": ISSUED_ON, **more}
    allocation_id = insert_allocation(
        tx, target_id=document_id, amount_minor=amount_minor, taxes=shares, **values
    )
    refresh(tx, document_id)
    return allocation_id


def dice(seed: int = 1) -> random.Random:
    """Give the same chance each time."""
    return random.Random(seed)
