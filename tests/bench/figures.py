"""One measured figure beside its yardstick and its limit, and the table of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_COLUMNS: Final = "{:<46} {:>13} {:>13} {:>9} {:>9}  {}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value; with a yardstick the limit bears on ours ÷ yardstick, else on ours."""

    name: str
    ours: float
    unit: str
    limit: float
    yardstick: float | None = None
    at_least: bool = False
    note: str = ""  # what the yardstick is

    @property
    def ratio(self) -> float:
        """What the limit is compared with."""
        return self.ours if self.yardstick is None else self.ours / self.yardstick

    @property
    def is_met(self) -> bool:
        """Whether the figure keeps its limit."""
        return self.ratio >= self.limit if self.at_least else self.ratio <= self.limit

    def row(self) -> str:
        """Write the figure as a line of the table."""
        beside = "" if self.yardstick is None else _value(self.yardstick, self.unit)
        ratio = "" if self.yardstick is None else f"{self.ratio:.2f}"
        limit = f"{'>=' if self.at_least else '<='} {self.limit:g}"
        verdict = "ok" if self.is_met else "MISSED"
        note = f"  ({self.note})" if self.note else ""
        return _COLUMNS.format(
            self.name, _value(self.ours, self.unit), beside, ratio, limit, verdict + note
        )


HEAD: Final = _COLUMNS.format("what", "ours", "yardstick", "ratio", "limit", "verdict")


def _value(value: float, unit: str) -> str:
    digits = 0 if abs(value) >= 1000 else 1 if abs(value) >= 100 else 2 if abs(value) >= 1 else 3
    return f"{value:,.{digits}f} {unit}"
