"""The list of credit notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtGui import QAction

from facturdesk.i18n import Catalogue, marked
from facturdesk.ui.lists.document_actions import DocumentActions
from facturdesk.ui.lists.document_columns import credit_note_columns
from facturdesk.ui.lists.spec import ListSpec
from facturdesk.ui.pages.list_page import ListPage
from facturdesk.usecases.document_lists import CREDIT_NOTES, ListedDocument


def _counted(words: Catalogue, count: int) -> str:
    return words.plural("ui", "{count} credit note", "{count} credit notes", count)


def _selected(words: Catalogue, count: int) -> str:
    return words.plural(
        "ui", "{count} credit note selected", "{count} credit notes selected", count
    )


SPEC: Final = ListSpec(
    source=CREDIT_NOTES,
    title=marked("ui", "Credit notes"),
    columns=credit_note_columns,
    chips=(
        ("all", marked("ui", "All credit notes")),
        ("to_collect", marked("ui", "To use")),
        ("paid", marked("ui", "Used credit notes")),
    ),
    counted=_counted,
    selected=_selected,
    hint=marked("ui", "Number, customer, item, amount…"),
    empty_title=marked("ui", "No credit note yet"),
    empty_sentence=marked(
        "ui",
        "A credit note takes back all or part of an invoice: open the invoice, then choose "
        "“Make a credit note”.",
    ),
    new=marked("ui", "Choose an invoice"),
    kinds=("document", "party", "payment"),
    usual_sort=("date", True),
    new_is_main=False,
)


class CreditNotesPage(ListPage):
    """Lists credit notes."""

    spec = SPEC

    def make_row_actions(self) -> Iterable[QAction]:
        """Print, save, export."""
        self._acts = DocumentActions(self, collects=False)
        return [*self._acts.actions, self.export_selection_action]

    def selection_moved(self) -> None:
        """Offer what fits what is selected."""
        self._acts.selection_moved()

    def open_row(self, row: ListedDocument) -> None:
        """Open a credit note."""
        self._acts.open(row)

    def make_new(self) -> None:
        """Go where credit notes are made from: the invoices."""
        self.workspace.go("invoices")

    def key_of(self, row: ListedDocument) -> str:
        """Give the number."""
        return row.number

    @property
    def help_topic(self) -> str:
        """The page of the help."""
        return "lists"


PAGE: Any = CreditNotesPage
