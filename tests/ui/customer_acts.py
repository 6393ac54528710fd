"""What a person does on the page of a customer, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facturdesk.ui.pages.customer import PAGE, CustomerPage
from facturdesk.ui.workspace import Workspace


@contextmanager
def customer_page(qtbot: QtBot, workspace: Workspace) -> Iterator[CustomerPage]:
    """Show the page; it is closed before its workspace."""
    page = PAGE(workspace)
    qtbot.addWidget(page)
    page.resize(1080, 660)
    page.show()
    yield page
    page.close()


def kind(page: CustomerPage, value: str) -> None:
    """Choose a kind of customer with the mouse."""
    button = page.findChild(QWidget, f"customer.kind.{value}")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def typed(page: CustomerPage, field: str, text: str) -> None:
    """Type into a field, and leave it."""
    widget = page.customer.input(field)
    widget.setFocus()
    QTest.keyClicks(widget, text)
    QTest.keyClick(widget, Qt.Key.Key_Tab)


def press(page: CustomerPage, name: str) -> None:
    """Press a button of the page."""
    button = page.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def action(page: CustomerPage, name: str) -> QAction:
    """Give an action of the page."""
    return next(each for each in page.page_actions if each.objectName() == name)


def shown(page: CustomerPage, name: str) -> str:
    """Read a label."""
    label = page.findChild(QLabel, name)
    assert label is not None
    return label.text()


def answer(button: str) -> None:
    """Press a button of the question that is about to be asked."""

    def press_it() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        found = box.findChild(QPushButton, button)
        assert found is not None
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, press_it)
