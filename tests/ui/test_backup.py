"""Copies are made when they are due, a missing stick is tried again, and one is put back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from facturdesk.ui.backup import (
    FOLDERS,
    LAST,
    OWN_FOLDER,
    Backups,
    backup_folders,
    backups_of,
    last_copy,
)
from facturdesk.ui.dialogs.restore import RestoreDialog
from facturdesk.ui.pages.settings import SettingsPage
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.backing_up import copies_of
from tests.ui.desks import choose_file
from tests.usecases.shops import TODAY, sold

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def backups(workspace: Workspace, tmp_path: Path) -> Backups:
    workspace.preferences.put(OWN_FOLDER, str(tmp_path / "own"))
    return backups_of(workspace)


def round_of(backups: Backups, qtbot: QtBot) -> None:
    with qtbot.waitSignal(backups.ended, timeout=20_000):
        backups.run_if_due()


def copies(workspace: Workspace) -> int:
    return len(copies_of(workspace.shop, backup_folders(workspace.preferences)))


def test_the_first_copy_of_a_day_is_made_and_no_second(
    backups: Backups, workspace: Workspace, qtbot: QtBot
) -> None:
    file = workspace.shop.store.path
    assert last_copy(workspace.preferences, file) is None
    round_of(backups, qtbot)

    last = last_copy(workspace.preferences, file)
    assert last is not None and last.date() == TODAY
    assert copies(workspace) == 1
    backups.run_if_due()
    assert not backups.is_running
    assert backups_of(workspace) is backups


def test_nothing_is_copied_at_close_unless_something_was_written(
    backups: Backups, workspace: Workspace, qtbot: QtBot
) -> None:
    assert backups.plan_at_close() is not None
    round_of(backups, qtbot)
    assert backups.plan_at_close() is None

    with qtbot.waitSignal(workspace.hub.changed):
        sold(workspace.shop)
    plan = backups.plan_at_close()
    assert plan is not None
    backups.record(plan.run())

    assert backups.plan_at_close() is None


def test_what_is_written_while_a_copy_is_made_is_copied_at_close(
    backups: Backups, workspace: Workspace, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(backups.ended, timeout=20_000):
        backups.run_if_due()
        qtbot.waitUntil(lambda: bool(list(backup_folders(workspace.preferences)[0].glob("*.tmp"))))
        sold(workspace.shop)

    assert backups.plan_at_close() is not None


def test_a_clock_that_was_ahead_does_not_stop_the_copies(
    backups: Backups, workspace: Workspace, qtbot: QtBot
) -> None:
    file = str(workspace.shop.store.path)
    workspace.preferences.put(LAST, {file: "2099-01-01T12:00:00+00:00"})
    round_of(backups, qtbot)

    assert copies(workspace) == 1


def test_a_missing_stick_is_said_once_and_copied_to_when_it_is_back(
    backups: Backups, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    said: list[str] = []
    workspace.feedback.toast.connect(said.append)
    stick = tmp_path / "stick"
    workspace.preferences.put(FOLDERS, [str(tmp_path / "own"), str(stick)])
    round_of(backups, qtbot)
    backups.run_if_due()
    assert not backups.is_running
    assert len(said) == 1 and "stick" in said[0]

    stick.mkdir()
    round_of(backups, qtbot)

    assert len([*stick.iterdir()]) == 1
    assert len(said) == 1


def test_a_copy_asked_for_says_that_it_is_made(
    backups: Backups, workspace: Workspace, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(workspace.feedback.toast, timeout=20_000):
        backups.run_now()

    assert str(workspace.shop.store.path) in workspace.preferences.get(LAST)


@pytest.fixture
def page(backups: Backups, workspace: Workspace, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(workspace)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.open("backups")
    return made


def press(page: SettingsPage, name: str) -> None:
    button = page.findChild(QPushButton, f"settings.backups.{name}")
    assert button is not None
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_folders_are_added_and_taken_out(
    page: SettingsPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    press(page, "add")
    choose_file(qtbot, page, stick)
    qtbot.waitUntil(lambda: backup_folders(workspace.preferences) == [tmp_path / "own", stick])

    folders = page.findChild(QListWidget, "settings.backups.folders")
    assert folders is not None
    folders.setCurrentRow(1)
    press(page, "remove")
    assert backup_folders(workspace.preferences) == [tmp_path / "own"]
    remove = page.findChild(QPushButton, "settings.backups.remove")
    assert remove is not None and not remove.isEnabled()


def test_a_copy_is_saved_where_one_wants(
    page: SettingsPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    press(page, "copy")
    with qtbot.waitSignal(workspace.feedback.toast, timeout=20_000):
        choose_file(qtbot, page, tmp_path / "copie.facturdesk")

    assert (tmp_path / "copie.facturdesk").is_file()


def test_the_copy_chosen_is_handed_to_the_window(
    page: SettingsPage, backups: Backups, workspace: Workspace, qtbot: QtBot
) -> None:
    sold(workspace.shop)
    with qtbot.waitSignal(backups.ended, timeout=20_000):
        press(page, "now")
    press(page, "restore")
    dialog = page.findChild(RestoreDialog)
    assert dialog is not None
    listed = dialog.findChild(QListWidget, "restore.copies")
    accept = dialog.findChild(QPushButton, "restore.restore")
    assert listed is not None and accept is not None
    assert not accept.isEnabled()
    qtbot.waitUntil(lambda: listed.count() == 1, timeout=10_000)
    assert "1 document" in listed.item(0).text()

    with qtbot.waitSignal(workspace.route_wanted) as signal:
        QTest.keyClick(listed, Qt.Key.Key_Return)

    assert signal.args is not None
    route, copy = signal.args
    assert route == "restore"
    assert copy.parent == backup_folders(workspace.preferences)[0]


def test_the_list_of_copies_can_be_left_or_passed_over(
    page: SettingsPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    wanted: list[object] = []
    workspace.route_wanted.connect(lambda *route: wanted.append(route))
    press(page, "restore")
    dialog = page.findChild(RestoreDialog)
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert wanted == []

    (tmp_path / "other.facturdesk").touch()
    press(page, "restore")
    dialog = page.findChildren(RestoreDialog)[-1]
    other = dialog.findChild(QPushButton, "restore.other")
    assert other is not None
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    choose_file(qtbot, dialog, tmp_path / "other.facturdesk")
    qtbot.waitUntil(lambda: wanted == [("restore", tmp_path / "other.facturdesk")])


def test_a_copy_that_cannot_be_read_cannot_be_chosen(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "own").mkdir()
    broken = tmp_path / "own" / "Disparue 2026-11-20 0123abcd.facturdesk"
    broken.write_bytes(b"nothing of ours")
    dialog = RestoreDialog(
        workspace.words, workspace.reader, tmp_path / "Disparue.facturdesk", [tmp_path / "own"]
    )
    qtbot.addWidget(dialog)
    dialog.open()
    listed = dialog.findChild(QListWidget, "restore.copies")
    accept = dialog.findChild(QPushButton, "restore.restore")
    assert listed is not None and accept is not None
    qtbot.waitUntil(lambda: listed.count() == 1, timeout=10_000)

    assert not accept.isEnabled()
