"""The cells of the table of lines: what each says, and what a typed text makes of its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from facturdesk.domain.errors import Problem
from facturdesk.domain.money import (
    AMOUNT_PLACES,
    FULL_RATE_BP,
    PRICE_PLACES,
    QUANTITY_PLACES,
    RATE_PLACES,
    parse_scaled,
)
from facturdesk.domain.pricing import with_quantity
from facturdesk.domain.sale import NO_DISCOUNT, Discount, LineKind, Nature, SaleLine
from facturdesk.domain.units import UNITS
from facturdesk.domain.vat_cases import Offer
from facturdesk.i18n import Catalogue, marked, sort_key
from facturdesk.ui.inputs.numbers import plain_number
from facturdesk.ui.vat_words import offer_words

_PERCENT: Final = re.compile(r"[%\s\u00a0\u202f]")
LARGEST: Final = 10**15  # of a scaled number that is typed


class Column(IntEnum):
    """The columns, from left to right."""

    NAME = 0
    QUANTITY = 1
    UNIT = 2
    PRICE = 3
    DISCOUNT = 4
    VAT = 5
    TOTAL = 6


HEADINGS: Final = {
    Column.NAME: marked("ui", "Description"),
    Column.QUANTITY: marked("ui", "Quantity"),
    Column.UNIT: marked("ui", "Unit"),
    Column.PRICE: marked("ui", "Price"),
    Column.DISCOUNT: marked("ui", "Discount"),
    Column.VAT: marked("ui", "VAT"),
    Column.TOTAL: marked("ui", "Total"),
}
NARROW: Final = {  # what a heading says in less room
    Column.QUANTITY: marked("ui", "Qty"),
    Column.DISCOUNT: marked("ui", "Disc."),
}
# the last part of the path of a problem → the cell where it is mended
PARTS: Final = {
    "description": Column.NAME,
    "section": Column.NAME,
    "text": Column.NAME,
    "item": Column.NAME,
    "quantity": Column.QUANTITY,
    "unit": Column.UNIT,
    "unit_price": Column.PRICE,
    "discount_percent": Column.DISCOUNT,
    "discount_amount": Column.DISCOUNT,
    "vat_rate": Column.VAT,
    "vat_case": Column.VAT,
}
_DECIMALS: Final = {Column.QUANTITY: QUANTITY_PLACES, Column.PRICE: PRICE_PLACES}
NUMBERS: Final = frozenset({Column.QUANTITY, Column.PRICE, Column.DISCOUNT, Column.TOTAL})

CHOSEN: Final = frozenset({Column.UNIT, Column.VAT})  # where one chooses


class Unread(ValueError):
    """A text that a cell cannot take."""


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads what is typed in cells, in the words of a language and the VAT of a shop."""

    words: Catalogue
    offers: tuple[Offer, ...]
    implied: str  # the VAT case of a shop that charges none, or ""
    nature: Nature  # of a line that nothing says it of

    def read(self, line: SaleLine, column: Column, text: str) -> SaleLine:
        """Give the line with the cell as typed.

        Raises:
            Unread: the text is nothing that the cell can hold.
        """
        return _READERS[column](self, line, text)

    def shown(self, line: SaleLine, column: Column) -> str:
        """Give what a cell of a line is edited as."""
        return _WRITERS[column](self, line)

    def unit(self, text: str) -> str | None:
        """Give the code of a unit by its word or its code; None: there is none."""
        typed = sort_key(text)
        if text.strip().upper() in UNITS:
            return text.strip().upper()
        return next(
            (code for code in self.units() if sort_key(self.unit_word(code)) == typed), None
        )

    def units(self, beginning: str = "") -> list[str]:
        """Give the codes of the units whose word begins so, each word once, in their order."""
        typed = sort_key(beginning)
        found = {self.unit_word(code): code for code in sorted(UNITS, reverse=True)}
        return [
            found[word] for word in sorted(found, key=sort_key) if sort_key(word).startswith(typed)
        ]

    def unit_word(self, code: str) -> str:
        """Give the word of a unit."""
        return self.words.text("unit", code) if code else ""

    def offer_words(self, offer: Offer) -> str:
        """Say what VAT a line may have."""
        return offer_words(offer, self.words, implied=self.implied)

    def offer(self, text: str) -> Offer | None:
        """Give the VAT that a text means: a rate, or part of the words of a case."""
        rate = _scaled(_PERCENT.sub("", text), RATE_PLACES)
        for offer in self.offers:
            if rate is not None and offer.rate_bp == rate:
                return offer
        found = self.offers_for(text)
        return found[0] if len(found) == 1 else None

    def offers_for(self, text: str) -> list[Offer]:
        """Give the choices of VAT that have these words, or rates that begin so."""
        parts = sort_key(text).split()
        return [
            offer
            for offer in self.offers
            if all(part in sort_key(self.offer_words(offer)) for part in parts)
        ]

    def with_offer(self, line: SaleLine, offer: Offer) -> SaleLine:
        """Give a line a VAT; a case that is for goods or services alone says what the line is."""
        nature = Nature(offer.nature) if offer.nature else line.nature
        return replace(line, vat_rate_bp=offer.rate_bp, vat_case=offer.case, nature=nature)

    def offer_of(self, line: SaleLine) -> Offer:
        """Give what a line has."""
        return Offer(line.vat_rate_bp, line.vat_case)


