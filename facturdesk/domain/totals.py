"""Totals of a sale: lines, document discount, charges, VAT per group, to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facturdesk.domain.document import TaxSubtotal
from facturdesk.domain.money import (
    FULL_RATE_BP,
    ONE_QUANTITY,
    apply_rate,
    apportion,
    distribute,
    divide_rounded,
    included_vat,
    line_amount,
)
from facturdesk.domain.sale import NO_DISCOUNT, Discount
from facturdesk.domain.vat import VatGroup

# beyond this many price units the rounding of BT-146 to 6 decimals could show
_MOST_PRICE_UNITS = 1_000


@dataclass(frozen=True, slots=True)
class Charged:
    """What totals need of a priced line or of a charge (quantity 1)."""

    group: VatGroup
    quantity_e4: int
    unit_price_e6: int
    discount: Discount = NO_DISCOUNT
    discountable: bool = True
    is_charge: bool = False


@dataclass(frozen=True, slots=True)
class LineTotal:
    """The amounts of one line; see `DocumentLine` for what each one means."""

    amount_minor: int
    discount_minor: int
    settled_minor: int
    net_minor: int
    net_unit_price_e6: int
    price_base_quantity: int
    net_discount_minor: int


@dataclass(frozen=True, slots=True)
class Totals:
    """All amounts of a sale: one `LineTotal` per line given, in order, then the groups."""

    lines: tuple[LineTotal, ...]
    taxes: tuple[TaxSubtotal, ...]
    net_minor: int
    vat_minor: int
    gross_minor: int
    discount_minor: int  # of the document, in the price basis


def compute(
    lines: Sequence[Charged], *, discount: Discount = NO_DISCOUNT, prices_include_vat: bool = False
) -> Totals:
    """Total a sale.

    Without VAT in the prices: line = round(quantity × price) − discount; the document
    discount is split over the groups of the discountable lines; VAT is rounded once
    per group on its base. With VAT in the prices: the same on gross amounts, then per
    group VAT = round(gross × r / (1 + r)) and base = gross − VAT, so that the customer
    pays exactly the shelf sum; line nets are settled so that they add up to the base.

    Source: EN 16931-1 BR-CO-10 to BR-CO-17; CGI ann. II art. 242 nonies A I-11°.
    """
    discounts = [_line_discount(line) for line in lines]
    amounts = [
        line_amount(line.quantity_e4, line.unit_price_e6) - taken
        for line, taken in zip(lines, discounts, strict=True)
    ]
    shares = _discount_shares(lines, amounts, discount)
    groups = sorted({line.group for line in lines})
    nets = list(amounts)
    taxes = []
    for group in groups:
        members = [i for i, line in enumerate(lines) if line.group == group]
        taxes.append(
            _gross_first(group, members, lines, amounts, shares, nets)
            if prices_include_vat
            else _net_first(group, members, lines, amounts, shares)
        )
    net = sum(tax.base_minor for tax in taxes)
    vat = sum(tax.vat_minor for tax in taxes)
    line_totals = tuple(
        _line_total(line, amounts[i], discounts[i], shares[i], nets[i], prices_include_vat)
        for i, line in enumerate(lines)
    )
    return Totals(line_totals, tuple(taxes), net, vat, net + vat, sum(shares))


def _line_discount(line: Charged) -> int:
    if line.discount.amount_minor is not None:
        return line.discount.amount_minor
    if line.discount.percent_bp is not None:
        return apply_rate(
            line_amount(line.quantity_e4, line.unit_price_e6), line.discount.percent_bp
        )
    return 0


def _discount_shares(
    lines: Sequence[Charged], amounts: Sequence[int], discount: Discount
) -> list[int]:
    """Split the document discount over the groups, then over the lines of each group."""
    shares = [0] * len(lines)
    members: dict[VatGroup, list[int]] = {}
    for i, line in enumerate(lines):
        if line.discountable and not line.is_charge:
            members.setdefault(line.group, []).append(i)
    if not members or discount == NO_DISCOUNT:
        return shares
    groups = sorted(members)
    weights = [sum(amounts[i] for i in members[group]) for group in groups]
    total = (
        discount.amount_minor
        if discount.amount_minor is not None
        else apply_rate(sum(weights), discount.percent_bp or 0)
    )
    for group, part in zip(groups, apportion(total, weights), strict=True):
        inside = members[group]
        split = apportion(part, [amounts[i] for i in inside])
        for i, share in zip(inside, split, strict=True):
            shares[i] = share
    return shares


def _net_first(
    group: VatGroup,
    members: Sequence[int],
    lines: Sequence[Charged],
    amounts: Sequence[int],
    shares: Sequence[int],
) -> TaxSubtotal:
    priced = sum(amounts[i] for i in members if not lines[i].is_charge)
    charged = sum(amounts[i] for i in members if lines[i].is_charge)
    taken = sum(shares[i] for i in members)
    base = priced - taken + charged
    vat = apply_rate(base, group.rate_bp)
    return TaxSubtotal(group, base, vat, priced, taken, charged, taken)


def _gross_first(  # noqa: PLR0913 - one group's view on the lists `compute` works on
    group: VatGroup,
    members: Sequence[int],
    lines: Sequence[Charged],
    amounts: Sequence[int],
    shares: Sequence[int],
    nets: list[int],
) -> TaxSubtotal:
    """Work out one group from its gross amounts; writes the nets of its members."""
    rate = group.rate_bp
    priced = [i for i in members if not lines[i].is_charge]
    charges = [i for i in members if lines[i].is_charge]
    taken = sum(shares[i] for i in members)
    gross = sum(amounts[i] for i in members) - taken
    vat = included_vat(gross, rate)
    base = gross - vat
    taken_net = taken - included_vat(taken, rate)
    if priced:
        for i in charges:
            nets[i] = amounts[i] - included_vat(amounts[i], rate)
        charged_net = sum(nets[i] for i in charges)
        _settle(nets, priced, base + taken_net - charged_net, amounts, rate)
    else:
        _settle(nets, charges, base, amounts, rate)
        charged_net = base
    return TaxSubtotal(
        group, base, vat, base + taken_net - charged_net, taken_net, charged_net, taken
    )


def _settle(
    nets: list[int], members: Sequence[int], target: int, amounts: Sequence[int], rate_bp: int
) -> None:
    exact = [amounts[i] * FULL_RATE_BP for i in members]
    for i, net in zip(members, distribute(target, exact, FULL_RATE_BP + rate_bp), strict=True):
        nets[i] = net


def _line_total(  # noqa: PLR0913 - the columns of one line
    line: Charged, amount: int, discount: int, share: int, net: int, prices_include_vat: bool
) -> LineTotal:
    price, units = _net_price(line, prices_include_vat)
    net_discount = discount
    if prices_include_vat:
        before = line_amount(line.quantity_e4, price, price_units=units)
        net_discount = before - net if discount else 0
    return LineTotal(amount, discount, amount - share, net, price, units, net_discount)


def _net_price(line: Charged, prices_include_vat: bool) -> tuple[int, int]:
    """Return BT-146 and the number of units it is for (BT-149).

    The price excluding VAT has 6 decimals at most: for a large quantity it is given
    for more units, so that quantity × price stays within a cent of the line.
    """
    if not prices_include_vat:
        return line.unit_price_e6, 1
    units = 1
    while abs(line.quantity_e4) > _MOST_PRICE_UNITS * units * ONE_QUANTITY:
        units *= 10
    price = divide_rounded(
        line.unit_price_e6 * units * FULL_RATE_BP, FULL_RATE_BP + line.group.rate_bp
    )
    return price, units
