"""`settings`: changes the profile of the shop; the change is sealed."""

from __future__ import annotations

from facturdesk.cli.answers import Answer
from facturdesk.cli.company import read_company_file
from facturdesk.cli.desk import Desk
from facturdesk.cli.forms import Arguments, Form
from facturdesk.i18n import marked


def describe(form: Form) -> None:
    """Take the data file and the new profile."""
    form.data_file()
    form.path_option(
        "--company",
        marked("cli", "COMPANY.toml"),
        marked("cli", "the profile of the shop, in TOML"),
        required=True,
    )


def run(desk: Desk, arguments: Arguments) -> Answer:
    """Replace the profile."""
    from facturdesk.usecases.companies import change_company

    company = read_company_file(arguments.company)
    with desk.open_shop(arguments.file) as shop:
        change_company(shop, company)
    name = company.seller.trade_name or company.seller.legal_name
    return Answer(
        {"file": str(arguments.file), "company": name},
        lambda: [desk.text("cli", "The profile of {name} is changed.", name=name)],
    )
