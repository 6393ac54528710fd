"""The facts at the left of the address: due date, supply, order, what is corrected, delivery."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from facturdesk.documents.paper import styles
from facturdesk.documents.paper.head import GRID
from facturdesk.documents.paper.job import Job
from facturdesk.documents.paper.sheet import Sheet
from facturdesk.documents.paper.styles import LEFT
from facturdesk.documents.paper.typesetting import Style
from facturdesk.documents.paper.words import in_groups
from facturdesk.domain.parties import CustomerKind
from facturdesk.domain.sale import DocumentKind
from facturdesk.i18n import marked

_VALUES: Final = 47.0  # where values start; further right where labels have two languages
_VALUES_BILINGUAL: Final = 53.5
_WINDOW_EDGE: Final = 88.0  # beyond, a window envelope may show the text
_LAST_BASELINE: Final = 91.2
_LAST_BILINGUAL: Final = _LAST_BASELINE - GRID  # the head of the table has two lines then
_HIGHEST_BASELINE: Final = 40.8

# first letter of the billing framework (BT-23) → category of the operations
_OPERATIONS: Final = {
    "B": marked("document", "Goods"),
    "S": marked("document", "Services"),
    "M": marked("document", "Goods and services"),
}


class Fact(NamedTuple):
    """A label and what it says; line feeds part lines."""

    label: str
    value: str
    bold: bool = False


class PlacedFacts(NamedTuple):
    """Facts broken into lines: label lines, value lines, whether bold."""

    blocks: list[tuple[list[str], list[str], bool]]
    values_at: float
    label_style: Style
    last: float  # the lowest baseline that they may have (mm)

    @property
    def height(self) -> int:
        """The number of lines of the grid that they take."""
        return sum(max(len(labels), len(values)) for labels, values, _ in self.blocks)


def place_facts(job: Job, *, last_page: int) -> PlacedFacts:
    """Break the facts into lines; `last_page` is the page with the amount to pay."""
    values_at = _VALUES_BILINGUAL if job.words.bilingual else _VALUES
    label_room = values_at - LEFT - 1
    label_style = styles.LEGAL if job.words.bilingual else styles.LABEL
    blocks = []
    for fact in _facts(job, last_page):
        style = styles.STRONG if fact.bold else styles.TEXT
        values = job.wrap(fact.value, style, _WINDOW_EDGE - values_at)
        blocks.append((job.wrap(fact.label, label_style, label_room), values, fact.bold))
    last = _LAST_BILINGUAL if job.words.bilingual else _LAST_BASELINE
    return PlacedFacts(blocks, values_at, label_style, last)


def overflow(placed: PlacedFacts) -> float:
    """Give how far the table must go down for facts that are too many (mm)."""
    room = int((placed.last - _HIGHEST_BASELINE) / GRID + 1.5)
    return max(0, placed.height - room) * GRID


def draw_facts(job: Job, sheet: Sheet, placed: PlacedFacts, *, level: float) -> None:
    """Draw the facts level with the address; they rise where they would reach the table."""
    first = min(level, placed.last - (placed.height - 1) * GRID)
    y = max(first, _HIGHEST_BASELINE)
    for labels, values, bold in placed.blocks:
        sheet.lines(LEFT, y, labels, placed.label_style, leading=GRID)
        style = styles.STRONG if bold else styles.TEXT
        sheet.lines(placed.values_at, y, values, style, leading=GRID)
        y += GRID * max(len(labels), len(values))


def _facts(job: Job, last_page: int) -> Iterator[Fact]:
    text = job.words.text
    document = job.document
    if last_page > 1 and job.asks_for_money:
        amount = job.money(document.due_minor)
        where = text("document", "{amount}, page {page}", amount=amount, page=last_page)
        yield Fact(text("document", "To pay"), where, bold=True)
    yield from _when(job)
    yield from _corrected(job)
    if document.supplied_on is not None:
        services = document.framework[:1] == "S"
        label = text("document", "Service") if services else text("document", "Delivery")
        yield Fact(label, job.words.date(document.supplied_on))
    if document.order_reference:
        yield Fact(text("document", "Order"), document.order_reference)
    operations = _OPERATIONS.get(document.framework[:1])
    if operations:
        yield Fact(text("document", "Operations"), text("document", operations))
    yield from _about_customer(job)


def _when(job: Job) -> Iterator[Fact]:
    """Say when it is due, or when it was paid."""
    document, text = job.document, job.words.text
    if document.is_paid:
        days = dict.fromkeys(job.words.date(receipt.received_on) for receipt in document.receipts)
        yield Fact(text("document", "Paid on"), ", ".join(days), bold=True)
    elif document.due_on is not None and not job.is_credit:
        days = dict.fromkeys(job.words.date(part.due_on) for part in document.instalments)
        yield Fact(text("document", "Due date"), "\n".join(days), bold=True)


def _corrected(job: Job) -> Iterator[Fact]:
    """Refer to the document that is corrected, without any doubt (BOI-TVA-DECLA-30-20-20-30)."""
    document, text = job.document, job.words.text
    replaced = document.kind is DocumentKind.CORRECTIVE_INVOICE
    label = text("document", "Replaces") if replaced else text("document", "Refers to")
    for reference in document.references:
        day = job.words.date(reference.issued_on)
        value = job.words.french(
            marked("document", "invoice no. {number} of {day}"), number=reference.number, day=day
        )
        yield Fact(label, value, bold=True)
    if document.reason:
        yield Fact(text("document", "Reason"), document.reason)


def _about_customer(job: Job) -> Iterator[Fact]:
    customer, text = job.document.customer, job.words.text
    if customer.kind is not CustomerKind.CONSUMER:
        if customer.siren:
            yield Fact(text("document", "SIREN"), in_groups(customer.siren, 3))
        if customer.vat_number:
            yield Fact(text("document", "VAT no."), customer.vat_number)
    delivery = customer.delivery_address
    if delivery is not None and delivery != customer.address:
        city = f"{delivery.postcode} {delivery.city}".strip()
        lines = (delivery.name, delivery.line1, delivery.line2, city)
        yield Fact(text("document", "Deliver to"), "\n".join(filter(None, lines)))
