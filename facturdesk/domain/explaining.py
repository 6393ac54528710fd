"""Why a total is what it is: each step at which something is rounded, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from facturdesk.domain.document import TaxSubtotal
from facturdesk.domain.money import FULL_RATE_BP, LINE_SCALE, divide_rounded, line_amount
from facturdesk.domain.resolving import PRICE_PER_MINOR, Resolved
from facturdesk.domain.sale import NO_DISCOUNT, LineKind, Sale, SaleLine
from facturdesk.domain.totals import LineTotal

EXACT_PLACES = 10  # decimals of an exact product of quantity and price


class StepKind(StrEnum):
    """What a step does."""

    LINE = "line"  # quantity × price
    LINE_DISCOUNT = "line_discount"
    CHARGE = "charge"
    DISCOUNT = "discount"  # the part of the document's discount that falls to a VAT group
    VAT = "vat"  # on the base
    VAT_INSIDE = "vat_inside"  # in an amount that includes it
    NET = "net"
    GROSS = "gross"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `amount_minor` is `exact_e10` (in ten-thousand-millionths) rounded to the cent.

    `of_minor` is the amount that a rate is applied to. Where the exact value has no end
    (VAT taken out of a price) `exact_e10` is rounded itself.
    """

    kind: StepKind
    amount_minor: int
    exact_e10: int
    name: str = ""
    quantity_e4: int = 0
    unit_price_e6: int = 0
    rate_bp: int | None = None
    of_minor: int = 0
    case: str = ""

    @property
    def is_rounded(self) -> bool:
        """Whether something was rounded here."""
        return bool(self.exact_e10 != self.amount_minor * LINE_SCALE)


def explain(sale: Sale, resolved: Resolved) -> tuple[Step, ...]:
    """Tell the steps of a sale: its lines, its charges, then each VAT group, then the sums."""
    totals = resolved.totals
    priced = [line for line in sale.lines if line.kind is LineKind.PRICED]
    steps: list[Step] = []
    for line, total in zip(priced, totals.lines[: len(priced)], strict=True):
        steps += _line(line, total)
    steps += [
        Step(
            StepKind.CHARGE,
            charge.amount_minor,
            charge.amount_minor * LINE_SCALE,
            name=charge.label,
            unit_price_e6=charge.amount_minor * PRICE_PER_MINOR,
        )
        for charge in sale.charges
    ]
    for tax in totals.taxes:
        steps += _group(tax, include_vat=sale.prices_include_vat)
    sums = ((StepKind.NET, totals.net_minor), (StepKind.GROSS, totals.gross_minor))
    return (*steps, *(Step(kind, minor, minor * LINE_SCALE) for kind, minor in sums))


def _line(line: SaleLine, total: LineTotal) -> Iterator[Step]:
    whole = line_amount(line.quantity_e4, line.unit_price_e6)
    yield Step(
        StepKind.LINE,
        whole,
        line.quantity_e4 * line.unit_price_e6,
        name=line.name,
        quantity_e4=line.quantity_e4,
        unit_price_e6=line.unit_price_e6,
    )
    if line.discount == NO_DISCOUNT:
        return
    percent = line.discount.percent_bp if line.discount.amount_minor is None else None
    exact = total.discount_minor * LINE_SCALE
    if percent is not None:
        exact = whole * percent * (LINE_SCALE // FULL_RATE_BP)
    yield Step(
        StepKind.LINE_DISCOUNT,
        -total.discount_minor,
        -exact,
        name=line.name,
        rate_bp=percent,
        of_minor=whole,
    )


def _group(tax: TaxSubtotal, *, include_vat: bool) -> Iterator[Step]:
    rate, case = tax.group.rate_bp, tax.group.case
    if tax.discount_amount_minor:
        taken = -tax.discount_amount_minor
        yield Step(StepKind.DISCOUNT, taken, taken * LINE_SCALE, rate_bp=rate, case=case)
    if include_vat:
        gross = tax.gross_minor
        exact = divide_rounded(gross * rate * LINE_SCALE, FULL_RATE_BP + rate)
        yield Step(
            StepKind.VAT_INSIDE, tax.vat_minor, exact, rate_bp=rate, of_minor=gross, case=case
        )
    else:
        exact = tax.base_minor * rate * (LINE_SCALE // FULL_RATE_BP)
        yield Step(
            StepKind.VAT, tax.vat_minor, exact, rate_bp=rate, of_minor=tax.base_minor, case=case
        )
