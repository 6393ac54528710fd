"""Issues sales: number, frozen value, original, rows, money received and seal at once."""

from __future__ import annotations

from collections.abc import Sequence

from facturdesk.domain.errors import Problem
from facturdesk.domain.freezing import check, freeze
from facturdesk.domain.sale import Receipt, Sale
from facturdesk.storage.engine import Transaction
from facturdesk.storage.payments import insert_payment
from facturdesk.storage.seals import seal_document, seal_payment
from facturdesk.usecases.recording import (
    Occasion,
    Written,
    prepare,
    put_out,
    refuse,
    unprintable_in_sale,
)
from facturdesk.usecases.settling import settle
from facturdesk.usecases.shop import Shop


def issue_sale(
    tx: Transaction,
    shop: Shop,
    sale: Sale,
    *,
    party_id: int,
    occasion: Occasion,
    faults: Sequence[Problem] = (),
) -> Written:
    """Issue a sale with the money received that day. A step.

    `faults` are those already found in the input, reported with what the law lacks.

    Raises:
        InputRefused: with every problem, field by field.
    """
    written = write_sale(tx, shop, sale, party_id=party_id, occasion=occasion, faults=faults)
    seal_document(tx, written.id)
    for receipt in sale.receipts:
        _receive(tx, receipt, document_id=written.id, party_id=party_id)
    return written


def write_sale(
    tx: Transaction,
    shop: Shop,
    sale: Sale,
    *,
    party_id: int,
    occasion: Occasion,
    faults: Sequence[Problem] = (),
) -> Written:
    """Issue a sale without its money; the caller seals it. A step.

    Raises:
        InputRefused: with every problem, field by field.
    """
    prepared = prepare(tx, shop, sale.kind, occasion=occasion, named=sale.issued_on)
    issue = prepared.issue
    problems = [*faults, *prepared.problems, *unprintable_in_sale(sale)]
    if problems:
        refuse(problems, check(sale, issue))
    return put_out(
        tx, shop, prepared, party_id=party_id, freeze=lambda number: freeze(sale, issue, number)
    )


def _receive(tx: Transaction, receipt: Receipt, *, document_id: int, party_id: int) -> None:
    """Record money received at the counter, wholly for this document."""
    payment_id = insert_payment(
        tx,
        party_id=party_id,
        received_on=receipt.received_on,
        method=receipt.method,
        amount_minor=receipt.amount_minor,
        reference=receipt.reference,
    )
    settle(
        tx,
        payment_id=payment_id,
        most_minor=receipt.amount_minor,
        document_id=document_id,
        on=receipt.received_on,
    )
    seal_payment(tx, payment_id)
