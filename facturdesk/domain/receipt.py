"""A receipt: what a shop gives to say that it was paid. No legal document, no number series."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facturdesk.domain.document import Mention
from facturdesk.domain.parties import Customer, Seller


@dataclass(frozen=True, slots=True)
class SettledInvoice:
    """What a payment settled of one invoice, and what is left to pay of it."""

    number: str
    issued_on: dt.date
    gross_minor: int
    settled_minor: int
    left_minor: int


@dataclass(frozen=True, slots=True)
class PaymentReceipt:
    """A payment as its receipt tells it; `made_on` is the day for which balances are told."""

    number: str  # the id of the payment
    seller: Seller
    customer: Customer
    received_on: dt.date
    made_on: dt.date
    method: str
    reference: str
    amount_minor: int
    invoices: tuple[SettledInvoice, ...]
    kept_minor: int  # the customer's credit
    mentions: tuple[Mention, ...]
    currency: str = "EUR"
