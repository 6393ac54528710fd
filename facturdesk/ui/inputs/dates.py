"""A field for a day, typed as people do: 24/11/2026, 24/11, 24, or « +30 » days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

_TYPED: Final = re.compile(r"(\d{1,2})(?:[/.\- ](\d{1,2}))?(?:[/.\- ](\d{2}|\d{4}))?")
_LATER: Final = re.compile(r"\+(\d{1,3})")


def read_day(text: str, today: dt.date) -> dt.date | None:
    """Read a day; what is left out is that of today. None: it is no day."""
    bare = text.strip()
    if later := _LATER.fullmatch(bare):
        return today + dt.timedelta(days=int(later[1]))
    try:
        if found := _TYPED.fullmatch(bare):
            year = int(found[3]) if found[3] else today.year
            return dt.date(
                year + 2000 if year < 100 else year, int(found[2] or today.month), int(found[1])
            )
        return dt.date.fromisoformat(bare)
    except ValueError:
        return None


class DateInput(QLineEdit):
    """A day, or none; written out once the field is left."""

    edited = Signal()

    def __init__(
        self, today: Callable[[], dt.date], parent: QWidget | None = None, *, hint: str = ""
    ) -> None:
        super().__init__(parent)
        self._today = today
        self.setPlaceholderText(hint)
        self.textEdited.connect(self.edited)
        self.editingFinished.connect(self._rewrite)

    def day(self) -> dt.date | None:
        """Give the day; None when the field is empty or is no day."""
        return read_day(self.text(), self._today())

    def value(self) -> object:
        """Give the day as ISO, None when the field is empty, else what was typed."""
        day = self.day()
        return day.isoformat() if day else self.text().strip() or None

    def set_value(self, value: object) -> None:
        """Show a day given as a date or as ISO."""
        self.setText("" if value is None else str(value))
        self._rewrite()

    def _rewrite(self) -> None:
        if day := self.day():
            self.setText(f"{day.day:02}/{day.month:02}/{day.year:04}")
