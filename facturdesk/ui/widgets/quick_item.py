"""A new item, made beside the invoice: name, price, VAT and unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.units import PIECE
from facturdesk.ui.cards.item_form import NATURES, unit_choices
from facturdesk.ui.cards.pricing import PriceWords
from facturdesk.ui.cards.vat_choice import VatInput
from facturdesk.ui.inputs import ChoiceInput, PriceInput, RadioInput, TextInput
from facturdesk.ui.widgets.quick_panel import QuickPanel
from facturdesk.usecases.cards import put_item
from facturdesk.usecases.item_choices import item_vat, proposed_code
from facturdesk.usecases.results import Kept
from facturdesk.usecases.shop import Shop

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace

_VAT_FIELDS: Final = ("vat_rate", "vat_case")


class QuickItem(QuickPanel):
    """`created` gives the code of the new item; its code follows from its name."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        title = workspace.words.text("ui", "New item")
        super().__init__(workspace, "quick_item", title=title, parent=parent)
        text, form, words = self.words.text, self.form, self.words
        self._vat = VatInput(words)
        self._prices = PriceWords(words)
        self._other = QLabel()
        self._other.setObjectName("quick_item.other_price")
        self._other.setProperty("look", "quiet")
        natures = [(value, text("ui", caption)) for value, caption in NATURES]
        ways = [(False, text("ui", "excl. VAT")), (True, text("ui", "incl. VAT"))]
        form.add("name", text("ui", "Name"), TextInput())
        form.add("price", text("ui", "Price (€)"), PriceInput(words))
        form.add("price_includes_vat", text("ui", "The price is"), RadioInput(ways, across=True))
        form.add("vat", text("ui", "VAT"), self._vat)
        form.add_beside(self._other)
        form.add("nature", text("ui", "Kind"), RadioInput(natures, across=True))
        form.add("barcode", text("ui", "Barcode"), TextInput())
        form.add("unit", text("ui", "Sold by"), ChoiceInput(unit_choices(words)))
        form.edited.connect(self._show_price)

    def start(self, name: str, *, include_vat: bool = False, barcode: str = "") -> None:
        """Begin with what was typed or scanned on the line; the price as the sale has its own."""
        self._vat.set_vat(item_vat(self.workspace.shop))
        self.form.fill(
            {
                "name": name or None,
                "price_includes_vat": include_vat,
                "unit": PIECE,
                "barcode": barcode or None,
            }
        )
        self._show_price("price")
        self.form.input("price" if name else "name").setFocus(Qt.FocusReason.OtherFocusReason)

    def values(self) -> dict[str, object]:
        """Give what is filled in."""
        found = self.form.values()
        vat = found.pop("vat", None)
        return {**found, **vat} if isinstance(vat, dict) else found

    def write(self) -> Callable[[], Kept]:
        """Give the work that keeps the item."""
        return partial(_put, self.workspace.shop, self.values())

    def show_problems(self, refused: InputRefused) -> list[Problem]:
        """Show each problem at its field; a missing name is what the code lacks."""
        homes = {**dict.fromkeys(_VAT_FIELDS, "vat"), "code": "name"}
        return self.form.show_problems(
            [replace(each, field=homes.get(each.field, each.field)) for each in refused.problems]
        )

    def _show_price(self, field: str) -> None:
        price = self.form.input("price").scaled()
        includes = bool(self.form.input("price_includes_vat").value())
        self._other.setText(self._prices.other(price, includes=includes, rate_bp=self._vat.rate_bp))


def _put(shop: Shop, values: dict[str, object]) -> Kept:
    """Keep the item under a code that no other one has."""
    name = str(values.get("name") or "")
    code = {"code": proposed_code(shop, name)} if name else {}
    return put_item(shop, {**values, **code}, new=True)
