"""Tables: long lists read a page at a time, columns kept, rows drawn and said."""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from facturdesk.storage.errors import DataFileUnreachable
from facturdesk.ui.lists.document_columns import document_columns, invoice_columns
from facturdesk.ui.models.badges import BADGE_ROLE, WORDS, BadgeDelegate, badge_of
from facturdesk.ui.models.columns import Column
from facturdesk.ui.models.differences import differences, places_of
from facturdesk.ui.models.paged import FIRST, PagedModel
from facturdesk.ui.models.table_model import RowsModel
from facturdesk.ui.theme import DARK, LIGHT, apply_theme
from facturdesk.ui.widgets.badge import Badge
from facturdesk.ui.widgets.document_table import DocumentTable
from facturdesk.ui.widgets.table import DataTable
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.crediting import credit
from facturdesk.usecases.document_lists import INVOICES, ListedDocument
from facturdesk.usecases.listing import Field, FieldKind, ListWish
from facturdesk.usecases.paying import pay
from facturdesk.usecases.sales import save_sale
from facturdesk.usecases.shop import Shop
from tests.ui.workspaces import opened_workspace
from tests.usecases.demo_shops import demo_file
from tests.usecases.shops import CONSUMER, SALE, sold

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def busy(qapp: QApplication, tmp_path: Path) -> Iterator[Workspace]:
    """A shop of four hundred invoices, French, light."""
    apply_theme(qapp, LIGHT)
    with opened_workspace(demo_file(tmp_path), tmp_path) as made:
        yield made


def shown(qtbot: QtBot, workspace: Workspace, wish: ListWish | None = None) -> PagedModel:
    """Show invoices and wait until all of them are there."""
    model = PagedModel(workspace, INVOICES, invoice_columns(workspace.words), workspace)
    QAbstractItemModelTester(model, FATAL, model)
    with qtbot.waitSignal(model.completed, timeout=5000):
        model.show(wish or ListWish())
    return model


def texts(model: QAbstractItemModel, column: int) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_first_page_is_there_before_the_rest(qtbot: QtBot, busy: Workspace) -> None:
    model = PagedModel(busy, INVOICES, invoice_columns(busy.words), busy)
    QAbstractItemModelTester(model, FATAL, model)
    seen: list[int] = []
    model.filled.connect(lambda: seen.append(model.rowCount()))
    with qtbot.waitSignal(model.completed, timeout=5000):
        model.show(ListWish())

    assert seen == [FIRST]
    assert model.rowCount() == len(INVOICES.ids(busy.shop, ListWish())) > 400


def test_every_row_is_the_one_of_its_place(qtbot: QtBot, busy: Workspace) -> None:
    model = shown(qtbot, busy, ListWish(sort="customer", descending=True))
    rows = INVOICES.rows(busy.shop, INVOICES.ids(busy.shop, model.wish))

    places = list(range(len(rows)))
    Random(1).shuffle(places)
    assert all(model.row(place) == rows[place] for place in places)
    assert texts(model, 0) == [row.number for row in rows]


def test_a_change_of_wish_shows_other_rows(qtbot: QtBot, busy: Workspace) -> None:
    model = shown(qtbot, busy)
    with qtbot.waitSignal(model.completed, timeout=5000):
        model.show(ListWish(chip="overdue"))

    rows = [model.row(place) for place in range(model.rowCount())]
    assert {row.status for row in rows if row is not None} == {"overdue"}
    assert None not in rows


def test_of_wishes_that_come_quickly_the_last_is_shown(qtbot: QtBot, busy: Workspace) -> None:
    model = shown(qtbot, busy)
    for length in range(1, 6):
        model.show(ListWish(text="ateli"[:length]))
    wish = ListWish(text="atelier")
    model.show(wish)
    qtbot.waitUntil(lambda: model.is_complete and model.wish == wish, timeout=5000)

    assert model.ids == INVOICES.ids(busy.shop, wish)


def test_what_is_written_meanwhile_is_shown_where_it_belongs(
    qtbot: QtBot, workspace: Workspace
) -> None:
    shop = workspace.shop
    for _ in range(5):
        sold(shop)
    model = shown(qtbot, workspace, ListWish(chip="to_collect"))
    table = DataTable("t", workspace.words)
    qtbot.addWidget(table)
    table.set_model(model)
    table.select_positions([0, 3])
    pay(shop, "F2026-00004", amount_minor=12_000, method="card")
    sold(shop)
    with qtbot.waitSignal(model.completed, timeout=5000):
        model.refresh()

    assert texts(model, 0) == [f"F2026-0000{n}" for n in (6, 5, 3, 2, 1)]
    assert [model.ids[place] for place in table.selected_positions()] == [5, 2]


