"""`pay`: records a payment and settles one invoice with it, or several."""

from __future__ import annotations

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.forms import Arguments, Form
from facturdesk.cli.money import payment_answer
from facturdesk.domain.allocation import METHODS
from facturdesk.i18n import marked

_LONGEST_REFERENCE = 60


def describe(form: Form) -> None:
    """Take the data file, the invoices and the money."""
    form.data_file()
    form.word("number", marked("cli", "NUMBER"), marked("cli", "the number of the invoice"))
    form.option(
        "--amount",
        marked("cli", "AMOUNT"),
        marked("cli", "what was received, such as 120.00"),
        required=True,
    )
    form.option(
        "--method",
        marked("cli", "METHOD"),
        marked("cli", "transfer, card, cash, cheque, direct_debit or other"),
        required=True,
        choices=METHODS,
    )
    form.day("--date", marked("cli", "the day it was received, instead of today"))
    form.option(
        "--also",
        marked("cli", "NUMBERS"),
        marked("cli", "invoices of the same customer that it settles next, separated by commas"),
    )
    form.option("--reference", marked("cli", "TEXT"), marked("cli", "what the bank says of it"))


def run(desk: Desk, arguments: Arguments) -> Answer:
    """Record the payment."""
    from facturdesk.usecases.fields import Fields
    from facturdesk.usecases.paying import Received, pay_invoices

    fields = Fields({"amount": arguments.amount, "reference": arguments.reference})
    amount = fields.amount("amount", required=True)
    reference = fields.text("reference", longest=_LONGEST_REFERENCE)
    fields.finish()
    others = [number.strip() for number in (arguments.also or "").split(",")]
    numbers = [arguments.number, *filter(None, others)]
    received = Received(amount or 0, arguments.method, arguments.date, reference)
    with desk.open_shop(arguments.file) as shop:
        result = pay_invoices(shop, numbers, received)
    return payment_answer(desk, result)
