"""From a draft to the frozen document: every check, then every decision of the law, once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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
from facturdesk.domain.crediting import Credit
from facturdesk.domain.document import (
    Document,
    DocumentLine,
    DocumentReference,
    Instalment,
    TaxSubtotal,
)
from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.identifiers import payment_reference
from facturdesk.domain.mentions import (
    check_extra,
    check_penalty_rate,
    exemption_reason,
    is_platform_customer,
    mentions_for,
)
from facturdesk.domain.money import ONE_PRICE, ONE_QUANTITY
from facturdesk.domain.parties import CustomerKind, Seller
from facturdesk.domain.rulebook import Rulebook
from facturdesk.domain.sale import (
    Charge,
    DocumentKind,
    LineKind,
    Nature,
    Sale,
    SaleLine,
)
from facturdesk.domain.terms import check_terms, due_date
from facturdesk.domain.totals import Charged, LineTotal, Totals, compute
from facturdesk.domain.vat import VatGroup
from facturdesk.domain.vat_cases import Situation, check_mix, framework, resolve_group

TYPE_CODES: Final = {
    DocumentKind.INVOICE: "380",
    DocumentKind.CREDIT_NOTE: "381",
    DocumentKind.CORRECTIVE_INVOICE: "384",
}
PROBLEMS: Final = frozenset({"credit-total-not-positive", "due-date-before-issue"})

_PRICE_PER_MINOR: Final = ONE_PRICE // 100


@dataclass(frozen=True, slots=True)
class Issue:
    """What issuing adds to a draft: who sells, when, and what it refers to."""

    seller: Seller
    rulebook: Rulebook
    issued_on: dt.date
    references: tuple[DocumentReference, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Resolved:
    """A sale whose lines and charges have their VAT group and their amounts."""

    groups: tuple[VatGroup, ...]  # of priced lines, then of charges
    natures: frozenset[Nature]  # of the lines; a charge is accessory to them
    totals: Totals


def freeze(sale: Sale, issue: Issue, number: str) -> Document:
    """Make the document that will be kept for ever from a complete draft.

    Raises:
        InputRefused: something is missing or forbidden; all of it is reported.
    """
    resolved = _resolve(sale, issue)
    totals = resolved.totals
    terms = sale.terms or issue.seller.terms
    document = Document(
        kind=sale.kind,
        number=number,
        issued_on=issue.issued_on,
        seller=issue.seller,
        customer=sale.customer,
        lines=tuple(_document_lines(sale, resolved)),
        taxes=_with_reasons(totals.taxes, issue),
        instalments=(_instalment(sale, issue, totals.gross_minor),),
        net_minor=totals.net_minor,
        vat_minor=totals.vat_minor,
        gross_minor=totals.gross_minor,
        type_code=TYPE_CODES[sale.kind],
        framework="",
        prices_include_vat=sale.prices_include_vat,
        currency=sale.currency,
        supplied_on=sale.supplied_on,
        terms=terms,
        order_reference=sale.order_reference,
        payment_reference=payment_reference(number),
        discount=sale.discount,
        receipts=sale.receipts,
        references=issue.references,
        reason=issue.reason,
        note=sale.note,
    )
    return _finished(document, resolved.natures, issue, sale.extra_mentions)


def freeze_credit(invoice: Document, credit: Credit, issue: Issue, number: str) -> Document:
    """Make the credit note that gives back part or all of an invoice.

    The seller and the customer stand on it as they do on the invoice.

    Raises:
        InputRefused: what is given back is not worth more than zero.
    """
    totals = credit.totals
    if totals.gross_minor <= 0:
        raise InputRefused([Problem("credit-total-not-positive", "lines")])
    document = Document(
        kind=DocumentKind.CREDIT_NOTE,
        number=number,
        issued_on=issue.issued_on,
        seller=issue.seller,
        customer=invoice.customer,
        lines=credit.lines,
        taxes=_with_reasons(totals.taxes, issue),
        instalments=(),
        net_minor=totals.net_minor,
        vat_minor=totals.vat_minor,
        gross_minor=totals.gross_minor,
        type_code=TYPE_CODES[DocumentKind.CREDIT_NOTE],
        framework="",
        prices_include_vat=invoice.prices_include_vat,
        currency=invoice.currency,
        supplied_on=invoice.supplied_on,
        terms=invoice.terms,
        order_reference=invoice.order_reference,
        discount=invoice.discount,
        references=issue.references,
        reason=issue.reason,
    )
    priced = [line for line in credit.lines if line.kind is LineKind.PRICED]
    natures = frozenset(line.nature for line in priced or credit.lines)
    return _finished(document, natures, issue, ())


def check(sale: Sale, issue: Issue) -> tuple[Problem, ...]:
    """Return everything that prevents a draft from being issued, all at once."""
    try:
        _resolve(sale, issue)
    except InputRefused as refused:
        return refused.problems
    return ()


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


def _resolve(sale: Sale, issue: Issue) -> _Resolved:
    problems = [
        *_seller_problems(issue.seller),
        *check_customer(sale.customer, issued_on=issue.issued_on, rulebook=issue.rulebook),
        *check_electronic_address(sale.customer, platform=is_platform_customer(sale.customer)),
        *check_sale(sale, issued_on=issue.issued_on),
        *check_extra(sale.extra_mentions, issue.rulebook, issue.issued_on),
        *_check_dates(sale, issue),
    ]
    found = _groups(sale, issue)
    groups = tuple(group for group in found if isinstance(group, VatGroup))
    problems += [group for group in found if isinstance(group, Problem)]
    problems += check_mix(groups, field="lines")
    if problems:
        raise InputRefused(problems)
    totals = _totals(sale, groups)
    problems += check_total(totals.gross_minor)
    problems += _check_discount(sale, totals)
    ceiling = issue.rulebook.cash_ceiling(sale.customer, issue.issued_on)
    problems += check_receipts(sale.receipts, totals.gross_minor, cash_ceiling_minor=ceiling)
    if problems:
        raise InputRefused(problems)
    natures = frozenset(line.nature for line in sale.lines if line.kind is LineKind.PRICED)
    return _Resolved(groups, natures, totals)


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


def _charged_items(sale: Sale) -> list[SaleLine | Charge]:
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
        for item, path in zip(_charged_items(sale), paths, strict=True)
    ]


def _only_case(lines: Iterable[SaleLine]) -> str:
    """Give the VAT case that all priced lines share, which a charge then follows; else ""."""
    cases = {line.vat_case for line in lines if line.kind is LineKind.PRICED}
    return cases.pop() if len(cases) == 1 else ""


def _totals(sale: Sale, groups: Sequence[VatGroup]) -> Totals:
    charged = []
    for item, group in zip(_charged_items(sale), groups, strict=True):
        if isinstance(item, Charge):
            price = item.amount_minor * _PRICE_PER_MINOR
            charged.append(Charged(group, ONE_QUANTITY, price, discountable=False, is_charge=True))
        else:
            charged.append(
                Charged(
                    group, item.quantity_e4, item.unit_price_e6, item.discount, item.discountable
                )
            )
    return compute(charged, discount=sale.discount, prices_include_vat=sale.prices_include_vat)


def _document_lines(sale: Sale, resolved: _Resolved) -> Iterable[DocumentLine]:
    amounts = zip(resolved.groups, resolved.totals.lines, strict=True)
    subtotal = 0
    position = 0
    for position, line in enumerate(sale.lines, start=1):
        if line.kind is LineKind.PRICED:
            group, total = next(amounts)
            subtotal += total.amount_minor
            yield _priced_line(position, line, group, total)
        elif line.kind is LineKind.SUBTOTAL:
            yield DocumentLine(position, LineKind.SUBTOTAL, line.name, amount_minor=subtotal)
            subtotal = 0
        else:
            subtotal = 0 if line.kind is LineKind.SECTION else subtotal
            yield DocumentLine(position, line.kind, line.name, line.detail)
    for offset, charge in enumerate(sale.charges, start=1):
        group, total = next(amounts)
        yield _charge_line(position + offset, charge, group, total)


def _priced_line(position: int, line: SaleLine, group: VatGroup, total: LineTotal) -> DocumentLine:
    return DocumentLine(
        position=position,
        kind=LineKind.PRICED,
        name=line.name,
        detail=line.detail,
        item_code=line.item_code,
        nature=line.nature,
        quantity_e4=line.quantity_e4,
        unit=line.unit,
        unit_price_e6=line.unit_price_e6,
        discount=line.discount,
        discount_minor=total.discount_minor,
        discountable=line.discountable,
        amount_minor=total.amount_minor,
        settled_minor=total.settled_minor,
        net_minor=total.net_minor,
        net_unit_price_e6=total.net_unit_price_e6,
        price_base_quantity=total.price_base_quantity,
        net_discount_minor=total.net_discount_minor,
        group=group,
        purchase_cost_minor=line.purchase_cost_minor,
    )


def _charge_line(position: int, charge: Charge, group: VatGroup, total: LineTotal) -> DocumentLine:
    return DocumentLine(
        position=position,
        kind=LineKind.CHARGE,
        name=charge.label,
        nature=charge.nature,
        quantity_e4=ONE_QUANTITY,
        unit_price_e6=charge.amount_minor * _PRICE_PER_MINOR,
        discountable=False,
        amount_minor=total.amount_minor,
        settled_minor=total.settled_minor,
        net_minor=total.net_minor,
        net_unit_price_e6=total.net_unit_price_e6,
        price_base_quantity=total.price_base_quantity,
        group=group,
    )


def _instalment(sale: Sale, issue: Issue, gross_minor: int) -> Instalment:
    terms = sale.terms or issue.seller.terms
    due_on = sale.due_on or due_date(issue.issued_on, terms)
    received = sum(receipt.amount_minor for receipt in sale.receipts)
    if sale.receipts and received == gross_minor:
        due_on = issue.issued_on  # BR-FR-CO-09: an invoice already paid is due when paid
    return Instalment(1, due_on, gross_minor)


def _with_reasons(taxes: Sequence[TaxSubtotal], issue: Issue) -> tuple[TaxSubtotal, ...]:
    return tuple(
        replace(tax, reason=exemption_reason(tax.group, issue.issued_on, issue.rulebook))
        if tax.group.case
        else tax
        for tax in taxes
    )


def _finished(
    document: Document, natures: frozenset[Nature], issue: Issue, extra: tuple[str, ...]
) -> Document:
    """Add what follows from the whole: the billing framework (BT-23) and the mentions."""
    return replace(
        document,
        framework=framework(natures, paid=document.is_paid),
        mentions=mentions_for(document, natures=natures, rulebook=issue.rulebook, extra=extra),
    )
