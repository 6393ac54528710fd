"""The page of an item, driven with keys and clicks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facturdesk.ui.pages.item import PAGE, ItemPage
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.archiving import item_is_archived
from facturdesk.usecases.cards import find_items, item_card, put_item
from facturdesk.usecases.photos import photo_of
from tests.usecases.shops import CONSUMER, sold

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)

TEA = {"code": "THE-VERT", "name": "Thé vert", "price": "12.00", "barcode": "3017620422003"}


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[ItemPage]:
    made = PAGE(workspace)
    qtbot.addWidget(made)
    made.resize(1080, 660)
    made.show()
    yield made
    made.close()


def typed(page: ItemPage, field: str, text: str) -> None:
    """Write over a field, and leave it."""
    widget = page.item.input(field)
    widget.setFocus()
    widget.selectAll()
    QTest.keyClicks(widget, text)
    QTest.keyClick(widget, Qt.Key.Key_Tab)


def press(page: QWidget, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(page: ItemPage, name: str) -> None:
    """Choose one of a few with the mouse."""
    button = page.findChild(QWidget, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, button.height() // 2))


def action(page: ItemPage, name: str) -> QAction:
    return next(each for each in page.page_actions if each.objectName() == name)


def shown(page: ItemPage, name: str) -> str:
    label = page.findChild(QLabel, name)
    assert label is not None
    return label.text().replace("\u202f", " ").replace("\u00a0", " ")


def answer(button: str) -> None:
    """Press a button of the question that is about to be asked."""

    def press_it() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        press(box, button)

    QTimer.singleShot(0, press_it)


def drop(target: QWidget, path: Path) -> None:
    """Drag a file over a widget and let it go."""
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), copy, files, left, none)
    QApplication.sendEvent(target, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), copy, files, left, none))


def picture(folder: Path) -> Path:
    path = folder / "photo.png"
    Image.new("RGB", (1600, 1200), (20, 120, 60)).save(path)
    return path


def test_an_item_is_kept_under_a_code_that_follows_from_its_name(
    page: ItemPage, workspace: Workspace
) -> None:
    put_item(workspace.shop, TEA)
    page.open(None)
    typed(page, "name", "The vert")
    assert page.item.input("code").value() == "THE-VERT-2"
    typed(page, "price", "12,50")
    choose(page, "item.price_includes_vat.True")
    typed(page, "category", "Boissons")
    press(page, "button.card.save")

    item = item_card(workspace.shop, "THE-VERT-2")
    assert (item.name, item.price_e6, item.price_includes_vat) == ("The vert", 12_500_000, True)
    assert (item.vat_rate_bp, item.category) == (None, "Boissons")  # the standard rate of the law
    assert page.item.input("code").isReadOnly()


def test_a_code_of_one_s_own_stays(page: ItemPage) -> None:
    page.open(None)
    typed(page, "code", "T1")
    typed(page, "name", "The")

    assert page.item.input("code").value() == "T1"


def test_a_new_item_never_replaces_another(page: ItemPage, workspace: Workspace) -> None:
    put_item(workspace.shop, TEA)
    page.open(None)
    typed(page, "name", "Tasse")
    typed(page, "code", "THE-VERT")
    typed(page, "price", "1")
    page.save()

    assert page.item.input("code").property("wrong")
    assert item_card(workspace.shop, "THE-VERT").name == "Thé vert"


def test_the_other_price_and_the_margin_are_told(page: ItemPage, workspace: Workspace) -> None:
    put_item(workspace.shop, {**TEA, "vat_rate": "5.5"})
    page.open("THE-VERT")
    assert shown(page, "item.other_price").startswith("12,66 €")
    typed(page, "cost", "6")
    assert "6,00 €" in shown(page, "item.margin") and "50 %" in shown(page, "item.margin")
    choose(page, "item.price_includes_vat.True")

    assert shown(page, "item.other_price").startswith("11,37 €")


def test_costs_are_hidden_by_a_key_and_stay_hidden(
    page: ItemPage, workspace: Workspace, qtbot: QtBot
) -> None:
    put_item(workspace.shop, {**TEA, "cost": "6.00"})
    page.open("THE-VERT")
    action(page, "item.costs").trigger()
    assert not page.item.input("cost").isVisibleTo(page)
    page.save()
    assert item_card(workspace.shop, "THE-VERT").cost_minor == 600

    other = PAGE(workspace)
    qtbot.addWidget(other)
    assert not other.item.input("cost").isVisibleTo(other)
    action(page, "item.costs").trigger()
    assert page.item.input("cost").isVisibleTo(page)


def test_a_wrong_barcode_is_told_and_kept_all_the_same(
    page: ItemPage, workspace: Workspace
) -> None:
    put_item(workspace.shop, TEA)
    page.open("THE-VERT")
    typed(page, "barcode", "3017620422004")
    assert page.item.input("barcode").property("wrong")
    page.save()

    assert item_card(workspace.shop, "THE-VERT").barcode == "3017620422004"


def test_a_barcode_of_another_item_is_told(page: ItemPage, workspace: Workspace) -> None:
    put_item(workspace.shop, TEA)
    page.open(None)
    typed(page, "barcode", "3017620422003")

    assert "THE-VERT" in shown(page, "item.same_barcode")


def test_a_rate_that_is_no_longer_in_force_stays(page: ItemPage, workspace: Workspace) -> None:
    put_item(workspace.shop, {**TEA, "vat_rate": "19.6"})
    put_item(workspace.shop, {**TEA, "code": "B", "vat_rate": "7"})
    put_item(workspace.shop, {**TEA, "code": "C", "vat_case": "export"})
    for code, rate, case in (("THE-VERT", 1960, ""), ("B", 700, ""), ("C", None, "export")):
        page.open(code)
        assert not page.is_edited
        page.save()
        item = item_card(workspace.shop, code)
        assert (item.vat_rate_bp, item.vat_case) == (rate, case)


def test_a_rate_is_chosen_by_keyboard(page: ItemPage, workspace: Workspace) -> None:
    put_item(workspace.shop, TEA)
    page.open("THE-VERT")
    vat = page.item.input("vat")
    vat.setFocus()
    QTest.keyClick(vat, Qt.Key.Key_Down)
    page.save()

    assert item_card(workspace.shop, "THE-VERT").vat_rate_bp == 1000


def test_a_photo_is_dropped_kept_and_removed(
    page: ItemPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    put_item(workspace.shop, TEA)
    page.open("THE-VERT")
    with qtbot.waitSignal(page.photo.edited, timeout=20_000):
        drop(page.photo, picture(tmp_path))
    assert page.is_edited
    assert page.may_leave()
    assert photo_of(workspace.shop, "THE-VERT").startswith(b"\xff\xd8\xff")

    page.open("THE-VERT")
    press(page, "item.photo.remove")
    page.save()
    assert photo_of(workspace.shop, "THE-VERT") == b""


def test_a_file_that_is_no_picture_is_said(page: ItemPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.open(None)
    path = tmp_path / "text.png"
    path.write_text("nothing of the kind", encoding="utf-8")
    page.photo.take(path)

    qtbot.waitUntil(lambda: bool(shown(page, "item.photo.problem")), timeout=20_000)
    assert page.photo.value() == b""


def test_choosing_a_photo_is_cancelled(page: ItemPage) -> None:
    page.open(None)
    press(page, "item.photo.choose")
    dialog = page.findChild(QFileDialog, "files")
    assert dialog is not None
    dialog.reject()

    assert not page.is_edited


def test_where_it_was_sold_is_told(page: ItemPage, workspace: Workspace, qtbot: QtBot) -> None:
    put_item(workspace.shop, TEA)
    number = sold(
        workspace.shop, {"customer": CONSUMER, "lines": [{"item": "THE-VERT", "quantity": "3"}]}
    )
    page.open("THE-VERT")
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "item.uses.0") is not None)

    with qtbot.waitSignal(workspace.route_wanted) as route:
        press(page, "item.uses.0")
    assert route.args == ["document", number]


def test_an_item_that_was_never_sold_is_deleted_once_asked(
    page: ItemPage, workspace: Workspace, qtbot: QtBot
) -> None:
    put_item(workspace.shop, TEA)
    page.open("THE-VERT")
    answer("cancel")
    action(page, "item.delete").trigger()
    assert item_card(workspace.shop, "THE-VERT").code == "THE-VERT"

    answer("confirm")
    with qtbot.waitSignal(workspace.back_wanted):
        action(page, "item.delete").trigger()
    assert find_items(workspace.shop, "THE-VERT", archived=True) == []


def test_an_item_that_was_sold_is_archived_instead(
    page: ItemPage, workspace: Workspace, qtbot: QtBot
) -> None:
    put_item(workspace.shop, TEA)
    sold(workspace.shop, {"customer": CONSUMER, "lines": [{"item": "THE-VERT"}]})
    page.open("THE-VERT")
    answer("confirm")
    action(page, "item.delete").trigger()
    answer_when_asked()

    qtbot.waitUntil(lambda: item_is_archived(workspace.shop, "THE-VERT"))
    press(page, "button.item.archive")
    assert not item_is_archived(workspace.shop, "THE-VERT")


def answer_when_asked() -> None:
    """Accept what is offered once the refusal has come back from the lane."""

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            press(box, "confirm")
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)


def test_leaving_keeps_what_is_typed(page: ItemPage, workspace: Workspace) -> None:
    put_item(workspace.shop, TEA)
    page.open("THE-VERT")
    typed(page, "price", "15")

    assert page.may_leave()
    assert item_card(workspace.shop, "THE-VERT").price_e6 == 15_000_000


def test_leaving_what_cannot_be_kept_is_asked(page: ItemPage, workspace: Workspace) -> None:
    page.open(None)
    typed(page, "name", "The")
    answer("cancel")
    assert not page.may_leave()
    assert page.item.input("price").property("wrong")

    answer("confirm")
    assert page.may_leave()
    assert find_items(workspace.shop, "the") == []
