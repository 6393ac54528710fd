"""When an instalment is overdue, and what remains of each as money comes in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from facturdesk.domain.document import Instalment


def is_overdue(due_on: dt.date, open_minor: int, on: dt.date) -> bool:
    """Tell whether an amount is late on a day: from the day after its due date.

    Source: C. com. art. L441-10 II (the day after the settlement date).
    """
    return open_minor > 0 and due_on < on


def open_instalments(
    instalments: Sequence[Instalment], balance_minor: int
) -> tuple[Instalment, ...]:
    """Return what is still open of each instalment: money settles the earliest first.

    `balance_minor` is what remains of the whole document.
    """
    settled = sum(instalment.amount_minor for instalment in instalments) - balance_minor
    remaining = []
    for instalment in instalments:
        taken = min(max(settled, 0), instalment.amount_minor)
        settled -= taken
        if instalment.amount_minor > taken:
            remaining.append(
                Instalment(
                    instalment.sequence,
                    instalment.due_on,
                    instalment.amount_minor - taken,
                )
            )
    return tuple(remaining)


def overdue_instalments(
    instalments: Sequence[Instalment], balance_minor: int, on: dt.date
) -> tuple[Instalment, ...]:
    """Return the instalments late on a day, each with what is still open of it."""
    return tuple(
        instalment
        for instalment in open_instalments(instalments, balance_minor)
        if is_overdue(instalment.due_on, instalment.amount_minor, on)
    )
