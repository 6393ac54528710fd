"""The rows of the table of lines: measured once, drawn on whatever page they fall."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from facturdesk.documents.paper import columns as table
from facturdesk.documents.paper import styles
from facturdesk.documents.paper.columns import Columns
from facturdesk.documents.paper.job import Job
from facturdesk.documents.paper.sheet import Sheet
from facturdesk.documents.paper.styles import LEFT, RIGHT
from facturdesk.documents.paper.typesetting import Style
from facturdesk.domain.document import DocumentLine
from facturdesk.domain.sale import LineKind
from facturdesk.i18n import marked

CARRY_HEIGHT: Final = 6.2  # of « À reporter »
SECTION_HEIGHT: Final = 7.0
WRAPPED: Final = 3.9  # a further line of the name
_TEXT_ROOM: Final = 150.0
_MOST_LINES: Final = 30  # of a row on one page; what is longer goes on in a row of its own


@dataclass(frozen=True, slots=True)
class Density:
    """How much air the table has (mm)."""

    row: float
    detail: float
    total: float


AIRY: Final = Density(row=5.7, detail=3.5, total=5.0)
TIGHT: Final = Density(row=5.15, detail=3.3, total=4.55)


@dataclass(frozen=True, slots=True)
class Row:
    """What stands between two hairlines; `amount_minor` counts in « À reporter »."""

    names: tuple[str, ...]
    details: tuple[str, ...] = ()
    cells: dict[int, str] | None = None
    style: Style = styles.TEXT
    amount_minor: int = 0
    kind: LineKind = LineKind.PRICED
    continues: bool = False  # goes on with the row above: no hairline between them

    def height(self, density: Density) -> float:
        """Measure it."""
        if self.kind is LineKind.SECTION:
            return SECTION_HEIGHT + (len(self.names) - 1) * WRAPPED
        further = max(0, len(self.names) - 1) * WRAPPED + len(self.details) * density.detail
        if self.continues:
            return further + (WRAPPED if self.names else 0) + 0.4
        return density.row + further + (0.3 if self.details else 0)


def make_rows(job: Job, columns: Columns) -> list[Row]:
    """Make the rows of a document; charges stand in the totals instead."""
    return [row for line in job.document.lines for row in _rows_of(job, columns, line)]


def text_rows(job: Job, text: str) -> list[Row]:
    """Make rows of a free text that is too long for one place."""
    names = job.wrap(text, styles.TEXT, _TEXT_ROOM)
    return list(_in_pieces(Row(tuple(names), kind=LineKind.TEXT)))


def draw_head(job: Job, sheet: Sheet, columns: Columns, y: float) -> None:
    """Draw the head of the table above its rule."""
    style, leading = styles.HEADING, 3.0
    titles = "\n".join(filter(None, job.words.pair(marked("document", "Description")))).split("\n")
    base = y - 1.9 - (leading if job.words.bilingual else 0)
    sheet.lines(LEFT, base, titles, style, leading=leading)
    for key in columns.order:
        for index, line in enumerate(columns.heads[key].split("\n")):
            sheet.right(columns.head_edges[key], base + index * leading, line, style)
    sheet.rule(LEFT, RIGHT, y, weight=styles.STRONG_RULE)


def draw_row(sheet: Sheet, row: Row, columns: Columns, y: float, density: Density) -> None:
    """Draw a row whose top is at y."""
    base = y + density.row / 2 + 1.15
    if row.kind is LineKind.SECTION:
        base = y + SECTION_HEIGHT / 2 + 1.6
    elif row.continues:
        base = y + (WRAPPED - 1.0 if row.names else -density.detail + density.detail - 1.0)
    elif row.details:
        base += 0.1
    sheet.lines(LEFT, base, list(row.names), row.style, leading=WRAPPED)
    under = base + max(0, len(row.names) - 1) * WRAPPED + density.detail
    sheet.lines(LEFT, under, list(row.details), styles.DETAIL, leading=density.detail)
    if row.cells is not None:
        _draw_cells(sheet, row, columns, base)


def draw_carried(job: Job, sheet: Sheet, y: float, label: str, amount_minor: int) -> None:
    """Draw « À reporter » or « Report » and the sum of the amounts so far."""
    base = y + CARRY_HEIGHT / 2 + 1.15
    sheet.text(LEFT, base, label, styles.STRONG)
    sheet.right(RIGHT, base, job.words.amount(amount_minor), styles.STRONG)


def _draw_cells(sheet: Sheet, row: Row, columns: Columns, base: float) -> None:
    cells = row.cells or {}
    style = Style(bold=row.style.bold, size=columns.style.size)
    width = sheet.setter.width
    mark = columns.mark
    for key in columns.order:
        text = cells.get(key, "")
        if not text:
            continue
        x = columns.edges[key]
        if key in table.ON_COMMA:
            x -= width(text.partition(mark)[0], style)
        elif key != table.UNIT:
            x -= width(text, style)
        sheet.text(x, base, text, style)


def _rows_of(job: Job, columns: Columns, line: DocumentLine) -> Iterator[Row]:
    if line.kind is LineKind.CHARGE:
        return
    if line.kind is LineKind.PRICED:
        yield from _in_pieces(_priced(job, columns, line))
        return
    strong = line.kind in {LineKind.SECTION, LineKind.SUBTOTAL}
    style = styles.STRONG if strong else styles.TEXT
    name = line.name
    cells = None
    if line.kind is LineKind.SUBTOTAL:
        name = name or job.words.text("document", "Subtotal")
        cells = {table.AMOUNT: job.words.amount(line.amount_minor)}
    room = _TEXT_ROOM if cells is None else _TEXT_ROOM - 10
    names = job.wrap(name, style, room) if name else []
    details = job.wrap(line.detail, styles.DETAIL, _TEXT_ROOM) if line.detail else []
    yield from _in_pieces(Row(tuple(names), tuple(details), cells, style, kind=line.kind))


def _priced(job: Job, columns: Columns, line: DocumentLine) -> Row:
    names = job.wrap(line.name, styles.TEXT, columns.name_room)
    detail = line.detail
    if line.item_code:
        code = job.words.french(marked("document", "Ref. {code}"), code=line.item_code)
        detail = f"{code} · {detail}" if detail else code
    details = job.wrap(detail, styles.DETAIL, columns.name_room) if detail else []
    cells = columns.cells[line.position]
    return Row(tuple(names), tuple(details), cells, amount_minor=line.amount_minor)


def _in_pieces(row: Row) -> Iterator[Row]:
    """Cut a row that is too high for a page; only texts of many lines are."""
    names, details = row.names, row.details
    if len(names) + len(details) <= _MOST_LINES:
        yield row
        return
    first = names[:_MOST_LINES]
    yield Row(first, (), row.cells, row.style, row.amount_minor, row.kind)
    for start in range(_MOST_LINES, len(names), _MOST_LINES):
        piece = names[start : start + _MOST_LINES]
        yield Row(piece, style=row.style, kind=LineKind.TEXT, continues=True)
    for start in range(0, len(details), _MOST_LINES):
        piece = details[start : start + _MOST_LINES]
        yield Row((), piece, kind=LineKind.TEXT, continues=True)
