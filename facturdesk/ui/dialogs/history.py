"""Every document of one customer, drafts and credit notes among them, over their card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from facturdesk.ui.dialogs.act import help_with_f1
from facturdesk.ui.theme import GRID, heading
from facturdesk.ui.widgets.document_table import DocumentTable

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace

_WIDTH, _HEIGHT = 124 * GRID, 68 * GRID


class HistoryDialog(QDialog):
    """A table to sort and look through; Enter opens a document in the window."""

    def __init__(self, workspace: Workspace, code: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        text = workspace.words.text
        title = text("ui", "Documents of {name}", name=name)
        self.setObjectName("history")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_WIDTH, _HEIGHT)
        head = QLabel(title)
        head.setFont(heading(head.font(), steps=3))
        table = DocumentTable(workspace, code)
        table.opened.connect(self.accept)
        close = QPushButton(text("ui", "Close"))
        close.setObjectName("history.close")
        close.setAutoDefault(False)  # Enter is for the table
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        column.setSpacing(GRID * 2)
        column.addWidget(head)
        column.addWidget(table, 1)
        column.addLayout(foot)
        help_with_f1(self, workspace, "customers")
        table.setFocus()
