"""The search of the window: what is typed is found as one types, by keyboard and mouse."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from facturdesk.ui.models.hits import Hit, HitModel, action_hits
from facturdesk.ui.requests import ListRequest
from facturdesk.ui.widgets.global_search import GlobalSearch
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.cards import put_customer, put_item
from facturdesk.usecases.sales import save_sale
from tests.usecases.shops import CONSUMER, SALE, sold

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)

Routes = list[tuple[str, object]]


@pytest.fixture
def routes(workspace: Workspace) -> Routes:
    """Where the search led."""
    gone: Routes = []
    workspace.route_wanted.connect(lambda page, argument: gone.append((page, argument)))
    return gone


@pytest.fixture
def search(qtbot: QtBot, workspace: Workspace) -> Iterator[GlobalSearch]:
    """A search in a window with one command and another field, over a shop that sold."""
    number = sold(workspace.shop)
    assert number == "F2026-00001"
    put_customer(workspace.shop, {**CONSUMER, "code": "C0002"})
    put_item(
        workspace.shop, {"code": "THE", "name": "Thé vert", "price": "50.00", "vat_rate": "20"}
    )
    save_sale(workspace.shop, {**SALE, "customer": "C0002"})
    window = QMainWindow()
    settings = QAction("&Réglages…", window)
    settings.setShortcut("Ctrl+9")
    settings.triggered.connect(lambda: workspace.go("settings"))
    field = GlobalSearch(workspace, lambda: [settings])
    window.addAction(field.action)
    host = QWidget()
    column = QVBoxLayout(host)
    column.addWidget(field)
    other = QLineEdit()
    other.setObjectName("other")
    column.addWidget(other)
    column.addStretch()
    window.setCentralWidget(host)
    window.resize(1000, 600)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitActive(window)
    field.focus_search()
    yield field
    window.close()  # kept alive until here


def test_a_customer_is_found_by_the_beginning_of_a_word(
    qtbot: QtBot, search: GlobalSearch, routes: Routes
) -> None:
    assert _typed(qtbot, search, "dup")[:2] == ["Clients", "Anne Dupont"]

    QTest.keyClick(search, Qt.Key.Key_Return)
    assert routes == [("customer", "C0002")]
    assert not search.hits.isVisible() and not search.text()


@pytest.mark.parametrize(
    "text", ["F2026-00001", "f2026-1", "2026-1", "120", "120,00", "120 client"]
)
def test_an_invoice_is_found_by_number_amount_and_customer(
    qtbot: QtBot, search: GlobalSearch, routes: Routes, text: str
) -> None:
    _typed(qtbot, search, text)
    QTest.keyClick(search, Qt.Key.Key_Return)

    assert routes == [("document", "F2026-00001")]


@pytest.mark.parametrize("text", ["200000008", "200 000 008", "20000000800017", "FR00200000008"])
def test_a_firm_is_found_by_its_siren(
    qtbot: QtBot, search: GlobalSearch, routes: Routes, text: str
) -> None:
    assert "Client SA" in _typed(qtbot, search, text)


def test_each_kind_has_its_heading(qtbot: QtBot, search: GlobalSearch) -> None:
    rows = _typed(qtbot, search, "the")
    assert rows == ["Factures et avoirs", "F2026-00001  ·  Client SA", "Articles", "Thé vert"]


def test_the_arrows_choose_and_skip_headings(
    qtbot: QtBot, search: GlobalSearch, routes: Routes
) -> None:
    _typed(qtbot, search, "the")
    QTest.keyClick(search, Qt.Key.Key_Down)
    QTest.keyClick(search, Qt.Key.Key_Down)  # past the last: the first again
    QTest.keyClick(search, Qt.Key.Key_Up)
    assert search.accessibleDescription().startswith("Articles, Thé vert, THE")

    QTest.keyClick(search, Qt.Key.Key_Return)
    assert routes == [("item", "THE")]


def test_a_draft_is_opened_by_the_mouse(qtbot: QtBot, search: GlobalSearch, routes: Routes) -> None:
    rows = _typed(qtbot, search, "anne")
    view = search.hits.view
    place = view.visualRect(view.model().index(rows.index("Brouillons") + 1, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())

    assert routes == [("draft", 1)]


def test_a_page_or_command_is_found_and_run(
    qtbot: QtBot, search: GlobalSearch, routes: Routes
) -> None:
    assert _typed(qtbot, search, "regl") == ["Commandes", "Réglages"]
    QTest.keyClick(search, Qt.Key.Key_Return)

    assert routes == [("settings", None)]


def test_commands_that_begin_with_the_text_come_first_and_the_short_ones(
    workspace: Workspace,
) -> None:
    names = ["Voir les factures en retard", "Factures en retard", "&Factures"]
    actions = [QAction(name) for name in names]
    found = action_hits(actions, "fact", words=workspace.words)

    assert [hit.title for hit in found[1:]] == [
        "Factures",
        "Factures en retard",
        "Voir les factures en retard",
    ]


def test_enter_before_the_answer_opens_what_is_found_first(
    qtbot: QtBot, search: GlobalSearch, routes: Routes
) -> None:
    QTest.keyClicks(search, "F2026-00001")
    QTest.keyClick(search, Qt.Key.Key_Return)  # the answer is on its way to this thread

    qtbot.waitUntil(lambda: routes == [("document", "F2026-00001")])


def test_the_caret_never_leaves_the_field(qtbot: QtBot, search: GlobalSearch) -> None:
    _typed(qtbot, search, "client")
    assert search.hits.isVisible() and search.hasFocus()

    QTest.keyClicks(search, " sa")
    assert search.text() == "client sa" and search.hasFocus()


def test_escape_closes_the_list_then_empties_the_field(qtbot: QtBot, search: GlobalSearch) -> None:
    _typed(qtbot, search, "client")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert not search.hits.isVisible() and search.text() == "client"

    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    with qtbot.waitSignal(search.left):
        QTest.keyClick(search, Qt.Key.Key_Escape)


def test_leaving_the_field_closes_the_list(qtbot: QtBot, search: GlobalSearch) -> None:
    _typed(qtbot, search, "client")
    other = search.window().findChild(QLineEdit, "other")
    assert isinstance(other, QLineEdit)
    other.setFocus()

    assert not search.hits.isVisible()
    QTest.keyClick(other, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert search.hasFocus()


def test_what_nothing_has_is_said(qtbot: QtBot, search: GlobalSearch) -> None:
    assert _typed(qtbot, search, "zzzz") == []

    assert search.hits.isVisible()
    assert search.accessibleDescription() == "Rien ne correspond à «\u00a0zzzz\u00a0»."


def test_where_there_is_more_the_whole_list_is_offered(
    qtbot: QtBot, search: GlobalSearch, workspace: Workspace, routes: Routes
) -> None:
    for _ in range(5):
        sold(workspace.shop)
    rows = _typed(qtbot, search, "client")
    assert rows[-1] == "Toutes les factures trouvées"
    QTest.keyClick(search, Qt.Key.Key_Up)
    QTest.keyClick(search, Qt.Key.Key_Return)

    assert routes == [("invoices", ListRequest(text="client"))]


def test_the_model_keeps_the_rules_of_qt(qtbot: QtBot) -> None:
    model = HitModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.put([Hit("Clients"), Hit("Anne", act=list)])
    model.put([])

    assert model.places == []


def _typed(qtbot: QtBot, search: GlobalSearch, text: str) -> list[str]:
    """Type, wait for the answer to the whole text, and give its rows."""
    QTest.keyClicks(search, text)
    qtbot.waitUntil(lambda: search.answered == text, timeout=5000)
    model = search.hits.view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]
