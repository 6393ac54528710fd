"""Every VAT situation of the tests' own sales, typed in the window, comes to what they come to."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

import pytest
from PySide6.QtWidgets import QApplication

from facturdesk.domain.cards import Company, CustomerCard
from facturdesk.domain.document import Document
from facturdesk.domain.freezing import freeze
from facturdesk.domain.parties import Seller
from facturdesk.domain.sale import Sale
from facturdesk.domain.vat_cases import implied_case
from facturdesk.storage.parties import save_party
from facturdesk.ui.theme import LIGHT, apply_theme
from facturdesk.usecases.examining import examine
from facturdesk.usecases.viewing import original
from tests.documents.agreement import disagreements
from tests.domain.samples import issue
from tests.domain.strategies import SITUATIONS
from tests.journeys.clerk import Clerk
from tests.journeys.programs import Calendar, running
from tests.usecases.shops import new_file, opened, stamped

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)

_MOST_LINES: Final = 3


@cache
def made(situation: str) -> tuple[Seller, Sale]:
    """Draw a sale of a situation that is typed quickly; an item's code is not typed."""
    dice = random.Random(situation)
    while True:
        by, sale = SITUATIONS[situation](dice)
        if len(sale.lines) <= _MOST_LINES:
            break
    lines = tuple(replace(line, item_code="") for line in sale.lines)
    return by, replace(sale, lines=lines, receipts=sale.receipts[:1])


def _shops() -> dict[str, list[str]]:
    """Give the situations of each shop under the name of the first of them."""
    shops: dict[Seller, list[str]] = {}
    for situation in SITUATIONS:
        shops.setdefault(made(situation)[0], []).append(situation)
    return {situations[0]: situations for situations in shops.values()}


SHOPS: Final = _shops()


@pytest.fixture(scope="module")
def clerk(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Clerk]:
    """Somebody in a shop whose customers have their cards."""
    apply_theme(qapp, LIGHT)
    folder = tmp_path_factory.mktemp(request.param)
    situations = SHOPS[request.param]
    path = new_file(folder, Company(made(situations[0])[0]))
    customers = {made(each)[1].customer for each in situations}
    bare = {replace(each, delivery_address=None) for each in customers}
    with opened(path) as shop, shop.store.write(stamped(shop.today)) as tx:
        for rank, each in enumerate(sorted(bare, key=lambda each: each.name)):
            save_party(tx, CustomerCard(replace(each, code=f"C{rank}")))
    with running(folder / "home", Calendar(shop.today), path) as program:
        made_clerk = Clerk(program)
        made_clerk.implied = implied_case(made(situations[0])[0])
        yield made_clerk


@pytest.mark.parametrize(
    ("clerk", "situation"),
    [(shop, situation) for shop, situations in SHOPS.items() for situation in situations],
    indirect=["clerk"],
    scope="module",
    ids=[situation for situations in SHOPS.values() for situation in situations],
)
def test_a_sale_typed_in_the_window_is_the_invoice_that_the_law_wants(
    clerk: Clerk, situation: str
) -> None:
    by, sale = made(situation)
    clerk.type_sale(sale)
    on_screen = clerk.read("totals.total")
    clerk.issue()

    document, pdf = issued(clerk)
    expected = freeze(sale, issue(by), document.number)
    assert on_screen == clerk.plain(clerk.words.money(expected.gross_minor))
    assert comparable(document) == comparable(expected)
    assert disagreements(document, pdf) == []


def issued(clerk: Clerk) -> tuple[Document, bytes]:
    """Read what was just issued, and its original."""
    number = clerk.read("document.title").split()[-1]
    workspace = clerk.program.window.workspace
    assert workspace is not None
    return examine(workspace.shop, number).document, original(workspace.shop, number)


def comparable(document: Document) -> Document:
    """Leave the codes of cards out of account."""
    return replace(document, customer=replace(document.customer, code=""))
