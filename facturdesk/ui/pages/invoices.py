"""The list of invoices, with the drafts on top."""

from __future__ import annotations

from typing import Any, Final

from facturdesk.i18n import Catalogue, marked
from facturdesk.ui.lists.document_columns import invoice_columns
from facturdesk.ui.lists.spec import ListSpec
from facturdesk.ui.pages.document_list_page import DocumentListPage
from facturdesk.usecases.document_lists import INVOICES


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


class InvoicesPage(DocumentListPage):
    """Lists invoices and drafts."""

    spec = SPEC
    collects = True

    def make_new(self) -> None:
        """Begin an invoice."""
        self.workspace.go("draft")


PAGE: Any = InvoicesPage