def unread_cell(row: int, column: Column, text: str) -> Problem:
    """Say that what is typed in a cell cannot be read."""
    part = next(name for name, place in PARTS.items() if place is column)
    field, places = f"lines[{row}].{part}", _DECIMALS.get(column, RATE_PLACES)
    if column is Column.UNIT:
        return Problem("line-unit-unknown", field, {"value": text})
    return Problem("field-not-a-decimal", field, {"value": text, "places": places})


def read_discount(text: str) -> Discount:
    """Read « 10% », « 5 € » or a bare number, which is in per cent.

    Raises:
        Unread: it is none of these.
    """
    bare = plain_number(text)
    if not bare:
        return NO_DISCOUNT
    if "€" in text or "EUR" in text.upper():
        return Discount(amount_minor=_number(bare, AMOUNT_PLACES))
    percent = _number(bare, RATE_PLACES)
    if not 0 <= percent <= FULL_RATE_BP:
        raise Unread(text)
    return Discount(percent_bp=percent) if percent else NO_DISCOUNT


def discount_text(discount: Discount, words: Catalogue) -> str:
    """Write a discount as it is read."""
    if discount.amount_minor is not None:
        return words.money(discount.amount_minor)
    return words.percent(discount.percent_bp) if discount.percent_bp else ""


def _name(reader: CellReader, line: SaleLine, text: str) -> SaleLine:
    name, _, detail = text.partition("\n")
    return replace(line, name=name, detail=detail)


def _name_text(reader: CellReader, line: SaleLine) -> str:
    return f"{line.name}\n{line.detail}" if line.detail else line.name


def _quantity(reader: CellReader, line: SaleLine, text: str) -> SaleLine:
    return with_quantity(line, _number(plain_number(text), QUANTITY_PLACES))


def _unit(reader: CellReader, line: SaleLine, text: str) -> SaleLine:
    code = reader.unit(text)
    if code is None:
        raise Unread(text)
    return replace(line, unit=code)


def _price(reader: CellReader, line: SaleLine, text: str) -> SaleLine:
    price = _number(plain_number(text) or "0", PRICE_PLACES)
    if price < 0:
        raise Unread(text)
    return replace(line, unit_price_e6=price)


def _discount(reader: CellReader, line: SaleLine, text: str) -> SaleLine:
    return replace(line, discount=read_discount(text))


def _vat(reader: CellReader, line: SaleLine, text: str) -> SaleLine:
    offer = reader.offer(text)
    if offer is None:
        raise Unread(text)
    return reader.with_offer(line, offer)


_READERS: Final[dict[Column, Callable[[CellReader, SaleLine, str], SaleLine]]] = {
    Column.NAME: _name,
    Column.QUANTITY: _quantity,
    Column.UNIT: _unit,
    Column.PRICE: _price,
    Column.DISCOUNT: _discount,
    Column.VAT: _vat,
}
_WRITERS: Final[dict[Column, Callable[[CellReader, SaleLine], str]]] = {
    Column.NAME: _name_text,
    Column.QUANTITY: lambda reader, line: reader.words.quantity(line.quantity_e4),
    Column.UNIT: lambda reader, line: reader.unit_word(line.unit),
    Column.PRICE: lambda reader, line: reader.words.unit_price(line.unit_price_e6),
    Column.DISCOUNT: lambda reader, line: discount_text(line.discount, reader.words),
    Column.VAT: lambda reader, line: reader.offer_words(reader.offer_of(line)),
}


def _number(text: str, places: int) -> int:
    found = _scaled(text, places)
    if found is None or abs(found) > LARGEST:
        raise Unread(text)
    return found


def _scaled(text: str, places: int) -> int | None:
    """Read a number as it is being typed: « 12, » and « ,5 » are numbers already."""
    bare = text.rstrip(".") or text
    if bare.startswith((".", "-.")):
        bare = bare.replace(".", "0.", 1)
    try:
        return parse_scaled(bare, places)
    except ValueError:
        return None


def can_edit(kind: LineKind, column: Column) -> bool:
    """Tell whether a cell of such a line can be edited."""
    if column is Column.TOTAL:
        return False
    return kind is LineKind.PRICED or column is Column.NAME
