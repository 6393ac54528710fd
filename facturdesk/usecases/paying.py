"""Records what customers pay and takes it back by counter-entries; nothing is ever erased."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from facturdesk.domain.allocation import CASH, check_payment, share_payment
from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.parties import Customer
from facturdesk.storage.accounts import open_invoices
from facturdesk.storage.engine import Transaction
from facturdesk.storage.parties import load_party
from facturdesk.storage.payments import (
    allocations_of_payment,
    cash_received,
    insert_payment,
    list_payments,
    party_of,
)
from facturdesk.storage.receivables import refresh_many
from facturdesk.storage.seals import seal_payment, seal_reversal
from facturdesk.usecases.finding import (
    customer_card,
    document_result,
    payment_entry,
    recorded_payment,
    standing_invoice,
)
from facturdesk.usecases.refusals import PaymentIsReversal, PaymentReversed
from facturdesk.usecases.results import PaymentEntry, PaymentResult
from facturdesk.usecases.settling import give_own_notes, owed, settle, standing, take_back
from facturdesk.usecases.shop import Shop

PROBLEMS: Final = frozenset(
    {"payment-before-invoice", "payment-in-future", "payment-other-customer"}
)


@dataclass(frozen=True, slots=True)
class Received:
    """Money as it came in; `on` None: today."""

    amount_minor: int
    method: str
    on: dt.date | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class _Debt:
    """An invoice that a payment is for."""

    id: int
    number: str
    issued_on: dt.date


@dataclass(frozen=True, slots=True)
class _Money:
    """Money received, with the customer and the day."""

    party_id: int
    customer: Customer
    received: Received
    on: dt.date


def pay(
    shop: Shop,
    number: str,
    *,
    amount_minor: int,
    method: str,
    on: dt.date | None = None,
    reference: str = "",
) -> PaymentResult:
    """Record a payment of one invoice; what is beyond its balance is the customer's credit.

    Raises:
        DocumentUnknown, NotAnInvoice, DocumentReplaced: it cannot be paid.
        InputRefused: the amount, the method, the day or the cash is wrong.

    Source: code monétaire et financier, art. L112-6 (cash, on the whole debt).
    """
    with shop.store.write(shop.stamp()) as tx:
        filed = standing_invoice(tx.connection, number)
        document = filed.document
        received = Received(amount_minor, method, on, reference)
        money = _Money(filed.party_id, document.customer, received, on or shop.today)
        debt = _Debt(filed.id, number, document.issued_on)
        before = cash_received(tx.connection, filed.id)
        problems = [
            *_check_day(money.on, [debt], shop.today),
            *_check_money(shop, money, amount_minor, cash_before_minor=before),
        ]
        return _recorded(tx, shop, money, [debt], problems=problems)


def pay_several(
    shop: Shop,
    customer_code: str,
    received: Received,
    *,
    numbers: Sequence[str] | None = None,
) -> PaymentResult:
    """Record a payment of several invoices, in the order given, else the oldest first.

    Raises:
        CustomerUnknown, DocumentUnknown, NotAnInvoice, DocumentReplaced: as they say.
        InputRefused: the amount, the method, the day or the cash is wrong, or an invoice
            is another customer's.
    """
    with shop.store.write(shop.stamp()) as tx:
        party_id, card = customer_card(tx.connection, customer_code)
        money = _Money(party_id, card.customer, received, received.on or shop.today)
        debts, strangers = debts_of(tx.connection, party_id, numbers)
        if numbers is None:
            debts = [debt for debt in debts if debt.issued_on <= money.on]
        problems = [
            *strangers,
            *_check_day(money.on, debts, shop.today),
            *_check_each_share(tx.connection, shop, money, debts),
        ]
        return _recorded(tx, shop, money, debts, problems=problems)


def pay_invoices(shop: Shop, numbers: Sequence[str], received: Received) -> PaymentResult:
    """Record a payment of one invoice, or of several of one customer, in the order given.

    Raises:
        ActionableError: as `pay` and `pay_several` do.
    """
    if len(numbers) == 1:
        return pay(
            shop,
            numbers[0],
            amount_minor=received.amount_minor,
            method=received.method,
            on=received.on,
            reference=received.reference,
        )
    with shop.store.read() as connection:
        first = standing_invoice(connection, numbers[0])
        code = load_party(connection, first.party_id).customer.code
    return pay_several(shop, code, received, numbers=numbers)


def unpay(shop: Shop, payment_id: int, *, reason: str, on: dt.date | None = None) -> PaymentResult:
    """Cancel a payment by a counter-entry: what it settled is open again, both stay.

    What a credit note on one of those invoices has left settles it: nobody is asked to pay
    what was credited.

    Raises:
        PaymentUnknown, PaymentReversed, PaymentIsReversal: it cannot be cancelled.
        InputRefused: there is no reason, or the day is wrong.

    Source: CGI art. 286 I-3° bis (corrections by plus and minus only).
    """
    day = on or shop.today
    with shop.store.write(shop.stamp()) as tx:
        row = recorded_payment(tx.connection, payment_id)
        if row.reverses_id is not None:
            raise PaymentIsReversal(id=payment_id, of=row.reverses_id)
        if row.reversed_by_id is not None:
            raise PaymentReversed(id=payment_id, by=row.reversed_by_id)
        _check_reversal(reason, day, shop.today)
        counter_id = insert_payment(
            tx,
            party_id=party_of(tx.connection, payment_id),
            received_on=day,
            method=row.method,
            amount_minor=-row.amount_minor,
            reference=row.reference,
            reverses_id=payment_id,
            reason=reason.strip(),
        )
        given = list(standing(allocations_of_payment(tx.connection, payment_id)))
        for part in given:
            take_back(tx, part, on=day, payment_id=counter_id)
        targets = sorted({part.target_id for part in given})
        refresh_many(tx, targets)
        for target in targets:
            give_own_notes(tx, document_id=target, on=day)
        seal_reversal(tx, counter_id)
        return _result(tx.connection, shop, counter_id, targets[0] if len(targets) == 1 else None)


def payment(shop: Shop, payment_id: int) -> PaymentEntry:
    """Give one payment, or one counter-entry, as listed.

    Raises:
        PaymentUnknown: there is none with this id.
    """
    with shop.store.read() as connection:
        return payment_entry(recorded_payment(connection, payment_id))


def payments(
    shop: Shop, *, customer_code: str | None = None, limit: int | None = None
) -> list[PaymentEntry]:
    """List payments and counter-entries, newest first.

    Raises:
        CustomerUnknown: no customer has this code.
    """
    with shop.store.read() as connection:
        party_id = customer_card(connection, customer_code)[0] if customer_code else None
        return [
            payment_entry(row) for row in list_payments(connection, party_id=party_id, limit=limit)
        ]


def debts_of(
    connection: Connection, party_id: int, numbers: Sequence[str] | None
) -> tuple[list[_Debt], list[Problem]]:
    """Find the invoices to settle: those named, else a customer's open ones, oldest first.

    Those of another customer come back as problems. A step.
    """
    if numbers is None:
        found = open_invoices(connection, party_id)
        return [_Debt(row.id, row.number, row.issued_on) for row in found], []
    debts, strangers = [], []
    for index, number in enumerate(numbers):
        filed = standing_invoice(connection, number)
        debts.append(_Debt(filed.id, number, filed.document.issued_on))
        if filed.party_id != party_id:
            strangers.append(
                Problem("payment-other-customer", f"numbers[{index}]", {"number": number})
            )
    return debts, strangers


def _recorded(
    tx: Transaction,
    shop: Shop,
    money: _Money,
    debts: Sequence[_Debt],
    *,
    problems: Sequence[Problem],
) -> PaymentResult:
    """Write the payment and share it out, unless something is wrong with it."""
    if problems:
        raise InputRefused(problems)
    payment_id = insert_payment(
        tx,
        party_id=money.party_id,
        received_on=money.on,
        method=money.received.method,
        amount_minor=money.received.amount_minor,
        reference=money.received.reference.strip(),
    )
    left = money.received.amount_minor
    for debt in debts:
        left -= settle(tx, payment_id=payment_id, most_minor=left, document_id=debt.id, on=money.on)
    seal_payment(tx, payment_id)
    return _result(tx.connection, shop, payment_id, debts[0].id if len(debts) == 1 else None)


def _result(
    connection: Connection, shop: Shop, payment_id: int, document_id: int | None
) -> PaymentResult:
    entry = payment_entry(recorded_payment(connection, payment_id))
    document = None
    if document_id is not None:
        document = document_result(connection, document_id, today=shop.today)
    return PaymentResult(
        payment=entry.id,
        customer=entry.customer,
        received_on=entry.received_on,
        method=entry.method,
        amount_minor=entry.amount_minor,
        unallocated_minor=entry.unallocated_minor,
        allocations=entry.allocations,
        document=document,
        reverses=entry.reverses,
    )


def _check_day(on: dt.date, debts: Iterable[_Debt], today: dt.date) -> Iterable[Problem]:
    if on > today:
        yield Problem("payment-in-future", "date", {"value": on.isoformat()})
    for debt in debts:
        if on < debt.issued_on:
            yield Problem(
                "payment-before-invoice",
                "date",
                {
                    "value": on.isoformat(),
                    "number": debt.number,
                    "issued": debt.issued_on.isoformat(),
                },
            )


def _check_money(
    shop: Shop, money: _Money, amount_minor: int, *, cash_before_minor: int
) -> Iterable[Problem]:
    return check_payment(
        amount_minor=amount_minor,
        method=money.received.method,
        cash_before_minor=cash_before_minor,
        customer_kind=money.customer.kind,
        customer_country=money.customer.address.country,
        ceilings=shop.rulebook.cash_ceilings(money.on),
    )


def _check_each_share(
    connection: Connection, shop: Shop, money: _Money, debts: Sequence[_Debt]
) -> Iterable[Problem]:
    """Check a payment of several debts: the ceiling of cash bears on each one."""
    amount = money.received.amount_minor
    if money.received.method != CASH or amount <= 0:
        yield from _check_money(shop, money, amount, cash_before_minor=0)
        return
    balances = [(debt.id, owed(connection, debt.id)) for debt in debts]
    shares = share_payment(amount, balances)
    rest = amount - sum(share.amount_minor for share in shares)
    if rest:
        yield from _check_money(shop, money, rest, cash_before_minor=0)
    for share in shares:
        before = cash_received(connection, share.document_id)
        yield from _check_money(shop, money, share.amount_minor, cash_before_minor=before)


def _check_reversal(reason: str, on: dt.date, today: dt.date) -> None:
    problems = []
    if not reason.strip():
        problems.append(Problem("field-missing", "reason"))
    if on > today:
        problems.append(Problem("payment-in-future", "date", {"value": on.isoformat()}))
    if problems:
        raise InputRefused(problems)
