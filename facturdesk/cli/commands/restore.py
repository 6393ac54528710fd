"""`restore`: puts a backup in the place of a data file, or accepts a file put there by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.forms import Arguments, Form
from facturdesk.cli.safekeeping import summary_lines
from facturdesk.domain.errors import ActionableError
from facturdesk.i18n import marked

if TYPE_CHECKING:  # for its type alone
    from facturdesk.usecases.safekeeping import RestoreResult


class RestoreNotConfirmed(ActionableError):
    """A restore replaces a data file: it wants to be confirmed."""

    code = "restore-not-confirmed"


def describe(form: Form) -> None:
    """Take the data file, the backup, and the word that it is meant."""
    form.data_file()
    form.path_option(
        "--from",
        marked("cli", "BACKUP"),
        marked(
            "cli",
            "the backup; without it, a file older than what was last seen of it is accepted"
            " as it stands",
        ),
    )
    form.flag("--yes", marked("cli", "yes, go on from there; nothing is deleted"))


def run(desk: Desk, arguments: Arguments) -> Answer:
    """Restore the data file; what was there is kept beside it."""
    from facturdesk.usecases.safekeeping import accept_behind, restore

    if not arguments.yes:
        raise RestoreNotConfirmed(file=str(arguments.file))
    copy = vars(arguments)["from"]
    state, stamp = desk.state(), desk.stamp()
    if copy is None:
        result = accept_behind(arguments.file, state=state, stamp=stamp)
    else:
        label = desk.text("cli", "before the restore of")
        result = restore(arguments.file, copy, state=state, stamp=stamp, label=label)
    data = {"file": str(arguments.file), **result.to_json()}
    return Answer(data, lambda: _lines(desk, arguments, result))


def _lines(desk: Desk, arguments: Arguments, result: RestoreResult) -> Iterable[str]:
    yield desk.text("cli", "The data file {file} is restored.", file=arguments.file)
    if result.kept is not None:
        yield desk.text("cli", "What was there is kept as {file}.", file=result.kept)
    if result.blind:
        yield desk.text(
            "cli",
            "Nothing is known of what was recorded after the backup: compare with the last"
            " invoice you sent before you issue another.",
        )
    if result.passed_over:
        yield desk.catalogue.plural(
            "cli",
            "{count} number will not be given again: it was used after the backup.",
            "{count} numbers will not be given again: they were used after the backup.",
            result.passed_over,
        )
    yield from summary_lines(desk, result.summary)
