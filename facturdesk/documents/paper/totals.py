"""The steps from the lines to the total, and the VAT of each rate: what the tables of totals say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from facturdesk.documents.paper.columns import (
    prices_with_vat,
    says_without_vat,
    shows_vat,
    vat_word,
)
from facturdesk.documents.paper.job import Job
from facturdesk.domain.document import DocumentLine
from facturdesk.domain.sale import LineKind
from facturdesk.domain.vat import VatGroup
from facturdesk.i18n import marked

_LINES: Final = (
    marked("document", "Total of the lines"),
    marked("document", "Total of the lines, excl. VAT"),
    marked("document", "Total of the lines, incl. VAT"),
)
_CREDITED: Final = marked("document", "Reduction excl. VAT")
_CREDIT_TOTAL: Final = marked("document", "Total of the credit note, incl. VAT")


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the totals. A subtotal has a rule above it; the grand total is larger."""

    label: str
    total_minor: int
    groups: Mapping[VatGroup, int] = field(default_factory=dict)
    subtotal: bool = False
    grand: bool = False


def steps(job: Job) -> list[Step]:
    """Give the rows of the totals, down to what remains to be paid."""
    taxed = list(_taxed(job)) if shows_vat(job.document) else [_untaxed(job)]
    return [*_before_tax(job), *taxed, *_received(job)]


def several_rates(job: Job) -> bool:
    """Whether amounts must be told apart by rate, or by why there is none."""
    return len(job.document.taxes) > 1


def _before_tax(job: Job) -> Iterator[Step]:
    """Lines, discount and charges, in the prices of the lines; nothing where there are only lines."""
    document, text = job.document, job.words.text
    charges = [line for line in document.lines if line.kind is LineKind.CHARGE]
    priced = [line for line in document.lines if line.kind is LineKind.PRICED]
    discounts = {tax.group: -tax.discount_amount_minor for tax in document.taxes}
    discounted = any(discounts.values())
    if not (discounted or charges):
        return
    basis = 2 if prices_with_vat(document) else int(says_without_vat(document))
    whole = _by_group(priced)
    yield Step(text("document", _LINES[basis]), sum(whole.values()), whole)
    if discounted:
        yield Step(_discount_label(job), sum(discounts.values()), discounts)
    for charge in charges:
        yield Step(_charge_label(job, charge, basis), charge.amount_minor, _by_group([charge]))


def _by_group(lines: list[DocumentLine]) -> dict[VatGroup, int]:
    sums: dict[VatGroup, int] = {}
    for line in lines:
        if line.group is not None:
            sums[line.group] = sums.get(line.group, 0) + line.amount_minor
    return sums


def _discount_label(job: Job) -> str:
    text, percent = job.words.text, job.document.discount.percent_bp
    aside = any(
        line.kind is LineKind.PRICED and not line.discountable for line in job.document.lines
    )
    if percent is None:
        return text("document", "Discount on the whole")
    rate = job.words.percent(percent)
    if aside:
        return text("document", "Discount of {rate}, some lines aside", rate=rate)
    return text("document", "Discount of {rate}", rate=rate)


def _charge_label(job: Job, charge: DocumentLine, basis: int) -> str:
    if basis == 1:
        return job.words.french(marked("document", "{name}, excl. VAT"), name=charge.name)
    if basis == 2:
        return job.words.french(marked("document", "{name}, incl. VAT"), name=charge.name)
    return charge.name


def _taxed(job: Job) -> Iterator[Step]:
    document, text = job.document, job.words.text
    bases = {tax.group: tax.base_minor for tax in document.taxes}
    amounts = {tax.group: tax.vat_minor for tax in document.taxes if tax.group.rate_bp}
    grosses = {tax.group: tax.gross_minor for tax in document.taxes}
    net_label = text("document", "Total excl. VAT")
    gross_label = text("document", "Total incl. VAT")
    if job.is_credit:
        net_label, gross_label = text("document", _CREDITED), text("document", _CREDIT_TOTAL)
    yield Step(net_label, document.net_minor, bases, subtotal=True)
    yield Step(_vat_label(job), document.vat_minor, amounts)
    yield Step(gross_label, document.gross_minor, grosses, subtotal=True, grand=True)


def _vat_label(job: Job) -> str:
    if several_rates(job):
        return job.words.text("document", "VAT")
    rate = vat_word(job, job.document.taxes[0].group)
    return job.words.text("document", "VAT at {rate}", rate=rate)


def _untaxed(job: Job) -> Step:
    label = (
        job.words.text("document", "Total excl. VAT")
        if says_without_vat(job.document)
        else job.words.text("document", "Total")
    )
    bases = {tax.group: tax.base_minor for tax in job.document.taxes}
    return Step(label, job.document.gross_minor, bases, subtotal=True, grand=True)


def _received(job: Job) -> Iterator[Step]:
    """Money received on the day, and what remains."""
    document = job.document
    for receipt in document.receipts:
        label = job.words.paid(receipt.method, receipt.received_on)
        yield Step(label, -receipt.amount_minor)
    if document.receipts:
        yield Step(job.words.text("document", "Left to pay"), document.due_minor, subtotal=True)
