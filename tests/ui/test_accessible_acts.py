"""What a screen reader does to a field counts as what a hand does: it toggles, it never clicks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from facturdesk.ui.editor.view import ActionBox
from facturdesk.ui.inputs import ColourInput, FlagInput, RadioInput
from facturdesk.ui.navigation import Navigation
from facturdesk.ui.widgets.title import Title
from facturdesk.ui.workspace import Workspace

TOGGLE, PRESS = "Toggle", "Press"
FIELDS: dict[str, Callable[[], FlagInput | RadioInput | ColourInput]] = {
    "flag": lambda: FlagInput("Oui"),
    "radios": lambda: RadioInput([(False, "un"), (True, "deux")]),
    "colours": lambda: ColourInput([("", "000000", "noir"), ("ff0000", "ff0000", "rouge")]),
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_toggled_field_is_edited_and_a_filled_one_is_not(qtbot: QtBot, name: str) -> None:
    field = FIELDS[name]()
    qtbot.addWidget(field)
    edits: list[object] = []
    field.edited.connect(lambda: edits.append(field.value()))

    act(last_button(field), TOGGLE)
    assert edits == ["ff0000" if name == "colours" else True]

    field.set_value("" if name == "colours" else False)
    assert len(edits) == 1


def test_a_toggled_box_triggers_its_action(qtbot: QtBot) -> None:
    action = QAction("TTC")
    action.setCheckable(True)
    box = ActionBox(action)
    qtbot.addWidget(box)

    act(box, TOGGLE)
    assert (action.isChecked(), box.isChecked()) == (True, True)
    box.click()
    assert (action.isChecked(), box.isChecked()) == (False, False)


def test_a_page_is_opened_by_the_action_that_a_reader_offers(
    qtbot: QtBot, workspace: Workspace
) -> None:
    navigation = Navigation(workspace.words)
    qtbot.addWidget(navigation)
    button = navigation.findChild(QAbstractButton, "navigation.customers")
    assert button is not None

    with qtbot.waitSignal(navigation.wanted) as wanted:
        act(button, PRESS)
    navigation.show_page("customers")

    assert wanted.args == ["customers"]
    assert button.accessibleDescription() != ""


def test_a_title_gives_way_and_is_still_read_whole(qtbot: QtBot) -> None:
    title = Title("Facture rectificative de F2026-00183 (annule et remplace)")
    qtbot.addWidget(title)
    title.resize(title.sizeHint())
    title.show()
    assert title.toolTip() == ""

    title.resize(title.minimumSizeHint())
    title.grab()

    assert title.toolTip() == title.text() == spoken(title)


def last_button(field: QWidget) -> QWidget:
    return field if isinstance(field, QAbstractButton) else field.findChildren(QAbstractButton)[-1]


def act(widget: QWidget, action: str) -> None:
    interface = QAccessible.queryAccessibleInterface(widget).actionInterface()
    assert action in interface.actionNames()
    interface.doAction(action)


def spoken(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
