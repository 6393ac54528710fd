"""Charges on the whole document, such as carriage: what, how much, with which VAT."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from facturdesk.domain.money import AMOUNT_PLACES, format_scaled
from facturdesk.domain.sale import Charge
from facturdesk.domain.vat_cases import Offer
from facturdesk.i18n import Catalogue
from facturdesk.ui.editor.cells import CellReader
from facturdesk.ui.icons import icon
from facturdesk.ui.inputs import AmountInput, ChoiceInput, TextInput
from facturdesk.ui.theme import GRID

_NARROW: Final = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class Charges(QWidget):
    """One row a charge, and a button that adds one."""

    edited = Signal(object)  # tuple[Charge, ...]

    def __init__(self, words: Catalogue) -> None:
        super().__init__()
        self.setObjectName("charges")
        self._words = words
        self._reader: CellReader | None = None
        self._rows: list[_Row] = []
        self._grid = QVBoxLayout()
        self._grid.setSpacing(GRID // 2)
        self.add = QPushButton(words.text("ui", "Add charges"))
        self.add.setObjectName("charges.add")
        self.add.clicked.connect(self.add_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addWidget(self.add)

    def offer(self, reader: CellReader) -> None:
        """Let each charge have one of these kinds of VAT."""
        self._reader = reader
        self.show_charges(())

    def show_charges(self, charges: Sequence[Charge]) -> None:
        """Show charges; what means the same as typed is left as it is typed."""
        while len(self._rows) > len(charges):
            row = self._rows.pop()
            self._grid.removeWidget(row)
            row.deleteLater()
        assert self._reader is not None
        while len(self._rows) < len(charges):
            row = _Row(self._words, self._reader, len(self._rows))
            row.edited.connect(self._edited)
            row.removed.connect(self._removed)
            self._grid.addWidget(row)
            self._rows.append(row)
        for row, charge in zip(self._rows, charges, strict=True):
            row.show_charge(charge)

    def add_row(self) -> None:
        """Add a charge, to be typed."""
        label = self._words.text("ui", "Carriage")
        self.edited.emit((*[row.charge() for row in self._rows], Charge(label, 0)))
        self.go_to(len(self._rows) - 1)

    def go_to(self, place: int) -> None:
        """Type in a charge."""
        if place < len(self._rows):
            self._rows[place].amount.setFocus()
            self._rows[place].amount.selectAll()

    def _edited(self) -> None:
        self.edited.emit(tuple(row.charge() for row in self._rows))

    def _removed(self, gone: object) -> None:
        self.edited.emit(tuple(row.charge() for row in self._rows if row is not gone))


class _Row(QWidget):
    """Label, amount and VAT of one charge."""

    edited = Signal()
    removed = Signal(object)

    def __init__(self, words: Catalogue, reader: CellReader, place: int) -> None:
        super().__init__()
        self._charge = Charge("", 0)
        self._offers = [Offer(), *(offer for offer in reader.offers if offer != Offer())]
        self.label = TextInput()
        self.amount = AmountInput(words)
        as_lines = words.text("ui", "As the lines")
        self.vat = ChoiceInput(
            (rank, as_lines if offer == Offer() else reader.offer_words(offer))
            for rank, offer in enumerate(self._offers)
        )
        remove = QPushButton(icon("ph.trash"), "")
        remove.setObjectName(f"charges.{place}.remove")
        remove.setAccessibleName(words.text("ui", "Remove these charges"))
        remove.setProperty("look", "quiet")
        remove.clicked.connect(lambda: self.removed.emit(self))
        for field in (self.label, self.amount, self.vat):
            field.edited.connect(self.edited)
        self.vat.setSizeAdjustPolicy(_NARROW)
        self.vat.setMinimumContentsLength(6)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        named: dict[str, tuple[str, QWidget]] = {
            "label": (words.text("ui", "Charges for"), self.label),
            "amount": (words.text("ui", "Amount"), self.amount),
            "vat": (words.text("ui", "VAT"), self.vat),
        }
        for column, (name, (text, widget)) in enumerate(named.items()):
            widget.setObjectName(f"charges.{place}.{name}")
            widget.setAccessibleName(text)
            caption = QLabel(text)
            caption.setBuddy(widget)
            grid.addWidget(caption, 0, column)
            grid.addWidget(widget, 1, column)
            grid.setColumnStretch(column, 3)
        grid.addWidget(remove, 1, 3)

    def charge(self) -> Charge:
        """Give the charge as typed."""
        chosen = self.vat.value()
        offer = self._offers[chosen] if isinstance(chosen, int) else Offer()
        return replace(
            self._charge,
            label=self.label.text().strip(),
            amount_minor=self.amount.scaled() or 0,
            vat_rate_bp=offer.rate_bp,
            vat_case=offer.case,
        )

    def show_charge(self, charge: Charge) -> None:
        """Show a charge."""
        if self.charge() == charge:
            return
        self._charge = charge
        self.label.set_value(charge.label)
        amount = format_scaled(charge.amount_minor, AMOUNT_PLACES, minimum=AMOUNT_PLACES)
        self.amount.set_value(amount if charge.amount_minor else None)
        for place, offer in enumerate(self._offers):
            if (offer.rate_bp, offer.case) == (charge.vat_rate_bp, charge.vat_case):
                self.vat.set_value(place)
