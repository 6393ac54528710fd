"""The list of customers, with what each owes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtGui import QAction

from facturdesk.i18n import Catalogue, marked
from facturdesk.ui.lists.spec import ListSpec
from facturdesk.ui.models.columns import Column
from facturdesk.ui.pages.list_page import ListPage
from facturdesk.ui.requests import DraftRequest, ListRequest
from facturdesk.usecases.customer_lists import CUSTOMER_FIELDS, CUSTOMERS, ListedCustomer

KINDS: Final = {
    "consumer": marked("ui", "Private person"),
    "firm": marked("ui", "Company"),
    "public": marked("ui", "Public body"),
}
_COLUMNS: Final = (
    ("name", marked("ui", "Name"), 280, True),
    ("code", marked("ui", "Code"), 96, True),
    ("kind", marked("ui", "Kind"), 120, False),
    ("postcode", marked("ui", "Postcode"), 96, False),
    ("city", marked("ui", "Town"), 176, True),
    ("email", marked("ui", "E-mail"), 200, False),
    ("phone", marked("ui", "Phone"), 136, True),
    ("siren", marked("ui", "SIREN"), 112, False),
    ("owed", marked("ui", "Left to pay"), 128, True),
    ("overdue", marked("ui", "Overdue amount"), 128, True),
)
_SPOKEN: Final = frozenset({"owed", "overdue"})


def _columns(words: Catalogue) -> list[Column]:
    kinds = {kind: words.text("ui", text) for kind, text in KINDS.items()}
    return [
        Column(
            CUSTOMER_FIELDS[name],
            words.text("ui", heading),
            width,
            hidden=not shown,
            codes=kinds if name == "kind" else {},
            spoken=words.text("ui", heading) if name in _SPOKEN else "",
        )
        for name, heading, width, shown in _COLUMNS
    ]


def _counted(words: Catalogue, count: int) -> str:
    return words.plural("ui", "{count} customer", "{count} customers", count)


def _selected(words: Catalogue, count: int) -> str:
    return words.plural("ui", "{count} customer selected", "{count} customers selected", count)


SPEC: Final = ListSpec(
    source=CUSTOMERS,
    title=marked("ui", "Customers"),
    columns=_columns,
    chips=(
        ("all", marked("ui", "All customers")),
        ("to_collect", marked("ui", "Owing")),
        ("overdue", marked("ui", "Late")),
        ("archived", marked("ui", "Archived cards")),
    ),
    counted=_counted,
    selected=_selected,
    hint=marked("ui", "Name, code, town, SIREN, phone…"),
    empty_title=marked("ui", "No customer yet"),
    empty_sentence=marked(
        "ui",
        "Customers you invoice are kept here by themselves, with their history and what they "
        "owe. You can also enter one now.",
    ),
    new=marked("ui", "New customer"),
    kinds=("party", "document", "payment"),
    has_period=False,
    usual_sort=("name", False),
)


class CustomersPage(ListPage):
    """Lists customers."""

    spec = SPEC

    def make_row_actions(self) -> Iterable[QAction]:
        """Invoice a customer, see their invoices, export."""
        text = self.words.text
        self._one = [
            self.add_action("list.invoice", text("ui", "New invoice"), self._invoice),
            self.add_action("list.documents", text("ui", "See their invoices"), self._documents),
        ]
        return [*self._one, self.export_selection_action]

    def selection_moved(self) -> None:
        """Offer what fits one customer only while one is selected."""
        for action in self._one:
            action.setEnabled(self.table.selected_count() == 1)

    def open_row(self, row: ListedCustomer) -> None:
        """Open a card."""
        self.workspace.go("customer", row.code)

    def make_new(self) -> None:
        """Begin a card."""
        self.workspace.go("customer")

    def key_of(self, row: ListedCustomer) -> str:
        """Give the code."""
        return row.code

    @property
    def help_topic(self) -> str:
        """The page of the help."""
        return "customers"

    def _invoice(self) -> None:
        self.selected_rows(
            lambda rows: self.workspace.go("draft", DraftRequest(customer_code=rows[0].code))
        )

    def _documents(self) -> None:
        self.selected_rows(
            lambda rows: self.workspace.go("invoices", ListRequest(customer_code=rows[0].code))
        )


PAGE: Any = CustomersPage
