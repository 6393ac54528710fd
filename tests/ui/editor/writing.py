"""Writes a whole sale into the editor, as a user would, from the value it should become."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from facturdesk.domain.money import AMOUNT_PLACES, PRICE_PLACES, QUANTITY_PLACES
from facturdesk.domain.sale import NO_DISCOUNT, Charge, LineKind, Nature, Sale, SaleLine
from facturdesk.domain.vat_cases import Offer
from facturdesk.ui.editor.cells import Column, discount_text
from tests.ui.editor.hands import CTRL, SHIFT, Hands, Key

_ADDED = {
    LineKind.SECTION: "add_section",
    LineKind.TEXT: "add_text",
    LineKind.SUBTOTAL: "add_subtotal",
}


def write_sale(hands: Hands, sale: Sale) -> None:
    """Write a sale to a customer who has a card, in an empty draft."""
    hands.press(Key.Key_F7)  # the paper is not looked at here
    hands.enter(sale.customer.code)
    if sale.prices_include_vat:
        hands.press(Key.Key_H, CTRL | SHIFT)
    _write_head(hands, sale)
    hands.page.view.lines.open_new()
    for row, line in enumerate(sale.lines):
        _write_line(hands, row, line)
    _write_options(hands, sale)


def _write_head(hands: Hands, sale: Sale) -> None:
    words, fields = hands.page.words, hands.page.view.head.fields
    for name, text in (
        ("supply_date", words.date(sale.supplied_on) if sale.supplied_on else ""),
        ("order_reference", sale.order_reference),
    ):
        fields[name].setFocus()
        hands.type(text)


def _write_line(hands: Hands, row: int, line: SaleLine) -> None:
    if line.kind is not LineKind.PRICED:
        hands.page.view.lines.open_cell(row, Column.NAME)
        hands.page.actions_by_name[_ADDED[line.kind]].trigger()
        _type_name(hands, line)
        hands.page.view.lines.open_new()
        return
    words, reader = hands.page.words, hands.page.view.lines.lines.reader
    hands.page.view.lines.open_cell(row, Column.NAME)
    _type_name(hands, line)
    offer = Offer(line.vat_rate_bp, line.vat_case)
    cells = {
        Column.QUANTITY: words.number(line.quantity_e4, QUANTITY_PLACES),
        Column.PRICE: words.number(line.unit_price_e6, PRICE_PLACES),
        Column.UNIT: reader.unit_word(line.unit),
        Column.DISCOUNT: discount_text(line.discount, words),
        Column.VAT: reader.offer_words(offer) if offer != Offer() else "",
    }
    for column, text in cells.items():
        if text:
            hands.page.view.lines.open_cell(row, column)
            hands.press(Key.Key_A, CTRL)
            hands.type(text)
            if column in (Column.UNIT, Column.VAT):
                hands.press(Key.Key_Return)
    if line.nature != hands.lines[row].nature or not line.discountable:
        _write_line_options(hands, row, line)
    hands.page.view.lines.open_new()


def _type_name(hands: Hands, line: SaleLine) -> None:
    hands.type(line.name)
    for further in line.detail.split("\n") if line.detail else ():
        hands.press(Key.Key_Return, SHIFT)
        hands.type(further)


def _write_line_options(hands: Hands, row: int, line: SaleLine) -> None:
    hands.page.view.lines.open_cell(row, Column.NAME)
    hands.press(Key.Key_F6, SHIFT)
    hands.click(f"line_options.nature.{Nature(line.nature).value}")
    if not line.discountable:
        hands.widget("line_options.discountable").setFocus()
        hands.press(Key.Key_Space)


def _write_options(hands: Hands, sale: Sale) -> None:
    hands.press(Key.Key_F6)
    if sale.discount != NO_DISCOUNT:
        hands.widget("options.discount").setFocus()
        hands.type(discount_text(sale.discount, hands.page.words))
    if sale.note:
        hands.widget("options.note").setFocus()
        hands.type(sale.note)
    if sale.terms is not None:
        _choose(hands.widget("options.terms.usual"), 1 + (0, 15).index(sale.terms.days))
    for place, charge in enumerate(sale.charges):
        _write_charge(hands, place, charge)
    for receipt in sale.receipts[:1]:
        _choose(
            hands.widget("options.paid.method"),
            ("card", "cash", "cheque", "transfer", "direct_debit", "other").index(receipt.method),
        )
        hands.widget("options.paid.amount").setFocus()
        hands.type(hands.page.words.amount(receipt.amount_minor))


def _write_charge(hands: Hands, place: int, charge: Charge) -> None:
    reader = hands.page.view.lines.lines.reader
    hands.click("charges.add")
    hands.type(hands.page.words.number(charge.amount_minor, AMOUNT_PLACES))
    hands.widget(f"charges.{place}.label").setFocus()
    hands.press(Key.Key_A, CTRL)
    hands.type(charge.label)
    offer = Offer(charge.vat_rate_bp, charge.vat_case)
    words = [reader.offer_words(each) for each in reader.offers if each != Offer()]
    if offer != Offer() and reader.offer_words(offer) in words:
        _choose(hands.widget(f"charges.{place}.vat"), 1 + words.index(reader.offer_words(offer)))


def _choose(box: object, place: int) -> None:
    """Choose in a box with the keys, from its first choice on."""
    from PySide6.QtTest import QTest

    assert isinstance(box, QComboBox)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(place):
        QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Return)
