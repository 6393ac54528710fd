"""The marks beside a chart: round amounts, a few of them, nought among them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from facturdesk.i18n import Catalogue

_MOST: Final = 4  # marks above nought
_CENTS: Final = 100
_THOUSAND: Final = 1_000
_MILLION: Final = 1_000_000


class Scale(NamedTuple):
    """From the lowest to the highest mark, in cents."""

    marks: tuple[int, ...]

    def share(self, amount_minor: int, pixels: int) -> int:
        """Give how many of so many pixels an amount stands above the lowest mark."""
        low, high = self.marks[0], self.marks[-1]
        return (amount_minor - low) * pixels // (high - low)

    def label(self, mark: int, words: Catalogue) -> str:
        """Write a mark shortly: 500 €, 20 k€, 3 M€."""
        euros = mark // _CENTS
        if not euros:
            return words.number(0)
        widest = max(abs(each) for each in self.marks) // _CENTS
        if widest >= 10 * _MILLION and euros % _MILLION == 0:
            return words.text("ui", "€{amount}M", amount=words.number(euros // _MILLION))
        if widest >= 10 * _THOUSAND and euros % _THOUSAND == 0:
            return words.text("ui", "€{amount}k", amount=words.number(euros // _THOUSAND))
        return words.text("ui", "€{amount}", amount=words.number(euros))


def scale_for(amounts_minor: Iterable[int]) -> Scale:
    """Give the marks between which these amounts lie."""
    amounts = [0, *amounts_minor]
    low, high = min(amounts), max(amounts)
    step = _step(max(high, -low, _CENTS))
    first = low // step
    last = max(-(-high // step), first + 1)
    return Scale(tuple(step * number for number in range(first, last + 1)))


def _step(highest: int) -> int:
    """Give 1, 2 or 5 with noughts, so that a few steps reach the highest amount."""
    step = _CENTS
    while True:
        for times in (1, 2, 5):
            if step * times * _MOST >= highest:
                return step * times
        step *= 10
