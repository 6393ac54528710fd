"""A sale worked out a second time, in exact fractions, without a line of the program's own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from facturdesk.domain.document import Document, DocumentLine
from facturdesk.domain.sale import Charge, Discount, LineKind, Sale, SaleLine
from facturdesk.domain.vat import VatGroup

CENT = Fraction(1, 100)


@dataclass
class Expected:
    """Amounts in cents; by group: base, VAT."""

    amounts: list[int] = field(default_factory=list)  # of priced lines, then charges
    settled: list[int] = field(default_factory=list)
    bases: dict[VatGroup, int] = field(default_factory=dict)
    vats: dict[VatGroup, int] = field(default_factory=dict)

    @property
    def net(self) -> int:
        return sum(self.bases.values())

    @property
    def gross(self) -> int:
        return self.net + sum(self.vats.values())


def recompute(sale: Sale, document: Document) -> Expected:
    """Work out a sale; only the VAT group of each line is taken from the document."""
    lines = charged_lines(document)
    groups = [group_of(line) for line in lines]
    items: list[SaleLine | Charge] = [
        *(line for line in sale.lines if line.kind is LineKind.PRICED),
        *sale.charges,
    ]
    expected = Expected(amounts=[amount_of(item) for item in items])
    shares = discount_shares(sale, items, expected.amounts, groups)
    expected.settled = [
        amount - share for amount, share in zip(expected.amounts, shares, strict=True)
    ]
    sums: dict[VatGroup, int] = defaultdict(int)
    for group, settled in zip(groups, expected.settled, strict=True):
        sums[group] += settled
    for group, whole in sums.items():
        rate = Fraction(group.rate_bp, 10_000)
        if sale.prices_include_vat:
            expected.vats[group] = cents(whole * CENT * rate / (1 + rate))
            expected.bases[group] = whole - expected.vats[group]
        else:
            expected.vats[group] = cents(whole * CENT * rate)
            expected.bases[group] = whole
    return expected


def charged_lines(document: Document) -> list[DocumentLine]:
    """Give the lines that carry money: priced ones, then charges."""
    return [line for line in document.lines if line.group is not None]


def group_of(line: DocumentLine) -> VatGroup:
    assert line.group is not None
    return line.group


def cents(euros: Fraction) -> int:
    """Round euros to cents, half away from zero."""
    nearest = floor(abs(euros) * 100 + Fraction(1, 2))
    return nearest if euros >= 0 else -nearest


def amount_of(item: SaleLine | Charge) -> int:
    if isinstance(item, Charge):
        return item.amount_minor
    whole = cents(Fraction(item.quantity_e4, 10**4) * Fraction(item.unit_price_e6, 10**6))
    taken = taken_off(item.discount, abs(whole))
    return whole - taken if item.quantity_e4 > 0 else whole + taken


def taken_off(discount: Discount, whole: int) -> int:
    if discount.amount_minor is not None:
        return discount.amount_minor
    return cents(whole * CENT * Fraction(discount.percent_bp or 0, 10_000))


def discount_shares(
    sale: Sale, items: list[SaleLine | Charge], amounts: list[int], groups: list[VatGroup]
) -> list[int]:
    """Split the document discount over groups, then over lines, by largest remainder."""
    shares = [0] * len(items)
    inside: dict[VatGroup, list[int]] = defaultdict(list)
    for rank, item in enumerate(items):
        if isinstance(item, SaleLine) and item.discountable:
            inside[groups[rank]].append(rank)
    if not inside:
        return shares
    order = sorted(inside)
    sums = [sum(amounts[rank] for rank in inside[group]) for group in order]
    whole = sum(sums)
    total = taken_off(sale.discount, abs(whole)) * (1 if whole >= 0 else -1)
    for group, part in zip(order, largest_remainder(total, sums), strict=True):
        ranks = inside[group]
        split = largest_remainder(part, [amounts[rank] for rank in ranks])
        for rank, share in zip(ranks, split, strict=True):
            shares[rank] = share
    return shares


def largest_remainder(total: int, weights: list[int]) -> list[int]:
    whole = sum(abs(weight) for weight in weights)
    if not whole:
        return [0] * (len(weights) - 1) + [total]
    sign = 1 if total >= 0 else -1
    exact = [Fraction(abs(total) * abs(weight), whole) for weight in weights]
    parts = [floor(share) for share in exact]
    order = sorted(range(len(parts)), key=lambda rank: (parts[rank] - exact[rank], rank))
    for rank in order[: abs(total) - sum(parts)]:
        parts[rank] += 1
    return [sign * part for part in parts]
