"""The window around the pages: navigation, way back, titles, badges, menus, toasts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from facturdesk.ui.page_stack import PageStack
from facturdesk.ui.pages import PAGES
from facturdesk.ui.requests import ListRequest
from facturdesk.ui.window import MainWindow
from facturdesk.ui.workspace import Workspace
from tests.ui.acting import press, settled
from tests.usecases.shops import sold

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace) -> Iterator[MainWindow]:
    """The window with an empty shop, on its first page."""
    made = MainWindow(workspace.words, workspace.preferences, workspace.feedback)
    made.resize(1280, 720)
    made.adopt(workspace)
    made.go("home")
    made.show()
    qtbot.waitExposed(made)
    settled(qtbot, workspace)
    yield made
    settled(qtbot, workspace)
    made.close_for_good()
    made.deleteLater()


def stack(window: MainWindow) -> PageStack:
    assert window.pages is not None
    return window.pages


@pytest.mark.parametrize("spec", [spec for spec in PAGES if spec.title], ids=lambda spec: spec.name)
def test_each_page_opens_by_its_button_and_by_its_key(
    qtbot: QtBot, window: MainWindow, spec: object
) -> None:
    from facturdesk.ui.pages import PageSpec

    assert isinstance(spec, PageSpec)
    window.go("payments" if spec.name == "home" else "home")
    press(window, f"navigation.{spec.name}")
    assert stack(window).name == spec.name

    window.go("payments" if spec.name == "home" else "home")
    QTest.keySequence(window, QKeySequence(spec.shortcut))
    assert stack(window).name == spec.name


def test_the_way_back_leads_through_what_was_seen(window: MainWindow, workspace: Workspace) -> None:
    sold(workspace.shop)
    for page in ("invoices", "customers", "payments"):
        window.go(page)

    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert stack(window).name == "customers"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert stack(window).name == "invoices"
    press(window, "top.back")
    assert stack(window).name == "home"
    assert not window.findChild(QPushButton, "top.back").isEnabled()  # type: ignore[union-attr] # it is there


def test_back_finds_a_page_as_it_was_left(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    numbers = [sold(workspace.shop), sold(workspace.shop)]
    window.go("document", numbers[0])
    window.go("document", numbers[1])
    settled(qtbot, workspace)
    workspace.back()
    settled(qtbot, workspace)

    assert numbers[0] in window.windowTitle()


def test_the_title_names_the_page(window: MainWindow) -> None:
    window.go("invoices", ListRequest(chip="overdue"))

    assert window.windowTitle() == "Factures – FacturDesk"


def test_a_badge_says_its_count_to_a_screen_reader_too(window: MainWindow) -> None:
    button = window.findChild(QPushButton, "navigation.invoices")
    assert button is not None
    window.navigation.set_badge("invoices", 1234, alarm=True)
    badge = button.findChild(QLabel)

    assert badge is not None
    assert badge.text() == "1\u202f234"
    assert badge.property("alarm") == "true"
    assert button.accessibleName() == "Factures, 1\u202f234"

    window.navigation.set_badge("invoices", 0)
    assert not badge.isVisible()
    assert button.accessibleName() == "Factures"


def test_what_went_well_is_said_for_a_moment(window: MainWindow, workspace: Workspace) -> None:
    workspace.feedback.done("La facture est imprimée.")
    toast = window.findChild(QLabel, "toast")
    assert toast is not None

    assert toast.isVisible()
    assert toast.text() == "La facture est imprimée."
    QTest.mouseClick(toast, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def test_an_activity_is_seen_and_can_be_stopped(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    from threading import Event

    from facturdesk.ui.activity import Activity

    seen = Event()

    def work(activity: Activity) -> None:
        while not seen.wait(0.01):
            activity(1, 2)
        activity(2, 2)

    activity = workspace.activities.run(workspace.batch, "Cent factures à imprimer…", work)
    title = window.findChild(QLabel, "status.activity")
    assert title is not None
    qtbot.waitUntil(title.isVisible)
    assert title.text() == "Cent factures à imprimer…"

    with qtbot.waitSignal(activity.ended):
        press(window, "status.stop")
    assert activity.cancelled
    assert not title.isVisible()


def test_a_key_of_the_page_goes_before_that_of_the_window(window: MainWindow) -> None:
    page = stack(window).page
    assert page is not None
    done: list[str] = []
    page.add_action("again", "Encore", lambda: done.append("page"), key="F5")
    window.menus.show_page(page)
    QTest.keyClick(window, Qt.Key.Key_F5)

    assert done == ["page"]
    assert window.menus.action("refresh").shortcuts() == []
    window.go("customers")
    assert window.menus.action("refresh").shortcut() == QKeySequence("F5")
