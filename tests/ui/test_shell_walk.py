"""A walk over every page of a filled shop: names, keys, menus, words, nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from facturdesk.i18n import LANGUAGES
from facturdesk.ui.page import Page
from facturdesk.ui.pages import PAGES
from facturdesk.ui.theme import LIGHT, apply_theme
from facturdesk.ui.window import MainWindow
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.cards import put_item
from facturdesk.usecases.sales import save_sale
from tests.ui.acting import settled
from tests.ui.workspaces import opened_workspace
from tests.usecases.shops import CONSUMER, MIXED, new_file, opened, sold

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TAKES_INPUT = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
SMALL = (1280, 720)
OF_QT = "qt_"  # names Qt gives to parts of its own widgets


@pytest.fixture(scope="module")
def shop_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop with one of everything."""
    path = new_file(tmp_path_factory.mktemp("walk"))
    with opened(path) as shop:
        put_item(shop, {"code": "THE", "name": "Thé vert", "price": "50.00", "vat_rate": "20"})
        sold(shop, MIXED)
        save_sale(shop, {**MIXED, "customer": CONSUMER}, issue=False)
    return path


@contextmanager
def walking(
    qtbot: QtBot, path: Path, folder: Path, language: str = "fr"
) -> Iterator[tuple[MainWindow, Workspace]]:
    """Show the window on the shop; what stands there is copied first."""
    own = folder / path.name
    own.write_bytes(path.read_bytes())
    with opened_workspace(own, folder, language=language) as workspace:
        window = MainWindow(workspace.words, workspace.preferences, workspace.feedback)
        window.resize(*SMALL)
        window.adopt(workspace)
        window.show()
        qtbot.waitExposed(window)
        yield window, workspace
        settled(qtbot, workspace)
        window.close_for_good()
        window.deleteLater()


def arguments(name: str) -> object:
    """Give what a page is opened with."""
    return {"document": "F2026-00001", "draft": 1, "customer": "C0001", "item": "THE"}.get(name)


