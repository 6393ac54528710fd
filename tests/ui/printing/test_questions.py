"""What is asked before many or incomplete papers are printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facturdesk.ui.printing import documents, print_documents
from facturdesk.ui.printing.setup import PrintSetup, keep_setup
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.demo import DemoWish, make_demo
from facturdesk.usecases.viewing import ListQuery, list_documents
from tests.system.print_service import OFFICE, PrintService
from tests.ui.printing.said import Said
from tests.ui.workspaces import opened_workspace
from tests.usecases.shops import TODAY, sold

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)


@pytest.fixture
def workspace(qapp: QApplication, tmp_path: Path) -> Iterator[Workspace]:
    """A shop whose earlier documents have no originals."""
    path = tmp_path / "Demo.facturdesk"
    wish = DemoWish(invoices=5, years=1, seed=3, originals=False)
    make_demo(path, wish, today=TODAY, state=None, progress=lambda done, total: None)
    with opened_workspace(path, tmp_path) as made:
        keep_setup(made.preferences, PrintSetup(OFFICE))
        yield made


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """The page that prints."""
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def without_original(workspace: Workspace) -> str:
    found = list_documents(workspace.shop, ListQuery(state="issued"))[0].number
    assert found
    return found


def test_much_paper_is_not_used_without_a_question(
    workspace: Workspace,
    print_service: PrintService,
    said: Said,
    host: QWidget,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(documents, "MANY", 1)
    numbers = [sold(workspace.shop), sold(workspace.shop)]
    said.answer("cancel")
    print_documents(workspace, numbers, parent=host)
    said.wait_for_boxes()
    assert print_service.sent_numbers() == []

    said.answer("confirm")
    print_documents(workspace, numbers, parent=host)
    said.wait_for_toasts()
    assert len(print_service.jobs(2)) == 2


def test_what_has_no_original_is_said_and_the_others_are_printed(
    workspace: Workspace, print_service: PrintService, said: Said, host: QWidget
) -> None:
    numbers = [without_original(workspace), sold(workspace.shop)]
    said.answer("confirm")
    print_documents(workspace, numbers, parent=host)
    said.wait_for_toasts()

    (job,) = print_service.jobs(1)
    assert job.title.endswith(numbers[1])
    assert "1 document sur 2" in said.boxes[0].replace("\u00a0", " ")


def test_nothing_is_printed_of_what_has_no_original(
    workspace: Workspace, print_service: PrintService, said: Said, host: QWidget
) -> None:
    number = without_original(workspace)
    said.answer("close")
    print_documents(workspace, [number], parent=host)
    said.wait_for_boxes()

    assert number in said.boxes[0]
    assert print_service.sent_numbers() == []
