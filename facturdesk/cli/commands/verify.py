"""`verify`: seals, originals, numbers, balances and the integrity of the data file."""

from __future__ import annotations

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.forms import Arguments, Form
from facturdesk.cli.progress import Progress
from facturdesk.cli.safekeeping import summary_lines


def describe(form: Form) -> None:
    """Take the data file."""
    form.data_file()


def run(desk: Desk, arguments: Arguments) -> Answer:
    """Verify the data file; its first fault is a refusal."""
    from facturdesk.usecases.safekeeping import verify

    with desk.open_shop(arguments.file) as shop, Progress() as progress:
        summary = verify(shop, progress=progress.show)
    said = desk.text("cli", "The data file {file} is as it was written.", file=arguments.file)
    return Answer(
        {"clean": True, **summary.to_json()}, lambda: [said, *summary_lines(desk, summary)]
    )
