"""One document whole, as other programs read it: what it says, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from facturdesk.domain.document import Document, DocumentLine
from facturdesk.domain.money import (
    PRICE_PLACES,
    QUANTITY_PLACES,
    format_amount,
    format_rate,
    format_scaled,
)
from facturdesk.domain.parties import Address, Customer
from facturdesk.domain.sale import Discount, LineKind, Receipt, Sale, SaleLine
from facturdesk.storage.documents import load_document
from facturdesk.storage.payments import allocations_to
from facturdesk.usecases.results import DocumentResult, Json


@dataclass(frozen=True, slots=True)
class Settlement:
    """What settled a document, or was taken back from it (negative)."""

    kind: str  # payment, credit, replaced
    on: dt.date
    amount_minor: int
    payment: int | None  # its id
    source: str | None  # number of the credit note or of the corrective invoice

    def to_json(self) -> Json:
        """Give it for other programs."""
        return {
            "kind": self.kind,
            "date": self.on.isoformat(),
            "amount": format_amount(self.amount_minor),
            "payment": self.payment,
            "document": self.source,
        }


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document whole: issued (`document`), or a draft (`sale`)."""

    result: DocumentResult
    document: Document | None = None
    sale: Sale | None = None
    settlements: tuple[Settlement, ...] = ()
    replaced_by: str | None = None

    def to_json(self) -> Json:
        """Give what HEADLESS.md says, and beyond it everything the document holds."""
        data = self.result.to_json()
        if self.document is not None:
            data |= _document_json(self.document)
            data["settlements"] = [part.to_json() for part in self.settlements]
            data["replaced_by"] = self.replaced_by
        if self.sale is not None:
            data |= _sale_json(self.sale)
        return data


def settlements_of(connection: Connection, document_id: int) -> tuple[Settlement, ...]:
    """List what settled a document, counter-entries included, in their order. A step."""
    numbers: dict[int, str] = {}
    found = []
    for row in allocations_to(connection, document_id):
        if row.source_id is not None and row.source_id not in numbers:
            numbers[row.source_id] = load_document(connection, row.source_id).document.number
        source = numbers[row.source_id] if row.source_id is not None else None
        found.append(Settlement(row.kind, row.on, row.amount_minor, row.payment_id, source))
    return tuple(found)


def _document_json(document: Document) -> Json:
    return {
        "type_code": document.type_code,
        "framework": document.framework,
        "origin": document.origin,
        "seller": {
            "name": document.seller.legal_name,
            "trade_name": document.seller.trade_name,
            "siren": document.seller.siren,
            "vat_number": document.seller.vat_number,
        },
        "buyer": _customer_json(document.customer),
        "supply_date": _day(document.supplied_on),
        "prices_include_vat": document.prices_include_vat,
        "order_reference": document.order_reference,
        "payment_reference": document.payment_reference,
        **_discount_json(document.discount),
        "lines": [_line_json(line) for line in document.lines if line.kind is not LineKind.CHARGE],
        "charges": [_line_json(line) for line in document.lines if line.kind is LineKind.CHARGE],
        "paid": _receipts_json(document.receipts),
        "references": [
            {
                "relation": reference.relation,
                "number": reference.number,
                "date": reference.issued_on.isoformat(),
            }
            for reference in document.references
        ],
        "reason": document.reason,
        "mentions": [{"code": mention.code, "text": mention.text} for mention in document.mentions],
        "note": document.note,
    }


def _sale_json(sale: Sale) -> Json:
    return {
        "buyer": _customer_json(sale.customer),
        "supply_date": _day(sale.supplied_on),
        "prices_include_vat": sale.prices_include_vat,
        "order_reference": sale.order_reference,
        **_discount_json(sale.discount),
        "lines": [_draft_line_json(line) for line in sale.lines],
        "charges": [
            {
                "label": charge.label,
                "amount": format_amount(charge.amount_minor),
                **_vat_json(charge.vat_rate_bp, charge.vat_case),
            }
            for charge in sale.charges
        ],
        "paid": _receipts_json(sale.receipts),
        "note": sale.note,
    }


def _customer_json(customer: Customer) -> Json:
    delivery = customer.delivery_address
    return {
        "code": customer.code,
        "kind": customer.kind.value,
        "name": customer.name,
        "siren": customer.siren,
        "siret": customer.siret,
        "vat_number": customer.vat_number,
        "address": _address_json(customer.address),
        "delivery_address": _address_json(delivery) if delivery else None,
        "email": customer.email,
        "language": customer.language,
    }


def _address_json(address: Address) -> Json:
    return {
        "name": address.name,
        "line1": address.line1,
        "line2": address.line2,
        "postcode": address.postcode,
        "city": address.city,
        "country": address.country,
    }


def _line_json(line: DocumentLine) -> Json:
    """Tell a line; section, text and subtotal lines carry no VAT."""
    data: Json = {"position": line.position, "kind": line.kind.value, "name": line.name}
    if line.detail:
        data["detail"] = line.detail
    if line.kind is LineKind.SUBTOTAL:
        data["amount"] = format_amount(line.amount_minor)
    if line.group is None:
        return data
    data |= {
        "item": line.item_code,
        "nature": line.nature.value,
        "quantity": format_scaled(line.quantity_e4, QUANTITY_PLACES),
        "unit": line.unit,
        "unit_price": format_scaled(line.unit_price_e6, PRICE_PLACES, minimum=2),
        "discount": format_amount(line.discount_minor),
        "discountable": line.discountable,
        "amount": format_amount(line.amount_minor),
        "net": format_amount(line.net_minor),
        "category": line.group.category,
        **_vat_json(line.group.rate_bp, line.group.case),
    }
    if line.purchase_cost_minor is not None:
        data["purchase_cost"] = format_amount(line.purchase_cost_minor)
    if line.source_position is not None:
        data["source_position"] = line.source_position
    return data


def _draft_line_json(line: SaleLine) -> Json:
    data: Json = {"kind": line.kind.value, "name": line.name, "detail": line.detail}
    if line.kind is not LineKind.PRICED:
        return data
    return {
        **data,
        "item": line.item_code,
        "nature": line.nature.value,
        "quantity": format_scaled(line.quantity_e4, QUANTITY_PLACES),
        "unit": line.unit,
        "unit_price": format_scaled(line.unit_price_e6, PRICE_PLACES, minimum=2),
        **_discount_json(line.discount),
        "discountable": line.discountable,
        **_vat_json(line.vat_rate_bp, line.vat_case),
    }


def _vat_json(rate_bp: int | None, case: str) -> Json:
    return {"vat_rate": None if rate_bp is None else format_rate(rate_bp), "vat_case": case}


def _discount_json(discount: Discount) -> Json:
    percent, amount = discount.percent_bp, discount.amount_minor
    return {
        "discount_percent": None if percent is None else format_rate(percent),
        "discount_amount": None if amount is None else format_amount(amount),
    }


def _receipts_json(receipts: Iterable[Receipt]) -> list[Json]:
    return [
        {
            "method": receipt.method,
            "amount": format_amount(receipt.amount_minor),
            "date": receipt.received_on.isoformat(),
            "reference": receipt.reference,
        }
        for receipt in receipts
    ]


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
