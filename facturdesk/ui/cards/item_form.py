"""The form of an item: what it is, what it sells for, and what it costs the shop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from facturdesk.domain.barcodes import check_barcode
from facturdesk.domain.errors import Problem
from facturdesk.domain.sale import Nature
from facturdesk.domain.units import PIECE, UNITS
from facturdesk.i18n import Catalogue, marked, sort_key
from facturdesk.ui.cards.pricing import PriceWords
from facturdesk.ui.cards.vat_choice import VatInput
from facturdesk.ui.feedback import Feedback
from facturdesk.ui.form import Form
from facturdesk.ui.inputs import (
    AmountInput,
    ChoiceInput,
    FlagInput,
    LongTextInput,
    PriceInput,
    RadioInput,
    TextInput,
)
from facturdesk.ui.inputs.suggested import SuggestedInput
from facturdesk.usecases.item_choices import ItemVat

NATURES: Final = (
    (Nature.GOODS.value, marked("ui", "Goods")),
    (Nature.SERVICE.value, marked("ui", "Service")),
)
_PRICED: Final = frozenset({"price", "price_includes_vat", "vat", "cost"})
_VAT_FIELDS: Final = ("vat_rate", "vat_case")


class ItemForm(QWidget):
    """A form whose `values` are what `put_item` takes."""

    edited = Signal(str)  # the field

    def __init__(self, words: Catalogue, feedback: Feedback, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._form = Form("item", feedback, self)
        self._vat = VatInput(words)
        self._category = SuggestedInput(placeholder=words.text("ui", "to sort the catalogue by"))
        self._category.offered_on_entry = True
        self._prices = PriceWords(words)
        self._other, self._margin = _quiet("item.other_price"), _quiet("item.margin")
        self._add_what()
        self._add_price()
        self._form.edited.connect(self._edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 16, 16)
        column.addWidget(self._form)
        column.addStretch(1)

    def values(self) -> dict[str, object]:
        """Give what is filled in."""
        found = self._form.values()
        vat = found.pop("vat", None)
        return {**found, **vat} if isinstance(vat, dict) else found

    def fill(self, values: Mapping[str, object]) -> None:
        """Show an item."""
        vat = {name: values[name] for name in _VAT_FIELDS if values.get(name) is not None}
        self._form.fill({"unit": PIECE, "discountable": True, **values, "vat": vat})
        self._show_prices()

    def set_choices(self, vat: ItemVat, categories: Sequence[str]) -> None:
        """Offer the VAT of the shop, and the categories in use."""
        self._vat.set_vat(vat)
        self._category.set_known(categories)
        self._show_prices()

    def show_costs(self, *, shown: bool) -> None:
        """Show or hide what the shop pays and earns."""
        self._form.show_row("cost", shown=shown)
        self._margin.setVisible(shown)

    def input(self, field: str) -> Any:
        """Give the widget of a field."""
        return self._form.input(field)

    def show_problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """Show each problem at its field; those of no field come back."""
        return self._form.show_problems(
            [replace(each, field="vat") if each.field in _VAT_FIELDS else each for each in problems]
        )

    def focus_first(self) -> None:
        """Go to the name."""
        self._form.input("name").setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_what(self) -> None:
        text, form = self._words.text, self._form
        form.add("name", text("ui", "Name"), TextInput())
        form.add("code", text("ui", "Code"), TextInput())
        form.add("barcode", text("ui", "Barcode"), TextInput())
        form.add("description", text("ui", "Description"), LongTextInput(lines=2))
        natures = [(value, text("ui", words)) for value, words in NATURES]
        form.add("nature", text("ui", "Kind"), RadioInput(natures, across=True))
        form.add("unit", text("ui", "Sold by"), ChoiceInput(unit_choices(self._words)))
        form.add("category", text("ui", "Category"), self._category)

    def _add_price(self) -> None:
        text, form, words = self._words.text, self._form, self._words
        form.add_heading(text("ui", "Price"))
        form.add("price", text("ui", "Price (€)"), PriceInput(words))
        ways = [(False, text("ui", "excl. VAT")), (True, text("ui", "incl. VAT"))]
        form.add("price_includes_vat", text("ui", "The price is"), RadioInput(ways, across=True))
        form.add("vat", text("ui", "VAT"), self._vat)
        form.add_beside(self._other)
        form.add(
            "discountable",
            "",
            FlagInput(text("ui", "Discounts on the whole invoice apply to it")),
        )
        form.add("cost", text("ui", "Bought at (€ excl. VAT)"), AmountInput(words))
        form.add_beside(self._margin)

    def _edited(self, field: str) -> None:
        if field in _PRICED:
            self._show_prices()
        if field == "barcode":
            self._judge_barcode()
        self.edited.emit(field)

    def _judge_barcode(self) -> None:
        value = self._form.input("barcode").value()
        found = check_barcode(str(value)) if value is not None else ()
        self._form.show_problem_of("barcode", next(iter(found), None))

    def _show_prices(self) -> None:
        price = self._form.input("price").scaled()
        includes = bool(self._form.input("price_includes_vat").value())
        cost = self._form.input("cost").scaled()
        rate = self._vat.rate_bp
        self._other.setText(self._prices.other(price, includes=includes, rate_bp=rate))
        self._margin.setText(self._prices.margin(price, cost, includes=includes, rate_bp=rate))


def unit_choices(words: Catalogue) -> list[tuple[object, str]]:
    """Give the units of measure in words, the piece first."""
    named = [(unit, words.text("unit", unit)) for unit in UNITS if unit != PIECE]
    named.sort(key=lambda each: sort_key(each[1]))
    return [(PIECE, words.text("unit", PIECE)), *named]


def _quiet(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setProperty("look", "quiet")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
