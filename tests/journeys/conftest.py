"""The window of the journeys: light, French, in folders of its own, with a printer of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from facturdesk.ui.theme import LIGHT, apply_theme
from tests.journeys.counter import Counter
from tests.journeys.programs import DAY, Calendar
from tests.system.print_service import print_service, running_print_service

__all__ = ["print_service", "running_print_service"]


@pytest.fixture
def home(qapp: QApplication, tmp_path: Path) -> Path:
    """The profile of somebody who never had the program."""
    apply_theme(qapp, LIGHT)
    return tmp_path / "home"


@pytest.fixture
def calendar() -> Calendar:
    """The clock on the wall; a test may move it."""
    return Calendar(DAY)


@pytest.fixture
def counter(qapp: QApplication, tmp_path: Path, calendar: Calendar) -> Iterator[Counter]:
    """A shop with two customers, closed; at the end it is closed again."""
    apply_theme(qapp, LIGHT)
    made = Counter(tmp_path, calendar)
    yield made
    made.close()
