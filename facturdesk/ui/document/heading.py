"""The top of the document page: what it is, where it stands, whose it is, and what can be done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from facturdesk.ui.document.words import is_credit_note
from facturdesk.ui.printing.documents import document_title
from facturdesk.ui.theme import GRID
from facturdesk.ui.widgets.badge import Badge
from facturdesk.ui.widgets.heading import ActionButton
from facturdesk.ui.widgets.link import Link
from facturdesk.ui.widgets.title import Title

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace
    from facturdesk.usecases.examining import Examined


class DocumentHeading(QWidget):
    """Title, badge, customer; the buttons of the likely acts, the others in « Plus »."""

    def __init__(
        self,
        workspace: Workspace,
        likely: Iterable[QAction],
        others: Iterable[QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._code = ""
        text = workspace.words.text
        self._title = Title()
        self._title.setObjectName("document.title")
        self._badge = Badge(workspace.words)
        self.customer = Link("", "document.customer", self._go_to_customer)
        self._buttons = {action.objectName(): ActionButton(action) for action in likely}
        self.more = QPushButton(text("ui", "More"))
        self.more.setObjectName("document.more")
        menu = QMenu(self.more)
        menu.addActions(list(others))
        self.more.setMenu(menu)
        titled = QHBoxLayout()
        titled.setSpacing(GRID * 2)
        titled.addWidget(self._title)
        titled.addWidget(self._badge)
        titled.addStretch()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(titled)
        words.addWidget(self.customer, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addLayout(words, 1)
        for button in (*self._buttons.values(), self.more):
            row.addWidget(button)

    def show_document(self, found: Examined, *, main: str) -> None:
        """Show another document, or the same as it is now; `main` names the likeliest act."""
        result, words = found.result, self._workspace.words
        self._code = found.customer_code
        self._title.setText(document_title(words, result.kind, result.number or ""))
        note = is_credit_note(result.kind)
        self._badge.show_status(result.status, days=found.late_days or None, credit=note)
        self.customer.setText(found.customer_name.replace("&", "&&"))
        self.customer.setAccessibleName(
            words.text("ui", "Customer: {name}", name=found.customer_name)
        )
        for name, button in self._buttons.items():
            button.setProperty("look", "main" if name == main else "")
            button.style().unpolish(button)
            button.style().polish(button)

    def _go_to_customer(self) -> None:
        self._workspace.go("customer", self._code)