@pytest.mark.parametrize(
    ("before", "after", "stretches"),
    [
        ([], [], 0),
        ([1, 2, 3], [1, 2, 3], 0),
        ([1, 2, 3], [9, 1, 2, 3], 1),
        ([1, 2, 3], [1, 3], 1),
        ([5, 4, 3], [6, 5, 3], 2),
        ([1, 1], [1], 1),
        ([], [4, 5], 1),
        (list(range(500)), list(range(500, 0, -1)), 1),
    ],
)
def test_differences_rebuild_the_new_order(
    before: list[int], after: list[int], stretches: int
) -> None:
    ids = array("q", before)
    found = differences(ids, array("q", after))
    for each in found:
        ids = ids[: each.start] + each.came + ids[each.start + each.went :]

    assert list(ids) == after
    assert len(found) == stretches


def test_ids_are_found_in_lists_of_any_length() -> None:
    chance = Random(1)
    for length in (100, 60_000):
        ids = list(range(-length // 2, length // 2))
        chance.shuffle(ids)
        wanted = [0, -1, 7, 256, length * 3]
        places = places_of(array("q", ids), wanted)
        assert places == sorted(ids.index(each) for each in wanted if each in ids)


def test_columns_are_kept_as_they_were_left(qtbot: QtBot, busy: Workspace) -> None:
    table = table_of(qtbot, busy)
    act(table, "Date").setChecked(False)
    act(table, "Client", "Déplacer à gauche").trigger()
    act(table, "Total TTC", "Élargir").trigger()
    width = table.columnWidth(8)
    table.columns.keep()
    again = table_of(qtbot, busy)

    assert [c.name for c in again.columns.shown][:2] == ["customer", "number"]
    assert "date" not in [c.name for c in again.columns.shown]
    assert again.columnWidth(8) == width

    act(again, "Rétablir les colonnes d’origine").trigger()
    assert [c.name for c in again.columns.shown][:3] == ["number", "date", "customer"]


def test_a_menu_sorts_by_a_column(qtbot: QtBot, busy: Workspace) -> None:
    table = table_of(qtbot, busy)
    model = table.model()
    assert isinstance(model, PagedModel)
    with qtbot.waitSignal(model.sort_wanted) as wanted:
        act(table, "Total TTC", "Trier du plus grand au plus petit").trigger()

    assert wanted.args == ["gross", True]


def test_enter_and_a_double_click_open_a_row(qtbot: QtBot, busy: Workspace) -> None:
    table = table_of(qtbot, busy)
    opened: list[int] = []
    table.opened.connect(opened.append)
    table.selectRow(3)
    QTest.keyClick(table, Qt.Key.Key_Return)
    place = table.visualRect(table.model().index(5, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert opened == [3, 5]


def test_a_row_is_said_as_a_sentence(qtbot: QtBot, workspace: Workspace) -> None:
    sold(workspace.shop, {**SALE, "due_date": "2026-11-27"})
    model = shown(qtbot, workspace)

    said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == (
        "F2026-00001, 24/11/2026, Client SA, Échéance 27/11/2026, Total TTC 120,00\u00a0€, "
        "Reste à payer 120,00\u00a0€, Échéance dans 3 jours"
    )


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_badges_are_drawn_in_their_colours(
    qtbot: QtBot, qapp: QApplication, busy: Workspace, theme: str
) -> None:
    apply_theme(qapp, theme)
    table = table_of(qtbot, busy)
    table.grab()
    badge = Badge(busy.words)
    qtbot.addWidget(badge)
    for status in WORDS:
        look = badge_of(status, busy.words)
        badge.show_status(status)
        picture = badge.grab().toImage()
        middle = picture.pixelColor(4, picture.height() // 2).name()
        assert (badge.text(), middle) == (look.text, look.fill)
    apply_theme(qapp, LIGHT)


def test_a_short_table_draws_badges_too(qtbot: QtBot, workspace: Workspace) -> None:
    words = workspace.words
    field = Field("status", FieldKind.CODE, lambda row: row)
    model = RowsModel([Column(field, "État", badge=lambda row: badge_of(row, words))], words)
    QAbstractItemModelTester(model, FATAL, model)
    model.show(["paid", "overdue"])
    table = DataTable("t", words)
    qtbot.addWidget(table)
    table.set_model(model)
    table.setItemDelegate(BadgeDelegate(table))
    table.grab()

    assert model.index(1, 0).data(BADGE_ROLE) == badge_of("overdue", words)
    assert texts(model, 0) == ["Payée", "En retard"]


class SlowSource:
    """The list of invoices on a disk where each page takes its time."""

    name, chips, fields = INVOICES.name, INVOICES.chips, INVOICES.fields
    ids, totals, total = INVOICES.ids, INVOICES.totals, INVOICES.total

    def __init__(self) -> None:
        self.read: list[int] = []
        self.failing = False

    def rows(self, shop: Shop, ids: Sequence[int]) -> list[ListedDocument]:
        time.sleep(0.03)
        if self.failing:
            raise DataFileUnreachable(path="Boutique.facturdesk")
        self.read += ids
        return INVOICES.rows(shop, ids)


def test_on_a_slow_disk_rows_come_later_and_only_those_in_view(
    qtbot: QtBot, busy: Workspace
) -> None:
    source = SlowSource()
    model = PagedModel(busy, source, invoice_columns(busy.words), busy)
    QAbstractItemModelTester(model, FATAL, model)
    with qtbot.waitSignal(model.completed, timeout=5000):
        model.show(ListWish(sort="gross"))
    model.row(0)  # read at once: it takes long
    texts_seen = [model.index(place, 0).data() for place in range(64, model.rowCount(), 64)]
    assert set(texts_seen) == {"…"}
    last = model.rowCount() - 1
    qtbot.waitUntil(lambda: model.row(last) is not None)

    assert model.ids[last] in source.read
    assert model.ids[130] not in source.read  # scrolled past
    assert model.index(last, 0).data() == INVOICES.rows(busy.shop, [model.ids[last]])[0].number


def test_rows_that_cannot_be_read_are_said_once(
    qtbot: QtBot, busy: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = SlowSource()
    shown_errors: list[Exception] = []
    monkeypatch.setattr(busy.feedback, "show", shown_errors.append)  # a dialog would wait
    model = PagedModel(busy, source, invoice_columns(busy.words), busy)
    with qtbot.waitSignal(model.completed, timeout=5000):
        model.show(ListWish())
    source.failing = True
    for _ in range(5):
        assert model.row(0) is None
    qtbot.wait(50)
    assert [type(error) for error in shown_errors] == [DataFileUnreachable]

    source.failing = False
    with qtbot.waitSignal(model.completed, timeout=5000):
        model.refresh()
    assert model.row(0) is not None


def test_a_customers_documents_are_a_table_of_their_own(qtbot: QtBot, workspace: Workspace) -> None:
    shop = workspace.shop
    number = sold(shop)
    sold(shop, customer=CONSUMER)
    credit(shop, number, reason="Retour")
    draft = save_sale(shop, SALE)
    table = DocumentTable(workspace, "C0001")
    qtbot.addWidget(table)
    table.show()
    model = table.model_of_documents
    qtbot.waitUntil(lambda: model.is_complete and model.rowCount() == 3)
    routes: list[tuple[str, object]] = []
    workspace.route_wanted.connect(lambda *route: routes.append((route[0], route[1])))
    for place in range(3):
        table.selectRow(place)
        QTest.keyClick(table, Qt.Key.Key_Return)

    assert routes == [("draft", draft.id), ("document", "A2026-00001"), ("document", number)]
    credited = model.row(1)
    assert credited is not None and credited.gross_minor == -12_000


def table_of(qtbot: QtBot, workspace: Workspace) -> DataTable:
    table = DataTable("invoices.table", workspace.words, workspace.preferences)
    qtbot.addWidget(table)
    table.set_model(shown(qtbot, workspace))
    table.setSortingEnabled(True)
    table.resize(1000, 500)
    table.show()
    return table


def act(table: DataTable, *path: str) -> QAction:
    """Find an action in the menu of the columns: a check, or one of a column's own menu."""
    menu = QMenu(table)
    table.columns.fill_menu(menu)
    first, *rest = path
    for action in menu.actions():
        if action.text() == first and bool(action.menu()) == bool(rest):
            if not rest:
                return action
            inner = action.menu()
            assert isinstance(inner, QMenu)
            return next(each for each in inner.actions() if each.text() == rest[0])
    raise LookupError(path)


def test_documents_of_a_customer_have_their_kind(workspace: Workspace) -> None:
    names = [c.name for c in document_columns(workspace.words) if not c.hidden]

    assert names == ["number", "date", "kind", "due", "gross", "balance", "status"]
