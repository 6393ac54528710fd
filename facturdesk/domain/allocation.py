"""How money meets documents: which invoices a payment settles, and at which VAT rates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from facturdesk.domain.errors import Problem
from facturdesk.domain.money import apportion, format_amount
from facturdesk.domain.parties import FRENCH_COUNTRIES, CustomerKind
from facturdesk.domain.vat import VatGroup

METHODS: Final = ("transfer", "card", "cash", "cheque", "direct_debit", "other")
CASH: Final = "cash"

PROBLEMS: Final = frozenset(
    {
        "payment-amount-not-positive",
        "payment-method-unknown",
        "payment-cash-ceiling",
    }
)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a payment given to one document."""

    document_id: int
    amount_minor: int


def share_payment(amount_minor: int, balances: Sequence[tuple[int, int]]) -> tuple[Share, ...]:
    """Settle documents in the order given, each up to its balance.

    `balances` are pairs of document id and open amount; what is left of the payment
    beyond them stays unallocated, as the customer's credit.
    """
    shares = []
    left = amount_minor
    for document_id, balance in balances:
        part = min(left, balance)
        if part > 0:
            shares.append(Share(document_id, part))
            left -= part
    return tuple(shares)


def split_by_group(amount_minor: int, remaining: Mapping[VatGroup, int]) -> dict[VatGroup, int]:
    """Split a receipt over VAT groups by what remains of each, to the cent.

    `remaining` is the gross still open per group. Groups of a sign other than the
    total's (a credit line at its own rate) weigh nothing until the last receipt,
    which takes all that remains exactly.

    Source: CGI art. 269-2 c (VAT on receipts), XP Z12-012 BR-FR-CDV-14 (by rate).
    """
    groups = sorted(remaining)
    total = sum(remaining.values())
    if amount_minor == total:
        return {group: remaining[group] for group in groups if remaining[group]}
    weights = [max(0, remaining[group]) if total > 0 else abs(remaining[group]) for group in groups]
    parts = apportion(amount_minor, weights)
    return {group: part for group, part in zip(groups, parts, strict=True) if part}


def check_payment(
    *,
    amount_minor: int,
    method: str,
    cash_before_minor: int,
    customer_kind: CustomerKind,
    customer_country: str,
    ceilings: Mapping[str, int],
) -> Iterable[Problem]:
    """Yield what is wrong with a payment before it is recorded.

    `cash_before_minor` is the cash already received on the same debt: the ceiling
    bears on the whole debt, whatever the number of payments. `ceilings` holds the
    dated amounts in cents, `resident` and `visitor`.

    Source: code monétaire et financier, art. L112-6 and D112-3.
    """
    if amount_minor <= 0:
        yield Problem("payment-amount-not-positive", "amount")
    if method not in METHODS:
        yield Problem("payment-method-unknown", "method", {"known": ", ".join(METHODS)})
    consumer = customer_kind is CustomerKind.CONSUMER
    visitor = consumer and customer_country not in FRENCH_COUNTRIES
    ceiling = ceilings["visitor" if visitor else "resident"]
    if method == CASH and cash_before_minor + amount_minor > ceiling:
        yield Problem(
            "payment-cash-ceiling",
            "amount",
            {
                "ceiling": format_amount(ceiling),
                "before": format_amount(cash_before_minor),
            },
        )
