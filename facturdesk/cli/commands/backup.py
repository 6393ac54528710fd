"""`backup`: writes a verified copy of a data file, also while it is in use."""

from __future__ import annotations

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.forms import Arguments, Form
from facturdesk.cli.progress import Progress
from facturdesk.cli.safekeeping import summary_lines
from facturdesk.i18n import marked


def describe(form: Form) -> None:
    """Take the data file and where to write."""
    form.data_file()
    form.output(marked("cli", "the backup to write"), stream=False)


def run(desk: Desk, arguments: Arguments) -> Answer:
    """Write the backup."""
    from facturdesk.usecases.safekeeping import backup

    with desk.open_shop(arguments.file) as shop, Progress() as progress:
        summary = backup(shop, arguments.output, progress=progress.show)
    file = str(arguments.output)
    said = desk.text("cli", "The backup {file} is written and verified.", file=file)
    return Answer(
        {"file": file, **summary.to_json()}, lambda: [said, *summary_lines(desk, summary)]
    )
