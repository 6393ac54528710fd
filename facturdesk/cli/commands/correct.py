"""`correct`: cancels and replaces an invoice by a corrective one; its payments follow."""

from __future__ import annotations

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.documents import document_answer
from facturdesk.cli.forms import Arguments, Form
from facturdesk.cli.inputs import read_json_object
from facturdesk.i18n import marked


def describe(form: Form) -> None:
    """Take the data file, the invoice, and the sale as it should have been."""
    form.data_file()
    form.word("number", marked("cli", "NUMBER"), marked("cli", "the number of the invoice"))
    form.path(
        "sale", marked("cli", "SALE.json"), marked("cli", "the sale, in JSON; - is standard input")
    )
    form.option("--reason", marked("cli", "TEXT"), marked("cli", "why, as printed on it"))
    form.issue_day()


def run(desk: Desk, arguments: Arguments) -> Answer:
    """Issue the corrective invoice."""
    from facturdesk.usecases.correcting import correct

    values = read_json_object(arguments.sale)
    with desk.open_shop(arguments.file) as shop:
        result = correct(
            shop,
            arguments.number,
            values,
            reason=arguments.reason or "",
            on=arguments.date,
            confirm_clock=arguments.confirm_clock,
        )
    return document_answer(desk, result)
