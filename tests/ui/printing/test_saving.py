"""PDF to a folder, from the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from facturdesk.ui.dialogs.filing import FilingDialog
from facturdesk.ui.printing import save_documents
from facturdesk.ui.printing.places import chosen_place, keep_place
from facturdesk.ui.toast import Toast
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.filing import Place
from facturdesk.usecases.viewing import original
from tests.ui.printing.said import Said, press
from tests.ui.printing.test_print_dialog import labels, typed
from tests.usecases.shops import sold

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """The page that saves."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Factures"
    made.mkdir()
    return made


class OpenedFiles(QObject):
    """Takes what the system would open."""

    def __init__(self, shown: list[str]) -> None:
        super().__init__()
        self._shown = shown

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Take a folder."""
        self._shown.append(url.toLocalFile())


def dialog_of(host: QWidget) -> FilingDialog:
    dialog = host.findChild(FilingDialog)
    assert isinstance(dialog, FilingDialog)
    return dialog


def test_the_folder_is_asked_for_once(
    workspace: Workspace, said: Said, host: QWidget, folder: Path
) -> None:
    numbers = [sold(workspace.shop), sold(workspace.shop)]
    save_documents(workspace, numbers[:1], parent=host)
    dialog = dialog_of(host)
    assert not dialog.act_button.isEnabled()
    typed(dialog, "filing.folder", str(folder))
    typed(dialog, "filing.pattern", "{annee}/{Numero}")
    assert str(folder / "2026" / "F2026-00012.pdf") in dialog.example.text()
    press(dialog, "filing.act")
    said.wait_for_toasts()
    save_documents(workspace, numbers, parent=host)
    said.wait_for_toasts(2)

    files = [folder / "2026" / f"{number}.pdf" for number in numbers]
    assert [file.read_bytes() for file in files] == [
        original(workspace.shop, number) for number in numbers
    ]
    assert chosen_place(workspace.preferences) == Place(folder, "{year}/{number}")
    assert str(files[0].parent) in said.toasts[0]


def test_the_toast_offers_the_folder(
    qtbot: QtBot, workspace: Workspace, said: Said, host: QWidget, folder: Path
) -> None:
    keep_place(workspace.preferences, Place(folder, "{number}"))
    toast = Toast(host)
    workspace.feedback.toast.connect(toast.say)
    workspace.feedback.offered.connect(toast.offer)
    shown: list[str] = []
    files = OpenedFiles(shown)
    save_documents(workspace, [sold(workspace.shop)], parent=host)
    said.wait_for_toasts()
    qtbot.waitUntil(toast.isVisible)
    QDesktopServices.setUrlHandler("file", files, "open")  # type: ignore[arg-type] # a str, whatever its stub says
    try:
        press(toast, "toast.act")
    finally:
        QDesktopServices.unsetUrlHandler("file")

    assert shown == [str(folder)]
    assert not toast.isVisible()


def test_a_cancelled_dialog_writes_and_keeps_nothing(
    qtbot: QtBot, workspace: Workspace, host: QWidget, folder: Path
) -> None:
    save_documents(workspace, [sold(workspace.shop)], parent=host)
    dialog = dialog_of(host)
    typed(dialog, "filing.folder", str(folder))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not workspace.batch.busy)

    assert list(folder.iterdir()) == []
    assert chosen_place(workspace.preferences) is None


def test_the_folder_may_be_chosen_in_the_tree(
    qtbot: QtBot, workspace: Workspace, host: QWidget, folder: Path
) -> None:
    save_documents(workspace, [sold(workspace.shop)], parent=host)
    dialog = dialog_of(host)
    press(dialog, "filing.browse")
    chooser = dialog.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    chooser.setDirectory(str(folder.parent))
    chooser.selectFile(folder.name)
    chooser.accept()

    assert dialog.folder.text() == str(folder)


def test_a_pattern_that_is_wrong_says_so_at_once(
    workspace: Workspace, host: QWidget, folder: Path
) -> None:
    keep_place(workspace.preferences, Place(folder))
    save_documents(workspace, [sold(workspace.shop)], parent=host, ask=True)
    dialog = dialog_of(host)
    assert dialog.pattern.text() == "{année}/{numéro} {client}"
    typed(dialog, "filing.pattern", "{nummer}")

    assert not dialog.act_button.isEnabled()
    assert any("« nummer »" in label.replace("\u00a0", " ") for label in labels(dialog))
    press(dialog, "filing.cancel")


def test_a_folder_that_is_gone_is_said(
    workspace: Workspace, said: Said, host: QWidget, folder: Path
) -> None:
    keep_place(workspace.preferences, Place(folder))
    folder.rmdir()
    said.answer("close")
    save_documents(workspace, [sold(workspace.shop)], parent=host)
    said.wait_for_boxes()

    assert str(folder) in said.boxes[0]
