"""The list of invoices, with the drafts on top."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtGui import QAction

from facturdesk.i18n import Catalogue, marked
from facturdesk.ui.lists.document_actions import DocumentActions
from facturdesk.ui.lists.document_columns import invoice_columns
from facturdesk.ui.lists.spec import ListSpec
from facturdesk.ui.pages.list_page import ListPage
from facturdesk.usecases.document_lists import INVOICES, ListedDocument


def _counted(words: Catalogue, count: int) -> str:
    return words.plural("ui", "{count} invoice", "{count} invoices", count)


def _selected(words: Catalogue, count: int) -> str:
    return words.plural("ui", "{count} invoice selected", "{count} invoices selected", count)


SPEC: Final = ListSpec(
    source=INVOICES,
    title=marked("ui", "Invoices"),
    columns=invoice_columns,
    chips=(
        ("all", marked("ui", "All invoices")),
        ("draft", marked("ui", "Drafts")),
        ("to_collect", marked("ui", "To collect")),
        ("overdue", marked("ui", "Overdue")),
        ("paid", marked("ui", "Paid invoices")),
    ),
    counted=_counted,
    selected=_selected,
    hint=marked("ui", "Number, customer, item, amount…"),
    empty_title=marked("ui", "No invoice yet"),
    empty_sentence=marked(
        "ui",
        "Your invoices will be listed here, with what is left to collect and what is overdue.",
    ),
    new=marked("ui", "New invoice"),
    kinds=("document", "draft", "party", "payment"),
    usual_sort=("date", True),
    chip_sorts={"to_collect": ("due", False), "overdue": ("due", False)},
    new_is_main=False,  # the button at the top of the window makes one
)


class InvoicesPage(ListPage):
    """Lists invoices and drafts."""

    spec = SPEC

    def make_row_actions(self) -> Iterable[QAction]:
        """Print, save, collect, duplicate, throw drafts away."""
        self._acts = DocumentActions(self, collects=True)
        return [*self._acts.actions, self.export_selection_action]

    def selection_moved(self) -> None:
        """Offer what fits what is selected."""
        self._acts.selection_moved()

    def open_row(self, row: ListedDocument) -> None:
        """Open an invoice, or a draft in the editor."""
        self._acts.open(row)

    def make_new(self) -> None:
        """Begin an invoice."""
        self.workspace.go("draft")

    def key_of(self, row: ListedDocument) -> str:
        """Give the number; drafts have none."""
        return row.number

    @property
    def help_topic(self) -> str:
        """The page of the help."""
        return "lists"


PAGE: Any = InvoicesPage
