"""Totals of a sale: lines, document discount, charges, VAT per group, to the cent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from facturdesk.domain.document import TaxSubtotal
from facturdesk.domain.money import (
    FULL_RATE_BP,
    LINE_SCALE,
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

VatOf = Callable[[VatGroup, int], int]

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
class _Part:
    """One VAT group's members (indexes of lines) and its sums in the price basis."""

    group: VatGroup
    priced: list[int]
    charges: list[int]
    taken_minor: int
    settled_minor: int


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
    lines: Sequence[Charged],
    *,
    discount: Discount = NO_DISCOUNT,
    prices_include_vat: bool = False,
) -> Totals:
    """Total a sale.

    Without VAT in the prices: line = round(quantity × price) − discount; the document
    discount is split over the groups of the discountable lines; VAT is rounded once
    per group on its base. With VAT in the prices: the same on gross amounts, then per
    group VAT = round(gross × r / (1 + r)) and base = gross − VAT, so that the customer
    pays exactly the shelf sum; line nets are settled so that they add up to the base.

    Source: EN 16931-1 BR-CO-10 to BR-CO-17; CGI ann. II art. 242 nonies A I-11°.
    """
    amounts = [
        line_amount(line.quantity_e4, line.unit_price_e6) - _line_discount(line) for line in lines
    ]
    shares = _discount_shares(lines, amounts, discount)
    return assemble(lines, amounts, shares, prices_include_vat=prices_include_vat)


def assemble(
    lines: Sequence[Charged],
    amounts: Sequence[int],
    shares: Sequence[int],
    *,
    prices_include_vat: bool,
    vat_of: VatOf | None = None,
) -> Totals:
    """Build the groups and the nets from line amounts and their shares of the discount.

    `vat_of(group, amount)` gives the VAT of a group from its settled amount (base, or
    gross where prices include VAT); without it the group's rate is applied. A credit
    note passes its own, which mirrors the invoice.
    """
    find_vat = vat_of or (_vat_in_gross if prices_include_vat else _vat_on_base)
    nets = list(amounts)
    taxes = []
    for group in sorted({line.group for line in lines}):
        members = [i for i, line in enumerate(lines) if line.group == group]
        part = _Part(
            group,
            [i for i in members if not lines[i].is_charge],
            [i for i in members if lines[i].is_charge],
            sum(shares[i] for i in members),
            sum(amounts[i] - shares[i] for i in members),
        )
        vat = find_vat(group, part.settled_minor)
        taxes.append(
            _gross_first(part, vat, amounts, nets)
            if prices_include_vat
            else _net_first(part, vat, amounts)
        )
    net = sum(tax.base_minor for tax in taxes)
    vat_total = sum(tax.vat_minor for tax in taxes)
    line_totals = tuple(
        _line_total(line, amounts[i], shares[i], nets[i], prices_include_vat)
        for i, line in enumerate(lines)
    )
    return Totals(line_totals, tuple(taxes), net, vat_total, net + vat_total, sum(shares))


def _line_discount(line: Charged) -> int:
    """Return what a line's discount takes off; a returned line (negative) is mirrored."""
    if line.discount.amount_minor is not None:
        return line.discount.amount_minor if line.quantity_e4 >= 0 else -line.discount.amount_minor
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


def _vat_on_base(group: VatGroup, base_minor: int) -> int:
    return apply_rate(base_minor, group.rate_bp)


def _vat_in_gross(group: VatGroup, gross_minor: int) -> int:
    return included_vat(gross_minor, group.rate_bp)


def _net_first(part: _Part, vat_minor: int, amounts: Sequence[int]) -> TaxSubtotal:
    priced = sum(amounts[i] for i in part.priced)
    charged = sum(amounts[i] for i in part.charges)
    return TaxSubtotal(
        part.group,
        part.settled_minor,
        vat_minor,
        priced,
        part.taken_minor,
        charged,
        part.taken_minor,
    )


def _gross_first(
    part: _Part, vat_minor: int, amounts: Sequence[int], nets: list[int]
) -> TaxSubtotal:
    """Work out one group from its gross amounts; writes the nets of its members."""
    rate = part.group.rate_bp
    base = part.settled_minor - vat_minor
    taken_net = part.taken_minor - included_vat(part.taken_minor, rate)
    if part.priced:
        for i in part.charges:
            nets[i] = amounts[i] - included_vat(amounts[i], rate)
        charged_net = sum(nets[i] for i in part.charges)
        _settle(nets, part.priced, base + taken_net - charged_net, amounts, rate)
    else:
        charged_net = base
        _settle(nets, part.charges, base, amounts, rate)
    priced_net = base + taken_net - charged_net
    return TaxSubtotal(
        part.group,
        base,
        vat_minor,
        priced_net,
        taken_net,
        charged_net,
        part.taken_minor,
    )


def _settle(
    nets: list[int],
    members: Sequence[int],
    target: int,
    amounts: Sequence[int],
    rate_bp: int,
) -> None:
    exact = [amounts[i] * FULL_RATE_BP for i in members]
    for i, net in zip(members, distribute(target, exact, FULL_RATE_BP + rate_bp), strict=True):
        nets[i] = net


def _line_total(
    line: Charged, amount: int, share: int, net: int, prices_include_vat: bool
) -> LineTotal:
    discounted = line.discount != NO_DISCOUNT
    taken = line_amount(line.quantity_e4, line.unit_price_e6) - amount if discounted else 0
    price, units = _net_price(line, prices_include_vat)
    net_taken = taken
    if prices_include_vat and discounted:
        net_taken = line_amount(line.quantity_e4, price, price_units=units) - net
    if not discounted:
        price, units = _price_of(net, line.quantity_e4, price, units)
    return LineTotal(amount, taken, amount - share, net, price, units, net_taken)


def _net_price(line: Charged, prices_include_vat: bool) -> tuple[int, int]:
    """Return BT-146 and the number of units it is for (BT-149).

    The price excluding VAT has 6 decimals at most: for a large quantity it is given
    for more units, so that quantity × price stays within a cent of the line.
    """
    if not prices_include_vat:
        return line.unit_price_e6, 1
    units = _price_units(line.quantity_e4)
    price = divide_rounded(
        line.unit_price_e6 * units * FULL_RATE_BP, FULL_RATE_BP + line.group.rate_bp
    )
    return price, units


def _price_of(net_minor: int, quantity_e4: int, price_e6: int, units: int) -> tuple[int, int]:
    """Return the price as it is, unless it gives another amount than the line's by over a cent.

    What sharing out the base adds to a line is then in its price: net ÷ quantity.
    """
    scaled = net_minor * LINE_SCALE
    near = abs(quantity_e4 * price_e6 - scaled * units) <= LINE_SCALE * units
    if near or not quantity_e4:  # a draft may have a line without a quantity
        return price_e6, units
    units = _price_units(quantity_e4)
    price = divide_rounded(scaled * units, quantity_e4)
    return (price, units) if price >= 0 else (price_e6, units)


def _price_units(quantity_e4: int) -> int:
    units = 1
    while abs(quantity_e4) > _MOST_PRICE_UNITS * units * ONE_QUANTITY:
        units *= 10
    return units
