"""A column of a table: which value, under which heading, how it is written and drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, Final

from facturdesk.i18n import Catalogue
from facturdesk.ui.models.badges import BadgeLook
from facturdesk.usecases.listing import Field, FieldKind

NUMBERS: Final = frozenset({FieldKind.AMOUNT, FieldKind.PRICE, FieldKind.RATE, FieldKind.COUNT})


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `word` writes the value itself, `badge` draws it as a badge instead."""

    field: Field
    heading: str
    width: int = 120  # pixels, until the user chooses another
    hidden: bool = False  # until the user shows it
    word: Callable[[Any], str] | None = None  # takes the row
    badge: Callable[[Any], BadgeLook | None] | None = None  # takes the row
    codes: Mapping[str, str] = dataclass_field(default_factory=dict)  # the words of each code
    spoken: str = ""  # a word before the value, where a sentence needs one

    @property
    def name(self) -> str:
        """Its name in preferences."""
        return self.field.name

    @property
    def is_number(self) -> bool:
        """Whether its values stand at the right, in figures of one width."""
        return self.field.kind in NUMBERS

    def writer(self, words: Catalogue) -> Callable[[Any], str]:
        """Give what writes the value of a row."""
        if self.badge is not None:
            badge = self.badge
            return lambda row: look.text if (look := badge(row)) else ""
        if self.word is not None:
            return self.word
        value, codes = self.field.value, self.codes
        if codes:
            return lambda row: codes.get(value(row), value(row))
        write = writer_of(self.field.kind, words)
        return lambda row: write(value(row))


def writer_of(kind: FieldKind, words: Catalogue) -> Callable[[Any], str]:
    """Give what writes a value of a kind; None is written as nothing."""
    writers: dict[FieldKind, Callable[[Any], str]] = {
        FieldKind.AMOUNT: words.money,
        FieldKind.PRICE: words.unit_price,
        FieldKind.RATE: words.percent,
        FieldKind.COUNT: words.number,
    }
    if kind is FieldKind.DAY:
        return lambda day: words.date(day) if isinstance(day, dt.date) else ""
    write = writers.get(kind, str)
    return lambda value: "" if value is None else write(value)
