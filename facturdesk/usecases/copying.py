"""Makes a draft of an issued document: the same lines for the same customer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from facturdesk.domain.cards import CustomerCard
from facturdesk.domain.document import Document, DocumentLine
from facturdesk.domain.money import ONE_PRICE
from facturdesk.domain.sale import Charge, DocumentKind, LineKind, Sale, SaleLine
from facturdesk.domain.vat_cases import IMPLIED

_PRICE_PER_MINOR = ONE_PRICE // 100


def sale_of_document(document: Document, card: CustomerCard, *, corrects: bool = False) -> Sale:
    """Make a draft of a document for the customer as their card is now.

    One that `corrects` it has also its days of supply, terms and place of delivery; a copy
    has no days: it is another sale.
    """
    copy = Sale(
        customer=card.customer,
        lines=tuple(_lines(document)),
        terms=card.terms,
        prices_include_vat=document.prices_include_vat,
        currency=document.currency,
        discount=document.discount,
        charges=tuple(_charges(document)),
        note=document.note,
    )
    if not corrects:
        return copy
    customer = replace(
        card.customer,
        delivery_address=document.customer.delivery_address,
        language=document.customer.language,
    )
    return replace(
        copy,
        customer=customer,
        kind=DocumentKind.CORRECTIVE_INVOICE,
        supplied_on=document.supplied_on,
        terms=document.terms,
        order_reference=document.order_reference,
        corrects=document.number,
    )


def _lines(document: Document) -> Iterator[SaleLine]:
    for line in document.lines:
        if line.kind is LineKind.CHARGE:
            continue
        if line.kind is not LineKind.PRICED:
            yield SaleLine(line.kind, name=line.name, detail=line.detail)
            continue
        rate_bp, case = _vat(line)
        yield SaleLine(
            name=line.name,
            detail=line.detail,
            item_code=line.item_code,
            nature=line.nature,
            quantity_e4=line.quantity_e4,
            unit=line.unit,
            unit_price_e6=line.unit_price_e6,
            vat_rate_bp=rate_bp,
            vat_case=case,
            discount=line.discount,
            discountable=line.discountable,
            purchase_cost_minor=line.purchase_cost_minor,
        )


def _charges(document: Document) -> Iterator[Charge]:
    for line in document.lines:
        if line.kind is LineKind.CHARGE:
            rate_bp, case = _vat(line)
            amount = line.unit_price_e6 // _PRICE_PER_MINOR
            yield Charge(line.name, amount, line.nature, rate_bp, case)


def _vat(line: DocumentLine) -> tuple[int | None, str]:
    """Give the rate or case of a line; what the shop's regime implies is left to it."""
    group = line.group
    if group is None or group.case in IMPLIED:
        return None, ""
    return (None, group.case) if group.case else (group.rate_bp, "")
