"""E-mail through the user's own program, from the window."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from facturdesk.storage.events import events_of
from facturdesk.ui.dialogs.mail import NoMailProgramDialog
from facturdesk.ui.printing import mail_document
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.finding import issued_document
from facturdesk.usecases.viewing import original
from tests.ui.printing.said import PATIENCE, Said, press
from tests.usecases.shops import FIRM, sold

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)


class MailProgram(QObject):
    """Stands for the system's program: Qt hands it the files it would open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Take a file."""
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """The page that mails."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def xdg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system that knows no mail program, until the file says otherwise."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder / "xdg-mime"


def test_the_message_is_opened_in_the_users_program(
    workspace: Workspace, said: Said, host: QWidget, xdg: Path
) -> None:
    xdg.write_text("#!/bin/sh\necho mail.desktop\n")
    xdg.chmod(0o755)
    number = sold(workspace.shop, customer={**FIRM, "email": "compta@client.example"})
    program = MailProgram()
    QDesktopServices.setUrlHandler("file", program, "open")  # type: ignore[arg-type] # a str, whatever its stub says
    try:
        mail_document(workspace, number, parent=host)
        said.wait_for_toasts()
    finally:
        QDesktopServices.unsetUrlHandler("file")

    (file,) = program.opened
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    (attached,) = message.iter_attachments()
    assert attached.get_content() == original(workspace.shop, number)
    assert "compta@client.example" in said.toasts[0]
    assert mailed(workspace, number) == [{"to": "compta@client.example"}]
    file.unlink()
    file.parent.rmdir()


def test_without_a_program_the_message_is_saved(
    qtbot: QtBot, workspace: Workspace, said: Said, host: QWidget, xdg: Path, tmp_path: Path
) -> None:
    number = sold(workspace.shop)
    mail_document(workspace, number, parent=host)
    dialog = dialog_of(qtbot, host)
    press(dialog, "mail.act")
    chooser = dialog.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    chooser.setDirectory(str(tmp_path))
    chooser.selectFile("message.eml")
    chooser.accept()
    said.wait_for_toasts()

    assert (tmp_path / "message.eml").read_bytes().startswith(b"X-Unsent: 1\r\n")
    assert mailed(workspace, number) == [{"to": "", "file": str(tmp_path / "message.eml")}]


def test_without_a_program_it_may_be_given_up(
    qtbot: QtBot, workspace: Workspace, host: QWidget, xdg: Path
) -> None:
    number = sold(workspace.shop)
    mail_document(workspace, number, parent=host)
    press(dialog_of(qtbot, host), "mail.cancel")

    assert mailed(workspace, number) == []


def dialog_of(qtbot: QtBot, host: QWidget) -> NoMailProgramDialog:
    qtbot.waitUntil(lambda: host.findChild(NoMailProgramDialog) is not None, timeout=PATIENCE)
    dialog = host.findChild(NoMailProgramDialog)
    assert isinstance(dialog, NoMailProgramDialog)
    return dialog


def mailed(workspace: Workspace, number: str) -> list[object]:
    with workspace.shop.store.read() as connection:
        filed = issued_document(connection, number)
        return [dict(event.detail) for event in events_of(connection, filed.id)]
