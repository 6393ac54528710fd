"""Saves originals as PDF in the folder of the user's choice, several with progress."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from facturdesk.i18n import Catalogue
from facturdesk.ui.activity import Activity
from facturdesk.ui.printing.places import chosen_place
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases import filing
from facturdesk.usecases.filing import Filed, Place


def save_documents(
    workspace: Workspace, numbers: Sequence[str], *, parent: QWidget, ask: bool = False
) -> None:
    """Save originals as PDF by the chosen pattern; the folder is asked for the first time.

    `ask` opens the dialog in any case. Nothing is ever written over another file.
    """
    wanted = tuple(dict.fromkeys(numbers))
    place = chosen_place(workspace.preferences)
    if place is not None and not ask:
        _save(workspace, wanted, place)
        return
    from facturdesk.ui.dialogs.filing import FilingDialog

    dialog = FilingDialog(workspace, parent)
    dialog.confirmed.connect(lambda chosen: _save(workspace, wanted, chosen))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _save(workspace: Workspace, numbers: Sequence[str], place: Place) -> None:
    shop = workspace.shop
    words = workspace.words

    def work(activity: Activity) -> Filed:
        return filing.file_originals(shop, numbers, place, step=activity)

    workspace.activities.run(
        workspace.batch,
        words.plural("ui", "Saving {count} document", "Saving {count} documents", len(numbers)),
        work,
        done=lambda filed: _say(workspace, filed, place.folder),
    )


def _say(workspace: Workspace, filed: Filed, folder: Path) -> None:
    """Say where the files are, and offer to show them."""
    shown = filed.files[0].parent if len(filed.files) == 1 else folder
    workspace.feedback.done(
        _said(workspace.words, filed, shown),
        act=workspace.words.text("ui", "Open the folder"),
        do=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(shown))),
    )


def _said(words: Catalogue, filed: Filed, folder: Path) -> str:
    if len(filed.files) == 1 and not filed.missing:
        name = filed.files[0].name
        if not filed.written:
            return words.text("ui", "{file} was in {folder} already", file=name, folder=str(folder))
        return words.text("ui", "{file} saved in {folder}", file=name, folder=str(folder))
    said = words.plural(
        "ui",
        "{count} document saved in {folder}",
        "{count} documents saved in {folder}",
        len(filed.files),
        folder=str(folder),
    )
    if not filed.missing:
        return said
    left = words.plural(
        "ui",
        "{count} has no original and was left out",
        "{count} have no original and were left out",
        len(filed.missing),
    )
    return f"{said}, {left}"
