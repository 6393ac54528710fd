"""`xml`: writes the XML of the e-invoice that the original carries."""

from __future__ import annotations

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.forms import Arguments, Form
from facturdesk.cli.outputs import saved
from facturdesk.i18n import marked


def describe(form: Form) -> None:
    """Take the data file, the document, and where to write."""
    form.data_file()
    form.word("number", marked("cli", "NUMBER"), marked("cli", "the number of the document"))
    form.output(marked("cli", "the file to write; - is standard output"))


def run(desk: Desk, arguments: Arguments) -> Answer:
    """Write the file."""
    from facturdesk.usecases.viewing import xml

    with desk.open_shop(arguments.file) as shop:
        content = xml(shop, arguments.number)
    said = marked("cli", "The XML of {number} is in {file}.")
    return saved(desk, arguments, content, said)
