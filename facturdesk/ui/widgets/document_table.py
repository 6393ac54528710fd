"""The documents of one customer as a small table, for their card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from facturdesk.ui.changes import concerns
from facturdesk.ui.lists.document_columns import document_columns
from facturdesk.ui.models.paged import PagedModel
from facturdesk.ui.widgets.table import DataTable
from facturdesk.usecases.document_lists import DOCUMENTS
from facturdesk.usecases.listing import ListWish

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace


class DocumentTable(DataTable):
    """Invoices, credit notes and drafts of a customer; Enter opens one."""

    def __init__(
        self, workspace: Workspace, customer_code: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__("customer.documents", workspace.words, workspace.preferences, parent)
        self.setAccessibleName(workspace.words.text("ui", "Documents of the customer"))
        self._workspace = workspace
        self._stale = False
        self.model_of_documents = PagedModel(
            workspace, DOCUMENTS, document_columns(workspace.words), self
        )
        self.set_model(self.model_of_documents)
        self.setSortingEnabled(True)
        self.model_of_documents.sort_wanted.connect(self._sort_by)
        self.opened.connect(self._open)
        workspace.hub.changed.connect(self._concerned)
        self.customer_code = customer_code
        if customer_code:
            self.show_customer(customer_code)

    def show_customer(self, code: str) -> None:
        """Show the documents of a customer, the newest first."""
        self.customer_code = code
        self.model_of_documents.show(ListWish(customer_code=code))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Override
        """Catch up with what was written meanwhile."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def _sort_by(self, name: str, descending: bool) -> None:
        if self.customer_code:
            wish = ListWish(customer_code=self.customer_code, sort=name, descending=descending)
            self.model_of_documents.show(wish)

    def _concerned(self, changes: frozenset[str]) -> None:
        if self.customer_code and concerns(changes, "document", "draft", "payment", "party"):
            self._stale = True
            if self.isVisible():
                self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        self.model_of_documents.refresh()

    def _open(self, position: int) -> None:
        row = self.model_of_documents.row(position)
        if row is not None and row.is_draft:
            self._workspace.go("draft", -row.id)
        elif row is not None:
            self._workspace.go("document", row.number)
