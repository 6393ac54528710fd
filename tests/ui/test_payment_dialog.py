"""One payment: what it settled, its receipt, and undoing it by a counter-entry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facturdesk.ui.dialogs.payment import open_payment
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.paying import pay, payments, unpay
from facturdesk.usecases.viewing import show
from tests.ui.acting import dialog_of, found, press, settled, type_over
from tests.usecases.shops import sold

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[QWidget]:
    """Something to open dialogs over."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    yield widget
    settled(qtbot, workspace)


def opened(qtbot: QtBot, workspace: Workspace, page: QWidget, payment_id: int) -> QDialog:
    open_payment(workspace, payment_id, parent=page)
    settled(qtbot, workspace)
    dialog = dialog_of(page, "payment")
    assert dialog is not None
    return dialog


def test_its_links_lead_to_what_it_settled(
    qtbot: QtBot, workspace: Workspace, page: QWidget
) -> None:
    number = sold(workspace.shop)
    done = pay(workspace.shop, number, amount_minor=15_000, method="cheque")
    gone: list[tuple[str, object]] = []
    workspace.route_wanted.connect(lambda name, argument: gone.append((name, argument)))

    press(opened(qtbot, workspace, page, done.payment), "payment.settled.0")
    press(opened(qtbot, workspace, page, done.payment), "payment.facts.0")

    assert gone == [("document", number), ("customer", "C0001")]


def test_undoing_asks_why_and_opens_what_it_settled_again(
    qtbot: QtBot, workspace: Workspace, page: QWidget
) -> None:
    number = sold(workspace.shop)
    done = pay(workspace.shop, number, amount_minor=12_000, method="cheque")
    dialog = opened(qtbot, workspace, page, done.payment)
    press(dialog, "payment.undo")
    asking = dialog_of(dialog, "unpay")
    assert asking is not None

    press(asking, "unpay.act")
    settled(qtbot, workspace)
    assert found(asking, QWidget, "unpay.reason").property("wrong")
    type_over(asking, "unpay.reason", "Refus")
    QTest.keyClick(asking.focusWidget(), Qt.Key.Key_Return)
    settled(qtbot, workspace)

    counter, first = payments(workspace.shop)
    assert (counter.reverses, counter.reason, first.reversed_by) == (first.id, "Refus", counter.id)
    assert show(workspace.shop, number).result.balance_minor == 12_000


def test_a_day_that_is_none_does_not_undo_it_today(
    qtbot: QtBot, workspace: Workspace, page: QWidget
) -> None:
    done = pay(workspace.shop, sold(workspace.shop), amount_minor=2_000, method="card")
    dialog = opened(qtbot, workspace, page, done.payment)
    press(dialog, "payment.undo")
    asking = dialog_of(dialog, "unpay")
    assert asking is not None
    type_over(asking, "unpay.reason", "Refus")
    type_over(asking, "unpay.date", "31/02/2026")
    press(asking, "unpay.act")
    settled(qtbot, workspace)

    assert len(payments(workspace.shop)) == 1
    assert found(asking, QWidget, "unpay.date").property("wrong")


def test_undoing_may_be_given_up(qtbot: QtBot, workspace: Workspace, page: QWidget) -> None:
    done = pay(workspace.shop, sold(workspace.shop), amount_minor=2_000, method="card")
    dialog = opened(qtbot, workspace, page, done.payment)
    press(dialog, "payment.undo")
    asking = dialog_of(dialog, "unpay")
    assert asking is not None

    press(asking, "unpay.cancel")
    settled(qtbot, workspace)

    assert len(payments(workspace.shop)) == 1
    assert dialog.isVisible()


def test_what_was_undone_has_no_receipt_and_leads_to_its_counter_entry(
    qtbot: QtBot, workspace: Workspace, page: QWidget
) -> None:
    done = pay(workspace.shop, sold(workspace.shop), amount_minor=2_000, method="card")
    unpay(workspace.shop, done.payment, reason="Erreur")
    dialog = opened(qtbot, workspace, page, done.payment)
    for name in ("undo", "print", "save"):
        assert found(dialog, QPushButton, f"payment.{name}").isHidden()

    press(dialog, "payment.facts.3")
    settled(qtbot, workspace)

    counter = dialog_of(page, "payment")
    assert counter is not None
    assert counter.windowTitle().startswith("Contre-passation")


def test_a_receipt_is_saved_where_one_says(
    qtbot: QtBot, workspace: Workspace, page: QWidget, tmp_path: Path
) -> None:
    done = pay(workspace.shop, sold(workspace.shop), amount_minor=2_000, method="card")
    dialog = opened(qtbot, workspace, page, done.payment)
    said: list[str] = []
    workspace.feedback.toast.connect(said.append)

    press(dialog, "payment.save")
    asking = found(dialog, QFileDialog, "files")
    assert Path(asking.selectedFiles()[0]).name == f"Reçu {done.payment}.pdf"
    asking.fileSelected.emit(str(tmp_path / "reçu.pdf"))
    asking.reject()
    settled(qtbot, workspace)

    assert (tmp_path / "reçu.pdf").read_bytes().startswith(b"%PDF")
    assert said == [f"Le reçu est dans {tmp_path / 'reçu.pdf'}."]


def test_it_is_closed_by_escape(qtbot: QtBot, workspace: Workspace, page: QWidget) -> None:
    done = pay(workspace.shop, sold(workspace.shop), amount_minor=2_000, method="card")
    dialog = opened(qtbot, workspace, page, done.payment)

    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert dialog_of(page, "payment") is None
