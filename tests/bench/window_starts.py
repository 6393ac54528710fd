"""How long until the window is seen, and until its first list is: beside yardsticks, from nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.bench.demo_files import without_originals
from tests.bench.figures import Figure
from tests.bench.settings import ROOT, Group, Settings
from tests.bench.timing import in_turns


def measure(settings: Settings) -> Iterator[Figure]:
    """Start the window again and again, in turns with the yardsticks."""
    path = without_originals(settings).path
    shell, bare, listed, query = in_turns(
        [
            (lambda: _run(settings, "started_window", "shell", path), 1),
            (lambda: _run(settings, "yardstick_window", "bare"), 1),
            (lambda: _run(settings, "started_window", "list", path), 1),
            (lambda: _run(settings, "yardstick_window", "list", path), 1),
        ],
        rounds=11 if settings.quick else 21,
    )
    yield Figure("window: seen", shell.wall, "s", 1.5, bare.wall, note="a bare PySide6 window")
    yield Figure(
        "window: first list filled",
        listed.wall,
        "s",
        1.3,
        query.wall,
        note="PySide6, SQLAlchemy and a SQLite list",
    )


def _run(settings: Settings, script: str, mode: str, *files: Path) -> None:
    command = [sys.executable, "-m", f"tests.bench.{script}", mode, *map(str, files)]
    subprocess.run(
        command,
        cwd=ROOT,
        env={
            **os.environ,
            "FACTURDESK_HOME": str(settings.folder),
            "LANG": "fr_FR.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )


GROUP: Final = Group("window-starts", measure)
