"""Credit notes: an invoice given back whole or in part, mirrored to the cent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from facturdesk.domain.document import Document, DocumentLine
from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.money import (
    QUANTITY_PLACES,
    apply_rate,
    divide_rounded,
    format_scaled,
    included_vat,
)
from facturdesk.domain.sale import LineKind
from facturdesk.domain.totals import Charged, Totals, assemble
from facturdesk.domain.vat import VatGroup

PROBLEMS: Final = frozenset(
    {
        "credit-line-unknown",
        "credit-line-twice",
        "credit-quantity-too-large",
        "credit-quantity-not-positive",
        "credit-nothing-left",
    }
)


@dataclass(frozen=True, slots=True)
class CreditRequest:
    """A line to give back: its rank among priced lines and charges, and how much of it.

    `quantity_e4` is counted without its sign (a line of −1 is given back by 1);
    None gives back all that is left.
    """

    rank: int  # from 1, sections and texts not counted, charges after the lines
    quantity_e4: int | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """The lines and totals of a credit note, before it has a number."""

    lines: tuple[DocumentLine, ...]
    totals: Totals


@dataclass(frozen=True, slots=True)
class _Given:
    """What earlier credit notes already gave back of one line."""

    quantity_e4: int = 0
    amount_minor: int = 0
    settled_minor: int = 0


def credit(
    invoice: Document,
    earlier: Sequence[Document],
    requests: Sequence[CreditRequest] | None,
) -> Credit:
    """Work out a credit note on an invoice; no request credits all that is left.

    Each amount is round(invoiced × cumulated quantity ÷ quantity) − already credited,
    per line and for the VAT of each group, so that successive credit notes add up to
    the invoice exactly.

    Raises:
        InputRefused: a line does not exist, or more than is left is asked back.

    Source: CGI art. 289 I-5; BOI-TVA-DECLA-30-20-20-20 § 260.
    """
    given = _already_given(earlier)
    lines = []
    amounts = []
    shares = []
    for line, quantity in _chosen(invoice, earlier, requests):
        amount, settled = _given_back(line, quantity, given.get(line.position, _Given()))
        lines.append(replace(line, quantity_e4=quantity))
        amounts.append(amount)
        shares.append(amount - settled)
    totals = assemble(
        [_as_charged(line) for line in lines],
        amounts,
        shares,
        prices_include_vat=invoice.prices_include_vat,
        vat_of=lambda group, settled: _mirrored_vat(invoice, earlier, group, settled),
    )
    return Credit(tuple(_credited_lines(lines, totals)), totals)


def creditable_lines(invoice: Document) -> tuple[DocumentLine, ...]:
    """Return the lines a credit note can give back, in the order of their ranks."""
    return tuple(line for line in invoice.lines if line.kind in (LineKind.PRICED, LineKind.CHARGE))


def quantities_left(invoice: Document, earlier: Sequence[Document]) -> tuple[int, ...]:
    """Return what is left to give back of each creditable line, with the line's own sign."""
    given = _already_given(earlier)
    return tuple(
        line.quantity_e4 - given.get(line.position, _Given()).quantity_e4
        for line in creditable_lines(invoice)
    )


def _already_given(earlier: Sequence[Document]) -> dict[int, _Given]:
    given: dict[int, _Given] = {}
    for note in earlier:
        for line in creditable_lines(note):
            if line.source_position is None:
                continue
            before = given.get(line.source_position, _Given())
            given[line.source_position] = _Given(
                before.quantity_e4 + line.quantity_e4,
                before.amount_minor + line.amount_minor,
                before.settled_minor + line.settled_minor,
            )
    return given


