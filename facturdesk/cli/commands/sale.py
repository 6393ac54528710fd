"""`sale`: makes a draft of a sale, or issues it at once."""

from __future__ import annotations

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.documents import document_answer
from facturdesk.cli.forms import Arguments, Form
from facturdesk.cli.inputs import read_json_object
from facturdesk.i18n import marked


def describe(form: Form) -> None:
    """Take the data file and the sale."""
    form.data_file()
    form.path(
        "sale", marked("cli", "SALE.json"), marked("cli", "the sale, in JSON; - is standard input")
    )
    form.flag("--issue", marked("cli", "issue it: give it its number, for ever"))
    form.issue_day()


def run(desk: Desk, arguments: Arguments) -> Answer:
    """Keep the sale, issued or not."""
    from facturdesk.usecases.sales import save_sale

    values = read_json_object(arguments.sale)
    with desk.open_shop(arguments.file) as shop:
        result = save_sale(
            shop,
            values,
            issue=arguments.issue,
            on=arguments.date,
            confirm_clock=arguments.confirm_clock,
        )
    return document_answer(desk, result)
