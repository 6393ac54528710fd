"""How long a command takes from nothing: the help, and a first page of a large file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.bench.demo_files import without_originals
from tests.bench.figures import Figure
from tests.bench.settings import Group, Settings
from tests.bench.timing import in_turns

_COMMAND: Final = Path(sys.executable).with_name("facturdesk")


def measure(settings: Settings) -> Iterator[Figure]:
    """Start the program again and again, beside an empty script that imports SQLAlchemy."""
    path = without_originals(settings).path
    script = settings.folder / "empty.py"
    script.write_text("import sqlalchemy\n", encoding="utf-8")
    helped, listed, empty = in_turns(
        [
            (lambda: _run(settings, _COMMAND, "--help"), 1),
            (lambda: _run(settings, _COMMAND, "list", path, "--limit", "20"), 1),
            (lambda: _run(settings, sys.executable, script), 1),
        ],
        rounds=11 if settings.quick else 21,
    )
    yield Figure("facturdesk --help", helped.wall, "s", 0.15)
    yield Figure(
        "facturdesk list FILE --limit 20",
        listed.wall,
        "s",
        2,
        empty.wall,
        note="an empty script importing SQLAlchemy",
    )


def _run(settings: Settings, *command: str | Path) -> None:
    subprocess.run(
        [str(part) for part in command],
        env={**os.environ, "FACTURDESK_HOME": str(settings.folder), "LANG": "fr_FR.UTF-8"},
        stdout=subprocess.DEVNULL,
        check=True,
    )


GROUP: Final = Group("starts", measure)
