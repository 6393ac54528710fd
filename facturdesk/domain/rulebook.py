"""The dated figures and texts of the law, as the domain asks for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from facturdesk.domain.money import AMOUNT_PLACES, RATE_PLACES, parse_scaled
from facturdesk.domain.parties import FRENCH_COUNTRIES, Customer, CustomerKind, Territory

RATES: Final = "vat_rates"
CASES: Final = "vat_cases"
MENTIONS: Final = "mentions"
THRESHOLDS: Final = "thresholds"
INTEREST: Final = "interest_rates"
PLACES: Final = "places"
TABLES: Final = (RATES, CASES, MENTIONS, THRESHOLDS, INTEREST, PLACES)

_STANDARD: Final = "standard"
_MOST_REMEMBERED: Final = 4_096  # days asked for, before the memory starts again


@dataclass(frozen=True, slots=True)
class Row:
    """One dated value: what `code` of `table` is worth from a day on.

    `value` is a text, a decimal number or an amount, as the table says; empty: there
    is none any more. `more` holds what does not change with the value.
    """

    table: str
    code: str
    valid_from: dt.date
    value: str
    source: str = ""
    review_by: dt.date | None = None
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """A VAT case on a day: its UNCL 5305 category, its VATEX code, its words."""

    code: str
    category: str
    ground: str
    nature: str  # goods, service; empty: both
    text: str


class Rulebook:
    """Every dated value, looked up by code and day; immutable, compared by identity."""

    def __init__(self, rows: Iterable[Row], own_rows: Iterable[Row] = ()) -> None:
        """Take the rows of the tables, and the user's own, which prevail from their day on."""
        ranked = [(row, own) for own, part in ((False, rows), (True, own_rows)) for row in part]
        ranked.sort(key=lambda pair: (pair[0].valid_from, pair[1]))
        self._rows: dict[tuple[str, str], list[Row]] = {}
        for row, own in ranked:
            kept = self._rows.setdefault((row.table, row.code), [])
            more = kept[-1].more if own and kept and not row.more else row.more
            kept.append(row if more is row.more else replace(row, more=more))
        self._found: dict[tuple[str, str, dt.date], Row | None] = {}
        self._rates: dict[tuple[Territory, dt.date], tuple[int, ...]] = {}
        self._words: dict[tuple[str, str, dt.date], frozenset[str]] = {}

    def row(self, table: str, code: str, on: dt.date) -> Row | None:
        """Give the row in force on a day; None where there is none, or its value is empty."""
        key = (table, code, on)
        if key not in self._found:
            past = [row for row in self._rows.get((table, code), ()) if row.valid_from <= on]
            if len(self._found) > _MOST_REMEMBERED:
                self._found.clear()
            self._found[key] = past[-1] if past and past[-1].value else None
        return self._found[key]

    def rows(self, table: str, code: str) -> tuple[Row, ...]:
        """Give all the rows of a code, the oldest first."""
        return tuple(self._rows.get((table, code), ()))

    def codes(self, table: str) -> tuple[str, ...]:
        """Give the codes of a table, whatever the day."""
        return tuple(code for known, code in self._rows if known == table)

    def review_missed(self, on: dt.date) -> dt.date | None:
        """Give the earliest day of review that is past, of the rows in force; None: none is."""
        days = [
            row.review_by
            for table, code in self._rows
            if (row := self.row(table, code, on)) and row.review_by and row.review_by < on
        ]
        return min(days, default=None)

    def amount(self, code: str, on: dt.date) -> int:
        """Give a threshold in cents.

        Raises:
            LookupError: the table has none on that day.
        """
        return parse_scaled(self._threshold(code, on), AMOUNT_PLACES)

    def count(self, code: str, on: dt.date) -> int:
        """Give a threshold that is a whole number, of days or of points.

        Raises:
            LookupError: the table has none on that day.
        """
        return int(self._threshold(code, on))

    def interest_rate(self, code: str, on: dt.date) -> int | None:
        """Give the rate of the semester of a day, in basis points a year; None: unknown.

        Codes: `ecb` (main refinancing rate on the first day), `legal_professional`,
        `legal_individual`.
        """
        row = self.row(INTEREST, code, on)
        return parse_scaled(row.value, RATE_PLACES) if row else None

    def rates_for(self, territory: Territory, on: dt.date) -> tuple[int, ...]:
        """Give the VAT rates of a territory in basis points, the standard rate first.

        Empty where VAT does not apply. Source: CGI art. 278 s., 294, 296, 297.
        """
        key = (territory, on)
        if key not in self._rates:
            rows = [
                self.row(RATES, code, on)
                for code in self.codes(RATES)
                if code.partition(":")[0] == territory
            ]
            rates = {parse_scaled(row.value, RATE_PLACES) for row in rows if row}
            if len(self._rates) > _MOST_REMEMBERED:
                self._rates.clear()
            self._rates[key] = tuple(sorted(rates, reverse=True))
        return self._rates[key]

    def standard_rate(self, territory: Territory, on: dt.date) -> int:
        """Give the standard VAT rate of a territory in basis points; 0 where there is none."""
        row = self.row(RATES, f"{territory}:{_STANDARD}", on)
        return parse_scaled(row.value, RATE_PLACES) if row else 0

    def case(self, code: str, on: dt.date) -> Case | None:
        """Give a VAT case as it is on a day; None where there is none."""
        row = self.row(CASES, code, on)
        if row is None:
            return None
        more = row.more
        return Case(code, more["category"], more["vatex"], more.get("nature", ""), row.value)

    def requires_customer_siren(self, on: dt.date) -> bool:
        """Tell whether the SIREN of a French business customer is compulsory on a day."""
        return self.row(THRESHOLDS, "customer_siren", on) is not None

    def cash_ceilings(self, on: dt.date) -> dict[str, int]:
        """Give what may be paid in cash, in cents: `resident`, and `visitor`.

        Before the first ceilings of the table, these.

        Source: code monétaire et financier, art. D112-3.
        """
        codes = {who: f"cash_ceiling_{who}" for who in ("resident", "visitor")}
        first = max(self.rows(THRESHOLDS, code)[0].valid_from for code in codes.values())
        return {who: self.amount(code, max(on, first)) for who, code in codes.items()}

    def cash_ceiling(self, customer: Customer, on: dt.date) -> int:
        """Give what a customer may pay in cash for one debt, in cents."""
        consumer = customer.kind is CustomerKind.CONSUMER
        visitor = consumer and customer.address.country not in FRENCH_COUNTRIES
        return self.cash_ceilings(on)["visitor" if visitor else "resident"]

    def words(self, table: str, code: str, on: dt.date) -> frozenset[str]:
        """Give the words of a value that is a list, such as the member states."""
        key = (table, code, on)
        if key not in self._words:
            row = self.row(table, code, on)
            if len(self._words) > _MOST_REMEMBERED:
                self._words.clear()
            self._words[key] = frozenset(row.value.split() if row else ())
        return self._words[key]

    def _threshold(self, code: str, on: dt.date) -> str:
        row = self.row(THRESHOLDS, code, on)
        if row is None:
            raise LookupError(f"no {code} on {on}")
        return row.value
