"""Prepares a message with the original attached and opens it in the user's own program."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from facturdesk.ui.workspace import Workspace
from facturdesk.usecases import mailing
from facturdesk.usecases.mailing import Prepared


def mail_document(workspace: Workspace, number: str, *, parent: QWidget) -> None:
    """Open a message to the customer, the original attached, in the mail program.

    It is sent from there, by the user. Where the system has no such program the message
    can be saved.
    """
    shop = workspace.shop

    def work() -> tuple[Prepared, Path | None]:
        prepared = mailing.prepare_message(shop, number)
        if not mailing.opens_messages():
            return prepared, None
        return prepared, mailing.put_aside(shop, prepared)

    workspace.printing.run(
        work, done=lambda found: _open(workspace, *found, parent=parent), owner=parent
    )


def _open(workspace: Workspace, prepared: Prepared, file: Path | None, *, parent: QWidget) -> None:
    if file is not None and QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
        shop = workspace.shop
        workspace.printing.run(
            lambda: mailing.record_mailed(shop, prepared),
            done=lambda _: workspace.feedback.done(_said(workspace, prepared)),
        )
        return
    from facturdesk.ui.dialogs.mail import NoMailProgramDialog

    dialog = NoMailProgramDialog(workspace, prepared.file_name, parent)
    dialog.chosen.connect(partial(_save, workspace, prepared))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _save(workspace: Workspace, prepared: Prepared, file: Path) -> None:
    shop = workspace.shop
    words = workspace.words
    workspace.printing.run(
        lambda: mailing.save_message(shop, prepared, file),
        done=lambda _: workspace.feedback.done(
            words.text("ui", "Message saved: {file}", file=str(file))
        ),
    )


def _said(workspace: Workspace, prepared: Prepared) -> str:
    words = workspace.words
    if prepared.to:
        return words.text(
            "ui", "Message to {to} ready in your e-mail program: send it there", to=prepared.to
        )
    return words.text(
        "ui",
        "Message ready in your e-mail program: enter the address, the customer's card has none",
    )
