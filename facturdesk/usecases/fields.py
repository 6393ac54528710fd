"""Strict reading of what people and other programs write: every fault by the name of its field."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from typing import Final

from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.money import (
    AMOUNT_PLACES,
    FULL_RATE_BP,
    RATE_PLACES,
    format_rate,
    parse_scaled,
)

PROBLEMS: Final = frozenset(
    {
        "field-missing",
        "field-not-a-choice",
        "field-not-a-date",
        "field-not-a-decimal",
        "field-not-a-flag",
        "field-not-a-list",
        "field-not-a-section",
        "field-not-text",
        "field-not-whole",
        "field-number-not-text",
        "field-out-of-range",
        "field-too-long",
        "field-unknown",
        "text-control-characters",
        "too-many-lines",
    }
)
MOST_LINES: Final = 10_000

# controls, bidi overrides, line separators, lone surrogates, non-characters: never on paper, never in XML
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_LINE_ENDS: Final = re.compile("\r\n?")
_LARGEST: Final = 10**15


class Fields:
    """One section of an input: each value is asked for once, what is left over is unknown.

    Faults are gathered in a list shared by all sections of one input, so that the
    user sees them all at once; `finish` raises them.
    """

    def __init__(
        self, values: Mapping[str, object], path: str = "", problems: list[Problem] | None = None
    ) -> None:
        self._values = values
        self._path = path
        self._asked: set[str] = set()
        self._sections: list[Fields] = []
        self.problems: list[Problem] = [] if problems is None else problems

    def finish(self) -> None:
        """Refuse the input if anything in it was wrong, missing or unknown.

        Raises:
            InputRefused: with every problem found in all sections.
        """
        faults = self.faults()
        if faults:
            raise InputRefused(faults)

    def faults(self) -> tuple[Problem, ...]:
        """Give every problem found in all sections, unknown fields included; asked for once."""
        self._report_unknown()
        return tuple(self.problems)

    def __contains__(self, name: str) -> bool:
        self._asked.add(name)
        return self._values.get(name) not in (None, {})

    def path(self, name: str) -> str:
        """Return the full path of a field, as it is shown to the user."""
        return f"{self._path}.{name}" if self._path else name

    def refuse(self, name: str, code: str, /, **params: object) -> None:
        """Note a problem with a field."""
        self.problems.append(Problem(code, self.path(name), params))

    def text(
        self, name: str, *, longest: int = 200, required: bool = False, lines: bool = False
    ) -> str:
        """Read a text, outer blanks removed; several lines only where `lines` says so."""
        value = self._take(name, required)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.refuse(name, "field-not-text")
            return ""
        clean = _LINE_ENDS.sub("\n", value).strip()
        if not lines:
            clean = clean.replace("\n", " ").replace("\t", " ")
        if len(clean) > longest:
            self.refuse(name, "field-too-long", longest=longest, length=len(clean))
            return ""
        bad = _FORBIDDEN.search(clean)
        if bad:
            self.refuse(name, "text-control-characters", character=f"U+{ord(bad[0]):04X}")
            return ""
        if required and not clean:
            self.refuse(name, "field-missing")
        return clean

    def decimal(self, name: str, places: int, *, required: bool = False) -> int | None:
        """Read a decimal string with a dot as a scaled integer."""
        value = self._take(name, required)
        if value is None:
            return None
        if not isinstance(value, str):
            self._refuse_untyped(name, value)
            return None
        try:
            scaled = parse_scaled(value.strip(), places)
        except ValueError:
            self.refuse(name, "field-not-a-decimal", value=value[:40], places=places)
            return None
        if abs(scaled) > _LARGEST * 10**places // 10**AMOUNT_PLACES:
            self.refuse(name, "field-out-of-range", value=value[:40])
            return None
        return scaled

    def amount(self, name: str, *, required: bool = False) -> int | None:
        """Read an amount in minor units."""
        return self.decimal(name, AMOUNT_PLACES, required=required)

    def rate(self, name: str) -> int | None:
        """Read a percentage, from 0 to 100, in basis points."""
        value = self.decimal(name, RATE_PLACES)
        if value is not None and not 0 <= value <= FULL_RATE_BP:
            self.refuse(name, "field-out-of-range", value=format_rate(value))
            return None
        return value

    def whole(self, name: str, *, smallest: int, largest: int) -> int | None:
        """Read a whole number within limits."""
        value = self._take(name, required=False)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.refuse(name, "field-not-whole")
            return None
        if not smallest <= value <= largest:
            self.refuse(name, "field-out-of-range", value=value)
            return None
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Read true or false."""
        value = self._take(name, required=False)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.refuse(name, "field-not-a-flag")
            return default
        return value

    def day(self, name: str) -> dt.date | None:
        """Read an ISO date (TOML's own dates too)."""
        value = self._take(name, required=False)
        if value is None or type(value) is dt.date:
            return value
        try:
            return dt.date.fromisoformat(value) if isinstance(value, str) else _no_date()
        except ValueError:
            self.refuse(name, "field-not-a-date", value=str(value)[:40])
            return None

    def choice(
        self, name: str, choices: Collection[str], *, default: str = "", required: bool = False
    ) -> str:
        """Read one of a few words."""
        value = self._take(name, required)
        if value is None:
            return default
        if not isinstance(value, str) or value not in choices:
            known = ", ".join(sorted(choices))
            self.refuse(name, "field-not-a-choice", value=str(value)[:40], known=known)
            return default
        return value

    def section(self, name: str) -> Fields | None:
        """Read a group of fields; None where it is absent or empty."""
        value = self._take(name, required=False)
        if value in (None, {}):
            return None
        if not isinstance(value, dict):
            self.refuse(name, "field-not-a-section")
            return None
        return self._inside(value, self.path(name))

    def sections(self, name: str) -> list[Fields]:
        """Read a list of groups of fields; empty where it is absent."""
        value = self._take(name, required=False)
        if value is None:
            return []
        if not isinstance(value, list):
            self.refuse(name, "field-not-a-list")
            return []
        if len(value) > MOST_LINES:
            self.refuse(name, "too-many-lines", most=MOST_LINES, count=len(value))
            return []
        found = []
        for index, entry in enumerate(value):
            if isinstance(entry, dict):
                found.append(self._inside(entry, f"{self.path(name)}[{index}]"))
            else:
                self.refuse(f"{name}[{index}]", "field-not-a-section")
        return found

    def texts(self, name: str, *, longest: int = 60) -> list[str]:
        """Read a list of short texts."""
        value = self._take(name, required=False)
        if value is None:
            return []
        if not isinstance(value, list):
            self.refuse(name, "field-not-a-list")
            return []
        entries = {f"{name}[{index}]": entry for index, entry in enumerate(value)}
        fields = Fields(entries, self._path, self.problems)
        return [fields.text(entry, longest=longest) for entry in entries]

    def _refuse_untyped(self, name: str, value: object) -> None:
        """Refuse what is no text where a decimal string should stand."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            self.refuse(name, "field-number-not-text", value=str(value)[:40])
        else:
            self.refuse(name, "field-not-text")

    def _take(self, name: str, required: bool) -> object:
        self._asked.add(name)
        value = self._values.get(name)
        if value is None and required:
            self.refuse(name, "field-missing")
        return value

    def _inside(self, values: Mapping[str, object], path: str) -> Fields:
        fields = Fields(values, path, self.problems)
        self._sections.append(fields)
        return fields

    def _report_unknown(self) -> None:
        for name in self._values:
            if name not in self._asked:
                self.refuse(str(name)[:60], "field-unknown")
        for fields in self._sections:
            fields._report_unknown()


def _no_date() -> dt.date:
    raise ValueError("not a date")
