"""Somebody who types whole sales: customer, lines with all their cells, options, VAT by its words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QListWidget

from facturdesk.domain.money import (
    AMOUNT_PLACES,
    PRICE_PLACES,
    QUANTITY_PLACES,
    RATE_PLACES,
    format_scaled,
)
from facturdesk.domain.sale import Charge, Discount, LineKind, Sale, SaleLine
from facturdesk.domain.vat_cases import Offer
from facturdesk.ui.editor.option_words import terms_words
from facturdesk.ui.money_words import method_words
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
        with_vat = self.seen("box.with_vat")
        assert isinstance(with_vat, QAbstractButton)
        if with_vat.isChecked() != sale.prices_include_vat:  # as in the sale before
            self.chord("Ctrl+Shift+H")
        for row, line in enumerate(sale.lines):
            self.type_line(row, line)
        self.type_options(sale)
        self.rest()

    def issue(self) -> None:
        """Issue what is written, printing nothing; the first time, say that one understood."""
        self.try_to_issue()
        wait_for(lambda: bool(self.said("document.title")))
        self.rest()

    def sell(self, sale: Sale) -> str:
        """Type a sale and issue it; its number."""
        self.type_sale(sale)
        self.issue()
        return self.number

    def find(self, number: str) -> None:
        """Open a document by its number, as one searches it from anywhere."""
        self.chord("Ctrl+K")
        self.type(number)
        self.rest()
        self.go_on("Return")
        wait_for(lambda: self.said("document.title").endswith(number))
        self.rest()

    def open_draft(self) -> None:
        """Go on with the draft that waits, as the first page says."""
        self.click("todo.drafts")
        wait_for(lambda: self.is_seen("chip.draft"))
        self.rest()
        self.go_on("Home")
        self.go_on("Return")
        wait_for(lambda: self.is_seen("page.draft"))
        self.rest()

    @property
    def number(self) -> str:
        """The number of the document that is shown."""
        wait_for(lambda: bool(self.said("document.title")))
        return self.said("document.title").split()[-1]

    def wait_for_another(self, number: str) -> str:
        """Wait until another document is shown; its number."""
        wait_for(lambda: not self.said("document.title").endswith(number))
        self.rest()
        return self.number

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
        """Open the options and type what the sale has of them; then the rest of the head."""
        self.chord("F6")
        self.arrive("options.paid.all")
        if sale.terms is not None:
            self.choose("options.terms.usual", terms_words(sale.terms, self.words))
        self._fill_where("options.discount", _discount(sale.discount))
        for rank, charge in enumerate(sale.charges):
            self._type_charge(rank, charge)
        for part in _DELIVERY:
            text = getattr(sale.customer.delivery_address, part, "")
            self._fill_where(f"options.delivery.{part}", text)
        self._fill_where("options.note", sale.note)
        for receipt in sale.receipts:
            self.choose("options.paid.method", method_words(self.words, receipt.method))
            self.fill("options.paid.amount", _amount(receipt.amount_minor))
        self.chord("F6")
        self._fill_where("head.order_reference", sale.order_reference)
        if sale.supplied_on is not None:
            self.fill("head.supply_date", f"{sale.supplied_on:%d/%m/%Y}")

    def try_to_issue(self) -> None:
        """Issue what is written, whatever comes of it; what is asked is agreed to."""
        questions = [
            not self.program.preferences.get("editor/issue_explained"),
            self.said("totals.total") == "0,00 €",
        ]
        self.answer(lambda: self.chord("Ctrl+Shift+Return"), *["confirm"] * sum(questions))

    def read_cell(self, row: int, column: int) -> str:
        """Read a cell of the lines."""
        table = self.seen("lines")
        assert isinstance(table, QAbstractItemView)
        return self.plain(str(table.model().index(row, column).data()))

    def choose(self, name: str, words: str) -> None:
        """Choose in a list of words with the arrows."""
        box = self.seen(name)
        assert isinstance(box, QComboBox), name
        self.rest()
        box.setFocus(Qt.FocusReason.TabFocusReason)
        self._press("Home")
        for _ in range(box.count()):
            if box.currentText() == words:
                return
            self._press("Down")
        raise AssertionError(f"{name} does not offer {words}")

    def choose_row(self, name: str, words: str) -> None:
        """Click a row of a list by its words."""
        rows = self.seen(name)
        assert isinstance(rows, QListWidget), name
        (row,) = rows.findItems(words, Qt.MatchFlag.MatchExactly)
        self.acts += 1
        place = rows.visualItemRect(row).center()
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def tick(self, name: str) -> None:
        """Turn a box on or off, or choose a mark, with the space bar."""
        mark = self.seen(name)
        self.rest()
        mark.setFocus(Qt.FocusReason.TabFocusReason)
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

    def _fill_where(self, name: str, text: str) -> None:
        if text:
            self.fill(name, text)

    def _type_cells(self, line: SaleLine) -> None:
        words = self.words
        offer = Offer(line.vat_rate_bp, line.vat_case)
        unit = words.text("unit", line.unit)
        for cell, text in (
            ("quantity", _number(line.quantity_e4, QUANTITY_PLACES)),
            ("unit", unit),
            ("price", _number(line.unit_price_e6, PRICE_PLACES)),
            ("discount", _discount(line.discount)),
            ("vat", offer_words(offer, words, implied=self.implied)),
        ):
            self.go_on("Tab")
            self.arrive(f"line.{cell}")
            if text:
                self.go_on("Ctrl+A")
                self.type(text)

    def _type_line_options(self, row: int, line: SaleLine) -> None:
        self.go_on("Shift+F6")
        self.tick(f"line_options.nature.{line.nature.value}")
        if not line.discountable:
            self.tick("line_options.discountable")

    def _type_charge(self, place: int, charge: Charge) -> None:
        self.tick("charges.add")
        self.fill(f"charges.{place}.label", charge.label)
        self.fill(f"charges.{place}.amount", _amount(charge.amount_minor))
        words = self.words
        if charge.vat_rate_bp is not None or charge.vat_case:
            offer = Offer(charge.vat_rate_bp, charge.vat_case)
            self.choose(f"charges.{place}.vat", offer_words(offer, words, implied=self.implied))


def _amount(minor: int) -> str:
    return _number(minor, AMOUNT_PLACES)


def _number(scaled: int, places: int) -> str:
    return format_scaled(scaled, places).replace(".", ",")


def _discount(discount: Discount) -> str:
    if discount.amount_minor is not None:
        return f"{_amount(discount.amount_minor)} €"
    return f"{_number(discount.percent_bp, RATE_PLACES)} %" if discount.percent_bp else ""
