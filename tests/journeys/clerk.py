"""Somebody who types whole sales: customer, lines with all their cells, options, VAT by its words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QComboBox

from facturdesk.domain.money import AMOUNT_PLACES, PRICE_PLACES, QUANTITY_PLACES, format_scaled
from facturdesk.domain.sale import Charge, Discount, LineKind, Sale, SaleLine
from facturdesk.domain.vat_cases import Offer
from facturdesk.ui.vat_words import offer_words
from tests.journeys.hand import Hand
from tests.journeys.programs import wait_for

_NAME: Final = 0
_VAT: Final = 5
_DELIVERY: Final = ("name", "line1", "line2", "postcode", "city")
_DECORATIONS: Final = {LineKind.SECTION: "Ctrl+Shift+T", LineKind.TEXT: "Ctrl+T"}


class Clerk(Hand):
    """A hand that knows its way through the editor; `implied` is the case of a shop without VAT."""

    implied = ""

    def type_sale(self, sale: Sale) -> None:
        """Type a sale into a new draft."""
        self.chord("Ctrl+N")
        self.choose_customer(sale.customer.name)
        if sale.prices_include_vat:
            self.chord("Ctrl+Shift+H")
        for row, line in enumerate(sale.lines):
            self.type_line(row, line)
        self.type_options(sale)
        self.rest()

    def choose_customer(self, name: str) -> None:
        """Type a name, and take the customer who is proposed first."""
        self.arrive("customer")
        self.type(name)
        self.go_on("Return")
        self.arrive("head.date")

    def type_line(self, row: int, line: SaleLine) -> None:
        """Type a line of any kind in a row."""
        if line.kind is LineKind.SUBTOTAL:
            self.click_cell(row, _NAME)
            self.chord("Ctrl+Shift+Ins")
            return
        self.click_cell(row, _NAME)
        if line.kind in _DECORATIONS:
            self.chord(_DECORATIONS[line.kind])
        self.arrive("line.name")
        self.type(line.name)
        for part in line.detail.splitlines():
            self.go_on("Shift+Return")
            self.type(part)
        if line.kind is LineKind.PRICED:
            self._type_cells(line)
            self._type_line_options(row, line)

    def type_options(self, sale: Sale) -> None:
        """Open the options and type what the sale has of them."""
        self.chord("F6")
        self.arrive("options.paid.all")
        if sale.terms is not None:
            self.choose("options.terms.usual", _TERMS[sale.terms.days])
        if sale.discount.percent_bp or sale.discount.amount_minor:
            self.fill("options.discount", _discount(sale.discount))
        for place, charge in enumerate(sale.charges):
            self._type_charge(place, charge)
        place = sale.customer.delivery_address
        if place is not None:
            for part in _DELIVERY:
                self.fill(f"options.delivery.{part}", getattr(place, part))
        if sale.note:
            self.fill("options.note", sale.note)
        for receipt in sale.receipts:
            self.choose("options.paid.method", _METHODS[receipt.method])
            self.fill("options.paid.amount", format_scaled(receipt.amount_minor, AMOUNT_PLACES))
        self.chord("F6")
        if sale.order_reference:
            self.fill("head.order_reference", sale.order_reference)
        if sale.supplied_on is not None:
            self.fill("head.supply_date", f"{sale.supplied_on:%d/%m/%Y}")

    def choose(self, name: str, words: str) -> None:
        """Choose in a list of words with the arrows."""
        box = self.seen(name)
        assert isinstance(box, QComboBox), name
        box.setFocus(Qt.FocusReason.TabFocusReason)
        self._press("Home")
        for _ in range(box.count()):
            if box.currentText() == words:
                return
            self._press("Down")
        raise AssertionError(f"{name} does not offer {words}")

    def tick(self, name: str) -> None:
        """Turn a box on or off, or choose a mark, with the space bar."""
        self.seen(name).setFocus(Qt.FocusReason.TabFocusReason)
        self._press("Space")

    def click_cell(self, row: int, column: int) -> None:
        """Click a cell of the lines."""
        table = self.seen("lines")
        assert isinstance(table, QAbstractItemView)
        wait_for(lambda: table.model().rowCount() > row)
        index = table.model().index(row, column)
        table.scrollTo(index)
        place = table.visualRect(index).center()
        self.acts += 1
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def arrive(self, name: str) -> None:
        """Wait until the keyboard is in a field."""
        wait_for(lambda: self.focus().objectName() == name)

    def _type_cells(self, line: SaleLine) -> None:
        words = self.program.window.words
        offer = Offer(line.vat_rate_bp, line.vat_case)
        unit = words.text("unit", line.unit)
        for cell, text in (
            ("quantity", format_scaled(line.quantity_e4, QUANTITY_PLACES)),
            ("unit", unit),
            ("price", format_scaled(line.unit_price_e6, PRICE_PLACES)),
            ("discount", _discount(line.discount)),
            ("vat", offer_words(offer, words, implied=self.implied)),
        ):
            self.go_on("Tab")
            self.arrive(f"line.{cell}")
            if text:
                self.go_on("Ctrl+A")
                self.type(text.replace(".", ",") if cell != "vat" else text)

    def _type_line_options(self, row: int, line: SaleLine) -> None:
        self.go_on("Shift+F6")
        self.tick(f"line_options.nature.{line.nature.value}")
        if not line.discountable:
            self.tick("line_options.discountable")

    def _type_charge(self, place: int, charge: Charge) -> None:
        self.tick("charges.add")
        self.fill(f"charges.{place}.label", charge.label)
        self.fill(f"charges.{place}.amount", format_scaled(charge.amount_minor, AMOUNT_PLACES))
        words = self.program.window.words
        if charge.vat_rate_bp is not None or charge.vat_case:
            offer = Offer(charge.vat_rate_bp, charge.vat_case)
            self.choose(f"charges.{place}.vat", offer_words(offer, words, implied=self.implied))


_TERMS: Final = {15: "15 jours", 0: "À réception"}
_METHODS: Final = {
    "card": "Carte",
    "cash": "Espèces",
    "cheque": "Chèque",
    "transfer": "Virement",
    "direct_debit": "Prélèvement",
    "other": "Autre",
}


def _discount(discount: Discount) -> str:
    if discount.amount_minor is not None:
        return f"{format_scaled(discount.amount_minor, AMOUNT_PLACES)} €"
    percent = format_scaled(discount.percent_bp, 2)
    return f"{percent} %" if discount.percent_bp else ""
