"""The editor on a shop with a few cards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facturdesk.domain.cards import Company
from facturdesk.ui.theme import LIGHT, apply_theme
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.cards import put_customer, put_item
from tests.domain.samples import seller
from tests.ui.editor.hands import Hands
from tests.ui.workspaces import opened_workspace
from tests.usecases.shops import CONSUMER, FIRM, new_file

TEA = {
    "code": "THE-01",
    "name": "Thé vert sencha",
    "price": "8.90",
    "price_includes_vat": True,
    "vat_rate": "5.5",
    "barcode": "3760000000017",
    "cost": "4.00",
}
POT = {"code": "THE-02", "name": "Théière en fonte", "price": "40.00", "vat_rate": "20"}


@pytest.fixture
def workspace(qapp: QApplication, tmp_path: Path) -> Iterator[Workspace]:
    """A shop that bears VAT, with two customers and two items."""
    apply_theme(qapp, LIGHT)
    with opened_workspace(new_file(tmp_path, Company(seller())), tmp_path) as made:
        put_customer(made.shop, FIRM)
        put_customer(made.shop, CONSUMER)
        put_item(made.shop, TEA)
        put_item(made.shop, POT)
        made.preferences.put("editor/issue_explained", True)
        yield made


@pytest.fixture
def hands(qtbot: QtBot, workspace: Workspace) -> Iterator[Hands]:
    """The editor with a new draft; left at the end, as the window leaves it."""
    made = Hands(qtbot, workspace)
    made.open()
    yield made
    made.page.may_leave()
