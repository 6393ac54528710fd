"""`new`: makes a data file from the profile of a shop; refuses to overwrite."""

from __future__ import annotations

from collections.abc import Iterable

from facturdesk.cli.answers import Answer
from facturdesk.cli.company import read_company_file
from facturdesk.cli.desk import Desk
from facturdesk.cli.forms import Arguments, Form
from facturdesk.i18n import marked


def describe(form: Form) -> None:
    """Take the new file and the profile."""
    form.path("file", marked("cli", "FILE"), marked("cli", "the data file to make"))
    form.path_option(
        "--company",
        marked("cli", "COMPANY.toml"),
        marked("cli", "the profile of the shop, in TOML"),
        required=True,
    )


def run(desk: Desk, arguments: Arguments) -> Answer:
    """Make the data file."""
    from facturdesk.usecases.companies import create_shop_file

    company = read_company_file(arguments.company)
    shared = create_shop_file(arguments.file, company, stamp=desk.stamp(), state=desk.state())
    name = company.seller.trade_name or company.seller.legal_name
    return Answer(
        {"file": str(arguments.file), "company": name, "synchronised": shared},
        lambda: _lines(desk, file=str(arguments.file), name=name, shared=shared),
    )


def _lines(desk: Desk, *, file: str, name: str, shared: bool) -> Iterable[str]:
    yield desk.text("cli", "The data file {file} of {name} is made.", file=file, name=name)
    if shared:
        yield desk.text(
            "cli",
            "Its folder is synchronised by another program, or on the network: open it on one"
            " computer at a time, and keep backups elsewhere.",
        )
