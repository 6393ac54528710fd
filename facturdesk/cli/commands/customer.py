"""`customer`: adds or updates a customer, by its code."""

from __future__ import annotations

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.forms import Arguments, Form
from facturdesk.cli.inputs import read_json_object
from facturdesk.i18n import marked


def describe(form: Form) -> None:
    """Take the data file and the customer."""
    form.data_file()
    form.path(
        "customer",
        marked("cli", "CUSTOMER.json"),
        marked("cli", "the customer, in JSON; - is standard input"),
    )


def run(desk: Desk, arguments: Arguments) -> Answer:
    """Keep the customer."""
    from facturdesk.usecases.cards import put_customer

    values = read_json_object(arguments.customer)
    with desk.open_shop(arguments.file) as shop:
        kept = put_customer(shop, values)
    return Answer(
        {"id": kept.id, "code": kept.code},
        lambda: [desk.text("cli", "Customer {code} is kept.", code=kept.code)],
    )
