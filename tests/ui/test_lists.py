"""The list pages, as a user goes through them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from facturdesk.ui.dialogs.pay import PayDialog
from facturdesk.ui.pages.credit_notes import CreditNotesPage
from facturdesk.ui.pages.customers import CustomersPage
from facturdesk.ui.pages.invoices import InvoicesPage
from facturdesk.ui.pages.items import ItemsPage
from facturdesk.ui.pages.list_page import ListPage
from facturdesk.ui.pages.payments import PaymentsPage
from facturdesk.ui.requests import DraftRequest, ListRequest
from facturdesk.ui.theme import LIGHT, apply_theme
from facturdesk.ui.widgets.table import DataTable
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.cards import put_customer
from facturdesk.usecases.document_lists import INVOICES
from facturdesk.usecases.listing import ListWish
from facturdesk.usecases.paying import pay
from facturdesk.usecases.sales import save_sale
from tests.ui.workspaces import opened_workspace
from tests.usecases.demo_shops import demo_file
from tests.usecases.shops import CONSUMER, SALE, TODAY, sold

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)

PAGES = [InvoicesPage, CreditNotesPage, CustomersPage, ItemsPage, PaymentsPage]
Routes = list[tuple[str, object]]


@pytest.fixture
def busy(qapp: QApplication, tmp_path: Path) -> Iterator[Workspace]:
    """A shop of four hundred invoices, French, light."""
    apply_theme(qapp, LIGHT)
    with opened_workspace(demo_file(tmp_path), tmp_path) as made:
        yield made


@pytest.fixture
def routes(workspace: Workspace) -> Routes:
    return routes_of(workspace)


def routes_of(workspace: Workspace) -> Routes:
    found: Routes = []
    workspace.route_wanted.connect(lambda *route: found.append((route[0], route[1])))
    return found


def opened(
    qtbot: QtBot, workspace: Workspace, page: type[ListPage], request: ListRequest | None = None
) -> ListPage:
    """Open a page and wait until it shows everything."""
    made = page(workspace)
    qtbot.addWidget(made)
    made.resize(1080, 640)
    made.show()
    made.open(request)
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, page: ListPage) -> None:
    qtbot.waitUntil(
        lambda: (
            page.model.is_complete
            and not any(lane.busy for lane in page.workspace.lanes)
            and page.is_settled
        ),
        timeout=10_000,
    )


def numbers(page: ListPage) -> list[str]:
    model = page.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def press(page: ListPage, name: str) -> None:
    button = page.findChild(QAbstractButton, name)
    assert button is not None, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(choice: QComboBox, text: str) -> None:
    """Choose by the keyboard, from the first one down."""
    QTest.keyClick(choice, Qt.Key.Key_Home)
    while choice.currentText() != text:
        QTest.keyClick(choice, Qt.Key.Key_Down)


@pytest.mark.parametrize(
    ("page", "goes_to"),
    [
        (InvoicesPage, "draft"),
        (CreditNotesPage, "invoices"),
        (CustomersPage, "customer"),
        (ItemsPage, "item"),
    ],
)
def test_an_empty_list_has_the_button_that_makes_the_first_one(
    qtbot: QtBot, workspace: Workspace, routes: Routes, page: type[ListPage], goes_to: str
) -> None:
    made = opened(qtbot, workspace, page)
    press(made, "empty.list.new")

    assert routes == [(goes_to, None)]
    assert not made.table.isVisible()


def test_the_first_payment_is_collected_from_the_empty_list(
    qtbot: QtBot, workspace: Workspace
) -> None:
    made = opened(qtbot, workspace, PaymentsPage)
    press(made, "empty.list.new")
    dialog = made.findChild(PayDialog)

    assert dialog is not None and dialog.isVisible()
    dialog.reject()


def test_chips_narrow_the_list_and_say_what_it_comes_to(qtbot: QtBot, busy: Workspace) -> None:
    page = opened(qtbot, busy, InvoicesPage)
    totals = INVOICES.totals(busy.shop, ListWish())
    for name, total in totals.items():
        QTest.mouseClick(page.head.chips.chip(name), Qt.MouseButton.LeftButton)
        settle(qtbot, page)
        said = page.head.chips.chip(name).accessibleDescription()
        assert page.model.rowCount() == total.count
        assert said.startswith(busy.words.number(total.count))
        assert busy.words.amount(total.amount_minor or 0) in page.footer.said


def test_arrows_go_from_chip_to_chip(qtbot: QtBot, busy: Workspace) -> None:
    page = opened(qtbot, busy, InvoicesPage)
    page.activateWindow()
    page.head.chips.chip("all").setFocus()
    QTest.keyClick(page.head.chips.chip("all"), Qt.Key.Key_Right)
    settle(qtbot, page)

    assert page.head.chips.current == "draft"
    assert page.model.wish.chip == "draft"


def test_a_search_answers_as_one_types_and_leads_to_the_table(
    qtbot: QtBot, busy: Workspace
) -> None:
    page = opened(qtbot, busy, InvoicesPage)
    routes = routes_of(busy)
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    wanted = numbers(page)[60]
    QTest.keyClicks(page.head.search, wanted)
    settle(qtbot, page)
    assert numbers(page) == [wanted]

    QTest.keyClick(page.head.search, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert routes == [("document", wanted)]

    QTest.keyClicks(page.head.search, "zzz")
    settle(qtbot, page)
    press(page, "nothing.show_all")
    settle(qtbot, page)
    assert page.model.rowCount() > 400
    assert page.head.search.text() == ""


def test_a_period_is_chosen_by_name_or_typed(qtbot: QtBot, busy: Workspace) -> None:
    page = opened(qtbot, busy, InvoicesPage)
    choice = page.head.period.findChild(QComboBox, "period.choice")
    since = page.head.period.findChild(QLineEdit, "period.since")
    assert choice is not None and since is not None
    choose(choice, "Ce mois-ci")
    settle(qtbot, page)
    assert (page.model.wish.since, page.model.wish.until) == (
        dt.date(2026, 11, 1),
        dt.date(2026, 11, 30),
    )

    choose(choice, "Du … au …")
    since.clear()
    QTest.keyClicks(since, "15/10")
    QTest.keyClick(since, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert page.model.wish.since == dt.date(2026, 10, 15)
    days = [row.date for row in map(page.model.row, range(page.model.rowCount())) if row]
    assert days and min(days) >= dt.date(2026, 10, 15)


def test_a_click_on_a_heading_sorts_by_it(qtbot: QtBot, busy: Workspace) -> None:
    page = opened(qtbot, busy, InvoicesPage)
    header = page.table.horizontalHeader()
    place = header.sectionViewportPosition(8) + 20  # the total
    for descending in (False, True):
        QTest.mouseClick(
            header.viewport(),
            Qt.MouseButton.LeftButton,
            pos=QPoint(place, 10),
        )
        settle(qtbot, page)
        rows = [page.model.row(each) for each in range(page.model.rowCount())]
        amounts = [row.gross_minor for row in rows if row is not None and not row.is_draft]
        assert amounts == sorted(amounts, reverse=descending)


def test_the_selection_is_counted_added_up_and_acted_on(
    qtbot: QtBot, workspace: Workspace, routes: Routes
) -> None:
    for _ in range(3):
        sold(workspace.shop)
    page = opened(qtbot, workspace, InvoicesPage)
    assert not page.footer.has_actions
    page.table.select_positions([0, 2])
    qtbot.waitUntil(lambda: "240,00" in page.footer.said)
    assert page.footer.said == "2 factures sélectionnées · 240,00\u00a0€"

    press(page, "button.list.collect")
    qtbot.waitUntil(lambda: page.findChild(PayDialog) is not None)
    dialog = page.findChild(PayDialog)
    assert dialog is not None
    dialog.reject()

    page.table.select_positions([1])
    press(page, "button.list.duplicate")
    qtbot.waitUntil(lambda: bool(routes))
    assert routes == [("draft", DraftRequest(copy_of="F2026-00002"))]


@pytest.mark.parametrize("sure", [False, True])
def test_drafts_are_thrown_away_only_when_one_is_sure(
    qtbot: QtBot, workspace: Workspace, sure: bool
) -> None:
    sold(workspace.shop)
    for _ in range(2):
        save_sale(workspace.shop, SALE)
    page = opened(qtbot, workspace, InvoicesPage)
    workspace.hub.changed.connect(page.concerned)
    page.table.selectAll()
    said: list[str] = []
    workspace.feedback.toast.connect(said.append)

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert box is not None
        button = box.findChild(QPushButton, "confirm" if sure else "cancel")
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(50, answer)
    press(page, "button.list.discard")
    qtbot.waitUntil(lambda: bool(said) or not sure)
    settle(qtbot, page)

    assert page.model.rowCount() == (1 if sure else 3)
    assert said == (["2 brouillons supprimés"] if sure else [])


def test_what_is_written_elsewhere_is_shown_at_once_or_when_the_list_is_back(
    qtbot: QtBot, workspace: Workspace
) -> None:
    shop = workspace.shop
    sold(shop)
    page = opened(qtbot, workspace, InvoicesPage)
    workspace.hub.changed.connect(page.concerned)
    page.table.selectRow(0)
    sold(shop)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    assert [page.model.ids[place] for place in page.table.selected_positions()] == [1]

    page.hide()
    pay(shop, "F2026-00001", amount_minor=12_000, method="card")
    put_customer(shop, {"name": "Nouveau"})
    qtbot.wait(100)
    page.show()
    settle(qtbot, page)
    status = len(page.model.columns) - 1
    assert page.model.index(1, status).data() == "Payée"


def test_another_page_says_what_is_shown_and_selected(qtbot: QtBot, workspace: Workspace) -> None:
    shop = workspace.shop
    sold(shop)
    number = sold(shop, customer=CONSUMER)
    wanted = ListRequest(chip="to_collect", since=TODAY, customer_code="C0002", select=(number,))
    page = opened(qtbot, workspace, InvoicesPage, wanted)

    assert numbers(page) == [number]
    assert list(page.table.selected_positions()) == [0]
    assert page.bookmark(None) == wanted

    press(page, "list.of_customer")
    settle(qtbot, page)
    assert len(numbers(page)) == 2


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_list_is_exported_to_the_chosen_file(
    qtbot: QtBot, busy: Workspace, tmp_path: Path, suffix: str
) -> None:
    page = opened(qtbot, busy, CustomersPage)
    said: list[str] = []
    busy.feedback.toast.connect(said.append)
    page.export_action.trigger()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(tmp_path / f"clients{suffix}"))
    dialog.accept()
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)

    assert said == [f"{page.model.rowCount()} lignes enregistrées dans clients{suffix}"]
    assert (tmp_path / f"clients{suffix}").stat().st_size > 500


def test_an_export_that_is_cancelled_writes_nothing(
    qtbot: QtBot, busy: Workspace, tmp_path: Path
) -> None:
    page = opened(qtbot, busy, ItemsPage)
    before = sorted(tmp_path.iterdir())
    page.table.selectRow(0)
    page.export_selection_action.trigger()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.reject()
    qtbot.wait(50)

    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("page", PAGES)
def test_everything_one_can_press_or_fill_has_a_name(
    qtbot: QtBot, busy: Workspace, page: type[ListPage]
) -> None:
    made = opened(qtbot, busy, page)
    nameless = [
        widget
        for kind in (QAbstractButton, QLineEdit, QComboBox)
        for widget in made.findChildren(kind)
        if not isinstance(widget.parent(), QLineEdit | DataTable) and not _is_named(widget)
    ]

    assert nameless == []
    assert _is_named(made.table)
    made.grab()


def _is_named(widget: QWidget) -> bool:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return bool(widget.objectName() and (widget.accessibleName() or text))
