"""The first page: figures, charts and what there is to do, each leading to what is behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facturdesk.ui.pages.home import HomePage
from facturdesk.ui.requests import ListRequest
from facturdesk.ui.theme import DARK, LIGHT, apply_theme
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.paying import pay
from facturdesk.usecases.sales import save_sale
from tests.ui.workspaces import opened_workspace
from tests.usecases.shops import SALE, new_file, opened, sold

TODAY = dt.date(2026, 12, 28)  # four days after the first invoice was due
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Routes = list[tuple[str, object]]


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[HomePage]:
    """The page of a shop with one late invoice, one paid in part, and a draft."""
    apply_theme(qapp, LIGHT)
    path = new_file(tmp_path)
    with opened(path) as shop:
        sold(shop)
        pay(shop, sold(shop, terms={"days": 60}), amount_minor=5_000, method="card")
        save_sale(shop, SALE)
    with opened_workspace(path, tmp_path, today=TODAY) as workspace:
        made = HomePage(workspace)
        qtbot.addWidget(made)
        made.resize(1080, 640)
        _opened(qtbot, made)
        yield made


@pytest.fixture
def routes(page: HomePage) -> Routes:
    """Where the page led."""
    gone: Routes = []
    page.workspace.route_wanted.connect(lambda name, argument: gone.append((name, argument)))
    return gone


def test_the_four_figures_are_there(page: HomePage) -> None:
    shown = {name: (card.figure, card.detail) for name, card in page.figures.items()}

    assert _plain(shown["to_collect"]) == "190,00 €|2 factures"
    assert _plain(shown["overdue"]) == "120,00 €|1 facture"
    assert _plain(shown["received"]) == "0,00 €|0 règlement"
    assert _plain(shown["sales"]) == "0,00 €|rien du 01/12/2025 au 28/12/2025"


@pytest.mark.parametrize(
    ("figure", "route"),
    [
        ("to_collect", ("invoices", ListRequest(chip="to_collect"))),
        ("overdue", ("invoices", ListRequest(chip="overdue"))),
        ("received", ("payments", ListRequest(since=TODAY.replace(day=1), until=TODAY))),
        ("sales", ("invoices", ListRequest(since=TODAY.replace(day=1), until=TODAY))),
    ],
)
def test_a_figure_leads_to_its_list(
    page: HomePage, routes: Routes, figure: str, route: tuple[str, object]
) -> None:
    QTest.keyClick(page.figures[figure], Qt.Key.Key_Return)
    QTest.mouseClick(page.figures[figure], Qt.MouseButton.LeftButton)

    assert routes == [route, route]


def test_what_there_is_to_do_leads_there(page: HomePage, routes: Routes) -> None:
    assert page.to_do.shown() == ["late", "drafts", "backup"]
    assert page.to_do.line("drafts").text() == "1 brouillon à émettre"
    for name in page.to_do.shown():
        QTest.keyClick(page.to_do.line(name), Qt.Key.Key_Space)

    assert routes == [
        ("invoices", ListRequest(chip="overdue")),
        ("invoices", ListRequest(chip="draft")),
        ("settings", "backup"),
    ]


def test_only_what_can_be_done_is_an_action_of_the_page(page: HomePage) -> None:
    names = [action.objectName() for action in page.page_actions if action.isVisible()]

    assert names == [
        "home.to_collect",
        "home.overdue",
        "home.received",
        "home.sales",
        "home.drafts",
        "home.backup",
    ]


def test_the_months_are_read_with_the_keyboard(page: HomePage, routes: Routes) -> None:
    chart = page.months.chart
    heard: list[str] = []
    chart.announced.connect(heard.append)
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert _plain(heard) == "novembre 2026 : ventes 240,00 €, encaissements 50,00 €"

    QTest.keyClick(chart, Qt.Key.Key_Return)
    month = ListRequest(since=dt.date(2026, 11, 1), until=dt.date(2026, 11, 30))
    assert routes == [("invoices", month)]


def test_the_forecast_says_what_is_late_apart(page: HomePage, routes: Routes) -> None:
    described = page.forecast.chart.accessibleDescription().splitlines()
    assert len(described) == 13
    assert _plain(described[3:4]) == "Du 18/01/2027 au 24/01/2027 : à encaisser 70,00 €"
    assert _plain([page.late.text()]) == "Déjà en retard : 120,00 €"

    QTest.mouseClick(page.late, Qt.MouseButton.LeftButton)
    assert routes == [("invoices", ListRequest(chip="overdue"))]


def test_what_is_written_is_seen_a_moment_later(qtbot: QtBot, page: HomePage) -> None:
    shop = page.workspace.shop
    page.workspace.hub.changed.connect(page.concerned)
    page.workspace.writer.run(lambda: pay(shop, "F2026-00001", amount_minor=12_000, method="card"))

    qtbot.waitUntil(lambda: page.figures["overdue"].figure.startswith("0,00"))
    assert page.to_do.shown() == ["drafts", "backup"]


def test_a_page_not_shown_looks_again_when_it_is(qtbot: QtBot, page: HomePage) -> None:
    page.hide()
    pay(page.workspace.shop, "F2026-00001", amount_minor=12_000, method="card")
    page.concerned(frozenset({"payment:2"}))
    page.show()

    qtbot.waitUntil(lambda: page.figures["overdue"].figure.startswith("0,00"))


def test_everything_can_be_drawn_in_both_themes(page: HomePage, qapp: QApplication) -> None:
    light = page.grab().toImage()
    apply_theme(qapp, DARK)
    dark = page.grab().toImage()
    apply_theme(qapp, LIGHT)

    assert light.pixelColor(2, 2).lightness() > 200
    assert dark.pixelColor(2, 2).lightness() < 60


def _opened(qtbot: QtBot, page: HomePage) -> None:
    page.show()
    page.open(None)
    qtbot.waitUntil(lambda: bool(page.figures["sales"].figure), timeout=5000)
    qtbot.waitUntil(lambda: bool(page.months.chart.accessibleDescription()), timeout=5000)


def _plain(texts: tuple[str, ...] | list[str]) -> str:
    """Join texts, with common spaces in the place of those that do not break."""
    return "|".join(texts).replace("\u00a0", " ").replace("\u202f", " ")


def test_an_empty_shop_is_guided_until_it_has_sold(qtbot: QtBot, workspace: Workspace) -> None:
    page = HomePage(workspace)
    qtbot.addWidget(page)
    page.resize(1080, 640)
    page.show()
    qtbot.waitUntil(lambda: page.first_steps is not None)
    assert page.first_steps is not None
    assert page.first_steps.isVisible()
    assert not page.months.isVisible()
    assert page.to_do.shown() == ["backup"]  # the file is three weeks old

    sold(workspace.shop)
    page.concerned(frozenset({"document:1"}))
    qtbot.waitUntil(page.months.isVisible)
    assert page.first_steps.isVisible() and page.to_do.isVisible()
