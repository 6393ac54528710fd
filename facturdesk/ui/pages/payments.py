"""The list of payments, by method."""

from __future__ import annotations

from typing import Any, Final

from facturdesk.i18n import Catalogue, marked
from facturdesk.ui.lists.spec import ListSpec
from facturdesk.ui.models.badges import BadgeLook, badge_of, status_words
from facturdesk.ui.models.columns import Column
from facturdesk.ui.money_words import METHODS
from facturdesk.ui.pages.list_page import ListPage
from facturdesk.usecases.payment_lists import PAYMENT_FIELDS, PAYMENTS, payment_status
from facturdesk.usecases.results import PaymentEntry

_COLUMNS: Final = (
    ("date", marked("ui", "Received on"), 112, True),
    ("customer", marked("ui", "Customer"), 240, True),
    ("customer_code", marked("ui", "Customer code"), 112, False),
    ("method", marked("ui", "Method"), 128, True),
    ("amount", marked("ui", "Amount"), 120, True),
    ("reference", marked("ui", "Reference"), 144, True),
    ("documents", marked("ui", "Settles"), 176, True),
    ("left", marked("ui", "Not used yet"), 120, False),
    ("status", marked("ui", "Status"), 136, True),
)


def _columns(words: Catalogue) -> list[Column]:
    def badge(row: PaymentEntry) -> BadgeLook | None:
        status = payment_status(row)
        return badge_of(status, words) if status else None

    codes = {
        "method": {code: words.text("ui", text) for code, text in METHODS.items()},
        "status": status_words(words),
    }
    return [
        Column(
            PAYMENT_FIELDS[name],
            words.text("ui", heading),
            width,
            hidden=not shown,
            badge=badge if name == "status" else None,
            codes=codes.get(name, {}),
        )
        for name, heading, width, shown in _COLUMNS
    ]


def _counted(words: Catalogue, count: int) -> str:
    return words.plural("ui", "{count} payment", "{count} payments", count)


def _selected(words: Catalogue, count: int) -> str:
    return words.plural("ui", "{count} payment selected", "{count} payments selected", count)


SPEC: Final = ListSpec(
    source=PAYMENTS,
    title=marked("ui", "Payments"),
    columns=_columns,
    chips=(
        ("all", marked("ui", "All payments")),
        *((method, METHODS[method]) for method in PAYMENTS.chips[1:]),
    ),
    counted=_counted,
    selected=_selected,
    hint=marked("ui", "Customer, invoice, reference, amount…"),
    empty_title=marked("ui", "No payment yet"),
    empty_sentence=marked(
        "ui", "What your customers pay will be listed here, with the invoices it settles."
    ),
    new=marked("ui", "Collect a payment"),
    kinds=("payment", "party"),
    usual_sort=("date", True),
)


class PaymentsPage(ListPage):
    """Lists payments."""

    spec = SPEC

    def open_row(self, row: PaymentEntry) -> None:
        """Show a payment: what it settled, its receipt, the way to undo it."""
        from facturdesk.ui.dialogs.payment import open_payment

        open_payment(self.workspace, row.id, parent=self)

    def make_new(self) -> None:
        """Collect a payment."""
        from facturdesk.ui.dialogs.pay import PayDialog

        PayDialog(self.workspace, parent=self).open()

    def key_of(self, row: PaymentEntry) -> str:
        """Give the id."""
        return str(row.id)

    @property
    def help_topic(self) -> str:
        """The page of the help."""
        return "payments"


PAGE: Any = PaymentsPage
