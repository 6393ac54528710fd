"""From a draft to the frozen document: every decision of the law, once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from facturdesk.domain.crediting import Credit
from facturdesk.domain.document import (
    Document,
    DocumentLine,
    Instalment,
    TaxSubtotal,
)
from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.identifiers import payment_reference
from facturdesk.domain.mentions import check_extra, exemption_reason, mentions_for
from facturdesk.domain.money import ONE_QUANTITY
from facturdesk.domain.resolving import (
    PRICE_PER_MINOR,
    Estimate,
    Issue,
    Resolved,
    check,
    draft_totals,
    resolve,
)
from facturdesk.domain.sale import Charge, DocumentKind, LineKind, Nature, Sale, SaleLine
from facturdesk.domain.terms import due_date
from facturdesk.domain.totals import LineTotal
from facturdesk.domain.vat import VatGroup
from facturdesk.domain.vat_cases import framework

__all__ = ["Issue", "check", "draft_totals", "freeze", "freeze_credit", "sketch"]

TYPE_CODES: Final = {
    DocumentKind.INVOICE: "380",
    DocumentKind.CREDIT_NOTE: "381",
    DocumentKind.CORRECTIVE_INVOICE: "384",
}
PROBLEMS: Final = frozenset({"credit-total-not-positive"})


def freeze(sale: Sale, issue: Issue, number: str) -> Document:
    """Make the document that will be kept for ever from a complete draft.

    Raises:
        InputRefused: something is missing or forbidden; all of it is reported.
    """
    return _composed(sale, issue, resolve(sale, issue), number)


def sketch(sale: Sale, issue: Issue, found: Estimate) -> Document:
    """Make the document that a draft would give as far as it goes, for the eye alone.

    It has no number. A mention that cannot be asked for is left out.
    """
    wrong = any(check_extra(sale.extra_mentions, issue.rulebook, issue.issued_on))
    known = replace(sale, extra_mentions=()) if wrong else sale
    return _composed(known, issue, found.resolved, "")


def _composed(sale: Sale, issue: Issue, resolved: Resolved, number: str) -> Document:
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
        payment_reference=payment_reference(number) if number else "",
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


def _document_lines(sale: Sale, resolved: Resolved) -> Iterable[DocumentLine]:
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
        unit_price_e6=charge.amount_minor * PRICE_PER_MINOR,
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
