"""Every VAT situation can be written in the editor, in words, and comes to the same cent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facturdesk.domain.cards import Company, CustomerCard
from facturdesk.domain.document import Document
from facturdesk.domain.freezing import Issue, freeze
from facturdesk.domain.sale import Sale
from facturdesk.storage.parties import save_party
from facturdesk.ui.theme import LIGHT, apply_theme
from tests.domain.strategies import SITUATIONS, build
from tests.ui.editor.hands import OFFSCREEN, Hands
from tests.ui.editor.writing import write_sale
from tests.ui.workspaces import opened_workspace
from tests.usecases.shops import new_file

pytestmark = OFFSCREEN


@pytest.mark.parametrize("seed", [7, 23])
@pytest.mark.parametrize("name", sorted(SITUATIONS))
def test_a_situation_is_written_by_hand(
    name: str, seed: int, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    seller, sale = build(name, seed)
    sale = replace(sale, receipts=sale.receipts[:1])
    apply_theme(qapp, LIGHT)
    with opened_workspace(new_file(tmp_path, Company(seller)), tmp_path) as workspace:
        with workspace.shop.store.write(workspace.shop.stamp()) as tx:
            save_party(tx, CustomerCard(sale.customer))
        hands = Hands(qtbot, workspace)
        hands.open()
        write_sale(hands, sale)
        issue = hands.session.ground.issue(sale)
        hands.page.may_leave()

        assert list(hands.missing()) == []
        assert _bare(hands.sale, issue) == _bare(sale, issue)


def _bare(sale: Sale, issue: Issue) -> Document:
    """Freeze a sale as far as hands can write it: the code of an item comes with the item."""
    lines = tuple(replace(line, item_code="") for line in sale.lines)
    plain = replace(sale, lines=lines)
    return freeze(plain, issue, "F2026-00001")