def pages(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> Iterator[Page]:
    """Open every page, one after the other."""
    for spec in PAGES:
        window.go(spec.name, arguments(spec.name))
        settled(qtbot, workspace)
        assert window.pages is not None
        assert window.pages.name == spec.name
        page = window.pages.page
        assert page is not None
        yield page


def inputs(parent: QWidget) -> Iterator[QWidget]:
    """Give everything in a widget that takes input or can be pressed."""
    for widget in parent.findChildren(QWidget):
        if isinstance(widget, TAKES_INPUT) and not widget.objectName().startswith(OF_QT):
            yield widget


def path_of(widget: QWidget) -> str:
    """Say where a widget is, for the one who mends it."""
    names = []
    step: QWidget | None = widget
    while step is not None and not isinstance(step, MainWindow):
        names.append(step.objectName() or type(step).__name__)
        step = step.parentWidget()
    return "/".join(reversed(names))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_takes_input_has_its_names(
    qtbot: QtBot, qapp: QApplication, shop_file: Path, tmp_path: Path, language: str
) -> None:
    apply_theme(qapp, LIGHT)
    nameless: set[str] = set()
    with walking(qtbot, shop_file, tmp_path, language) as (window, workspace):
        for _ in pages(qtbot, window, workspace):
            for widget in inputs(window):
                text = widget.text() if isinstance(widget, QAbstractButton) else ""
                if is_of_qt(widget):
                    continue
                if not widget.objectName():
                    nameless.add(f"{path_of(widget)}: no objectName")
                unseen = isinstance(widget, QAbstractButton) and not widget.isVisible()
                if not (widget.accessibleName() or text or unseen):
                    nameless.add(f"{path_of(widget)}: no accessible name")

    assert "\n".join(sorted(nameless)) == ""


def is_of_qt(widget: QWidget) -> bool:
    """Tell whether a widget is a part that Qt itself made inside another one."""
    kind = type(widget).__name__
    step = widget.parentWidget()
    while step is not None:
        if isinstance(step, QComboBox | QAbstractSpinBox):
            return True
        step = step.parentWidget()
    parent = widget.parentWidget()
    in_table = isinstance(parent, QAbstractItemView) and kind in ("QHeaderView", "QAbstractButton")
    in_field = isinstance(parent, QLineEdit) and isinstance(widget, QAbstractButton)
    return in_table or in_field or kind in ("QTableCornerButton", "QComboBoxListView")


def test_every_action_is_in_a_menu_and_no_key_means_two_things(
    qtbot: QtBot, shop_file: Path, tmp_path: Path
) -> None:
    wrong: set[str] = set()
    with walking(qtbot, shop_file, tmp_path) as (window, workspace):
        for page in pages(qtbot, window, workspace):
            offered = in_menus(window)
            wrong |= {
                f"{page.objectName()}: {action.objectName()} is in no menu"
                for action in page.page_actions
                if action.isVisible() and action not in offered
            }
            keys: dict[str, QAction] = {}
            for action in offered:
                for key in action.shortcuts():
                    other = keys.setdefault(key.toString(), action)
                    if other is not action:
                        wrong.add(f"{key.toString()}: {other.objectName()}, {action.objectName()}")

    assert "\n".join(sorted(wrong)) == ""


def in_menus(window: MainWindow) -> list[QAction]:
    """Give every action that a menu of the window shows."""
    found: list[QAction] = []
    menus = [action.menu() for action in window.menuBar().actions()]
    while menus:
        menu = menus.pop()
        assert isinstance(menu, QMenu)
        for action in menu.actions():
            inner = action.menu()
            if isinstance(inner, QMenu):
                menus.append(inner)
            elif action.isVisible() and not action.isSeparator():
                found.append(action)
    return found


def test_the_keyboard_reaches_everything(qtbot: QtBot, shop_file: Path, tmp_path: Path) -> None:
    lost: set[str] = set()
    with walking(qtbot, shop_file, tmp_path) as (window, workspace):
        for page in pages(qtbot, window, workspace):
            reached = tab_round(window)
            for widget in inputs(page):
                by_key = widget in reached or in_group(widget, reached) or has_key(widget, page)
                if widget.isVisible() and widget.isEnabled() and not by_key:
                    lost.add(path_of(widget))

    assert sorted(name for name in lost if "QHeaderView" not in name) == []


def tab_round(window: MainWindow) -> set[QWidget]:
    """Give every widget that Tab comes to."""
    reached: set[QWidget] = set()
    step = window.nextInFocusChain()
    while step is not None and step is not window:
        if step.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.add(step)
        step = step.nextInFocusChain()
    return reached


def in_group(widget: QWidget, reached: set[QWidget]) -> bool:
    """Tell whether arrows lead to a button from another one of its group, or it has a proxy."""
    proxy = widget.focusProxy()
    if proxy is not None and proxy in reached:
        return True
    parent = widget.parentWidget()
    if isinstance(widget, QLineEdit) and isinstance(parent, QComboBox | QAbstractSpinBox):
        return parent in reached
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and any(each in reached for each in group.buttons())


def has_key(widget: QWidget, page: Page) -> bool:
    """Tell whether a button only does what an action of the page does, or is Qt's own."""
    if is_of_qt(widget):
        return True
    name = widget.objectName().removeprefix("button.")
    return any(action.objectName() == name for action in page.page_actions)


def test_every_page_fits_into_a_small_screen(qtbot: QtBot, shop_file: Path, tmp_path: Path) -> None:
    scrolling: set[str] = set()
    with walking(qtbot, shop_file, tmp_path) as (window, workspace):
        for page in pages(qtbot, window, workspace):
            host = page.parentWidget()
            assert host is not None
            if page.width() > host.width() or page.height() > host.height():
                scrolling.add(f"{path_of(page)}: {page.size()} in {host.size()}")
        assert (window.width(), window.height()) == SMALL

    assert "\n".join(sorted(scrolling)) == ""


def test_the_menus_have_the_keys_that_people_know(
    qtbot: QtBot, shop_file: Path, tmp_path: Path
) -> None:
    known = {"new_invoice": "Ctrl+N", "search": "Ctrl+K", "pay": "F9", "help": "F1"}
    known |= {"refresh": "F5", "open": "Ctrl+O", "quit": "Ctrl+Q"}
    with walking(qtbot, shop_file, tmp_path) as (window, _):
        for name, key in known.items():
            assert QKeySequence(key) in window.menus.action(name).shortcuts(), name
