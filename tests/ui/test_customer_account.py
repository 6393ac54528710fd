"""Where a customer stands, and what is done with their card: put away, deleted, merged, parted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facturdesk.ui.cards.account_pane import SHOWN
from facturdesk.ui.pages.customer import CustomerPage
from facturdesk.ui.requests import ListRequest
from facturdesk.ui.widgets.document_table import DocumentTable
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.account import customer_account
from facturdesk.usecases.cards import customer_card, put_customer
from facturdesk.usecases.crediting import credit
from facturdesk.usecases.paying import pay
from facturdesk.usecases.refusals import CustomerUnknown
from tests.ui.customer_acts import action, answer, customer_page, press, shown
from tests.usecases.shops import CONSUMER, SALE, sold

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[CustomerPage]:
    with customer_page(qtbot, workspace) as made:
        yield made


def test_the_account_stands_beside_the_card(
    page: CustomerPage, workspace: Workspace, qtbot: QtBot
) -> None:
    number = sold(workspace.shop)
    sold(workspace.shop)
    pay(workspace.shop, number, amount_minor=15_000, method="card")
    page.open("C0001")
    qtbot.waitUntil(lambda: bool(shown(page, "account.balance")))

    assert shown(page, "account.balance").replace("\u202f", "") == "120,00\u00a0€"
    assert shown(page, "account.credit") == "30,00\u00a0€"
    with qtbot.waitSignal(workspace.route_wanted) as route:
        press(page, "account.document.0")
    assert route.args == ["document", "F2026-00002"]
    with qtbot.waitSignal(workspace.route_wanted) as route:
        press(page, "account.payments")
    assert route.args == ["payments", ListRequest(customer_code="C0001")]
    action(page, "customer.invoice").trigger()


def test_every_document_is_looked_through_over_the_card(
    page: CustomerPage, workspace: Workspace, qtbot: QtBot
) -> None:
    numbers = [sold(workspace.shop) for _ in range(SHOWN + 1)]
    credit(workspace.shop, numbers[-1], reason="Retour")
    page.open("C0001")
    link = page.findChild(QPushButton, "account.all")
    assert link is not None
    qtbot.waitUntil(link.isVisible)

    def opened() -> QDialog:
        press(page, "account.all")
        dialog = page.findChild(QDialog, "history")
        assert dialog is not None
        return dialog

    opened().reject()
    qtbot.waitUntil(lambda: page.findChild(QDialog, "history") is None)
    dialog = opened()
    table = dialog.findChild(DocumentTable)
    assert table is not None
    qtbot.waitUntil(lambda: table.model().rowCount() == SHOWN + 2)
    table.selectRow(0)
    with qtbot.waitSignal(workspace.route_wanted) as route:
        QTest.keyClick(table, Qt.Key.Key_Return)

    assert route.args == ["document", "A2026-00001"]
    assert not dialog.isVisible()


def test_the_account_follows_what_is_written(
    page: CustomerPage, workspace: Workspace, qtbot: QtBot
) -> None:
    sold(workspace.shop)
    page.open("C0001")
    workspace.hub.changed.connect(page.concerned)
    qtbot.waitUntil(lambda: shown(page, "account.balance").startswith("120"))
    sold(workspace.shop)

    qtbot.waitUntil(lambda: shown(page, "account.balance").startswith("240"))


def test_a_card_is_archived_and_taken_back(
    page: CustomerPage, workspace: Workspace, qtbot: QtBot
) -> None:
    put_customer(workspace.shop, CONSUMER)
    page.open("C0001")
    qtbot.waitUntil(lambda: page._standing is not None)
    before = action(page, "customer.archive").text()
    press(page, "button.customer.archive")
    assert customer_account(workspace.shop, "C0001").archived
    qtbot.waitUntil(lambda: action(page, "customer.archive").text() != before)

    press(page, "button.customer.archive")
    assert not customer_account(workspace.shop, "C0001").archived


def test_an_unused_card_is_deleted_once_asked(
    page: CustomerPage, workspace: Workspace, qtbot: QtBot
) -> None:
    put_customer(workspace.shop, CONSUMER)
    page.open("C0001")
    qtbot.waitUntil(lambda: action(page, "customer.delete").isVisible())
    answer("cancel")
    action(page, "customer.delete").trigger()
    assert customer_card(workspace.shop, "C0001").customer.code == "C0001"

    answer("confirm")
    with qtbot.waitSignal(workspace.back_wanted):
        action(page, "customer.delete").trigger()
    with pytest.raises(CustomerUnknown):
        customer_card(workspace.shop, "C0001")
    assert page.is_new


def test_a_used_card_offers_no_deletion(
    page: CustomerPage, workspace: Workspace, qtbot: QtBot
) -> None:
    sold(workspace.shop)
    page.open("C0001")

    qtbot.waitUntil(lambda: not action(page, "customer.delete").isVisible())


def test_two_cards_are_merged_and_parted(
    page: CustomerPage, workspace: Workspace, qtbot: QtBot
) -> None:
    put_customer(workspace.shop, CONSUMER)
    sold(workspace.shop, {**SALE, "customer": {"code": "X", "name": "Dupont Anne"}})
    page.open("C0001")
    action(page, "customer.merge").trigger()
    field = page.findChild(QWidget, "merge.other")
    act = page.findChild(QPushButton, "merge.act")
    assert field is not None and act is not None and not act.isEnabled()
    QTest.keyClicks(field, "dupont")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert act.isEnabled()
    with qtbot.waitSignal(workspace.hub.changed):
        QTest.mouseClick(act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "account.merged.0") is not None)
    assert customer_account(workspace.shop, "X").code == "C0001"

    answer("confirm")
    press(page, "account.merged.0")
    assert customer_account(workspace.shop, "X").code == "X"


def test_merging_is_cancelled(page: CustomerPage, workspace: Workspace) -> None:
    put_customer(workspace.shop, CONSUMER)
    page.open("C0001")
    action(page, "customer.merge").trigger()
    press(page, "merge.cancel")

    assert customer_account(workspace.shop, "C0001").merged == ()
