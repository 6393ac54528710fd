"""Reads `sale.json` into a draft, with the items and the customer it names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from facturdesk.domain.allocation import METHODS
from facturdesk.domain.cards import CustomerCard, Item
from facturdesk.domain.errors import Problem
from facturdesk.domain.money import (
    ONE_QUANTITY,
    PRICE_PLACES,
    QUANTITY_PLACES,
    divide_rounded,
)
from facturdesk.domain.pricing import with_vat, without_vat
from facturdesk.domain.sale import (
    Charge,
    Discount,
    DocumentKind,
    LineKind,
    Nature,
    Receipt,
    Sale,
    SaleLine,
)
from facturdesk.domain.units import PIECE
from facturdesk.usecases.fields import Fields
from facturdesk.usecases.party_input import customer_card, terms

_KINDS = (DocumentKind.INVOICE.value,)
_LONGEST_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class Lookups:
    """What a sale may name: items and customers by code, and the shop's standard rate.

    The rate is 0 where the shop charges no VAT. `nature` says what a line of a VAT case
    ("" where it has none) is when it does not say so itself.
    """

    item: Callable[[str], Item | None]
    customer: Callable[[str], CustomerCard | None]
    standard_rate_bp: int
    nature: Callable[[str], Nature] = lambda case: Nature.GOODS


@dataclass(frozen=True, slots=True)
class ReadSale:
    """A sale as read: the draft, its customer's card, and what is wrong with the input."""

    sale: Sale
    card: CustomerCard
    inline: bool  # the customer was written in the sale itself: the card is to be kept
    problems: tuple[Problem, ...]  # every field that is wrong, missing or unknown


def read_sale(
    values: Mapping[str, object],
    lookups: Lookups,
    *,
    today: dt.date,
    on: dt.date | None = None,
) -> ReadSale:
    """Read `sale.json`; `on` is the day of issue, where it is not the one the sale names.

    Faults come with the result, not raised, so that the law's can be told with them.
    """
    fields = Fields(_with_customer_section(values))
    card, inline = _customer(fields, lookups)
    include_vat = fields.flag("prices_include_vat")
    issued_on = fields.day("date")
    received_on = on or issued_on or today
    fields.choice("kind", _KINDS, default=DocumentKind.INVOICE)
    discount = _discount(fields)
    if discount == Discount() and card.discount_bp:
        discount = Discount(percent_bp=card.discount_bp)
    sale = Sale(
        customer=card.customer,
        lines=tuple(
            _line(entry, lookups, include_vat=include_vat) for entry in fields.sections("lines")
        ),
        issued_on=issued_on,
        supplied_on=fields.day("supply_date"),
        due_on=fields.day("due_date"),
        terms=terms(fields) or card.terms,
        prices_include_vat=include_vat,
        order_reference=fields.text("order_reference", longest=60),
        currency=fields.text("currency", longest=3) or "EUR",
        discount=discount,
        charges=tuple(_charge(entry) for entry in fields.sections("charges")),
        receipts=tuple(_receipt(entry, received_on) for entry in fields.sections("paid")),
        note=fields.text("note", longest=_LONGEST_TEXT, lines=True),
        extra_mentions=tuple(fields.texts("mentions")),
    )
    return ReadSale(sale, card, inline, fields.faults())


def _with_customer_section(values: Mapping[str, object]) -> Mapping[str, object]:
    """Let a customer be written as a code alone."""
    code = values.get("customer")
    return {**values, "customer": {"code": code}} if isinstance(code, str) else values


def _customer(fields: Fields, lookups: Lookups) -> tuple[CustomerCard, bool]:
    section = fields.section("customer")
    if section is None:
        if "customer" not in fields:
            fields.refuse("customer", "field-missing")
        return customer_card(Fields({})), False
    if "name" in section:
        return _with_habits(customer_card(section), lookups), True
    code = section.text("code", longest=40, required=True)
    known = lookups.customer(code) if code else None
    if known is not None:
        return known, False
    if code:
        fields.refuse("customer", "customer-unknown", code=code)
    return customer_card(Fields({})), False


def _with_habits(card: CustomerCard, lookups: Lookups) -> CustomerCard:
    """Keep what the shop knows of a customer where the sale that brings them is silent."""
    known = lookups.customer(card.customer.code) if card.customer.code else None
    if known is None:
        return card
    return CustomerCard(
        customer=card.customer,
        terms=card.terms or known.terms,
        discount_bp=known.discount_bp if card.discount_bp is None else card.discount_bp,
        contacts=card.contacts or known.contacts,
        note=card.note or known.note,
        tags=card.tags or known.tags,
        phone=card.phone or known.phone,
    )


