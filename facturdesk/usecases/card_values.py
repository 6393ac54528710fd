"""Cards as `customer.json` and `item.json` write them: what a form shows and gives back."""

from __future__ import annotations

from typing import Any

from facturdesk.domain.cards import Contact, CustomerCard, Item
from facturdesk.domain.money import PRICE_PLACES, format_amount, format_rate, format_scaled
from facturdesk.domain.parties import Address, PaymentTerms

Json = dict[str, Any]


def customer_values(card: CustomerCard) -> Json:
    """Write a customer's card; `put_customer` reads it back as it was."""
    who = card.customer
    delivery = who.delivery_address
    return _told(
        {
            "code": who.code,
            "kind": who.kind.value,
            "name": who.name,
            "siren": who.siren,
            "siret": who.siret,
            "vat_number": who.vat_number,
            "address": _address(who.address),
            "delivery_address": _address(delivery) if delivery else None,
            "email": who.email,
            "phone": card.phone,
            "language": who.language,
            "electronic_address": who.electronic_address,
            "terms": terms_values(card.terms) if card.terms else None,
            "discount_percent": _rate(card.discount_bp),
            "contacts": [_contact(each) for each in card.contacts],
            "note": card.note,
            "tags": list(card.tags),
        }
    )


def item_values(item: Item) -> Json:
    """Write an item; `put_item` reads it back as it was."""
    return _told(
        {
            "code": item.code,
            "name": item.name,
            "barcode": item.barcode,
            "description": item.description,
            "nature": item.nature.value,
            "unit": item.unit,
            "price": format_scaled(item.price_e6, PRICE_PLACES, minimum=2),
            "price_includes_vat": item.price_includes_vat,
            "vat_rate": _rate(item.vat_rate_bp),
            "vat_case": item.vat_case,
            "cost": None if item.cost_minor is None else format_amount(item.cost_minor),
            "discountable": item.discountable,
            "category": item.category,
        }
    )


def terms_values(terms: PaymentTerms) -> Json:
    """Write payment terms."""
    return {
        "days": terms.days,
        "end_of_month": terms.end_of_month,
        "end_of_month_first": terms.end_of_month_first,
    }


def _address(address: Address) -> Json:
    return _told(
        {
            "name": address.name,
            "line1": address.line1,
            "line2": address.line2,
            "postcode": address.postcode,
            "city": address.city,
            "country": address.country,
        }
    )


def _contact(contact: Contact) -> Json:
    return _told(
        {
            "name": contact.name,
            "role": contact.role,
            "email": contact.email,
            "phone": contact.phone,
        }
    )


def _rate(rate_bp: int | None) -> str | None:
    return None if rate_bp is None else format_rate(rate_bp)


def _told(values: Json) -> Json:
    """Leave out what says nothing."""
    return {name: value for name, value in values.items() if value not in ("", None, [])}
