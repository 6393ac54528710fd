"""`unpay`: cancels a payment by a counter-entry; both stay."""

from __future__ import annotations

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.forms import Arguments, Form
from facturdesk.cli.money import payment_answer
from facturdesk.i18n import marked

_LONGEST_REASON = 200


def describe(form: Form) -> None:
    """Take the data file, the payment and the reason."""
    form.data_file()
    form.whole(
        "payment", marked("cli", "PAYMENT_ID"), marked("cli", "the id that “payments” shows")
    )
    form.option(
        "--reason", marked("cli", "TEXT"), marked("cli", "why it is cancelled"), required=True
    )


def run(desk: Desk, arguments: Arguments) -> Answer:
    """Record the counter-entry."""
    from facturdesk.usecases.fields import Fields
    from facturdesk.usecases.paying import unpay

    fields = Fields({"reason": arguments.reason})
    reason = fields.text("reason", longest=_LONGEST_REASON, required=True)
    fields.finish()
    with desk.open_shop(arguments.file) as shop:
        result = unpay(shop, arguments.payment, reason=reason)
    return payment_answer(desk, result)
