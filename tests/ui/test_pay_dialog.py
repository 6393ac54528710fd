"""Money taken in: from invoices, a customer, or typed; in part, too much, in cash, not at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facturdesk.ui.dialogs.debts import DebtsTable
from facturdesk.ui.dialogs.pay import RECEIPT, PayDialog
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.paying import pay, payments
from facturdesk.usecases.viewing import show
from tests.ui.acting import dialog_of, found, plain, press, read, settled, type_over
from tests.usecases.shops import MIXED, SALE, TEA, sold

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)

Open = Callable[..., PayDialog]
BIG = {"lines": [{**TEA, "unit_price": "500.00"}]}  # 1200.00 with VAT, above what cash may pay


@pytest.fixture
def pay_dialog(qtbot: QtBot, workspace: Workspace) -> Open:
    """Opens the dialog and waits until it is filled."""

    def make(**how: Any) -> PayDialog:
        dialog = PayDialog(workspace, **how)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        if dialog.parentWidget() is None:
            qtbot.addWidget(dialog)
        dialog.show()
        settled(qtbot, workspace)
        return dialog

    return make


def recorded(qtbot: QtBot, workspace: Workspace, dialog: PayDialog) -> None:
    press(dialog, "pay.act")
    settled(qtbot, workspace)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_what_is_owed_is_proposed_and_enter_records_it(
    qtbot: QtBot, workspace: Workspace, pay_dialog: Open
) -> None:
    number = sold(workspace.shop)
    dialog = pay_dialog(numbers=[number])
    toasts: list[str] = []
    workspace.feedback.toast.connect(toasts.append)

    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    settled(qtbot, workspace)

    assert show(workspace.shop, number).result.status == "paid"
    assert [plain(said) for said in toasts] == ["120,00 € encaissés."]


def test_an_amount_typed_before_the_invoice_is_read_stays(
    qtbot: QtBot, workspace: Workspace
) -> None:
    dialog = PayDialog(workspace, numbers=[sold(workspace.shop)])
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.show()
    type_over(dialog, "pay.amount", "50")
    settled(qtbot, workspace)

    field = found(dialog, QLineEdit, "pay.amount")
    assert (plain(field.text()), field.hasSelectedText()) == ("50", False)
    assert read(dialog, "pay.outcome") == "Il restera 70,00 € à payer."


def test_a_part_is_told_before_and_after(
    qtbot: QtBot, workspace: Workspace, pay_dialog: Open
) -> None:
    number = sold(workspace.shop)
    dialog = pay_dialog(numbers=[number])
    toasts: list[str] = []
    workspace.feedback.toast.connect(toasts.append)

    type_over(dialog, "pay.amount", "45,50")
    assert read(dialog, "pay.outcome") == "Il restera 74,50 € à payer."
    recorded(qtbot, workspace, dialog)

    assert show(workspace.shop, number).result.balance_minor == 7_450
    assert plain(toasts[0]) == "45,50 € encaissés. Il restera 74,50 € à payer."


def test_too_much_is_kept_as_credit_and_said(
    qtbot: QtBot, workspace: Workspace, pay_dialog: Open
) -> None:
    dialog = pay_dialog(numbers=[sold(workspace.shop)])

    type_over(dialog, "pay.amount", "150")
    assert read(dialog, "pay.outcome") == "30,00 € de trop : gardés au crédit du client."
    recorded(qtbot, workspace, dialog)

    assert payments(workspace.shop)[0].unallocated_minor == 3_000


def test_credit_from_before_is_told(workspace: Workspace, pay_dialog: Open) -> None:
    pay(workspace.shop, sold(workspace.shop), amount_minor=15_000, method="card")

    dialog = pay_dialog(customer_code="C0001")

    assert read(dialog, "pay.credit") == "Le client a un crédit de 30,00 €."


def test_several_invoices_are_settled_as_the_table_shows(
    qtbot: QtBot, workspace: Workspace, pay_dialog: Open
) -> None:
    numbers = [sold(workspace.shop, SALE), sold(workspace.shop, MIXED)]
    sold(workspace.shop, SALE)
    dialog = pay_dialog(numbers=numbers)
    table = found(dialog, DebtsTable, "pay.invoices")

    type_over(dialog, "pay.amount", "200")
    shown = [plain(table.model().index(row, 4).data()) for row in range(3)]
    recorded(qtbot, workspace, dialog)

    assert shown == ["120,00 €", "80,00 €", ""]
    (entry,) = payments(workspace.shop)
    assert [(part.number, part.amount_minor) for part in entry.allocations] == [
        (numbers[0], 12_000),
        (numbers[1], 8_000),
    ]


def test_the_space_bar_ticks_and_the_amount_follows(
    qtbot: QtBot, workspace: Workspace, pay_dialog: Open
) -> None:
    sold(workspace.shop, SALE)
    sold(workspace.shop, MIXED)
    dialog = pay_dialog(customer_code="C0001")
    table = found(dialog, DebtsTable, "pay.invoices")
    QAbstractItemModelTester(
        table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, dialog
    )
    assert dialog.form is not None
    assert dialog.form.input("amount").value() == "271.65"

    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 3))
    QTest.keyClick(table, Qt.Key.Key_Space)

    assert dialog.form.input("amount").value() == "120.00"
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert dialog.form.input("amount").value() == "271.65"


def test_cash_above_the_ceiling_is_refused_at_its_field(
    qtbot: QtBot, workspace: Workspace, pay_dialog: Open
) -> None:
    number = sold(workspace.shop, SALE, **BIG)
    dialog = pay_dialog(numbers=[number])
    assert dialog.form is not None
    dialog.form.input("method").set_value("cash")

    press(dialog, "pay.act")
    settled(qtbot, workspace)

    assert dialog.form.input("amount").property("wrong")
    assert payments(workspace.shop) == []
    type_over(dialog, "pay.amount", "1000")
    recorded(qtbot, workspace, dialog)
    assert show(workspace.shop, number).result.balance_minor == 20_000


@pytest.mark.parametrize(("field", "text"), [("amount", ""), ("amount", "0"), ("date", "demain")])
def test_what_cannot_be_read_is_shown_at_its_field(
    qtbot: QtBot, workspace: Workspace, pay_dialog: Open, field: str, text: str
) -> None:
    dialog = pay_dialog(numbers=[sold(workspace.shop)])
    found(dialog, QLineEdit, f"pay.{field}").clear()
    type_over(dialog, f"pay.{field}", text)

    press(dialog, "pay.act")
    settled(qtbot, workspace)

    assert dialog.form is not None
    assert dialog.form.input(field).property("wrong")
    assert payments(workspace.shop) == []


def test_escape_records_nothing(qtbot: QtBot, workspace: Workspace, pay_dialog: Open) -> None:
    dialog = pay_dialog(numbers=[sold(workspace.shop)])

    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settled(qtbot, workspace)

    assert not dialog.isVisible()
    assert payments(workspace.shop) == []


def test_a_payment_is_typed_as_one_says_it(
    qtbot: QtBot, workspace: Workspace, pay_dialog: Open
) -> None:
    sold(workspace.shop, SALE)
    number = sold(workspace.shop, {"customer": {"name": "Anne Dupont"}, "lines": [TEA]})
    dialog = pay_dialog()
    assert not found(dialog, QPushButton, "pay.act").isEnabled()

    QTest.keyClicks(dialog.focusWidget(), "120 dupont")
    settled(qtbot, workspace)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    settled(qtbot, workspace)
    assert read(dialog, "pay.customer") == "Anne Dupont"
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    settled(qtbot, workspace)

    assert show(workspace.shop, number).result.status == "paid"


def test_arrows_choose_another_proposal(
    qtbot: QtBot, workspace: Workspace, pay_dialog: Open
) -> None:
    sold(workspace.shop, SALE)
    sold(workspace.shop, SALE)
    dialog = pay_dialog(text="120 client")
    assert found(dialog, QListWidget, "pay.proposals").count() == 3

    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    settled(qtbot, workspace)

    assert found(dialog, DebtsTable, "pay.invoices").invoices.numbers == ("F2026-00002",)


def test_typing_on_takes_back_what_was_chosen(
    qtbot: QtBot, workspace: Workspace, pay_dialog: Open
) -> None:
    sold(workspace.shop, SALE)
    dialog = pay_dialog(text="120 client")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    settled(qtbot, workspace)

    type_over(dialog, "pay.quick", "120 personne")
    settled(qtbot, workspace)

    assert not found(dialog, QPushButton, "pay.act").isEnabled()
    assert (
        read(dialog, "pay.nothing") == "Aucune facture à encaisser ni aucun client ne correspond."
    )


def test_invoices_of_another_customer_are_left_out_and_said(
    workspace: Workspace, pay_dialog: Open
) -> None:
    first = sold(workspace.shop, SALE)
    other = sold(workspace.shop, {"customer": {"name": "Anne Dupont"}, "lines": [TEA]})

    dialog = pay_dialog(numbers=[first, other])

    assert found(dialog, DebtsTable, "pay.invoices").invoices.numbers == (first,)
    assert read(dialog, "pay.problem").startswith("Les factures d’autres clients")


def test_the_method_used_last_is_proposed(
    qtbot: QtBot, workspace: Workspace, pay_dialog: Open
) -> None:
    number = sold(workspace.shop)
    dialog = pay_dialog(numbers=[number])
    assert dialog.form is not None
    dialog.form.input("method").set_value("cheque")
    type_over(dialog, "pay.amount", "20")
    recorded(qtbot, workspace, dialog)

    again = pay_dialog(numbers=[number])

    assert again.form is not None
    assert again.form.input("method").value() == "cheque"


def test_what_cannot_be_paid_says_why(workspace: Workspace, pay_dialog: Open) -> None:
    dialog = pay_dialog(numbers=["F2026-00001"])

    assert "F2026-00001" in read(dialog, "pay.problem")
    assert not found(dialog, QPushButton, "pay.act").isEnabled()


def test_a_receipt_is_printed_on_demand(
    qtbot: QtBot, workspace: Workspace, pay_dialog: Open
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    dialog = pay_dialog(numbers=[sold(workspace.shop)], parent=page)

    press(dialog, "pay.receipt")
    recorded(qtbot, workspace, dialog)

    qtbot.waitUntil(lambda: dialog_of(page, "print") is not None, timeout=20_000)
    asking = dialog_of(page, "print")
    assert asking is not None
    asking.reject()
    assert workspace.preferences.get(RECEIPT) is True