def _chosen(
    invoice: Document,
    earlier: Sequence[Document],
    requests: Sequence[CreditRequest] | None,
) -> list[tuple[DocumentLine, int]]:
    lines = creditable_lines(invoice)
    left = quantities_left(invoice, earlier)
    if requests is None:
        chosen = [(line, rest) for line, rest in zip(lines, left, strict=True) if rest]
    else:
        problems = list(_check(lines, left, requests))
        if problems:
            raise InputRefused(problems)
        chosen = []
        for request in requests:
            line, rest = lines[request.rank - 1], left[request.rank - 1]
            sign = 1 if line.quantity_e4 > 0 else -1
            wanted = rest if request.quantity_e4 is None else sign * request.quantity_e4
            chosen.append((line, wanted))
        chosen.sort(key=lambda pair: pair[0].position)
    if not chosen:
        raise InputRefused([Problem("credit-nothing-left", "lines", {"number": invoice.number})])
    return chosen


def _check(
    lines: Sequence[DocumentLine],
    left: Sequence[int],
    requests: Sequence[CreditRequest],
) -> Iterable[Problem]:
    seen = set()
    for index, request in enumerate(requests):
        path = f"lines[{index}]"
        if not 1 <= request.rank <= len(lines):
            yield Problem(
                "credit-line-unknown",
                f"{path}.line",
                {"line": request.rank, "last": len(lines)},
            )
            continue
        if request.rank in seen:
            yield Problem("credit-line-twice", f"{path}.line", {"line": request.rank})
        seen.add(request.rank)
        rest = abs(left[request.rank - 1])
        wanted = rest if request.quantity_e4 is None else request.quantity_e4
        if wanted <= 0:
            yield Problem("credit-quantity-not-positive", f"{path}.quantity")
        elif wanted > rest:
            yield Problem(
                "credit-quantity-too-large",
                f"{path}.quantity",
                {"line": request.rank, "left": format_scaled(rest, QUANTITY_PLACES)},
            )


def _given_back(line: DocumentLine, quantity_e4: int, before: _Given) -> tuple[int, int]:
    """Return what a quantity of a line is worth: before the document discount, and after."""
    cumulated = before.quantity_e4 + quantity_e4
    amount = _part(line.amount_minor, cumulated, line.quantity_e4) - before.amount_minor
    settled = _part(line.settled_minor, cumulated, line.quantity_e4) - before.settled_minor
    return amount, settled


def _part(amount_minor: int, cumulated_e4: int, quantity_e4: int) -> int:
    return divide_rounded(amount_minor * cumulated_e4, quantity_e4)


def _as_charged(line: DocumentLine) -> Charged:
    assert line.group is not None  # priced lines and charges always have one
    return Charged(
        line.group,
        line.quantity_e4,
        line.unit_price_e6,
        line.discount,
        line.discountable,
        line.kind is LineKind.CHARGE,
    )


def _mirrored_vat(
    invoice: Document, earlier: Sequence[Document], group: VatGroup, settled_minor: int
) -> int:
    """Give back the VAT of all that is given back so far, less what already was.

    It is worked out from the rate: in proportion of the invoice's VAT, a group whose
    lines nearly cancel out would multiply its rounding. What is given back whole gives
    back the invoice's own VAT.
    """
    gross_first = invoice.prices_include_vat
    settled_before = vat_before = 0
    for note in earlier:
        for tax in note.taxes:
            if tax.group == group:
                settled_before += tax.gross_minor if gross_first else tax.base_minor
                vat_before += tax.vat_minor
    invoiced = next(tax for tax in invoice.taxes if tax.group == group)
    whole = invoiced.gross_minor if gross_first else invoiced.base_minor
    cumulated = settled_before + settled_minor
    if cumulated == whole:
        return invoiced.vat_minor - vat_before
    rated = included_vat if gross_first else apply_rate
    return rated(cumulated, group.rate_bp) - vat_before


def _credited_lines(lines: Sequence[DocumentLine], totals: Totals) -> Iterable[DocumentLine]:
    for position, (line, total) in enumerate(zip(lines, totals.lines, strict=True), start=1):
        yield replace(
            line,
            position=position,
            source_position=line.position,
            amount_minor=total.amount_minor,
            discount_minor=total.discount_minor,
            settled_minor=total.settled_minor,
            net_minor=total.net_minor,
            net_unit_price_e6=total.net_unit_price_e6,
            price_base_quantity=total.price_base_quantity,
            net_discount_minor=total.net_discount_minor,
        )
