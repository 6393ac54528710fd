"""What a run of the bench is asked for, and where its files are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from tests.bench.figures import Figure

ROOT: Final = Path(__file__).resolve().parents[2]
_MADE_BY: Final = ("facturdesk/domain", "facturdesk/storage", "facturdesk/usecases")


@dataclass(frozen=True, slots=True)
class Settings:
    """How much is measured."""

    quick: bool
    cache: Path  # large files stay here between runs
    folder: Path  # for this run only

    @property
    def many(self) -> int:
        """Invoices of the large file without originals."""
        return 100_000 if self.quick else 1_000_000

    @property
    def with_originals(self) -> int:
        """Invoices of the file with originals."""
        return 2_000 if self.quick else 20_000


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that are measured together."""

    name: str
    measure: Callable[[Settings], Iterator[Figure]]


@cache
def program_key() -> str:
    """Give a name that changes with the code that makes data files."""
    digest = hashlib.sha256()
    for folder in _MADE_BY:
        for path in sorted((ROOT / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
