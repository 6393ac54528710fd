"""Settles invoices with the credit a customer has: overpayments and credit notes."""

from __future__ import annotations

from collections.abc import Sequence

from facturdesk.domain.allocation import CASH
from facturdesk.domain.errors import InputRefused
from facturdesk.domain.parties import Customer
from facturdesk.storage.accounts import OpenCredit, open_credits
from facturdesk.storage.engine import Transaction
from facturdesk.storage.payments import cash_received
from facturdesk.storage.seals import append_seal
from facturdesk.usecases.finding import customer_card
from facturdesk.usecases.paying import debts_of
from facturdesk.usecases.refusals import NoCredit
from facturdesk.usecases.results import Allotted, CreditResult
from facturdesk.usecases.settling import give_credit, settle
from facturdesk.usecases.shop import Shop


def allocate_credit(
    shop: Shop, customer_code: str, *, numbers: Sequence[str] | None = None
) -> CreditResult:
    """Settle a customer's invoices with their credit, both the oldest first.

    `numbers` names the invoices, in the order wanted. Cash settles an invoice up to the
    legal ceiling only.

    Raises:
        CustomerUnknown, DocumentUnknown, NotAnInvoice, DocumentReplaced: as they say.
        InputRefused: an invoice is another customer's.
        NoCredit: there is no credit, or nothing it may settle.
    """
    with shop.store.write(shop.stamp()) as tx:
        party_id, card = customer_card(tx.connection, customer_code)
        debts, strangers = debts_of(tx.connection, party_id, numbers)
        if strangers:
            raise InputRefused(strangers)
        given = []
        for debt in debts:
            part = sum(
                _use(tx, shop, credit, card.customer, debt.id)
                for credit in open_credits(tx.connection, party_id)
            )
            if part:
                given.append(Allotted(debt.number, part))
        if not given:
            raise NoCredit(customer=customer_code)
        append_seal(tx, kind="allocation", subject=f"party:{party_id}")
        left = sum(credit.left_minor for credit in open_credits(tx.connection, party_id))
        return CreditResult(customer_code, tuple(given), left)


def _use(
    tx: Transaction, shop: Shop, credit: OpenCredit, customer: Customer, document_id: int
) -> int:
    """Give an invoice what it takes of one credit."""
    if credit.payment_id is None:
        assert credit.note_id is not None
        return give_credit(
            tx,
            note_id=credit.note_id,
            most_minor=credit.left_minor,
            document_id=document_id,
            on=shop.today,
        )
    room = credit.left_minor
    if credit.method == CASH:
        ceiling = shop.rulebook.cash_ceiling(customer, shop.today)
        room = max(0, ceiling - cash_received(tx.connection, document_id))
    return settle(
        tx,
        payment_id=credit.payment_id,
        most_minor=min(credit.left_minor, room),
        document_id=document_id,
        on=shop.today,
    )
