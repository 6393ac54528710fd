"""Credit notes from the window: all, some lines, nothing, and the amount told as one types."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from facturdesk.ui.dialogs.credit import CreditDialog
from facturdesk.ui.dialogs.credit_lines import WANTED, CreditLinesTable
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.crediting import credit
from facturdesk.usecases.viewing import ListQuery, list_documents, show
from tests.ui.acting import found, plain, press, read, settled
from tests.ui.workspaces import opened_workspace
from tests.usecases.shops import MIXED, sold

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)

Open = Callable[..., CreditDialog]
NOTE = "A2026-00001"


@pytest.fixture
def credit_dialog(qtbot: QtBot, workspace: Workspace) -> Open:
    """Opens the dialog on an invoice of 151.65 and waits until it is filled."""

    def make(number: str = "") -> CreditDialog:
        dialog = CreditDialog(workspace, number or sold(workspace.shop, MIXED))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(dialog)
        dialog.show()
        settled(qtbot, workspace)
        return dialog

    return make


def write_quantity(dialog: CreditDialog, row: int, text: str, *, enter: bool = True) -> None:
    """Write a quantity over the one in the table, as one types."""
    table = found(dialog, CreditLinesTable, "credit.lines")
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, WANTED))
    QTest.keyClicks(table, text[0])
    (editor,) = [each for each in table.findChildren(QLineEdit) if each.isVisible()]
    QTest.keyClicks(editor, text[1:])
    if enter:
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QTest.qWait(1)  # the field goes


def test_all_of_it_is_what_is_proposed(
    qtbot: QtBot, workspace: Workspace, credit_dialog: Open
) -> None:
    dialog = credit_dialog()
    assert plain(read(dialog, "credit.outcome")).startswith("Avoir de 151,65 €, dont 21,65 € de")
    issued: list[tuple[str, bool]] = []
    dialog.issued.connect(lambda number, wants_print: issued.append((number, wants_print)))
    press(dialog, "credit.print")

    press(dialog, "credit.act")
    settled(qtbot, workspace)

    assert issued == [(NOTE, False)]
    assert show(workspace.shop, "F2026-00001").result.status == "credited"


def test_some_of_it_is_told_as_one_types_and_credited_so(
    qtbot: QtBot, workspace: Workspace, credit_dialog: Open
) -> None:
    dialog = credit_dialog()
    press(dialog, "credit.extent.lines")
    write_quantity(dialog, 0, "1,5")
    write_quantity(dialog, 1, "2")

    told = read(dialog, "credit.outcome")
    press(dialog, "credit.act")
    settled(qtbot, workspace)

    note = show(workspace.shop, NOTE).result
    assert told.startswith("Avoir de 111,10 €, dont 16,10 € de TVA.")
    assert (note.gross_minor, note.vat_minor) == (11_110, 1_610)


def test_each_key_counts_before_the_field_is_left(
    workspace: Workspace, credit_dialog: Open
) -> None:
    dialog = credit_dialog()
    press(dialog, "credit.extent.lines")

    write_quantity(dialog, 0, "0,25", enter=False)

    assert read(dialog, "credit.outcome").startswith("Avoir de 15,00 €")


def test_a_quantity_that_cannot_be_read_credits_nothing(
    qtbot: QtBot, workspace: Workspace, credit_dialog: Open
) -> None:
    dialog = credit_dialog()
    press(dialog, "credit.extent.lines")
    write_quantity(dialog, 0, "1O", enter=False)
    press(dialog, "credit.act")
    settled(qtbot, workspace)

    assert read(dialog, "credit.outcome").startswith("Rien ")
    assert len(list_documents(workspace.shop, ListQuery())) == 1


def test_the_reason_stands_on_the_note(
    qtbot: QtBot, workspace: Workspace, credit_dialog: Open
) -> None:
    dialog = credit_dialog()
    assert dialog.form is not None
    QTest.keyClicks(dialog.form.input("reason").lineEdit(), "Erreur de prix")

    press(dialog, "credit.act")
    settled(qtbot, workspace)

    document = show(workspace.shop, NOTE).document
    assert document is not None
    assert document.reason == "Erreur de prix"


def test_more_than_is_left_is_said_and_refused(
    qtbot: QtBot, workspace: Workspace, credit_dialog: Open
) -> None:
    number = sold(workspace.shop, MIXED)
    credit(workspace.shop, number, requests=[{"line": 2, "quantity": "1"}])
    dialog = credit_dialog(number)
    press(dialog, "credit.extent.lines")

    write_quantity(dialog, 1, "3")
    said = read(dialog, "credit.outcome")
    press(dialog, "credit.act")
    settled(qtbot, workspace)

    assert "2" in said
    assert read(dialog, "credit.problem") == said
    assert dialog.isVisible()


def test_nothing_chosen_is_no_credit(
    qtbot: QtBot, workspace: Workspace, credit_dialog: Open
) -> None:
    dialog = credit_dialog()
    press(dialog, "credit.extent.lines")

    press(dialog, "credit.act")
    settled(qtbot, workspace)

    assert read(dialog, "credit.problem").startswith("Indiquez la quantité")
    assert show(workspace.shop, "F2026-00001").result.status == "open"


def test_what_is_no_number_is_not_taken(workspace: Workspace, credit_dialog: Open) -> None:
    dialog = credit_dialog()
    press(dialog, "credit.extent.lines")

    write_quantity(dialog, 0, "deux")

    table = found(dialog, CreditLinesTable, "credit.lines")
    assert table.model().index(0, WANTED).data() == "—"


def test_the_model_is_sound(qtbot: QtBot, workspace: Workspace, credit_dialog: Open) -> None:
    dialog = credit_dialog()
    table = found(dialog, CreditLinesTable, "credit.lines")
    QAbstractItemModelTester(
        table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, dialog
    )
    press(dialog, "credit.extent.lines")

    write_quantity(dialog, 1, "1")

    assert [plain(table.model().index(1, column).data()) for column in range(4)] == [
        "Livre",
        "30,00 €",
        "3",
        "1",
    ]


def test_escape_credits_nothing(qtbot: QtBot, workspace: Workspace, credit_dialog: Open) -> None:
    dialog = credit_dialog()

    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settled(qtbot, workspace)

    assert not dialog.isVisible()
    assert show(workspace.shop, "F2026-00001").result.status == "open"


def test_an_invoice_with_nothing_left_says_so(workspace: Workspace, credit_dialog: Open) -> None:
    number = sold(workspace.shop)
    credit(workspace.shop, number)

    dialog = credit_dialog(number)

    assert number in read(dialog, "credit.problem")
    assert not found(dialog, QPushButton, "credit.act").isEnabled()


@pytest.mark.parametrize(("answer", "status"), [("confirm", "credited"), ("cancel", "overdue")])
def test_a_clock_far_ahead_is_confirmed_first(
    qtbot: QtBot,
    workspace: Workspace,
    answer: str,
    status: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    number = sold(workspace.shop, MIXED)
    folder = tmp_path_factory.mktemp("later")
    with opened_workspace(workspace.shop.store.path, folder, today=dt.date(2027, 2, 1)) as later:
        dialog = CreditDialog(later, number)
        qtbot.addWidget(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        dialog.show()
        settled(qtbot, later)
        press(dialog, "credit.act")
        answered = _answer(qtbot, answer)
        settled(qtbot, later)
        assert answered() == 1
        assert show(later.shop, number).result.status == status


def _answer(qtbot: QtBot, name: str) -> Callable[[], int]:
    """Press a button of the next message; the function tells how many messages there were."""
    seen: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            seen.append(box.text())
            button = box.findChild(QAbstractButton, name)
            assert button is not None
            timer.stop()
            button.click()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    qtbot.waitUntil(lambda: bool(seen), timeout=10_000)
    return lambda: len(seen)
