"""The receipt of a payment: to the printer, or as a PDF where the user wants it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from facturdesk.ui.dialogs.files import ask_target
from facturdesk.usecases import receipts

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace


def print_receipt(workspace: Workspace, payment_id: int, *, parent: QWidget) -> None:
    """Print the receipt of a payment on the chosen printer."""
    from facturdesk.ui.printing import print_pdfs

    title = _title(workspace, payment_id)
    workspace.helper.run(
        partial(receipts.receipt, workspace.shop, payment_id),
        done=lambda pdf: print_pdfs(workspace, [(title, pdf)], parent=parent),
        owner=parent,
    )


def save_receipt(workspace: Workspace, payment_id: int, *, parent: QWidget) -> None:
    """Ask where the receipt of a payment is to be saved, and save it."""
    words = workspace.words
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    ask_target(
        parent,
        words.text("ui", "Save the receipt"),
        kinds=words.text("ui", "PDF files (*.pdf)"),
        target=Path(folder, f"{_title(workspace, payment_id)}.pdf"),
        chosen=lambda path: _save(workspace, payment_id, path),
    )


def _save(workspace: Workspace, payment_id: int, path: Path) -> None:
    workspace.helper.run(
        partial(receipts.save_receipt, workspace.shop, payment_id, path),
        done=lambda _: workspace.feedback.done(
            workspace.words.text("ui", "The receipt is in {file}.", file=str(path))
        ),
    )


def _title(workspace: Workspace, payment_id: int) -> str:
    return workspace.words.text("ui", "Receipt {id}", id=payment_id)
