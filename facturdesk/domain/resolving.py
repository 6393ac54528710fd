"""What a draft comes to, and everything that keeps it from being issued, at one look.

A draft is judged at each keystroke while it is written, and once more when it is issued.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from facturdesk.domain.checks import (
    EARLIEST,
    LATEST,
    check_customer,
    check_electronic_address,
    check_receipts,
    check_registration,
    check_sale,
    check_seller,
    check_total,
)
from facturdesk.domain.document import DocumentReference
from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.mentions import check_extra, check_penalty_rate, is_platform_customer
from facturdesk.domain.money import ONE_PRICE, ONE_QUANTITY
from facturdesk.domain.parties import CustomerKind, Seller
from facturdesk.domain.rulebook import Rulebook
from facturdesk.domain.sale import Charge, LineKind, Nature, Sale, SaleLine
from facturdesk.domain.terms import check_terms, due_date
from facturdesk.domain.totals import Charged, Totals, compute
from facturdesk.domain.vat import VatGroup
from facturdesk.domain.vat_cases import Situation, check_mix, resolve_group

PROBLEMS: Final = frozenset({"due-date-before-issue"})
PRICE_PER_MINOR: Final = ONE_PRICE // 100
# of a line whose VAT is not settled yet: it counts, without VAT
UNSETTLED: Final = VatGroup("", 0)


@dataclass(frozen=True, slots=True)
class Issue:
    """What issuing adds to a draft: who sells, when, and what it refers to."""

    seller: Seller
    rulebook: Rulebook
    issued_on: dt.date
    references: tuple[DocumentReference, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A sale whose lines and charges have their VAT group and their amounts."""

    groups: tuple[VatGroup, ...]  # of priced lines, then of charges
    natures: frozenset[Nature]  # of the lines; a charge is accessory to them
    totals: Totals


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a draft comes to as far as it goes, and what prevents it from being issued."""

    resolved: Resolved
    problems: tuple[Problem, ...]


def estimate(sale: Sale, issue: Issue) -> Estimate:
    """Work a draft out as far as it goes; a line whose VAT is not settled counts without VAT."""
    problems = [
        *_seller_problems(issue.seller),
        *check_customer(sale.customer, issued_on=issue.issued_on, rulebook=issue.rulebook),
        *check_electronic_address(sale.customer, platform=is_platform_customer(sale.customer)),
        *check_sale(sale, issued_on=issue.issued_on),
        *check_extra(sale.extra_mentions, issue.rulebook, issue.issued_on),
        *_check_dates(sale, issue),
    ]
    found = _groups(sale, issue)
    problems += [group for group in found if isinstance(group, Problem)]
    problems += check_mix([group for group in found if isinstance(group, VatGroup)], field="lines")
    groups = tuple(group if isinstance(group, VatGroup) else UNSETTLED for group in found)
    totals = _totals(sale, groups)
    if not problems:
        problems += check_total(totals.gross_minor)
        problems += _check_discount(sale, totals)
        ceiling = issue.rulebook.cash_ceiling(sale.customer, issue.issued_on)
        problems += check_receipts(sale.receipts, totals.gross_minor, cash_ceiling_minor=ceiling)
    natures = frozenset(line.nature for line in sale.lines if line.kind is LineKind.PRICED)
    return Estimate(Resolved(groups, natures, totals), tuple(problems))


def resolve(sale: Sale, issue: Issue) -> Resolved:
    """Work out a draft that is complete.

    Raises:
        InputRefused: something is missing or forbidden; all of it is reported.
    """
    found = estimate(sale, issue)
    if found.problems:
        raise InputRefused(found.problems)
    return found.resolved


def check(sale: Sale, issue: Issue) -> tuple[Problem, ...]:
    """Return everything that prevents a draft from being issued, all at once."""
    return estimate(sale, issue).problems


def draft_totals(sale: Sale, issue: Issue) -> Totals:
    """Return the totals of a draft.

    Raises:
        InputRefused: a line has no VAT group yet, or the sale is wrong in itself.
    """
    problems = list(check_sale(sale, issued_on=issue.issued_on))
    found = _groups(sale, issue)
    problems += [group for group in found if isinstance(group, Problem)]
    if problems:
        raise InputRefused(problems)
    return _totals(sale, tuple(group for group in found if isinstance(group, VatGroup)))


def row_amounts(sale: Sale, totals: Totals) -> list[int | None]:
    """Give what stands at the end of each line of a draft, in its price basis; None: nothing."""
    priced = iter(totals.lines)
    shown: list[int | None] = []
    running = 0
    for line in sale.lines:
        amount = None
        if line.kind is LineKind.PRICED:
            amount = next(priced).amount_minor
            running += amount
        elif line.kind is LineKind.SUBTOTAL:
            amount, running = running, 0
        elif line.kind is LineKind.SECTION:
            running = 0
        shown.append(amount)
    return shown


@lru_cache(maxsize=16)
def _seller_problems(seller: Seller) -> tuple[Problem, ...]:
    return (*check_seller(seller), *check_registration(seller))


def _check_dates(sale: Sale, issue: Issue) -> Iterable[Problem]:
    due_on = sale.due_on
    if not all(EARLIEST <= day <= LATEST for day in (issue.issued_on, due_on) if day):
        return  # refused as such; no rule is known for that day
    if due_on is not None and due_on < issue.issued_on:
        yield Problem("due-date-before-issue", "due_date", {"value": due_on.isoformat()})
        return
    terms = sale.terms or issue.seller.terms
    late = check_terms(
        terms,
        issued_on=issue.issued_on,
        due_on=due_on or due_date(issue.issued_on, terms),
        customer_kind=sale.customer.kind,
        rulebook=issue.rulebook,
        field="due_date" if due_on is not None else "terms",
    )
    if late is not None:
        yield late
    if sale.customer.kind is CustomerKind.FIRM:
        rate = check_penalty_rate(issue.seller.penalty_rate, issue.issued_on, issue.rulebook)
        if rate is not None:
            yield rate


def _check_discount(sale: Sale, totals: Totals) -> Iterable[Problem]:
    priced = [line for line in sale.lines if line.kind is LineKind.PRICED]
    amounts = totals.lines[: len(priced)]
    whole = sum(
        total.amount_minor for line, total in zip(priced, amounts, strict=True) if line.discountable
    )
    if (sale.discount.amount_minor or 0) > max(whole, 0):
        yield Problem("discount-too-large", "discount_amount")


def charged_items(sale: Sale) -> list[SaleLine | Charge]:
    """Give the priced lines, then the charges: what totals have a line for."""
    priced = [line for line in sale.lines if line.kind is LineKind.PRICED]
    return [*priced, *sale.charges]


def _groups(sale: Sale, issue: Issue) -> list[VatGroup | Problem]:
    paths = [
        *(f"lines[{i}]" for i, line in enumerate(sale.lines) if line.kind is LineKind.PRICED),
        *(f"charges[{i}]" for i in range(len(sale.charges))),
    ]
    on = sale.supplied_on or issue.issued_on
    situation = Situation(issue.seller, sale.customer, on, issue.rulebook)
    case_of_lines = _only_case(sale.lines)
    return [
        resolve_group(
            situation,
            nature=item.nature,
            rate_bp=item.vat_rate_bp,
            case=item.vat_case
            or (case_of_lines if isinstance(item, Charge) and item.vat_rate_bp is None else ""),
            field=path,
            accessory=isinstance(item, Charge),
        )
        for item, path in zip(charged_items(sale), paths, strict=True)
    ]


def _only_case(lines: Iterable[SaleLine]) -> str:
    """Give the VAT case that all priced lines share, which a charge then follows; else ""."""
    cases = {line.vat_case for line in lines if line.kind is LineKind.PRICED}
    return cases.pop() if len(cases) == 1 else ""


def _totals(sale: Sale, groups: Sequence[VatGroup]) -> Totals:
    charged = []
    for item, group in zip(charged_items(sale), groups, strict=True):
        if isinstance(item, Charge):
            price = item.amount_minor * PRICE_PER_MINOR
            charged.append(Charged(group, ONE_QUANTITY, price, discountable=False, is_charge=True))
        else:
            charged.append(
                Charged(
                    group, item.quantity_e4, item.unit_price_e6, item.discount, item.discountable
                )
            )
    return compute(charged, discount=sale.discount, prices_include_vat=sale.prices_include_vat)
