"""Where a customer stands: what they bought, owe, are late with, and have to their credit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facturdesk.domain.cards import CustomerCard
from facturdesk.storage.accounts import account_sums, open_credits
from facturdesk.storage.merged import merged_cards
from facturdesk.storage.parties import party_state
from facturdesk.usecases import finding
from facturdesk.usecases.shop import Shop


@dataclass(frozen=True, slots=True)
class LastInvoice:
    """The invoice a customer was given last."""

    number: str
    issued_on: dt.date
    gross_minor: int


@dataclass(frozen=True, slots=True)
class CustomerAccount:
    """A customer's card and figures; what was of cards merged into it counts.

    `turnover_minor` is without VAT, credit notes taken off, replaced invoices left out;
    `balance_minor` is owed on invoices, `overdue_minor` the part of it on late ones.
    """

    code: str
    card: CustomerCard
    archived: bool
    merged: tuple[tuple[str, str], ...]  # code and name of the cards merged into it
    turnover_minor: int
    turnover_year_minor: int  # since the same day a year before
    balance_minor: int
    overdue_minor: int
    credit_minor: int
    documents: int
    last: LastInvoice | None


def customer_account(shop: Shop, code: str) -> CustomerAccount:
    """Work out where a customer stands today.

    Raises:
        CustomerUnknown: no customer has this code.
    """
    with shop.store.read() as connection:
        party_id, card = finding.customer_card(connection, code)
        sums = account_sums(connection, party_id, today=shop.today)
        credits_ = open_credits(connection, party_id)
        merged = merged_cards(connection, party_id)
        state = party_state(connection, party_id)
    return CustomerAccount(
        code=card.customer.code,
        card=card,
        archived=state.archived_at is not None,
        merged=tuple(merged),
        turnover_minor=sums.turnover_minor,
        turnover_year_minor=sums.turnover_year_minor,
        balance_minor=sums.balance_minor,
        overdue_minor=sums.overdue_minor,
        credit_minor=sum(credit.left_minor for credit in credits_),
        documents=sums.documents,
        last=LastInvoice(*sums.last) if sums.last else None,
    )