def _line(fields: Fields, lookups: Lookups, *, include_vat: bool) -> SaleLine:
    if "section" in fields:
        return SaleLine(LineKind.SECTION, name=fields.text("section"))
    if "text" in fields:
        text = fields.text("text", longest=_LONGEST_TEXT, lines=True)
        name, _, detail = text.partition("\n")
        return SaleLine(LineKind.TEXT, name=name, detail=detail)
    if "subtotal" in fields:
        fields.flag("subtotal")
        return SaleLine(LineKind.SUBTOTAL)
    item = _item(fields, lookups)
    text = fields.text("description", longest=_LONGEST_TEXT, lines=True)
    name, _, detail = text.partition("\n")
    if item is not None and not text:
        name, detail = item.name, item.description
    rate, case = _vat(fields, item)
    typed = fields.decimal("quantity", QUANTITY_PLACES)
    quantity = ONE_QUANTITY if typed is None else typed
    return SaleLine(
        LineKind.PRICED,
        name=name,
        detail=detail,
        item_code=item.code if item else "",
        nature=Nature(
            fields.choice(
                "nature", tuple(Nature), default=item.nature if item else lookups.nature(case)
            )
        ),
        quantity_e4=quantity,
        unit=fields.text("unit", longest=3) or (item.unit if item else PIECE),
        unit_price_e6=_price(fields, item, (rate, case), lookups, include_vat=include_vat),
        vat_rate_bp=rate,
        vat_case=case,
        discount=_discount(fields),
        discountable=fields.flag("discountable", default=item.discountable if item else True),
        purchase_cost_minor=_cost(fields, item, quantity),
    )


def _item(fields: Fields, lookups: Lookups) -> Item | None:
    """Find the item that a line names; an unknown one is refused, and for nothing else."""
    code = fields.text("item", longest=40)
    item = lookups.item(code) if code else None
    if code and item is None:
        fields.refuse("item", "item-unknown", code=code)
        return Item(code=code, name=code)
    return item


def _vat(fields: Fields, item: Item | None) -> tuple[int | None, str]:
    rate = fields.rate("vat_rate")
    case = fields.text("vat_case", longest=40)
    if rate is not None and case:
        fields.refuse("vat_case", "vat-rate-and-case")
    if rate is None and not case and item is not None:
        return item.vat_rate_bp, item.vat_case
    return rate, case


def _price(
    fields: Fields,
    item: Item | None,
    vat: tuple[int | None, str],
    lookups: Lookups,
    *,
    include_vat: bool,
) -> int:
    price = fields.decimal("unit_price", PRICE_PLACES)
    if price is not None:
        return price
    if "unit_price" in fields:  # refused already
        return 0
    if item is None:
        fields.refuse("unit_price", "field-missing")
        return 0
    if item.price_includes_vat == include_vat:
        return item.price_e6
    if include_vat:  # the line's own VAT is added
        rate, case = vat
        added = 0 if case else _rate_of(rate, lookups)
        return with_vat(item.price_e6, added)
    inside = 0 if item.vat_case else _rate_of(item.vat_rate_bp, lookups)
    return without_vat(item.price_e6, inside)


def _rate_of(rate_bp: int | None, lookups: Lookups) -> int:
    return lookups.standard_rate_bp if rate_bp is None else rate_bp


def _cost(fields: Fields, item: Item | None, quantity_e4: int) -> int | None:
    """Give what the whole line was bought for; an item's cost is that of one."""
    cost = fields.amount("purchase_cost")
    if cost is not None or item is None or item.cost_minor is None:
        return cost
    return divide_rounded(item.cost_minor * abs(quantity_e4), ONE_QUANTITY)


def _discount(fields: Fields) -> Discount:
    return Discount(fields.rate("discount_percent"), fields.amount("discount_amount"))


def _charge(fields: Fields) -> Charge:
    rate, case = _vat(fields, None)
    return Charge(
        label=fields.text("label"),
        amount_minor=fields.amount("amount", required=True) or 0,
        nature=Nature(fields.choice("nature", tuple(Nature), default=Nature.SERVICE)),
        vat_rate_bp=rate,
        vat_case=case,
    )


def _receipt(fields: Fields, on: dt.date) -> Receipt:
    return Receipt(
        method=fields.choice("method", METHODS, required=True),
        amount_minor=fields.amount("amount", required=True) or 0,
        received_on=fields.day("date") or on,
        reference=fields.text("reference", longest=60),
    )
