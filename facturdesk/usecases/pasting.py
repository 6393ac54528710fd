"""Reads a block copied from a spreadsheet as lines of a sale: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.sale import LineKind, SaleLine
from facturdesk.i18n import sort_key

PROBLEMS: Final = frozenset({"paste-cell-unreadable", "paste-too-long"})
_MOST: Final = 2_000
_LONGEST_TEXT: Final = 2_000
_MOST_TOLD: Final = 20

NAME, QUANTITY, UNIT, PRICE, DISCOUNT, VAT = (
    "description",
    "quantity",
    "unit",
    "unit_price",
    "discount",
    "vat",
)
_ORDERS: Final[Mapping[int, tuple[str, ...]]] = {
    1: (NAME,),
    2: (NAME, PRICE),
    3: (NAME, QUANTITY, PRICE),
    4: (NAME, QUANTITY, UNIT, PRICE),
    5: (NAME, QUANTITY, UNIT, PRICE, VAT),
    6: (NAME, QUANTITY, UNIT, PRICE, DISCOUNT, VAT),
}
# beginnings of the words of a head, folded, in French and in English
_HEADS: Final = (
    (NAME, ("designation", "description", "libelle", "article", "produit", "item", "product")),
    (QUANTITY, ("quantite", "qte", "qty", "quantity", "nombre")),
    (UNIT, ("unite", "unit")),
    (PRICE, ("prix", "p u", "pu", "price", "unit price", "tarif")),
    (DISCOUNT, ("remise", "discount", "rabais")),
    (VAT, ("tva", "taux", "vat")),
)

ReadCell = Callable[[SaleLine, str, str], SaleLine]


@dataclass(frozen=True, slots=True)
class _Cell:
    row: int  # counted from 1, as a spreadsheet does
    part: str
    text: str


def read_block(text: str, *, new: SaleLine, read: ReadCell) -> tuple[SaleLine, ...]:
    """Read rows of cells parted by tabs: description, quantity, unit, price, VAT.

    A first row that names the columns says their order. `read` gives a line with one part
    (such as `unit_price`) as written, or raises ValueError; `new` is what a line begins as.

    Raises:
        InputRefused: cells could not be read; each is told, nothing is taken.
    """
    rows = [row.split("\t") for row in _rows(text)]
    if len(rows) > _MOST:
        raise InputRefused([Problem("paste-too-long", "", {"most": _MOST})])
    order = _head(rows[0]) if rows else ()
    first = 1 if order else 0
    widest = max((len(row) for row in rows), default=0)
    if not order:
        order = _guessed(rows, min(widest, max(_ORDERS)))
    lines: list[SaleLine] = []
    wrong: list[Problem] = []
    for number, cells in enumerate(rows[first:], start=first + 1):
        line, faults = _line(number, cells, order, new, read)
        lines.append(line)
        wrong += faults
    if wrong:
        raise InputRefused(wrong[:_MOST_TOLD])
    return tuple(lines)


def _rows(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [line for line in lines if line.strip()]


def _line(
    number: int, cells: Sequence[str], order: Sequence[str], new: SaleLine, read: ReadCell
) -> tuple[SaleLine, list[Problem]]:
    filled = [
        _Cell(number, part, text.strip())
        for part, text in zip(order, cells, strict=False)
        if part and text.strip()
    ]
    name = next((cell.text for cell in filled if cell.part == NAME), "")[:_LONGEST_TEXT]
    numbers = [cell for cell in filled if cell.part != NAME]
    if not numbers:
        return SaleLine(LineKind.TEXT, name=name), []
    line, wrong = replace(new, name=name), []
    for cell in numbers:
        try:
            line = read(line, cell.part, cell.text)
        except ValueError:
            wrong.append(
                Problem(
                    "paste-cell-unreadable",
                    f"{cell.row}.{cell.part}",
                    {"row": cell.row, "value": cell.text[:40]},
                )
            )
    return line, wrong


def _head(cells: Sequence[str]) -> tuple[str, ...]:
    """Give what each column is, where the first row says it; else nothing."""
    order = tuple(_part(sort_key(cell)) for cell in cells)
    named = [part for part in order if part]
    return order if NAME in named and len(named) > 1 and len(set(named)) == len(named) else ()


def _part(word: str) -> str:
    if word.startswith(("prix unit", "unit price")):
        return PRICE
    for part, beginnings in _HEADS:
        if any(word == start or word.startswith(f"{start} ") for start in beginnings):
            return part
    return ""


def _guessed(rows: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    """Without a head, four columns end in a unit and a price, or in a price and a VAT rate."""
    order = _ORDERS[max(1, width)]
    if width == 4 and all(_looks_like_number(row[2]) for row in rows if len(row) > 2):
        return (NAME, QUANTITY, PRICE, VAT)
    return order


def _looks_like_number(text: str) -> bool:
    bare = text.strip().rstrip("€ \u00a0")
    return bool(bare) and bare[0].isdigit()
