"""Writes the days of the demonstration shop: documents, money, seals, as the use cases do."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from facturdesk.domain.allocation import split_by_group
from facturdesk.domain.sale import DocumentKind
from facturdesk.domain.vat import VatGroup
from facturdesk.storage.documents import NewDocument, insert_documents
from facturdesk.storage.engine import Transaction
from facturdesk.storage.numbers import set_last_day, take_numbers
from facturdesk.storage.payments import (
    NewAllocation,
    NewPayment,
    insert_allocations,
    insert_payments,
)
from facturdesk.storage.receivables import refresh_many
from facturdesk.storage.seals import seal_document, seal_documents, seal_payments, seal_reversal
from facturdesk.usecases.demo_making import Made
from facturdesk.usecases.demo_plan import Day, Due
from facturdesk.usecases.demo_sales import WHOLE, Action, method_of
from facturdesk.usecases.demo_world import World

Series: TypeAlias = dict[bool, int]  # ids of the series in use, by whether of credit notes


@dataclass(slots=True)
class _Account:
    """What one invoice still owes, kept while something may happen to it."""

    document_id: int
    party_id: int
    left: dict[VatGroup, int]  # gross by VAT group
    paid: _Paid | None = None  # the last payment, which a counter-entry may cancel

    @property
    def total(self) -> int:
        """The balance."""
        return sum(self.left.values())

    def take(self, taxes: Mapping[VatGroup, int]) -> None:
        """Take what was settled off the balance."""
        for group, amount in taxes.items():
            self.left[group] -= amount


@dataclass(slots=True)
class _Paid:
    """A payment, and what it settles."""

    account: _Account
    method: str
    amount_minor: int
    taxes: dict[VatGroup, int]
    payment_id: int = 0
    allocation_id: int = 0

    @property
    def settled(self) -> int:
        """What of it went to the document."""
        return sum(self.taxes.values())


@dataclass(slots=True)
class DemoWriter:
    """Writes one day after the other, each in a transaction of the caller."""

    world: World
    party_ids: Mapping[str, int]  # by code
    counts: Counter[str] = field(default_factory=Counter)
    accounts: dict[int, _Account] = field(default_factory=dict)  # by rank

    def write(self, tx: Transaction, day: Day, documents: Sequence[Made]) -> None:
        """Write what happened on one day."""
        series = _reserve(tx, self.world, documents)
        touched = self._issue(tx, [m for m in documents if m.work.original is None], series)
        touched += self._correct(tx, [m for m in documents if m.work.original], series)
        touched += self._receive(tx, day)
        touched += self._bounce(tx, day)
        for due in day.money:
            if due.last:
                self.accounts.pop(due.rank, None)
        if touched:
            refresh_many(tx, touched)

    def _issue(self, tx: Transaction, invoices: Sequence[Made], series: Series) -> list[int]:
        """Write invoices, and the money received with them at the counter."""
        if not invoices:
            return []
        ids = insert_documents(tx, [self._new(made, series) for made in invoices])
        seal_documents(tx, ids)
        received: list[_Paid] = []
        for made, document_id in zip(invoices, ids, strict=True):
            self.counts[made.work.kind.value] += 1
            account = self._account(made, document_id)
            if made.work.followed:
                self.accounts[made.work.rank] = account
            for receipt in made.document.receipts:
                taxes = split_by_group(receipt.amount_minor, account.left)
                account.take(taxes)
                received.append(_Paid(account, receipt.method, receipt.amount_minor, taxes))
        return self._record(tx, received, invoices[0].work.day)

    def _correct(self, tx: Transaction, documents: Sequence[Made], series: Series) -> list[int]:
        """Write credit notes and corrective invoices, and what they take off their originals."""
        if not documents:
            return []
        accounts = [self.accounts[made.work.rank] for made in documents]
        new = [
            self._new(made, series, targets={_original_of(made): account.document_id})
            for made, account in zip(documents, accounts, strict=True)
        ]
        ids = insert_documents(tx, new)
        settled = []
        for made, account, document_id in zip(documents, accounts, ids, strict=True):
            settled.append(_taken(made, account, document_id))
            self._go_on(made, account, document_id, settled[-1].taxes)
        insert_allocations(tx, settled)
        seal_documents(tx, ids[:-1])
        seal_document(tx, ids[-1])  # covers the allocations of all
        return [*ids, *(account.document_id for account in accounts)]

    def _go_on(
        self, made: Made, account: _Account, document_id: int, taxes: Mapping[VatGroup, int]
    ) -> None:
        """Follow the invoice that was credited, or the one that took its place."""
        work = made.work
        self.counts[work.kind.value] += 1
        account.take(taxes)
        if not work.followed:
            del self.accounts[work.rank]
        elif work.kind is DocumentKind.CORRECTIVE_INVOICE:
            self.accounts[work.rank] = self._account(made, document_id)

    def _receive(self, tx: Transaction, day: Day) -> list[int]:
        """Write the payments of the day."""
        received: list[_Paid] = []
        for due in day.money:
            account = self.accounts.get(due.rank)
            if due.step.action is not Action.PAY or account is None or account.total <= 0:
                continue
            paid = self._payment(due, account)
            account.take(paid.taxes)
            account.paid = paid
            received.append(paid)
        return self._record(tx, received, day.day)

    def _payment(self, due: Due, account: _Account) -> _Paid:
        amount = account.total * due.step.per_mille // WHOLE or account.total
        taxes = split_by_group(min(amount, account.total), account.left)
        return _Paid(account, method_of(self.world, due.rank, due.place), amount, taxes)

    def _record(self, tx: Transaction, received: Sequence[_Paid], day: dt.date) -> list[int]:
        if not received:
            return []
        payments = [
            NewPayment(paid.account.party_id, day, paid.method, paid.amount_minor)
            for paid in received
        ]
        ids = insert_payments(tx, payments)
        for paid, payment_id in zip(received, ids, strict=True):
            paid.payment_id = payment_id
        allocated = insert_allocations(tx, [_allocation(paid, day) for paid in received])
        for paid, allocation_id in zip(received, allocated, strict=True):
            paid.allocation_id = allocation_id
        seal_payments(tx, ids)
        self.counts["payment"] += len(ids)
        return [paid.account.document_id for paid in received]

    def _bounce(self, tx: Transaction, day: Day) -> list[int]:
        """Write the counter-entries of the day."""
        touched: list[int] = []
        for due in day.money:
            account = self.accounts.get(due.rank)
            if due.step.action is not Action.BOUNCE or account is None or account.paid is None:
                continue
            paid = account.paid
            back = NewPayment(
                account.party_id,
                day.day,
                paid.method,
                -paid.amount_minor,
                reverses_id=paid.payment_id,
                reason=self.world.texts["bounced"],
            )
            (payment_id,) = insert_payments(tx, [back])
            taxes = {group: -amount for group, amount in paid.taxes.items()}
            mirrored = _Paid(account, paid.method, -paid.amount_minor, taxes, payment_id)
            insert_allocations(tx, [_allocation(mirrored, day.day, reverses_id=paid.allocation_id)])
            seal_reversal(tx, payment_id)
            account.take(taxes)
            account.paid = None
            self.counts["reversal"] += 1
            touched.append(account.document_id)
        return touched

    def _new(
        self, made: Made, series: Series, *, targets: Mapping[str, int] | None = None
    ) -> NewDocument:
        document = made.document
        return NewDocument(
            document,
            self.party_ids[document.customer.code],
            series[made.work.kind is DocumentKind.CREDIT_NOTE],
            made.work.counter,
            made.original,
            targets or {},
        )

    def _account(self, made: Made, document_id: int) -> _Account:
        left = {tax.group: tax.gross_minor for tax in made.document.taxes}
        return _Account(document_id, self.party_ids[made.document.customer.code], left)


def _reserve(tx: Transaction, world: World, documents: Sequence[Made]) -> Series:
    """Take the numbers of the day from their series, as planned."""
    series: Series = {}
    for credit, kind, pattern in (
        (False, DocumentKind.INVOICE, world.company.numbering.invoice),
        (True, DocumentKind.CREDIT_NOTE, world.company.numbering.credit_note),
    ):
        works = [
            made.work
            for made in documents
            if (made.work.kind is DocumentKind.CREDIT_NOTE) is credit
        ]
        if not works:
            continue
        day = works[0].day
        series[credit], first = take_numbers(
            tx, len(works), kind=kind, year=day.year, pattern=pattern
        )
        if first != works[0].counter:
            raise RuntimeError(f"planned {works[0].number}, the series says {first}")
        set_last_day(tx, series[credit], day)
    return series


def _original_of(made: Made) -> str:
    return made.document.references[0].number


def _taken(made: Made, account: _Account, document_id: int) -> NewAllocation:
    """Say what a credit note or a corrective invoice takes off its original."""
    replaced = made.work.kind is DocumentKind.CORRECTIVE_INVOICE
    credited = {tax.group: tax.gross_minor for tax in made.document.taxes}
    taxes = dict(account.left) if replaced else credited
    return NewAllocation(
        "replaced" if replaced else "credit",
        account.document_id,
        sum(taxes.values()),
        made.work.day,
        source_id=document_id,
        taxes=taxes,
    )


def _allocation(paid: _Paid, day: dt.date, *, reverses_id: int | None = None) -> NewAllocation:
    return NewAllocation(
        "payment",
        paid.account.document_id,
        paid.settled,
        day,
        payment_id=paid.payment_id,
        reverses_id=reverses_id,
        taxes=paid.taxes,
    )
