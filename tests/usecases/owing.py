"""Shops whose customers owe in many ways: instalments, part payments, payments undone."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from facturdesk.domain.document import Document, Instalment
from facturdesk.storage.engine import Transaction
from facturdesk.storage.overdue import overdue_pass
from facturdesk.storage.payments import insert_payment
from facturdesk.storage.seals import seal_payment
from facturdesk.usecases.shop import Shop
from tests.domain.samples import ISSUED_ON
from tests.storage.filing import allocate, invoice, write

DAY = dt.timedelta(days=1)


def owe(shop: Shop, count: int, *, seed: int = 1) -> None:
    """Issue invoices due over the next sixty days; some are paid in part, some in full."""
    chance = random.Random(seed)
    with shop.store.write(shop.stamp()) as tx:
        for _ in range(count):
            _sold(tx, chance)


def live(shop: Shop, *, seed: int = 1) -> None:
    """Let time pass: a pass of the watch, then payments of some of what it flagged."""
    chance = random.Random(seed)
    with shop.store.write(shop.stamp()) as tx:
        overdue_pass(tx, ISSUED_ON + 25 * DAY)
        for document_id, balance in tx.connection.exec_driver_sql(
            "SELECT document_id, balance_minor FROM receivable WHERE balance_minor > 0"
        ).fetchall():
            if chance.random() < 0.4:
                _paid(tx, document_id, chance.choice((balance, chance.randint(1, balance))))


def settle(shop: Shop) -> None:
    """Let everyone pay everything."""
    with shop.store.write(shop.stamp()) as tx:
        for document_id, balance in tx.connection.exec_driver_sql(
            "SELECT document_id, balance_minor FROM receivable WHERE balance_minor > 0"
        ).fetchall():
            _paid(tx, document_id, balance)


def _sold(tx: Transaction, chance: random.Random) -> None:
    document = _in_parts(chance)
    document_id = write(tx, document)
    if chance.random() < 0.4:
        _paid(tx, document_id, chance.randint(1, document.gross_minor))


def _in_parts(chance: random.Random) -> Document:
    amounts = [chance.randint(1, 900) for _ in range(chance.choice((1, 1, 1, 2, 4)))]
    days = sorted(chance.randint(1, 60) for _ in amounts)
    parts = tuple(
        Instalment(number, ISSUED_ON + day * DAY, amount)
        for number, (day, amount) in enumerate(zip(days, amounts, strict=True), 1)
    )
    gross = sum(amounts)
    return replace(invoice(f"{gross // 100}.{gross % 100:02}"), instalments=parts)


def _paid(tx: Transaction, document_id: int, amount_minor: int) -> None:
    payment_id = insert_payment(
        tx, party_id=1, received_on=ISSUED_ON, method="transfer", amount_minor=amount_minor
    )
    allocate(tx, document_id, amount_minor, payment_id=payment_id)
    seal_payment(tx, payment_id)
