"""Which columns the table of lines has, and where they stand: built from the right edge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from facturdesk.documents.paper import styles
from facturdesk.documents.paper.job import Job
from facturdesk.documents.paper.styles import LEFT, RIGHT
from facturdesk.documents.paper.typesetting import Style
from facturdesk.domain.document import Document, DocumentLine
from facturdesk.domain.sale import NO_DISCOUNT, LineKind
from facturdesk.domain.units import PIECE
from facturdesk.domain.vat import EXPORT, INTRA_COMMUNITY, REVERSE_CHARGE, VatGroup
from facturdesk.i18n import marked

QUANTITY, UNIT, NET_PRICE, PRICE, DISCOUNT, VAT, AMOUNT = range(7)
TABLE_ORDER: Final = (QUANTITY, UNIT, NET_PRICE, VAT, PRICE, DISCOUNT, AMOUNT)
NET_ORDER: Final = (QUANTITY, UNIT, PRICE, DISCOUNT, VAT, AMOUNT)

# right edges (left edge of the unit) for each set of columns; AMOUNT is at RIGHT
_NET: Final = {DISCOUNT: 157.5, VAT: 168.0, PRICE: 145.0, UNIT: 115.6, QUANTITY: 114.0}
_NET_PLAIN: Final = {VAT: 168.0, PRICE: 155.5, UNIT: 126.1, QUANTITY: 124.5}
_NO_VAT: Final = {DISCOUNT: 168.0, PRICE: 155.5, UNIT: 126.1, QUANTITY: 124.5}
_NO_VAT_PLAIN: Final = {PRICE: 166.0, UNIT: 136.6, QUANTITY: 135.0}
_GROSS: Final = {
    DISCOUNT: 167.0,
    PRICE: 153.0,
    VAT: 135.0,
    NET_PRICE: 123.0,
    UNIT: 100.6,
    QUANTITY: 99.0,
}
_GROSS_PLAIN: Final = {PRICE: 167.0, VAT: 149.0, NET_PRICE: 137.0, UNIT: 114.6, QUANTITY: 113.0}

ON_COMMA: Final = frozenset({QUANTITY, NET_PRICE, PRICE, AMOUNT})
_GAP: Final = 2.2
_UNIT_GAP: Final = 1.6
_NAME_GAP: Final = 4.0
_LEAST_NAME: Final = 48.0
_SIZES: Final = (9.0, 8.0, 7.25)

# short words of the VAT column where no rate applies, by VAT category
_CATEGORIES: Final = {
    "E": marked("document", "exempt"),
    "AE": marked("document", "rev. ch."),
    "K": marked("document", "intra-EU"),
    "G": marked("document", "export"),
    "O": marked("document", "o. scope"),
}
_CASES: Final = {  # where the category does not say enough
    "intra_eu_goods": marked("document", "EU goods"),
    "intra_eu_services": marked("document", "EU serv."),
}
_MARGIN: Final = marked("document", "margin")


@dataclass(slots=True)
class Columns:
    """The table of one document: heads, edges (mm), and the cells of each priced line."""

    heads: dict[int, str] = field(default_factory=dict)
    edges: dict[int, float] = field(default_factory=dict)  # commas, or right edges
    head_edges: dict[int, float] = field(default_factory=dict)
    order: tuple[int, ...] = ()  # from left to right
    cells: dict[int, dict[int, str]] = field(default_factory=dict)  # by position of the line
    style: Style = styles.TEXT
    name_room: float = 80.0
    mark: str = ","  # the decimal mark


def shows_vat(document: Document) -> bool:
    """Whether VAT stands on the paper: not where no line has a rate."""
    return any(tax.group.category not in _CATEGORIES for tax in document.taxes)


def tells_groups(document: Document) -> bool:
    """Whether each line says its rate, or why it has none."""
    return shows_vat(document) or len(document.taxes) > 1


def says_without_vat(document: Document) -> bool:
    """Whether amounts are called « HT »: where VAT exists, be it the customer who owes it."""
    due_by_other = {REVERSE_CHARGE, INTRA_COMMUNITY, EXPORT}
    return shows_vat(document) or any(t.group.category in due_by_other for t in document.taxes)


def prices_with_vat(document: Document) -> bool:
    """Whether the figures of the lines include a VAT that the paper shows."""
    return document.prices_include_vat and shows_vat(document)


def vat_word(job: Job, group: VatGroup | None) -> str:
    """Give the rate of a group, or the short word for why it has none."""
    if group is None:
        return ""
    if group.category not in _CATEGORIES:
        return job.words.percent(group.rate_bp)
    if group.case.startswith("margin"):
        return job.words.french(_MARGIN)
    return job.words.french(_CASES.get(group.case, _CATEGORIES[group.category]))


def place_columns(job: Job) -> Columns:
    """Choose the columns, write the cells, and give each column the room that it needs."""
    priced = [line for line in job.document.lines if line.kind is LineKind.PRICED]
    columns = Columns(mark=job.words.mark)
    columns.cells = {line.position: _cells(job, line) for line in priced}
    _choose(job, columns, discounts=any(line.discount != NO_DISCOUNT for line in priced))
    order = TABLE_ORDER if NET_PRICE in columns.heads else NET_ORDER
    for size in _SIZES:
        columns.style = Style(bold=False, size=size)
        columns.order = tuple(key for key in order if key in columns.heads)
        _place(job, columns)
        if columns.name_room >= _LEAST_NAME:
            break
    return columns


def _cells(job: Job, line: DocumentLine) -> dict[int, str]:
    words = job.words
    gross = prices_with_vat(job.document)
    discount = line.discount
    cells = {
        QUANTITY: words.quantity(line.quantity_e4),
        UNIT: "" if gross and line.unit == PIECE else words.unit(line.unit),
        PRICE: words.price(line.unit_price_e6),
        AMOUNT: words.amount(line.amount_minor),
        VAT: vat_word(job, line.group),
    }
    if gross:
        cells[NET_PRICE] = words.worked_out_price(
            line.net_unit_price_e6, units=line.price_base_quantity
        )
    if discount.percent_bp is not None:
        cells[DISCOUNT] = words.percent(discount.percent_bp)
    elif discount.amount_minor is not None:
        cells[DISCOUNT] = words.amount(-line.discount_minor)
    return cells


def _choose(job: Job, columns: Columns, *, discounts: bool) -> None:
    short = job.words.pair
    vat, gross = tells_groups(job.document), prices_with_vat(job.document)
    heads = {
        QUANTITY: short(marked("document", "Qty")),
        UNIT: ("", ""),
        AMOUNT: short(marked("document", "Amount")),
        PRICE: short(marked("document", "Unit price")),
    }
    if vat:
        heads[VAT] = short(marked("document", "VAT"))
    if says_without_vat(job.document):
        heads[AMOUNT] = short(marked("document", "Net amount"))
        heads[PRICE] = short(marked("document", "Net price"))
    if gross:
        heads[NET_PRICE] = short(marked("document", "Net price"))
        heads[PRICE] = short(marked("document", "Gross price"))
        heads[AMOUNT] = short(marked("document", "Gross amount"))
    if discounts:
        heads[DISCOUNT] = short(marked("document", "Discount"))
    columns.heads = {key: "\n".join(filter(None, pair)) for key, pair in heads.items()}
    edges = {
        (True, True): (_GROSS_PLAIN, _GROSS),
        (True, False): (_NET_PLAIN, _NET),
        (False, False): (_NO_VAT_PLAIN, _NO_VAT),
    }[vat, gross][discounts]
    columns.head_edges = {AMOUNT: RIGHT, **edges}


def _place(job: Job, columns: Columns) -> None:
    """Move columns to the left where the figures at their right need more room."""
    wanted = columns.head_edges
    edges: dict[int, float] = {}
    limit = RIGHT
    for key in reversed(columns.order):
        if key == UNIT:
            width = _widest(job, (cells[UNIT] for cells in columns.cells.values()), columns.style)
            edges[key] = min(wanted[key], limit - width)
            limit = edges[key] - _UNIT_GAP
            continue
        edge = min(wanted[key], limit)
        figures = [cells.get(key, "") for cells in columns.cells.values()]
        wholes, decimals = _parts(job, figures, on_comma=key in ON_COMMA)
        fraction = _widest(job, decimals, columns.style)
        head = _widest(job, columns.heads[key].split("\n"), styles.HEADING)
        width = max(_widest(job, wholes, columns.style) + fraction, head)
        columns.edges[key] = edge - fraction
        edges[key] = edge
        limit = edge - width - _GAP
    columns.head_edges = {**wanted, **edges}
    columns.edges[UNIT] = edges[UNIT]
    columns.name_room = limit + _GAP - _NAME_GAP - LEFT


def _parts(job: Job, figures: Iterable[str], *, on_comma: bool) -> tuple[set[str], set[str]]:
    """Give the different whole parts and the different decimals of a column."""
    if not on_comma:
        return set(figures), set()
    parts = [job.words.split(figure) for figure in set(figures)]
    return {whole for whole, _ in parts}, {decimals for _, decimals in parts}


def _widest(job: Job, texts: Iterable[str], style: Style) -> float:
    return max((job.width(text, style) for text in set(texts)), default=0.0)
