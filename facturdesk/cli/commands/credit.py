"""`credit`: makes a credit note for all or part of an issued invoice."""

from __future__ import annotations

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.documents import document_answer
from facturdesk.cli.forms import Arguments, Form
from facturdesk.cli.inputs import read_json_list
from facturdesk.i18n import marked


def describe(form: Form) -> None:
    """Take the data file, the invoice, and what is given back of it."""
    form.data_file()
    form.word("number", marked("cli", "NUMBER"), marked("cli", "the number of the invoice"))
    form.path_option(
        "--lines",
        marked("cli", "LINES.json"),
        marked(
            "cli",
            "the lines to give back, in JSON, priced lines counted from 1; without it, the"
            " whole invoice. Example:",
        ),
        example='[{"line": 1, "quantity": "2"}]',
    )
    form.option("--reason", marked("cli", "TEXT"), marked("cli", "why, as printed on it"))
    form.issue_day()


def run(desk: Desk, arguments: Arguments) -> Answer:
    """Issue the credit note."""
    from facturdesk.usecases.crediting import credit

    requests = None if arguments.lines is None else read_json_list(arguments.lines)
    with desk.open_shop(arguments.file) as shop:
        result = credit(
            shop,
            arguments.number,
            requests=requests,
            reason=arguments.reason or "",
            on=arguments.date,
            confirm_clock=arguments.confirm_clock,
        )
    return document_answer(desk, result)
