"""`payments`: lists the payments with their ids."""

from __future__ import annotations

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.forms import Arguments, Form
from facturdesk.cli.money import payment_table
from facturdesk.i18n import marked


def describe(form: Form) -> None:
    """Take the data file and the customer."""
    form.data_file()
    form.option("--customer", marked("cli", "CODE"), marked("cli", "only those of this customer"))


def run(desk: Desk, arguments: Arguments) -> Answer:
    """List the payments."""
    from facturdesk.usecases.paying import payments

    with desk.open_shop(arguments.file) as shop:
        entries = payments(shop, customer_code=arguments.customer)
    return Answer([entry.to_json() for entry in entries], lambda: payment_table(desk, entries))
