"""`job`: runs one pass of what otherwise runs by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, cast

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.forms import Arguments, Form
from facturdesk.i18n import marked

if TYPE_CHECKING:  # for their types alone
    from facturdesk.usecases.backing_up import BackupResult
    from facturdesk.usecases.results import LateInstalment, OverdueResult

JOB_NAMES: Final = (
    "overdue",
    "backup",
)  # JOBS itself is loaded when one runs; a test compares them


def describe(form: Form) -> None:
    """Take the job, the data file and the day."""
    form.word(
        "job",
        marked("cli", "JOB"),
        marked(
            "cli", "overdue: flag what is late, clear what no longer is; backup: copy to safety"
        ),
        choices=JOB_NAMES,
    )
    form.data_file()
    form.day("--date", marked("cli", "as of this day instead of today"))


def run(desk: Desk, arguments: Arguments) -> Answer:
    """Run the job once."""
    from facturdesk.jobs import JOBS, Surroundings

    (job,) = [job for job in JOBS if job.name == arguments.job]
    with desk.open_shop(arguments.file, today=arguments.date) as shop:
        result = job.run(shop, Surroundings(shop.stamp().now, desk.backups))
    if job.name == "backup":
        return _told_backup(desk, cast("BackupResult", result))
    overdue = cast("OverdueResult", result)
    return Answer(result.to_json(), lambda: _lines(desk, overdue))


def _told_backup(desk: Desk, result: BackupResult) -> Answer:
    """Tell of the one copy, or why there is none."""
    (copy,) = result.copies
    if copy.refusal is not None:
        raise copy.refusal
    said = desk.text("cli", "The backup {file} is written and verified.", file=str(copy.file))
    return Answer(result.to_json(), lambda: [said])


def _lines(desk: Desk, result: OverdueResult) -> Iterable[str]:
    words = desk.catalogue
    yield words.plural(
        "cli",
        "{count} instalment is newly overdue.",
        "{count} instalments are newly overdue.",
        len(result.flagged),
    )
    yield from _listed(desk, result.flagged)
    yield words.plural(
        "cli",
        "{count} flag is cleared.",
        "{count} flags are cleared.",
        len(result.cleared),
    )
    yield from _listed(desk, result.cleared)


def _listed(desk: Desk, parts: Sequence[LateInstalment]) -> Iterable[str]:
    for part in parts:
        yield "  " + desk.text("cli", "{number}, due on {day}", number=part.number, day=part.due_on)
