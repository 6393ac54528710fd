"""`settle`: settles a customer's invoices with the credit they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.forms import Arguments, Form
from facturdesk.i18n import marked

if TYPE_CHECKING:  # for its type alone: the command has loaded what it uses
    from collections.abc import Iterable

    from facturdesk.usecases.results import CreditResult


def describe(form: Form) -> None:
    """Take the data file and the customer."""
    form.data_file()
    form.word("customer", marked("cli", "CODE"), marked("cli", "the code of the customer"))


def run(desk: Desk, arguments: Arguments) -> Answer:
    """Use overpayments and credit notes, the oldest first."""
    from facturdesk.usecases.using_credit import allocate_credit

    with desk.open_shop(arguments.file) as shop:
        result = allocate_credit(shop, arguments.customer)
    return Answer(result.to_json(), lambda: _lines(desk, result))


def _lines(desk: Desk, result: CreditResult) -> Iterable[str]:
    money = desk.catalogue.money
    for part in result.allocations:
        yield desk.text(
            "cli", "{number} {amount}", number=part.number, amount=money(part.amount_minor)
        )
    yield desk.text("cli", "{amount} of credit is left", amount=money(result.left_minor))
