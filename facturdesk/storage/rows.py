"""One document as the rows of its tables, and back. Column orders are those of `schema`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from facturdesk.domain.document import (
    Document,
    DocumentLine,
    DocumentReference,
    Instalment,
    Mention,
    TaxSubtotal,
)
from facturdesk.domain.parties import Customer, PaymentTerms, Seller
from facturdesk.domain.sale import (
    NO_DISCOUNT,
    Discount,
    DocumentKind,
    LineKind,
    Nature,
    Receipt,
)
from facturdesk.domain.vat import VatGroup
from facturdesk.storage.statements import Row


@dataclass(frozen=True, slots=True)
class Keys:
    """The ids a document row refers to."""

    series_id: int | None
    counter: int | None
    seller_id: int
    customer_id: int
    mentions_id: int
    party_id: int


def document_row(document_id: int, document: Document, keys: Keys) -> Row:
    """Make the row of `document`."""
    terms, discount, supplied_on = document.terms, document.discount, document.supplied_on
    return (
        document_id,
        document.kind.value,
        document.origin,
        keys.series_id,
        keys.counter,
        document.number,
        document.issued_on.isoformat(),
        supplied_on and supplied_on.isoformat(),
        document.type_code,
        document.framework,
        document.currency,
        int(document.prices_include_vat),
        document.order_reference,
        document.payment_reference,
        discount.percent_bp,
        discount.amount_minor,
        terms.days,
        int(terms.end_of_month),
        int(terms.end_of_month_first),
        document.note,
        document.reason,
        document.net_minor,
        document.vat_minor,
        document.gross_minor,
        keys.seller_id,
        keys.customer_id,
        keys.mentions_id,
        keys.party_id,
    )


def line_rows(document_id: int, lines: Iterable[DocumentLine]) -> list[Row]:
    """Make the rows of `document_line`."""
    return [
        (
            document_id,
            line.position,
            line.kind.value,
            line.name,
            line.detail,
            line.item_code,
            line.nature.value,
            line.quantity_e4,
            line.unit,
            line.unit_price_e6,
            line.discount.percent_bp,
            line.discount.amount_minor,
            line.discount_minor,
            int(line.discountable),
            line.amount_minor,
            line.settled_minor,
            line.net_minor,
            line.net_unit_price_e6,
            line.price_base_quantity,
            line.net_discount_minor,
            *(_NO_GROUP if line.group is None else group_columns(line.group)),
            line.purchase_cost_minor,
            line.source_position,
        )
        for line in lines
    ]


def tax_rows(document_id: int, taxes: Iterable[TaxSubtotal]) -> list[Row]:
    """Make the rows of `document_tax`."""
    return [
        (
            document_id,
            sequence,
            *group_columns(tax.group),
            tax.base_minor,
            tax.vat_minor,
            tax.lines_minor,
            tax.discount_minor,
            tax.charges_minor,
            tax.discount_amount_minor,
            tax.reason,
        )
        for sequence, tax in enumerate(taxes, 1)
    ]


def instalment_rows(document_id: int, instalments: Iterable[Instalment]) -> list[Row]:
    """Make the rows of `due_instalment`."""
    return [
        (document_id, part.sequence, part.due_on.isoformat(), part.amount_minor)
        for part in instalments
    ]


def receipt_rows(document_id: int, receipts: Iterable[Receipt]) -> list[Row]:
    """Make the rows of `document_receipt`."""
    return [
        (
            document_id,
            sequence,
            receipt.method,
            receipt.amount_minor,
            receipt.received_on.isoformat(),
            receipt.reference,
        )
        for sequence, receipt in enumerate(receipts, 1)
    ]


def link_rows(
    document_id: int, references: Iterable[DocumentReference], targets: Mapping[str, int]
) -> list[Row]:
    """Make the rows of `document_link`; `targets` are ids of documents by number."""
    return [
        (
            document_id,
            sequence,
            reference.relation,
            targets.get(reference.number),
            reference.number,
            reference.issued_on.isoformat(),
        )
        for sequence, reference in enumerate(references, 1)
    ]


def group_columns(group: VatGroup) -> tuple[str, int, str, str]:
    """Give a VAT group in the order its columns have in every table."""
    return group.category, group.rate_bp, group.ground, group.case


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """The rows of one document as read, with its snapshots decoded."""

    row: Sequence[Any]
    seller: Seller
    customer: Customer
    mentions: tuple[Mention, ...]
    lines: Iterable[Sequence[Any]]
    taxes: Iterable[Sequence[Any]]
    instalments: Iterable[Sequence[Any]]
    receipts: Iterable[Sequence[Any]]
    links: Iterable[Sequence[Any]]


def document_from(rows: DocumentRows) -> Document:
    """Put a document together from its rows."""
    (_, kind, origin, _, _, number, issued_on, supplied_on, type_code, framework, currency,
     prices_include_vat, order_reference, payment_reference, discount_bp, discount_minor,
     days, end_of_month, end_of_month_first, note, reason, net, vat, gross, *_) = rows.row  # fmt: skip
    return Document(
        kind=DocumentKind(kind),
        number=number,
        issued_on=dt.date.fromisoformat(issued_on),
        seller=rows.seller,
        customer=rows.customer,
        lines=tuple([line_from(row) for row in rows.lines]),
        taxes=tuple([tax_from(row) for row in rows.taxes]),
        instalments=tuple([instalment_from(row[1:]) for row in rows.instalments]),
        net_minor=net,
        vat_minor=vat,
        gross_minor=gross,
        type_code=type_code,
        framework=framework,
        prices_include_vat=bool(prices_include_vat),
        currency=currency,
        supplied_on=dt.date.fromisoformat(supplied_on) if supplied_on else None,
        terms=PaymentTerms(days, bool(end_of_month), bool(end_of_month_first)),
        order_reference=order_reference,
        payment_reference=payment_reference,
        discount=_discount(discount_bp, discount_minor),
        receipts=tuple([_receipt_from(row) for row in rows.receipts]),
        references=tuple([_reference_from(row) for row in rows.links]),
        reason=reason,
        mentions=rows.mentions,
        note=note,
        origin=origin,
    )


def line_from(row: Sequence[Any]) -> DocumentLine:
    """Make a line from its row."""
    (_, position, kind, name, detail, item_code, nature, quantity_e4, unit, unit_price_e6,
     discount_bp, discount_fixed_minor, discount_minor, discountable, amount_minor,
     settled_minor, net_minor, net_unit_price_e6, price_base_quantity, net_discount_minor,
     category, rate_bp, ground, case, purchase_cost_minor, source_position) = row  # fmt: skip
    return DocumentLine(
        position=position,
        kind=LineKind(kind),
        name=name,
        detail=detail,
        item_code=item_code,
        nature=Nature(nature),
        quantity_e4=quantity_e4,
        unit=unit,
        unit_price_e6=unit_price_e6,
        discount=_discount(discount_bp, discount_fixed_minor),
        discount_minor=discount_minor,
        discountable=bool(discountable),
        amount_minor=amount_minor,
        settled_minor=settled_minor,
        net_minor=net_minor,
        net_unit_price_e6=net_unit_price_e6,
        price_base_quantity=price_base_quantity,
        net_discount_minor=net_discount_minor,
        group=None if category is None else VatGroup(category, rate_bp, ground, case),
        purchase_cost_minor=purchase_cost_minor,
        source_position=source_position,
    )


def tax_from(row: Sequence[Any]) -> TaxSubtotal:
    """Make a VAT subtotal from its row."""
    _, _, category, rate_bp, ground, case, *amounts, reason = row
    base, vat, lines, discount, charges, discount_amount = amounts
    group = VatGroup(category, rate_bp, ground, case)
    return TaxSubtotal(group, base, vat, lines, discount, charges, discount_amount, reason)


def instalment_from(columns: Sequence[Any]) -> Instalment:
    """Make an instalment from sequence, day and amount."""
    sequence, due_on, amount_minor = columns
    return Instalment(sequence, dt.date.fromisoformat(due_on), amount_minor)


def _receipt_from(row: Sequence[Any]) -> Receipt:
    _, _, method, amount_minor, received_on, reference = row
    return Receipt(method, amount_minor, dt.date.fromisoformat(received_on), reference)


def _reference_from(row: Sequence[Any]) -> DocumentReference:
    _, _, relation, _, number, issued_on = row
    return DocumentReference(relation, number, dt.date.fromisoformat(issued_on))


def _discount(percent_bp: int | None, amount_minor: int | None) -> Discount:
    if percent_bp is None and amount_minor is None:
        return NO_DISCOUNT
    return Discount(percent_bp, amount_minor)


_NO_GROUP = (None, None, None, None)
