"""`list`: documents, newest first, or their number and sums."""

from __future__ import annotations

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.documents import KINDS, STATUSES, document_table
from facturdesk.cli.forms import Arguments, Form
from facturdesk.i18n import marked

_STATES = ("issued", *STATUSES)


def describe(form: Form) -> None:
    """Take the data file and what is looked for."""
    form.data_file()
    form.option(
        "--kind",
        marked("cli", "KIND"),
        marked("cli", "invoice, credit_note or corrective_invoice"),
        choices=KINDS,
    )
    form.option(
        "--state",
        marked("cli", "STATE"),
        marked(
            "cli",
            "draft or issued; or a status: open, part_paid, overdue, paid, credited, replaced,"
            " disputed",
        ),
        choices=_STATES,
    )
    form.option("--customer", marked("cli", "CODE"), marked("cli", "only those of this customer"))
    form.day("--from", marked("cli", "issued on this day or later"))
    form.day("--to", marked("cli", "issued on this day or earlier"))
    form.option(
        "--search",
        marked("cli", "TEXT"),
        marked("cli", "a customer, a number, a reference, an item, an amount"),
    )
    form.whole("--limit", marked("cli", "N"), marked("cli", "at most so many"))
    form.flag("--count", marked("cli", "only how many there are, and their sums"))
    form.day("--date", marked("cli", "as of this day instead of today"))


def run(desk: Desk, arguments: Arguments) -> Answer:
    """List or count the documents."""
    from facturdesk.usecases.viewing import ListQuery, count_documents, list_documents

    query = ListQuery(
        kind=arguments.kind,
        state=arguments.state,
        customer_code=arguments.customer,
        since=vars(arguments)["from"],
        until=arguments.to,
        text=arguments.search,
        limit=arguments.limit,
    )
    with desk.open_shop(arguments.file, today=arguments.date) as shop:
        if arguments.count:
            count = count_documents(shop, query)
            words = desk.catalogue
            return Answer(
                count.to_json(),
                lambda: [
                    words.plural(
                        "cli",
                        "{count} document: {gross} with VAT, balance {balance}",
                        "{count} documents: {gross} with VAT, balance {balance}",
                        count.count,
                        gross=words.money(count.gross_minor),
                        balance=words.money(count.balance_minor),
                    )
                ],
            )
        results = list_documents(shop, query)
    return Answer(
        [result.to_json(with_taxes=False) for result in results],
        lambda: document_table(desk, results),
    )
