"""The list of credit notes."""

from __future__ import annotations

from typing import Any, Final

from facturdesk.i18n import Catalogue, marked
from facturdesk.ui.lists.document_columns import credit_note_columns
from facturdesk.ui.lists.spec import ListSpec
from facturdesk.ui.pages.document_list_page import DocumentListPage
from facturdesk.usecases.document_lists import CREDIT_NOTES


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


class CreditNotesPage(DocumentListPage):
    """Lists credit notes."""

    spec = SPEC
    collects = False

    def make_new(self) -> None:
        """Go where credit notes are made from: the invoices."""
        self.workspace.go("invoices")


PAGE: Any = CreditNotesPage
