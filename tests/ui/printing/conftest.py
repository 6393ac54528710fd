"""A real print service, and an ear for what the window says."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from facturdesk.ui.workspace import Workspace
from tests.system.print_service import print_service, running_print_service
from tests.ui.printing.said import Said

__all__ = ["print_service", "running_print_service"]


@pytest.fixture
def said(qtbot: QtBot, workspace: Workspace) -> Said:
    """What the window says."""
    return Said(qtbot, workspace)
