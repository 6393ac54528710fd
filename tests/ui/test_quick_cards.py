"""Customers and items made beside the invoice, by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facturdesk.ui.widgets.quick_customer import QuickCustomer
from facturdesk.ui.widgets.quick_item import QuickItem
from facturdesk.ui.widgets.quick_panel import QuickPanel
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.cards import customer_card, item_card, put_customer
from tests.usecases.shops import CONSUMER

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)


def opened(qtbot: QtBot, panel: QuickPanel) -> None:
    qtbot.addWidget(panel)
    panel.resize(420, 640)
    panel.show()


def test_a_customer_is_made_with_the_keyboard(qtbot: QtBot, workspace: Workspace) -> None:
    panel = QuickCustomer(workspace)
    opened(qtbot, panel)
    panel.start("Anne Dupont")
    field = panel.form.input("address.postcode")
    field.setFocus()
    QTest.keyClicks(field, "69002")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert panel.form.input("address.city").value() == "Lyon"
    with qtbot.waitSignal(panel.created) as created:
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert created.args == ["C0001"]
    assert customer_card(workspace.shop, "C0001").customer.address.city == "Lyon"


def test_enter_in_the_last_field_makes_the_card(qtbot: QtBot, workspace: Workspace) -> None:
    panel = QuickCustomer(workspace)
    opened(qtbot, panel)
    panel.start("Anne")
    last = panel.form.input("email")
    last.setFocus()
    with qtbot.waitSignal(panel.created):
        QTest.keyClick(last, Qt.Key.Key_Return)


def test_a_firm_is_checked_and_completed(qtbot: QtBot, workspace: Workspace) -> None:
    panel = QuickCustomer(workspace)
    opened(qtbot, panel)
    panel.start("Martin")
    firm = panel.findChild(QWidget, "quick_customer.kind.firm")
    assert firm is not None
    QTest.mouseClick(firm, Qt.MouseButton.LeftButton, pos=QPoint(8, firm.height() // 2))
    siren = panel.form.input("siren")
    siren.setFocus()
    QTest.keyClicks(siren, "123456789")
    assert siren.property("wrong")
    siren.selectAll()
    QTest.keyClicks(siren, "732829320")

    assert not siren.property("wrong")
    assert panel.form.input("vat_number").value() == "FR44732829320"


def test_what_is_missing_is_said_at_its_field(qtbot: QtBot, workspace: Workspace) -> None:
    panel = QuickCustomer(workspace)
    opened(qtbot, panel)
    panel.start("")
    panel.create_card()

    qtbot.waitUntil(lambda: bool(panel.form.input("name").property("wrong")))


def test_the_customer_who_has_a_card_is_taken(qtbot: QtBot, workspace: Workspace) -> None:
    put_customer(workspace.shop, CONSUMER)
    panel = QuickCustomer(workspace)
    opened(qtbot, panel)
    panel.start("Dupont Anne")
    qtbot.waitUntil(lambda: panel.findChild(QPushButton, "similar.0.open") is not None)
    button = panel.findChild(QPushButton, "similar.0.open")
    assert button is not None

    with qtbot.waitSignal(panel.created) as created:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert created.args == ["C0001"]


@pytest.mark.parametrize("kind", [QuickCustomer, QuickItem])
def test_a_panel_is_cancelled(
    qtbot: QtBot, workspace: Workspace, kind: type[QuickCustomer | QuickItem]
) -> None:
    panel = kind(workspace)
    opened(qtbot, panel)
    panel.start("X")
    with qtbot.waitSignal(panel.cancelled):
        QTest.keyClick(panel.form.input("name"), Qt.Key.Key_Escape)
    button = panel.findChild(QPushButton, f"{panel.objectName()}.cancel")
    assert button is not None
    with qtbot.waitSignal(panel.cancelled):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_an_item_is_made_with_the_keyboard(qtbot: QtBot, workspace: Workspace) -> None:
    panel = QuickItem(workspace)
    opened(qtbot, panel)
    panel.start("Tasse", include_vat=True, barcode="96385074")
    price = panel.form.input("price")
    qtbot.waitUntil(price.hasFocus)
    QTest.keyClicks(price, "8,40")
    with qtbot.waitSignal(panel.created) as created:
        QTest.keyClick(price, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert created.args == ["TASSE"]
    item = item_card(workspace.shop, "TASSE")
    assert (item.price_e6, item.price_includes_vat, item.barcode) == (8_400_000, True, "96385074")


def test_an_item_without_a_name_or_a_price_is_refused(qtbot: QtBot, workspace: Workspace) -> None:
    panel = QuickItem(workspace)
    opened(qtbot, panel)
    panel.start("")
    panel.create_card()

    qtbot.waitUntil(lambda: bool(panel.form.input("price").property("wrong")))
    assert panel.form.input("name").property("wrong")
