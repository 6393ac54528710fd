"""`item`: adds or updates an item, by its code."""

from __future__ import annotations

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.forms import Arguments, Form
from facturdesk.cli.inputs import read_json_object
from facturdesk.i18n import marked


def describe(form: Form) -> None:
    """Take the data file and the item."""
    form.data_file()
    form.path(
        "item", marked("cli", "ITEM.json"), marked("cli", "the item, in JSON; - is standard input")
    )


def run(desk: Desk, arguments: Arguments) -> Answer:
    """Keep the item."""
    from facturdesk.usecases.cards import put_item

    values = read_json_object(arguments.item)
    with desk.open_shop(arguments.file) as shop:
        kept = put_item(shop, values)
    return Answer(
        {"id": kept.id, "code": kept.code},
        lambda: [desk.text("cli", "Item {code} is kept.", code=kept.code)],
    )
