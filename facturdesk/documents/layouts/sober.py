"""The layout « Sobre »: three axes, black on white, one accent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from facturdesk.documents.paper import columns, facts, head, notes, payment, rows, styles
from facturdesk.documents.paper.job import Job
from facturdesk.documents.paper.layout import Layout
from facturdesk.documents.paper.paging import Room, break_pages
from facturdesk.documents.paper.rows import AIRY, TIGHT, Density, Row
from facturdesk.documents.paper.sheet import Sheet
from facturdesk.documents.paper.styles import FIRST_TABLE, LEFT, NEXT_TABLE, RIGHT
from facturdesk.documents.paper.totals import several_rates
from facturdesk.documents.paper.totals_table import TotalsTable, draw_totals, place_totals
from facturdesk.documents.paper.typesetting import Style
from facturdesk.domain.document import Mention, MentionPlace
from facturdesk.domain.sale import LineKind

_PAYMENT_GAP: Final = 5.0  # between totals, payment and note
_LONGEST_NOTE: Final = 8  # lines that stand under the payment; a longer text joins the table
_BESIDE_LINES: Final = 4  # of a VAT mention that stands beside the totals
_NOTE_LEADING: Final = 3.9


@dataclass(frozen=True, slots=True)
class _Parts:
    """Everything measured, before anything is drawn."""

    rows: list[Row]
    table: columns.Columns
    totals: TotalsTable
    notes: notes.Notes
    note: list[str]
    foot: list[str]
    down: float  # how far facts push the table of the first page

    @property
    def bottom(self) -> float:
        """Where the flow ends above the foot."""
        return styles.BOTTOM - notes.foot_rise(self.foot)


def compose(job: Job) -> None:
    """Draw all the pages: measured first, so that the number of pages is known."""
    parts = _measured(job)
    density, pages = _broken(job, parts)
    carried = 0
    for index, span in enumerate(pages):
        sheet = Sheet(job.setter, job.canvas, accent=styles.accent_of(job.document.seller))
        last = index == len(pages) - 1
        top = _draw_top(job, sheet, parts, page=index + 1, pages=len(pages))
        if index:
            label = job.words.text("document", "Carried from page {page}", page=index)
            rows.draw_carried(job, sheet, top, label, carried)
            top += rows.CARRY_HEIGHT
        page_rows = parts.rows[span.start : span.stop]
        y = _draw_rows(sheet, page_rows, parts, top, density, guide=index > 0)
        carried += sum(row.amount_minor for row in page_rows)
        if last:
            _draw_ending(job, sheet, parts, y, density)
        else:
            sheet.rule(LEFT, RIGHT, y, weight=styles.STRONG_RULE)
            label = job.words.text("document", "Carried forward")
            rows.draw_carried(job, sheet, y, label, carried)
        notes.draw_foot(job.words, sheet, parts.foot, page=index + 1, pages=len(pages))
        sheet.finish()


LAYOUT: Final = Layout("sober", compose)


def _measured(job: Job) -> _Parts:
    table = columns.place_columns(job)
    lines = rows.make_rows(job, table)
    below = "" if payment.takes_note(job) else job.document.note
    note = job.wrap(below, styles.TEXT, RIGHT - LEFT) if below else []
    if len(note) > _LONGEST_NOTE:
        lines += rows.text_rows(job, below)
        note = []
    beside = _beside(job)
    totals = place_totals(job, [(mention.text, style) for mention, style in beside])
    drawn = [mention for mention, _ in beside]
    return _Parts(
        lines,
        table,
        totals,
        notes.place_notes(job, drawn=drawn),
        note,
        notes.foot_lines(job.setter, job.document.mentions),
        facts.overflow(facts.place_facts(job, last_page=2)),
    )


def _beside(job: Job) -> list[tuple[Mention, Style]]:
    """Choose the VAT mentions for the left of the totals, where one rate leaves it free."""
    if several_rates(job):
        return []
    strong = not columns.shows_vat(job.document)
    style = styles.STRONG if strong else styles.TEXT
    return [
        (mention, style)
        for mention in job.document.mentions
        if mention.place is MentionPlace.VAT
        and len(job.wrap(mention.text, style, styles.COLUMN)) <= _BESIDE_LINES
    ]


def _broken(job: Job, parts: _Parts) -> tuple[Density, Sequence[range]]:
    """Break the pages with air; tightly only where that saves a page."""
    airy = _pages(job, parts, AIRY)
    if len(airy) == 1:
        return AIRY, airy
    tight = _pages(job, parts, TIGHT)
    return (TIGHT, tight) if len(tight) < len(airy) else (AIRY, airy)


def _pages(job: Job, parts: _Parts, density: Density) -> Sequence[range]:
    room = Room(
        first=parts.bottom - FIRST_TABLE - parts.down,
        following=parts.bottom - NEXT_TABLE - rows.CARRY_HEIGHT,
        carry=rows.CARRY_HEIGHT,
        ending=_ending_height(job, parts, density),
    )
    heights = [row.height(density) for row in parts.rows]
    bound = [row.kind is LineKind.SECTION for row in parts.rows]
    return break_pages(heights, bound, room)


def _note_height(parts: _Parts) -> float:
    return len(parts.note) * _NOTE_LEADING + 3 if parts.note else 0.0


def _ending_height(job: Job, parts: _Parts, density: Density) -> float:
    flow = parts.totals.height(density) + _PAYMENT_GAP + payment.payment_height(job)
    return flow + _note_height(parts) + parts.notes.height


def _draw_top(job: Job, sheet: Sheet, parts: _Parts, *, page: int, pages: int) -> float:
    """Draw what stands above the rows; gives where they start."""
    top = NEXT_TABLE
    if page == 1:
        top = FIRST_TABLE + parts.down
        head.draw_fold_marks(sheet)
        head.draw_seller(sheet, job.document.seller, job.logo)
        head.draw_title(job, sheet)
        level = head.draw_address(sheet, job.document.customer)
        placed = facts.place_facts(job, last_page=pages)
        facts.draw_facts(job, sheet, placed, level=level)
    else:
        head.draw_running_head(job, sheet)
    rows.draw_head(job, sheet, parts.table, top)
    return top


def _draw_rows(
    sheet: Sheet,
    page_rows: Sequence[Row],
    parts: _Parts,
    top: float,
    density: Density,
    *,
    guide: bool,
) -> float:
    y = top
    for row in page_rows:
        if (guide or y > top) and not row.continues:
            sheet.rule(LEFT, RIGHT, y, weight=styles.HAIRLINE, grey=styles.GUIDE_GREY)
        rows.draw_row(sheet, row, parts.table, y, density)
        y += row.height(density)
    return y


def _draw_ending(job: Job, sheet: Sheet, parts: _Parts, y: float, density: Density) -> None:
    draw_totals(job, sheet, parts.totals, y, density)
    y += parts.totals.height(density) + _PAYMENT_GAP
    y += _off_the_fold(job, parts, y)
    payment.draw_payment(job, sheet, y)
    y += payment.payment_height(job)
    sheet.lines(LEFT, y + 5.6, parts.note, styles.TEXT, leading=_NOTE_LEADING)
    notes.draw_notes(sheet, parts.notes, bottom=parts.bottom)


def _off_the_fold(job: Job, parts: _Parts, y: float) -> float:
    """Give how far the payment slides so that no fold crosses its QR code, if there is room."""
    span = payment.code_span(job, y)
    under = payment.payment_height(job) + _note_height(parts) + parts.notes.height
    for fold in styles.FOLDS:
        if span is not None and span[0] < fold < span[1]:
            down = fold + 1.0 - y
            return down if y + down + under <= parts.bottom else 0.0
    return 0.0
