"""What verification can find, as values: a code of the catalogue and the facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

Progress = Callable[[int, int], None]  # done, total


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing in the data file that is not as it was written; `params` fill its sentence."""

    code: str
    params: dict[str, object] = field(default_factory=dict)
