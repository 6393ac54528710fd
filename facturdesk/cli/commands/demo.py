"""`demo`: makes a demonstration shop of any size, marked as such."""

from __future__ import annotations

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.forms import Arguments, Form
from facturdesk.cli.progress import Progress
from facturdesk.i18n import marked


def describe(form: Form) -> None:
    """Take the new file and the size."""
    form.path("file", marked("cli", "FILE"), marked("cli", "the data file to make"))
    form.whole(
        "--invoices", marked("cli", "N"), marked("cli", "how many invoices (1000)"), default=1_000
    )
    form.whole("--years", marked("cli", "Y"), marked("cli", "over how many years (3)"), default=3)
    form.whole(
        "--seed",
        marked("cli", "S"),
        marked("cli", "which shop: the same number and day give the same rows (1)"),
        default=1,
    )
    form.flag("--no-pdf", marked("cli", "without originals, which is much quicker"))


def run(desk: Desk, arguments: Arguments) -> Answer:
    """Make the shop."""
    from facturdesk.usecases.demo import DemoWish, make_demo

    wish = DemoWish(
        arguments.invoices, arguments.years, arguments.seed, originals=not arguments.no_pdf
    )
    with Progress() as progress:
        result = make_demo(
            arguments.file,
            wish,
            today=desk.today,
            state=desk.state(),
            progress=progress.show,
        )
    counts = result.counts
    return Answer(
        result.to_json(),
        lambda: [
            desk.text(
                "cli",
                "The demonstration shop {file} holds {invoices} invoices, {credits} credit notes,"
                " {corrections} corrective invoices, {payments} payments and {drafts} drafts.",
                file=str(result.file),
                invoices=counts["invoice"],
                credits=counts["credit_note"],
                corrections=counts["corrective_invoice"],
                payments=counts["payment"],
                drafts=counts["draft"],
            )
        ],
    )
