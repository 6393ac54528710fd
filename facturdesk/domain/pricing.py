"""Prices with VAT and without: of an item as a sale wants it, of a whole sale turned over."""

from __future__ import annotations

from dataclasses import replace

from facturdesk.domain.cards import Item
from facturdesk.domain.money import FULL_RATE_BP, ONE_QUANTITY, divide_rounded, included_vat
from facturdesk.domain.resolving import Resolved
from facturdesk.domain.sale import Charge, Discount, LineKind, Sale, SaleLine


def with_vat(price_e6: int, rate_bp: int) -> int:
    """Add VAT to a price."""
    return divide_rounded(price_e6 * (FULL_RATE_BP + rate_bp), FULL_RATE_BP)


def without_vat(price_e6: int, rate_bp: int) -> int:
    """Take VAT out of a price."""
    return divide_rounded(price_e6 * FULL_RATE_BP, FULL_RATE_BP + rate_bp)


def line_of_item(
    item: Item, *, include_vat: bool, standard_rate_bp: int, quantity_e4: int = ONE_QUANTITY
) -> SaleLine:
    """Make the line that sells an item, its price with or without VAT as the sale wants it.

    `standard_rate_bp` is the shop's, 0 where it charges no VAT.
    """
    rate = standard_rate_bp if item.vat_rate_bp is None else item.vat_rate_bp
    rate = 0 if item.vat_case else rate
    price = item.price_e6
    if item.price_includes_vat != include_vat:
        price = with_vat(price, rate) if include_vat else without_vat(price, rate)
    cost = item.cost_minor
    return SaleLine(
        name=item.name,
        detail=item.description,
        item_code=item.code,
        nature=item.nature,
        quantity_e4=quantity_e4,
        unit=item.unit,
        unit_price_e6=price,
        vat_rate_bp=item.vat_rate_bp,
        vat_case=item.vat_case,
        discountable=item.discountable,
        purchase_cost_minor=None
        if cost is None
        else divide_rounded(cost * abs(quantity_e4), ONE_QUANTITY),
    )


def with_quantity(line: SaleLine, quantity_e4: int) -> SaleLine:
    """Change the quantity of a line, and with it what the whole line was bought for."""
    cost = line.purchase_cost_minor
    if cost is not None and line.quantity_e4:
        cost = divide_rounded(cost * abs(quantity_e4), abs(line.quantity_e4))
    return replace(line, quantity_e4=quantity_e4, purchase_cost_minor=cost)


def turned_over(sale: Sale, resolved: Resolved) -> Sale:
    """Give the same sale with VAT in its prices instead of without, or the other way round.

    Prices keep six decimals; amounts taken off and charges are rounded to the cent. A
    discount of the document in euros stays as it was typed where rates differ.
    """
    include = not sale.prices_include_vat
    rates = [group.rate_bp for group in resolved.groups]
    priced = iter(rates)
    lines = tuple(
        _line_turned(line, next(priced), include) if line.kind is LineKind.PRICED else line
        for line in sale.lines
    )
    charges = tuple(_charge_turned(charge, next(priced), include) for charge in sale.charges)
    discount = sale.discount
    if discount.amount_minor is not None and len(set(rates)) == 1:
        discount = Discount(amount_minor=_amount_turned(discount.amount_minor, rates[0], include))
    return replace(
        sale, lines=lines, charges=charges, discount=discount, prices_include_vat=include
    )


def _line_turned(line: SaleLine, rate_bp: int, include: bool) -> SaleLine:
    price = line.unit_price_e6
    taken = line.discount
    if taken.amount_minor is not None:
        taken = Discount(amount_minor=_amount_turned(taken.amount_minor, rate_bp, include))
    return replace(
        line,
        unit_price_e6=with_vat(price, rate_bp) if include else without_vat(price, rate_bp),
        discount=taken,
    )


def _charge_turned(charge: Charge, rate_bp: int, include: bool) -> Charge:
    return replace(charge, amount_minor=_amount_turned(charge.amount_minor, rate_bp, include))


def _amount_turned(amount_minor: int, rate_bp: int, include: bool) -> int:
    if include:
        return with_vat(amount_minor, rate_bp)
    return amount_minor - included_vat(amount_minor, rate_bp)
