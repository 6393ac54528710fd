"""`show`: shows one document whole."""

from __future__ import annotations

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.documents import document_lines
from facturdesk.cli.forms import Arguments, Form
from facturdesk.i18n import marked


def describe(form: Form) -> None:
    """Take the data file and the document."""
    form.data_file()
    form.word(
        "number",
        marked("cli", "NUMBER"),
        marked("cli", "the number of the document, or the id of a draft"),
    )
    form.day("--date", marked("cli", "as of this day instead of today"))


def run(desk: Desk, arguments: Arguments) -> Answer:
    """Show the document."""
    from facturdesk.usecases.viewing import show

    with desk.open_shop(arguments.file, today=arguments.date) as shop:
        shown = show(shop, arguments.number)
    return Answer(shown.to_json(), lambda: document_lines(desk, shown.result))
