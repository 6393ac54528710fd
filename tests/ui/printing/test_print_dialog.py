"""The dialogs of printing: cancelled, confirmed, and what they keep."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from facturdesk.ui.dialogs.calibration import CalibrationDialog
from facturdesk.ui.dialogs.print import PrintDialog
from facturdesk.ui.preferences import Preferences
from facturdesk.ui.printing import print_documents
from facturdesk.ui.printing.setup import PrintSetup, chosen_setup, keep_setup, setup_of
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.printing import Offset, print_states
from facturdesk.usecases.viewing import original
from tests.documents.agreement import paper_text
from tests.system.print_service import OFFICE, PrintService
from tests.ui.printing.said import PATIENCE, Said, press
from tests.usecases.shops import sold

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """The page that prints."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def opened(qtbot: QtBot, host: QWidget) -> PrintDialog:
    """Wait for the dialog and its printers."""
    qtbot.waitUntil(lambda: host.findChild(PrintDialog) is not None, timeout=PATIENCE)
    dialog = host.findChild(PrintDialog)
    assert isinstance(dialog, PrintDialog)
    qtbot.waitUntil(lambda: dialog.printer.value() is not None, timeout=PATIENCE)
    return dialog


def test_the_first_print_asks_for_the_printer_and_remembers_it(
    qtbot: QtBot, workspace: Workspace, print_service: PrintService, said: Said, host: QWidget
) -> None:
    numbers = [sold(workspace.shop), sold(workspace.shop)]
    print_documents(workspace, numbers[:1], parent=host)
    dialog = opened(qtbot, host)
    assert dialog.windowTitle() == f"Facture {numbers[0]}"
    typed(dialog, "print.copies", "2")
    QTest.mouseClick(dialog.duplex, Qt.MouseButton.LeftButton)
    QTest.keyClick(dialog.duplex, Qt.Key.Key_Return)
    said.wait_for_toasts()

    print_documents(workspace, numbers[1:], parent=host)  # without a dialog
    said.wait_for_toasts(2)
    jobs = print_service.jobs(2)
    assert all("sides=two-sided-long-edge" in job.options for job in jobs)
    assert [print_service.sent(job.number) for job in jobs] == [
        original(workspace.shop, number) for number in numbers
    ]
    assert chosen_setup(workspace.preferences) == PrintSetup(OFFICE, copies=2, duplex=True)


def test_where_the_chosen_printer_is_gone_another_one_is_asked_for(
    qtbot: QtBot, workspace: Workspace, print_service: PrintService, said: Said, host: QWidget
) -> None:
    numbers = [sold(workspace.shop), sold(workspace.shop)]
    keep_setup(workspace.preferences, PrintSetup("Vendue"))
    said.answer("close")
    print_documents(workspace, numbers, parent=host)
    dialog = opened(qtbot, host)
    assert "Vendue" in said.boxes[0]
    assert dialog.setup().printer == OFFICE
    press(dialog, "print.act")
    said.wait_for_toasts()

    assert len(print_service.jobs(2)) == 2
    assert chosen_setup(workspace.preferences) == PrintSetup(OFFICE)


def test_a_cancelled_dialog_prints_and_keeps_nothing(
    qtbot: QtBot, workspace: Workspace, print_service: PrintService, host: QWidget
) -> None:
    number = sold(workspace.shop)
    print_documents(workspace, [number], parent=host)
    dialog = opened(qtbot, host)
    typed(dialog, "print.copies", "3")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not (workspace.quick.busy or workspace.printing.busy))

    assert print_service.sent_numbers() == []
    assert print_states(workspace.shop, [number])[0].printed_on is None
    assert chosen_setup(workspace.preferences) is None


def test_each_printer_has_its_own_setup(
    qtbot: QtBot, workspace: Workspace, print_service: PrintService
) -> None:
    keep_setup(workspace.preferences, PrintSetup("\\\\serveur\\Étage/1", 3))
    keep_setup(workspace.preferences, PrintSetup(OFFICE, 2, duplex=True, offset=Offset(15, -5)))
    dialog = PrintDialog(workspace, "Facture")
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.printer.value() == OFFICE, timeout=PATIENCE)

    assert dialog.setup() == PrintSetup(OFFICE, 2, duplex=True, offset=Offset(15, -5))
    assert setup_of(workspace.preferences, "\\\\serveur\\Étage/1").copies == 3
    assert setup_of(workspace.preferences, "Grenier") == PrintSetup("Grenier")


