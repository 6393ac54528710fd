"""`issue`: issues a draft."""

from __future__ import annotations

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.documents import document_answer
from facturdesk.cli.forms import Arguments, Form
from facturdesk.i18n import marked


def describe(form: Form) -> None:
    """Take the data file and the draft."""
    form.data_file()
    form.whole("draft", marked("cli", "DRAFT_ID"), marked("cli", "the id of the draft"))
    form.issue_day()


def run(desk: Desk, arguments: Arguments) -> Answer:
    """Issue the draft."""
    from facturdesk.usecases.drafting import issue_draft

    with desk.open_shop(arguments.file) as shop:
        result = issue_draft(
            shop, arguments.draft, on=arguments.date, confirm_clock=arguments.confirm_clock
        )
    return document_answer(desk, result)
