"""Chooses a period: all the time, this month, last quarter… or from one day to another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facturdesk.domain.periods import (
    LAST_MONTH,
    LAST_QUARTER,
    LAST_YEAR,
    PERIODS,
    THIS_MONTH,
    THIS_QUARTER,
    THIS_YEAR,
    period_named,
)
from facturdesk.i18n import Catalogue, marked
from facturdesk.ui.inputs import ChoiceInput, DateInput
from facturdesk.ui.theme import GRID

_ALWAYS: Final = "always"
_CHOSEN: Final = "chosen"
WORDS: Final = {
    _ALWAYS: marked("ui", "All dates"),
    THIS_MONTH: marked("ui", "This month"),
    LAST_MONTH: marked("ui", "Last month"),
    THIS_QUARTER: marked("ui", "This quarter"),
    LAST_QUARTER: marked("ui", "Last quarter"),
    THIS_YEAR: marked("ui", "This year"),
    LAST_YEAR: marked("ui", "Last year"),
    _CHOSEN: marked("ui", "From … to …"),
}
Bounds = tuple[dt.date | None, dt.date | None]


class PeriodChooser(QWidget):
    """A choice of periods; the last one opens two fields for days."""

    changed = Signal()

    def __init__(
        self, words: Catalogue, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("period")
        self._today = today
        self._choice = ChoiceInput([(name, words.text("ui", text)) for name, text in WORDS.items()])
        self._choice.setObjectName("period.choice")
        self._choice.setAccessibleName(words.text("ui", "Period"))
        self._choice.edited.connect(self._choose)
        self._since = self._day("period.since", words.text("ui", "From"))
        self._until = self._day("period.until", words.text("ui", "To"))
        self._days = QWidget()
        days = QHBoxLayout(self._days)
        days.setContentsMargins(0, 0, 0, 0)
        days.addWidget(self._since)
        days.addWidget(self._until)
        self._days.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._choice)
        row.addWidget(self._days)

    def bounds(self) -> Bounds:
        """Give the first and the last day; None: without end on that side."""
        name = self._choice.value()
        if name == _CHOSEN:
            return self._since.day(), self._until.day()
        if name not in PERIODS:
            return None, None
        return period_named(str(name), self._today())

    def show_bounds(self, since: dt.date | None, until: dt.date | None) -> None:
        """Show a period, by its name where it has one; `changed` is not emitted."""
        names = [name for name in PERIODS if period_named(name, self._today()) == (since, until)]
        name = names[0] if names else _CHOSEN if since or until else _ALWAYS
        self._choice.set_value(name)
        self._since.set_value(since)
        self._until.set_value(until)
        self._days.setVisible(name == _CHOSEN)

    def _day(self, name: str, label: str) -> DateInput:
        field = DateInput(self._today)
        field.setObjectName(name)
        field.setAccessibleName(label)
        field.setToolTip(label)
        field.setFixedWidth(GRID * 12)
        field.editingFinished.connect(self.changed)
        return field

    def _choose(self) -> None:
        chosen = self._choice.value() == _CHOSEN
        if chosen and not self._days.isVisible():
            month = period_named(THIS_MONTH, self._today())
            self._since.set_value(month.since)
            self._until.set_value(month.until)
            self._days.show()
            self._since.setFocus()
            self._since.selectAll()
        self._days.setVisible(chosen)
        self.changed.emit()
