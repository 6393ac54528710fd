"""What a customer owes, for who records a payment: open invoices, credit, and the split as typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from facturdesk.domain.allocation import share_payment
from facturdesk.storage.accounts import open_credits
from facturdesk.storage.debts import debts_of_parties
from facturdesk.usecases.finding import customer_card, document_result, standing_invoice
from facturdesk.usecases.results import Allotted
from facturdesk.usecases.shop import Shop

_MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    """An invoice with something left to pay."""

    number: str
    issued_on: dt.date
    due_on: dt.date | None
    balance_minor: int
    late_days: int


@dataclass(frozen=True, slots=True)
class Payable:
    """A customer's open invoices, those asked for first, then what is due first."""

    customer_code: str
    customer_name: str
    invoices: tuple[OpenInvoice, ...]
    credit_minor: int  # what they already have with the shop

    def shares(self, amount_minor: int, numbers: Sequence[str]) -> tuple[Allotted, ...]:
        """Tell what a payment would settle of these invoices, in the order given."""
        balances = {invoice.number: invoice.balance_minor for invoice in self.invoices}
        owed = [(rank, balances[number]) for rank, number in enumerate(numbers)]
        return tuple(
            Allotted(numbers[share.document_id], share.amount_minor)
            for share in share_payment(amount_minor, owed)
        )


def payable_of_customer(shop: Shop, code: str, *, numbers: Sequence[str] = ()) -> Payable:
    """Tell what a customer owes, the invoices named first.

    Raises:
        CustomerUnknown: no customer has this code.
    """
    with shop.store.read() as connection:
        party_id, card = customer_card(connection, code)
        found = debts_of_parties(connection, [party_id], limit=_MOST_SHOWN)
        credit = sum(part.left_minor for part in open_credits(connection, party_id))
    debts = {debt.number: debt for debt in found}
    named = [number for number in numbers if number in debts]
    invoices = [
        OpenInvoice(
            debt.number,
            debt.issued_on,
            debt.due_on,
            debt.balance_minor,
            max(0, (shop.today - debt.due_on).days) if debt.due_on else 0,
        )
        for debt in (debts[number] for number in dict.fromkeys([*named, *debts]))
    ]
    return Payable(card.customer.code, card.customer.name, tuple(invoices), credit)


def payable_of_invoices(shop: Shop, numbers: Sequence[str]) -> Payable:
    """Tell what the customer of some invoices owes, these invoices first.

    Raises:
        DocumentUnknown, NotAnInvoice, DocumentReplaced: the first cannot be paid.
    """
    with shop.store.read() as connection:
        first = standing_invoice(connection, numbers[0])
        code = document_result(connection, first.id, first.document, today=shop.today).customer
    return payable_of_customer(shop, code, numbers=numbers)