def test_without_a_printer_the_dialog_says_what_to_do(
    qtbot: QtBot,
    workspace: Workspace,
    print_service: PrintService,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody.sock"))
    dialog = PrintDialog(workspace, "Facture")
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(workspace.printing.idle, timeout=PATIENCE):
        dialog.show()

    assert not dialog.act_button.isEnabled()
    assert not dialog.calibrate.isEnabled()
    assert any("Aucune imprimante" in label for label in labels(dialog))


def test_a_page_is_measured_and_what_follows_is_moved(
    qtbot: QtBot, workspace: Workspace, print_service: PrintService, said: Said, host: QWidget
) -> None:
    number = sold(workspace.shop)
    print_documents(workspace, [number], parent=host, ask=True)
    dialog = opened(qtbot, host)
    press(dialog, "print.calibrate")
    measuring = dialog.findChild(CalibrationDialog)
    assert isinstance(measuring, CalibrationDialog)
    press(measuring, "calibration.page")
    said.wait_for_toasts()
    typed(measuring, "calibration.left", "98,5")
    typed(measuring, "calibration.top", "150,5")
    assert "1,5 mm vers la droite et de −0,5 mm vers le bas" in measuring.summary.text()
    press(measuring, "calibration.act")
    press(dialog, "print.act")
    said.wait_for_toasts(2)

    page, invoice = print_service.jobs(2)
    assert "150 mm" in paper_text(page.pdf)
    setup = chosen_setup(workspace.preferences)
    assert setup is not None and setup.offset == Offset(right=15, down=-5)
    assert print_service.sent(invoice.number) != original(workspace.shop, number)


def test_measures_may_be_given_up(
    qtbot: QtBot, workspace: Workspace, print_service: PrintService
) -> None:
    dialog = PrintDialog(workspace, "Facture")
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.printer.value() == OFFICE, timeout=PATIENCE)
    press(dialog, "print.calibrate")
    measuring = dialog.findChild(CalibrationDialog)
    assert isinstance(measuring, CalibrationDialog)
    typed(measuring, "calibration.left", "90")
    press(measuring, "calibration.cancel")

    assert dialog.setup().offset == Offset()


@pytest.mark.parametrize(
    ("typed_in", "tenths"),
    [("99", 200), ("-99", -200), ("1,5", 15), ("-0,5", -5), ("", 0), ("x", 0)],
)
def test_an_offset_stays_within_its_bounds(
    qtbot: QtBot, workspace: Workspace, print_service: PrintService, typed_in: str, tenths: int
) -> None:
    dialog = PrintDialog(workspace, "Facture")
    qtbot.addWidget(dialog)
    typed(dialog, "print.right", typed_in)

    assert dialog.setup().offset == Offset(right=tenths)


def test_arrow_keys_step_a_number(
    qtbot: QtBot, workspace: Workspace, print_service: PrintService
) -> None:
    dialog = PrintDialog(workspace, "Facture")
    qtbot.addWidget(dialog)
    for field, key in ((dialog.copies, Qt.Key.Key_Up), (dialog.down, Qt.Key.Key_Down)):
        QTest.keyClick(field, key)

    assert (dialog.setup().copies, dialog.setup().offset) == (2, Offset(down=-5))


def test_what_was_kept_by_another_hand_does_no_harm(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "window.ini")
    wrong: list[object] = [[], "x", {"copies": "many", "right": 99_999, "down": None, "duplex": 1}]
    for kept in wrong:
        preferences.put("printing/Bureau/setup", kept)
        setup = setup_of(preferences, "Bureau")
        assert (setup.copies, setup.duplex) == (1, False)
        assert setup.offset.right in (0, 200)


def typed(parent: QWidget, name: str, text: str) -> None:
    """Type into a field in the place of what is there."""
    field = parent.findChild(QLineEdit, name)
    assert field is not None, name
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)


def labels(parent: QWidget) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in parent.findChildren(QLabel) if label.isVisibleTo(parent)]
