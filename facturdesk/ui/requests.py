"""What one page asks another to show: the arguments of routes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """A new draft: empty, or made from what exists; for the route `draft`."""

    customer_code: str | None = None
    copy_of: str | None = None  # the number of a document to duplicate
    corrects: str | None = None  # the number of an invoice that this one cancels and replaces


@dataclass(frozen=True, slots=True)
class ListRequest:
    """What a list shows when it is gone to; for the routes of lists."""

    chip: str | None = None  # all, draft, to_collect, overdue, paid
    since: dt.date | None = None
    until: dt.date | None = None
    text: str = ""
    customer_code: str | None = None
    select: tuple[str, ...] = field(default=())  # numbers or codes to select
