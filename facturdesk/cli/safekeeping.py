"""How what a data file holds is told at the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from facturdesk.cli.desk import Desk
from facturdesk.cli.tables import aligned

if TYPE_CHECKING:  # for its type alone
    from facturdesk.usecases.safekeeping import FileSummary


def summary_lines(desk: Desk, summary: FileSummary) -> Iterable[str]:
    """Tell what a verified data file holds."""
    number = desk.catalogue.number
    facts = [
        (desk.text("cli", "Documents"), number(summary.documents)),
        (desk.text("cli", "Originals"), number(summary.originals)),
        (desk.text("cli", "Payments"), number(summary.payments)),
        (desk.text("cli", "Seals"), number(summary.seals)),
    ]
    yield from (f"  {line}" for line in aligned(facts, right=(1,)))
    if summary.demonstration:
        yield "  " + desk.text("cli", "a demonstration shop, in which originals may be absent")
