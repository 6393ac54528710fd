"""What the lists of documents share: their rows open, print, are saved and exported alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from PySide6.QtGui import QAction

from facturdesk.ui.lists.document_actions import DocumentActions
from facturdesk.ui.pages.list_page import ListPage
from facturdesk.usecases.document_lists import ListedDocument


class DocumentListPage(ListPage):
    """Lists documents of a kind; `collects` says whether money is collected for them."""

    collects: ClassVar[bool]

    def make_row_actions(self) -> Iterable[QAction]:
        """Make what is done with documents, and the export."""
        self._acts = DocumentActions(self, collects=self.collects)
        return [*self._acts.actions, self.export_selection_action]

    def selection_moved(self) -> None:
        """Offer what fits what is selected."""
        self._acts.selection_moved()

    def open_row(self, row: ListedDocument) -> None:
        """Open a document, or a draft in the editor."""
        self._acts.open(row)

    def key_of(self, row: ListedDocument) -> str:
        """Give the number; drafts have none."""
        return row.number

    @property
    def help_topic(self) -> str:
        """The page of the help."""
        return "lists"
