"""Payments, what they settle, and what is left of them."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlcipher3.dbapi2 import IntegrityError

from facturdesk.storage import payments
from facturdesk.storage.engine import Stamp, Store, Transaction
from facturdesk.storage.payments import PaymentRow, insert_payment, list_payments
from facturdesk.storage.seals import seal_payment, seal_reversal
from tests.domain.samples import ISSUED_ON
from tests.storage.filing import allocate, credit_note, dice, file, invoice, pay, random_document


def reverse(store: Store, stamp: Stamp, payment_id: int) -> int:
    """Take a payment of document 1 back by a counter-entry."""
    with store.write(stamp) as tx:
        rows = payments.allocations_of_payment(tx.connection, payment_id)
        counter = insert_payment(
            tx,
            party_id=1,
            received_on=ISSUED_ON,
            method="transfer",
            amount_minor=-500,
            reverses_id=payment_id,
            reason="chèque impayé",
        )
        for row in rows:
            allocate(tx, row.target_id, -row.amount_minor, payment_id=counter, reverses_id=row.id)
        seal_reversal(tx, counter)
    return counter


def rows_of(store: Store) -> list[PaymentRow]:
    with store.read() as connection:
        return list_payments(connection)


def test_a_payment_is_listed_with_what_it_settled(store: Store, stamp: Stamp) -> None:
    pay(store, stamp, file(store, stamp, invoice()), 500, method="cash")

    assert rows_of(store) == [
        PaymentRow(
            id=1,
            party_code="C0001",
            party_name="Atelier Lumière SAS",
            received_on=ISSUED_ON,
            method="cash",
            amount_minor=500,
            reference="",
            reverses_id=None,
            reversed_by_id=None,
            unallocated_minor=0,
            allocations=(("F2026-00001", 500),),
        )
    ]


def test_what_no_document_took_is_the_customers_credit(store: Store, stamp: Stamp) -> None:
    document_id = file(store, stamp, invoice())
    with store.write(stamp) as tx:
        payment_id = insert_payment(
            tx, party_id=1, received_on=ISSUED_ON, method="card", amount_minor=2000
        )
        allocate(tx, document_id, 1200, payment_id=payment_id)
        seal_payment(tx, payment_id)

    with store.read() as connection:
        assert payments.unallocated(connection, payment_id) == 800
    assert rows_of(store)[0].unallocated_minor == 800


def test_a_payment_taken_back_leaves_nothing(store: Store, stamp: Stamp) -> None:
    document_id = file(store, stamp, invoice())
    payment_id = pay(store, stamp, document_id, 500, method="cash")
    counter = reverse(store, stamp, payment_id)

    back, first = rows_of(store)
    assert (back.id, back.reverses_id, first.reversed_by_id) == (counter, payment_id, counter)
    assert (back.unallocated_minor, first.unallocated_minor) == (0, 0)
    with store.read() as connection:
        assert [payments.unallocated(connection, each) for each in (1, 2)] == [0, 0]
        assert sum(payments.remaining_by_group(connection, document_id).values()) == 1200


def test_a_payment_is_taken_back_once(store: Store, stamp: Stamp) -> None:
    payment_id = pay(store, stamp, file(store, stamp, invoice()), 500)
    reverse(store, stamp, payment_id)

    with pytest.raises(IntegrityError, match="reverses_id"):
        reverse(store, stamp, payment_id)


def test_cash_already_received_is_counted(store: Store, stamp: Stamp) -> None:
    document_id = file(store, stamp, invoice())
    for amount, method in ((100, "cash"), (200, "card"), (50, "cash")):
        pay(store, stamp, document_id, amount, method=method)

    with store.read() as connection:
        assert payments.cash_received(connection, document_id) == 150


@pytest.mark.parametrize("seed", range(6))
def test_receipts_exhaust_every_vat_group(store: Store, stamp: Stamp, seed: int) -> None:
    document = random_document(seed)
    document_id = file(store, stamp, document)
    left = document.gross_minor
    while left > 0:
        part = dice(seed + left).randint(1, left)
        pay(store, stamp, document_id, part)
        left -= part

    with store.read() as connection:
        assert set(payments.remaining_by_group(connection, document_id).values()) <= {0}


def test_a_credit_note_remains_until_it_is_given(store: Store, stamp: Stamp) -> None:
    invoice_id = file(store, stamp, invoice())
    note_id = file(store, stamp, credit_note(invoice(number="F2026-00001"), "6.00"))
    with store.write(stamp) as tx:
        allocate(tx, invoice_id, 400, kind="credit", source_id=note_id)
        left = sum(payments.remaining_by_group(tx.connection, note_id).values())
        allocate(tx, note_id, -150, payment_id=_refund(tx))
        after = sum(payments.remaining_by_group(tx.connection, note_id).values())
        seal_payment(tx, 1)

    assert (left, after) == (200, 50)


def _refund(tx: Transaction) -> int:
    return insert_payment(tx, party_id=1, received_on=ISSUED_ON, method="cash", amount_minor=-150)


def test_payments_are_listed_newest_first_by_customer(store: Store, stamp: Stamp) -> None:
    document_id = file(store, stamp, invoice())
    for days in (3, 1, 2):
        pay(store, stamp, document_id, 10, on=ISSUED_ON + dt.timedelta(days))

    with store.read() as connection:
        assert [row.id for row in list_payments(connection, party_id=1)] == [1, 3, 2]
        assert [row.id for row in list_payments(connection, limit=2)] == [1, 3]
        assert list_payments(connection, party_id=2) == []
        assert payments.load_payment(connection, 3) == list_payments(connection)[1]
        assert payments.load_payment(connection, 9) is None


def test_the_allocations_to_a_document_are_read_with_their_vat(store: Store, stamp: Stamp) -> None:
    document = invoice()
    document_id = file(store, stamp, document)
    pay(store, stamp, document_id, 500)

    with store.read() as connection:
        (row,) = payments.allocations_to(connection, document_id)
    assert (row.kind, row.payment_id, row.amount_minor, row.on) == ("payment", 1, 500, ISSUED_ON)
    assert row.taxes == {document.taxes[0].group: 500}
