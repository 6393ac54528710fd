"""What a job is: a name and a function on a shop."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from facturdesk.usecases.shop import Shop


class JobResult(Protocol):
    """What a job gives back."""

    def to_json(self) -> dict[str, Any]:
        """Give it for other programs."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a job may need besides the shop."""

    now: dt.datetime  # aware
    backups: Path  # the user's folder for copies


@dataclass(frozen=True, slots=True)
class Job:
    """Something that runs by itself; the day is that of the shop."""

    name: str
    run: Callable[[Shop, Surroundings], JobResult]
