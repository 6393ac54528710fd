"""When a customer pays: as everybody, one of the usual terms, or any other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facturdesk.i18n import Catalogue
from facturdesk.ui.inputs.choices import ChoiceInput
from facturdesk.ui.inputs.numbers import WholeInput
from facturdesk.ui.settings.choices import payment_terms
from facturdesk.ui.theme import GRID

_OTHER: Final = "other"
_Reading = tuple[bool, bool]  # at the end of a month; counted from the end of the first one


class TermsInput(QWidget):
    """Payment terms as `customer.json` writes them; None: the shop's."""

    edited = Signal()

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = words.text
        self._usual = ChoiceInput(
            [
                (None, text("ui", "As for everyone")),
                *payment_terms(words),
                (_OTHER, text("ui", "Other terms…")),
            ]
        )
        self._usual.edited.connect(self._chosen)
        self._days = WholeInput(words)
        self._days.setAccessibleName(text("ui", "Number of days"))
        self._days.setFixedWidth(GRID * 7)
        self._days.edited.connect(self.edited)
        self._reading = ChoiceInput(
            [
                ((False, True), text("ui", "days")),
                ((True, True), text("ui", "days from the end of the month")),
                ((True, False), text("ui", "days, then to the end of the month")),
            ]
        )
        self._reading.setAccessibleName(text("ui", "How the days are counted"))
        self._reading.edited.connect(self.edited)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._usual, 2)
        row.addWidget(self._days)
        row.addWidget(self._reading, 2)
        self.setFocusProxy(self._usual)
        self._show_other()

    def setObjectName(self, name: str) -> None:  # noqa: N802 - Override QObject::setObjectName
        """Name the field and its parts."""
        super().setObjectName(name)
        self._usual.setObjectName(f"{name}.usual")
        self._days.setObjectName(f"{name}.days")
        self._reading.setObjectName(f"{name}.reading")

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Override QWidget
        """Let the choice be called after the field."""
        super().setAccessibleName(name)
        self._usual.setAccessibleName(name)

    def value(self) -> object:
        """Give the terms; None where the shop's hold."""
        chosen = self._usual.value()
        if chosen != _OTHER:
            return chosen
        reading = self._reading.value()
        assert isinstance(reading, tuple)
        end_of_month, first = reading
        return {
            "days": self._days.value(),
            "end_of_month": end_of_month,
            "end_of_month_first": first,
        }

    def set_value(self, value: object) -> None:
        """Show terms."""
        usual, reading = _usual(value)
        self._usual.set_value(usual)
        if value is not None and self._usual.value() != usual:
            self._usual.set_value(_OTHER)
        if isinstance(value, Mapping):
            self._days.set_value(value.get("days"))
            self._reading.set_value(reading)
        self._show_other()

    def _chosen(self) -> None:
        self._show_other()
        if self._usual.value() == _OTHER:
            self._days.setFocus()
        self.edited.emit()

    def _show_other(self) -> None:
        shown = self._usual.value() == _OTHER
        self._days.setVisible(shown)
        self._reading.setVisible(shown)


def _usual(value: object) -> tuple[object, _Reading]:
    """Write terms as the usual choices do, and how their days are counted."""
    if not isinstance(value, Mapping):
        return None, (False, True)
    end = bool(value.get("end_of_month", False))
    first = bool(value.get("end_of_month_first", True))
    if end and not first:
        return _OTHER, (True, False)
    return {"days": value.get("days"), "end_of_month": end}, (end, True)
