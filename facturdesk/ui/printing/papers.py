"""Sends papers to a printer one after the other: one job each, in order, with progress.

Each document is its own job: the bytes stay those stored, each begins on a new sheet even
on both sides, and what the printer has taken is known document by document. A queue prints
its jobs in the order in which it got them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from facturdesk.domain.errors import ActionableError
from facturdesk.ui.activity import Activity
from facturdesk.ui.lanes import Cancelled
from facturdesk.ui.printing.engines import engine
from facturdesk.ui.printing.setup import PrintSetup
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.printers import Handling
from facturdesk.usecases.printing import PrintingStopped

FEW: Final = 5


@dataclass(frozen=True, slots=True)
class Paper:
    """Something to print; both functions are called off the GUI thread."""

    title: str
    ready: Callable[[PrintSetup], bytes]
    printed: Callable[[PrintSetup], None]  # the printer has taken it


def print_papers(
    workspace: Workspace,
    papers: Sequence[Paper],
    setup: PrintSetup,
    *,
    failed: Callable[[Exception], None] | None = None,
) -> None:
    """Print papers in their order; the status line shows how far it is, and stops it.

    What goes wrong is said, unless `failed` is given and does it.
    """
    words = workspace.words
    title = words.plural(
        "ui", "Printing {count} document", "Printing {count} documents", len(papers)
    )

    def say(count: int) -> None:
        if count < len(papers):
            workspace.feedback.done(_stopped(workspace, count, len(papers)))
            return
        workspace.feedback.done(_sent(workspace, papers, setup))

    workspace.activities.run(
        workspace.batch if len(papers) > FEW else workspace.printing,  # a long row lets one pass
        title,
        lambda activity: _send_all(papers, setup, activity),
        done=say,  # whoever asked, and be they gone: the user is told
        failed=failed,
    )


def _send_all(papers: Sequence[Paper], setup: PrintSetup, activity: Activity) -> int:
    """Send them; gives how many went, fewer where the user stopped it."""
    for count, paper in enumerate(papers):
        try:
            activity(count, len(papers))
            _send(paper, setup, step=partial(activity, count, len(papers)))
        except Cancelled:
            return count
        except ActionableError as error:
            if not count:  # nothing went, so nothing of it is to be told
                raise
            raise PrintingStopped(
                error, done=count, count=len(papers), title=paper.title
            ) from error
    return len(papers)


def _send(paper: Paper, setup: PrintSetup, *, step: Callable[[], None]) -> None:
    way = engine()
    way.check(setup.printer)
    handling = Handling(paper.title, setup.copies, setup.duplex)
    way.send(setup.printer, paper.ready(setup), handling, step=step)
    paper.printed(setup)


def _sent(workspace: Workspace, papers: Sequence[Paper], setup: PrintSetup) -> str:
    words = workspace.words
    if len(papers) == 1:
        return words.text(
            "ui", "{title}: sent to {printer}", title=papers[0].title, printer=setup.printer
        )
    return words.plural(
        "ui",
        "{count} document sent to {printer}",
        "{count} documents sent to {printer}",
        len(papers),
        printer=setup.printer,
    )


def _stopped(workspace: Workspace, count: int, total: int) -> str:
    return workspace.words.text(
        "ui", "Printing stopped: {count} of {total} documents were sent", count=count, total=total
    )
