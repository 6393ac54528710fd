"""Draws the totals: rates in columns, in rows where there are many, or one rate beside the notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from facturdesk.documents.paper import styles
from facturdesk.documents.paper.columns import vat_word
from facturdesk.documents.paper.job import Job
from facturdesk.documents.paper.rows import Density
from facturdesk.documents.paper.sheet import Sheet
from facturdesk.documents.paper.styles import LEFT, MIDDLE, RIGHT
from facturdesk.documents.paper.totals import Step, several_rates, steps
from facturdesk.documents.paper.typesetting import Style
from facturdesk.domain.vat import VatGroup

_MOST_COLUMNS: Final = 4
_WIDEST_IN_COLUMN: Final = 999_999_999  # minor units: 9 999 999,99
_RATE_WIDTH: Final = 22.0
_GRAND_MORE: Final = 0.8  # mm that the row of the grand total is higher
_HEAD: Final = 5.7
_WRAPPED: Final = 3.6
_BESIDE_LEADING: Final = 3.9


@dataclass(frozen=True, slots=True)
class TotalsTable:
    """The totals placed: what stands in columns, and the notes at the left of one rate."""

    steps: list[Step]
    labels: list[list[str]]
    columns: tuple[VatGroup, ...]  # rates in columns
    rows: tuple[VatGroup, ...]  # rates in rows, above the steps
    beside: list[tuple[list[str], Style]]  # texts in the left column

    @property
    def left(self) -> float:
        """Where the labels start."""
        return LEFT if self.columns else MIDDLE

    def height(self, density: Density) -> float:
        """Measure it, from the rule under the lines on."""
        own = sum(_row_height(s, n, density) for s, n in zip(self.steps, self.labels, strict=True))
        texts = sum(len(lines) for lines, _ in self.beside) * _BESIDE_LEADING
        rates = _HEAD + len(self.rows) * density.total if self.rows else 0.0
        return (_HEAD if self.columns else 0.0) + rates + max(own, texts + 2.5) + 0.6


def place_totals(job: Job, beside: Sequence[tuple[str, Style]]) -> TotalsTable:
    """Choose the form of the totals; `beside` are texts for the left where it is free."""
    found = steps(job)
    rates = sorted((tax.group for tax in job.document.taxes), key=lambda group: -group.rate_bp)
    groups = tuple(rates) if several_rates(job) else ()
    largest = max((abs(v) for s in found for v in (s.total_minor, *s.groups.values())), default=0)
    in_columns = len(groups) <= _MOST_COLUMNS and largest <= _WIDEST_IN_COLUMN
    columns = groups if in_columns else ()
    room = RIGHT - 24 - LEFT - _RATE_WIDTH * len(columns) if columns else 50.0
    labels = [job.wrap(step.label, _label_style(step), room) for step in found]
    texts = [(job.wrap(text, style, styles.COLUMN), style) for text, style in beside]
    return TotalsTable(found, labels, columns, () if in_columns else groups, texts)


def draw_totals(job: Job, sheet: Sheet, table: TotalsTable, y: float, density: Density) -> None:
    """Draw the totals under the lines, whose last rule is at y."""
    sheet.rule(LEFT, RIGHT, y, weight=styles.STRONG_RULE)
    if table.columns:
        y = _draw_rate_heads(job, sheet, table.columns, y)
    if table.rows:
        y = _draw_rates_in_rows(job, sheet, table.rows, y, density)
    _draw_beside(sheet, table, y)
    for step, labels in zip(table.steps, table.labels, strict=True):
        y = _draw_step(job, sheet, table, (step, labels), y, density)
    sheet.rule(table.left, RIGHT, y, weight=styles.STRONG_RULE if table.columns else styles.THIN)


def _label_style(step: Step) -> Style:
    if step.grand:
        return styles.GRAND_TOTAL
    return styles.STRONG if step.subtotal else styles.TEXT


def _row_height(step: Step, labels: list[str], density: Density) -> float:
    return density.total + (_GRAND_MORE if step.grand else 0) + (len(labels) - 1) * _WRAPPED


def _draw_step(
    job: Job,
    sheet: Sheet,
    table: TotalsTable,
    row: tuple[Step, list[str]],
    y: float,
    density: Density,
) -> float:
    step, labels = row
    height = density.total + (_GRAND_MORE if step.grand else 0)
    if step.subtotal and step is not table.steps[0]:
        sheet.rule(table.left, RIGHT, y, weight=styles.THIN)
    base = y + height / 2 + 1.15
    sheet.lines(table.left, base, labels, _label_style(step), leading=_WRAPPED)
    style = styles.STRONG if step.subtotal else styles.TEXT
    base += (len(labels) - 1) * _WRAPPED
    sheet.right(RIGHT, base, job.words.amount(step.total_minor), style)
    for index, group in enumerate(reversed(table.columns), start=1):
        if amount := step.groups.get(group, 0):
            sheet.right(RIGHT - _RATE_WIDTH * index, base, job.words.amount(amount), style)
    return y + _row_height(step, labels, density)


def _draw_rate_heads(job: Job, sheet: Sheet, groups: Sequence[VatGroup], y: float) -> float:
    base = y + _HEAD / 2 + 1.1
    sheet.text(LEFT, base, _summary_title(job), styles.HEADING)
    sheet.right(RIGHT, base, job.words.text("document", "Total"), styles.HEADING)
    for index, group in enumerate(reversed(groups), start=1):
        right = RIGHT - _RATE_WIDTH * index
        sheet.right(right, base, vat_word(job, group), styles.HEADING)
    sheet.rule(LEFT, RIGHT, y + _HEAD, weight=styles.THIN)
    return y + _HEAD


def _draw_rates_in_rows(
    job: Job, sheet: Sheet, groups: Sequence[VatGroup], y: float, density: Density
) -> float:
    words = job.words
    edges = (RIGHT - 68, RIGHT - 36, RIGHT)
    heads = (
        words.text("document", "Total excl. VAT"),
        words.text("document", "VAT"),
        words.text("document", "Total incl. VAT"),
    )
    base = y + _HEAD / 2 + 1.1
    sheet.text(LEFT, base, _summary_title(job), styles.HEADING)
    for edge, head in zip(edges, heads, strict=True):
        sheet.right(edge, base, head, job.setter.fitted(head, styles.HEADING, 31))
    y += _HEAD
    sheet.rule(LEFT, RIGHT, y, weight=styles.THIN)
    for tax in sorted(job.document.taxes, key=lambda tax: -tax.group.rate_bp):
        base = y + density.total / 2 + 1.15
        sheet.text(LEFT, base, vat_word(job, tax.group), styles.TEXT)
        for edge, minor in zip(
            edges, (tax.base_minor, tax.vat_minor, tax.gross_minor), strict=True
        ):
            sheet.right(edge, base, words.amount(minor), styles.TEXT)
        y += density.total
    sheet.rule(LEFT, RIGHT, y, weight=styles.THIN)
    return y


def _summary_title(job: Job) -> str:
    currency = job.document.currency
    if currency == "EUR":
        return job.words.text("document", "Summary by VAT rate, in euros")
    return job.words.text("document", "Summary by VAT rate, in {currency}", currency=currency)


def _draw_beside(sheet: Sheet, table: TotalsTable, y: float) -> None:
    base = y + 4.0
    for lines, style in table.beside:
        sheet.lines(LEFT, base, lines, style, leading=_BESIDE_LEADING)
        base += len(lines) * _BESIDE_LEADING
