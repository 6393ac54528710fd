"""The totals of a sale worked out again, in fractions, without a line of the program's own.

Only the VAT group of each line is taken from the document: which rate applies is another
matter. Amounts are fractions of a cent until they are rounded, half away from zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from facturdesk.domain.sale import Charge, Discount, LineKind, Sale, SaleLine
from facturdesk.domain.vat import VatGroup


@dataclass(frozen=True, slots=True)
class ExactTax:
    """Base and VAT of a group, in cents."""

    base: int
    vat: int


@dataclass(frozen=True, slots=True)
class ExactTotals:
    """What a sale must come to, in cents."""

    lines: tuple[int, ...]  # priced lines after their own discount, then charges
    discount: int  # of the document, in the price basis
    taxes: Mapping[VatGroup, ExactTax]

    @property
    def net(self) -> int:
        """The total without VAT."""
        return sum(tax.base for tax in self.taxes.values())

    @property
    def vat(self) -> int:
        """The VAT of all groups."""
        return sum(tax.vat for tax in self.taxes.values())

    @property
    def gross(self) -> int:
        """What the customer pays."""
        return self.net + self.vat

    @property
    def shelf(self) -> int:
        """What the lines say, less the discount: to be paid exactly when VAT is inside."""
        return sum(self.lines) - self.discount


def exact_totals(sale: Sale, groups: Sequence[VatGroup]) -> ExactTotals:
    """Work a sale out; `groups` are those of its priced lines, then of its charges."""
    priced = [line for line in sale.lines if line.kind is LineKind.PRICED]
    amounts = [*map(_line, priced), *map(_charge, sale.charges)]
    shares = _discount_by_group(sale, priced, amounts, groups)
    taxes = {}
    for group in sorted(set(groups)):
        own = sum(amount for amount, of in zip(amounts, groups, strict=True) if of == group)
        taxes[group] = _tax(own - shares.get(group, 0), group, sale.prices_include_vat)
    return ExactTotals(tuple(amounts), sum(shares.values()), taxes)


def rounded(value: Fraction) -> int:
    """Round to the nearest whole number, half away from zero."""
    whole, rest = divmod(abs(value), 1)
    nearest = int(whole) + (rest >= Fraction(1, 2))
    return nearest if value >= 0 else -nearest


def _line(line: SaleLine) -> int:
    value = Fraction(line.quantity_e4, 10**4) * Fraction(line.unit_price_e6, 10**6) * 100
    amount = rounded(value)
    taken = _taken(line.discount, amount)
    if line.discount.amount_minor is not None and line.quantity_e4 < 0:
        taken = -taken  # a line given back gives back its discount
    return amount - taken


def _charge(charge: Charge) -> int:
    return charge.amount_minor


def _taken(discount: Discount, amount: int) -> int:
    if discount.amount_minor is not None:
        return discount.amount_minor
    return rounded(Fraction(amount) * Fraction(discount.percent_bp or 0, 10**4))


def _discount_by_group(
    sale: Sale, priced: Sequence[SaleLine], amounts: Sequence[int], groups: Sequence[VatGroup]
) -> dict[VatGroup, int]:
    weights: dict[VatGroup, int] = {}
    for line, amount, group in zip(priced, amounts, groups, strict=False):
        if line.discountable:
            weights[group] = weights.get(group, 0) + amount
    ordered = sorted(weights)
    total = _taken(sale.discount, sum(weights.values())) if weights else 0
    parts = _largest_remainder(total, [abs(weights[group]) for group in ordered])
    return dict(zip(ordered, parts, strict=True))


def _largest_remainder(total: int, weights: Sequence[int]) -> list[int]:
    whole = sum(weights)
    if not weights or not whole:
        return [0] * (len(weights) - 1) + [total] * bool(weights)
    exact = [Fraction(total * weight, whole) for weight in weights]
    parts = [int(share) for share in exact]  # towards zero
    rests = [abs(share - part) for share, part in zip(exact, parts, strict=True)]
    by_rest = sorted(range(len(parts)), key=lambda i: rests[i], reverse=True)
    for i in by_rest[: abs(total - sum(parts))]:
        parts[i] += 1 if total > 0 else -1
    return parts


def _tax(amount: int, group: VatGroup, prices_include_vat: bool) -> ExactTax:
    rate = Fraction(group.rate_bp, 10**4)
    if prices_include_vat:
        vat = rounded(amount * rate / (1 + rate))
        return ExactTax(amount - vat, vat)
    return ExactTax(amount, rounded(amount * rate))
