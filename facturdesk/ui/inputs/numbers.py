"""Fields for amounts, prices, quantities and rates, typed as people write numbers."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from facturdesk.domain.money import (
    AMOUNT_PLACES,
    PRICE_PLACES,
    QUANTITY_PLACES,
    RATE_PLACES,
    parse_scaled,
)
from facturdesk.i18n import Catalogue
from facturdesk.ui.theme import tabular

_LEFT_OUT: Final = re.compile(r"[\s\u00a0\u202f€%']|EUR")
_THOUSANDS: Final = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+\.[0-9]*")
_DOTTED_THOUSANDS: Final = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+,[0-9]*")


def plain_number(text: str) -> str:
    """Give a number as programs write it: `1 234,50 €` → `1234.50`; other text as it is."""
    bare = _LEFT_OUT.sub("", text).replace("\u2212", "-")
    if _THOUSANDS.fullmatch(bare):
        return bare.replace(",", "")
    if _DOTTED_THOUSANDS.fullmatch(bare):
        return bare.replace(".", "").replace(",", ".")
    return bare.replace(",", ".")


class NumberInput(QLineEdit):
    """A number; it is shown as the language writes it once the field is left."""

    edited = Signal()

    def __init__(
        self, words: Catalogue, *, places: int, minimum: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._places = places
        self._minimum = minimum
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFont(tabular(self.font()))
        self.textEdited.connect(self.edited)
        self.editingFinished.connect(self._rewrite)

    def value(self) -> object:
        """Give the number such as "1200.00", None when it is empty, else what was typed."""
        return plain_number(self.text()) or None

    def set_value(self, value: object) -> None:
        """Show a number given as "1200.00"."""
        self.setText("" if value is None else str(value))
        self._rewrite()

    def scaled(self) -> int | None:
        """Give the number as a scaled integer; None when it is empty or cannot be read."""
        try:
            return parse_scaled(plain_number(self.text()), self._places)
        except ValueError:
            return None

    def _rewrite(self) -> None:
        number = self.scaled()
        if number is not None:
            self.setText(self._words.number(number, self._places, minimum=self._minimum))


class AmountInput(NumberInput):
    """An amount with two decimals."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(words, places=AMOUNT_PLACES, minimum=AMOUNT_PLACES, parent=parent)


class PriceInput(NumberInput):
    """A unit price with two to six decimals."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(words, places=PRICE_PLACES, minimum=AMOUNT_PLACES, parent=parent)


class QuantityInput(NumberInput):
    """A quantity with up to four decimals."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(words, places=QUANTITY_PLACES, parent=parent)


class RateInput(NumberInput):
    """A rate in per cent with up to two decimals."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(words, places=RATE_PLACES, parent=parent)


class WholeInput(NumberInput):
    """A whole number, written without separators: a counter, a number of days."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(words, places=0, parent=parent)

    def value(self) -> object:
        """Give the number, None when it is empty, else what was typed."""
        number = self.scaled()
        return number if number is not None else self.text().strip() or None
