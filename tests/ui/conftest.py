"""A workspace on a real data file in a temporary folder, for tests of the window."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from facturdesk.ui.theme import LIGHT, apply_theme
from facturdesk.ui.workspace import Workspace
from tests.ui.workspaces import opened_workspace
from tests.usecases.shops import new_file


@pytest.fixture
def workspace(qapp: QApplication, tmp_path: Path) -> Iterator[Workspace]:
    """An empty shop, opened on the day of tests.usecases.shops; French, light."""
    apply_theme(qapp, LIGHT)
    with opened_workspace(new_file(tmp_path), tmp_path) as made:
        yield made
