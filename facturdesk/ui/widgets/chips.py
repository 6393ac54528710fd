"""Chips over a list: what it may be narrowed to, each with its count and sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from facturdesk.i18n import Catalogue
from facturdesk.ui.theme import GRID, tabular
from facturdesk.usecases.listing import Total


class Chips(QWidget):
    """One of several; Tab reaches the chosen one, the arrows choose another."""

    chosen = Signal(str)

    def __init__(
        self,
        chips: Sequence[tuple[str, str]],
        words: Catalogue,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("chips")
        self._words = words
        self._texts = dict(chips)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for name, text in chips:
            button = QPushButton(text)
            button.setObjectName(f"chip.{name}")
            button.setAccessibleName(text)
            button.setCheckable(True)
            button.setProperty("look", "chip")
            button.setFont(tabular(button.font()))
            self._group.addButton(button)
            self._buttons[name] = button
            row.addWidget(button)
        row.addStretch()
        self._buttons[chips[0][0]].setChecked(True)
        self._group.buttonToggled.connect(self._toggled)

    @property
    def names(self) -> tuple[str, ...]:
        """What may be chosen."""
        return tuple(self._buttons)

    @property
    def current(self) -> str:
        """The one that is chosen."""
        return next(name for name, button in self._buttons.items() if button.isChecked())

    def choose(self, name: str) -> None:
        """Choose one without saying so."""
        self._group.blockSignals(True)
        self._buttons[name].setChecked(True)
        self._group.blockSignals(False)

    def button(self, name: str) -> QPushButton:
        """Give the button of one."""
        return self._buttons[name]

    def show_totals(self, totals: Mapping[str, Total] | None) -> None:
        """Show how many there are of each, and what they come to; None: not known yet."""
        for name, button in self._buttons.items():
            total = totals.get(name) if totals is not None else None
            told = self._told(total)
            button.setText(f"{self._texts[name]}   {told}" if told else self._texts[name])
            button.setAccessibleDescription(told)

    def _told(self, total: Total | None) -> str:
        if total is None:
            return ""
        count = self._words.number(total.count)
        if not total.amount_minor:
            return count
        return f"{count} · {self._words.money(total.amount_minor)}"

    def _toggled(self, button: QPushButton, on: bool) -> None:
        if on:
            name = button.objectName().partition(".")[2]
            self.chosen.emit(name)
