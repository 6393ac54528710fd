"""The menus that deal with data files and with the program: copies, restore, help, the tray."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from facturdesk.ui.help.viewer import HelpViewer
from facturdesk.ui.outlook import Outlook
from facturdesk.ui.requests import ListRequest
from facturdesk.ui.session import Session
from facturdesk.ui.start import Program
from facturdesk.ui.tray import STAY, Tray
from facturdesk.usecases.cards import find_customers, put_customer
from facturdesk.usecases.watching import OverdueNews
from tests.journeys.programs import Calendar, running, wait_for
from tests.ui.acting import press
from tests.usecases.shops import TODAY, new_file, opened

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def program(tmp_path: Path, qapp: QApplication) -> Iterator[Program]:
    """The program with an empty shop."""
    with running(tmp_path / "home", Calendar(TODAY), new_file(tmp_path)) as made:
        yield made


def session_of(program: Program) -> Session:
    assert program.session is not None
    return program.session


def choose(program: Program, path: Path) -> None:
    """Give a file to the dialog that is open."""
    dialog = program.window.findChild(QFileDialog, "files")
    assert dialog is not None
    dialog.selectFile(str(path))
    dialog.accept()


def test_a_copy_is_saved_and_said(program: Program, tmp_path: Path) -> None:
    target = tmp_path / "Copie.facturdesk"
    program.window.menus.action("save_copy").trigger()
    choose(program, target)
    toast = program.window.findChild(QLabel, "toast")
    assert toast is not None
    wait_for(toast.isVisible)

    assert toast.text() == "La copie Copie.facturdesk est faite et vérifiée."
    with opened(target) as copy:
        assert copy.store.file_id() is not None


def test_to_save_a_copy_can_be_cancelled(program: Program, tmp_path: Path) -> None:
    program.window.menus.action("save_copy").trigger()
    dialog = program.window.findChild(QFileDialog, "files")
    assert dialog is not None
    dialog.reject()

    assert len(list(tmp_path.glob("*.facturdesk"))) == 1


def test_a_backup_on_demand_is_shown_in_the_line_below(program: Program) -> None:
    program.window.menus.action("back_up").trigger()
    label = program.window.findChild(QLabel, "status.backup")
    assert label is not None
    wait_for(lambda: "aujourd’hui" in label.text())


def test_recent_shops_are_in_the_menu(program: Program, tmp_path: Path) -> None:
    (tmp_path / "autre").mkdir()
    other = new_file(tmp_path / "autre")
    program.preferences.remember_file(other)
    menu = program.window.menus.recent
    menu.aboutToShow.emit()

    assert [action.text() for action in menu.actions()] == ["&1 Boutique", "&2 Boutique"]
    menu.actions()[0].trigger()
    session = session_of(program)
    wait_for(lambda: session.path == other and session.is_at_rest)


def test_a_copy_is_put_back_from_the_menu(program: Program, tmp_path: Path) -> None:
    session = session_of(program)
    assert session.watch is not None
    session.watch.backups.run_now()
    wait_for(lambda: session.watch is not None and not session.watch.backups.is_running)
    assert session.workspace is not None
    put_customer(session.workspace.shop, {"name": "Anne Dupont"})
    program.window.menus.action("restore").trigger()
    dialog = program.window.findChild(QDialog, "restore")
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()

    assert session.path == tmp_path / "Boutique.facturdesk"


def test_the_copy_of_the_day_is_not_written_over_when_it_is_put_back(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_of(program)
    told: list[str] = []
    monkeypatch.setattr(program.feedback, "tell", lambda sentence, **_: told.append(sentence))
    assert session.watch is not None and session.workspace is not None
    wait_for(lambda: session.watch is not None and not session.watch.backups.is_running)
    (copy,) = program.desk.backups.iterdir()
    before = copy.read_bytes()
    put_customer(session.workspace.shop, {"name": "Anne Dupont"})
    wait_for(lambda: bool(session.watch and session.watch.backups.plan_at_close()))
    program.window.go("settings")
    session.workspace.go("restore", copy)
    wait_for(lambda: bool(told) and session.is_at_rest)

    assert copy.read_bytes() == before
    assert session.workspace is not None
    assert find_customers(session.workspace.shop, "dupont") == []


def test_f1_opens_the_help_of_the_page(qtbot: QtBot, program: Program) -> None:
    program.window.go("customers")
    program.window.menus.action("help").trigger()
    viewer = program.window.findChild(HelpViewer)

    assert viewer is not None
    assert viewer.isVisible()
    assert viewer.topic == "customers"
    viewer.close()


def test_f1_opens_the_help_of_a_dialog_and_stays_beside_it(program: Program) -> None:
    program.window.menus.action("pay").trigger()
    dialog = program.window.findChild(QDialog, "pay")
    assert dialog is not None
    dialog.activateWindow()
    wait_for(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    viewer = program.window.findChild(HelpViewer)
    assert viewer is not None
    assert (viewer.isVisible(), viewer.topic) == (True, "payments")
    viewer.close()
    assert dialog.isVisible()
    dialog.reject()


def test_f1_at_the_welcome_opens_the_first_steps(program: Program) -> None:
    program.window.menus.action("new_shop").trigger()
    program.window.menus.action("help").trigger()
    viewer = program.window.findChild(HelpViewer)
    assert viewer is not None
    assert viewer.topic == "first-steps"
    viewer.close()


@pytest.mark.parametrize("name", ["about", "first_steps"])
def test_dialogs_of_the_help_open_and_close(program: Program, name: str) -> None:
    program.window.menus.action(name).trigger()
    dialogs = [each for each in program.window.findChildren(QDialog) if each.isVisible()]

    assert len(dialogs) == 1
    dialogs[0].reject()
    assert not dialogs[0].isVisible()


def test_the_log_is_shown_where_it_is(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    program.window.menus.action("log").trigger()

    assert [Path(url.toLocalFile()) for url in shown] == [program.desk.logs]
    assert program.desk.logs.is_dir()


def test_a_payment_can_be_taken_anywhere(program: Program) -> None:
    program.window.go("items")
    QTest.qWait(0)
    program.window.menus.action("pay").trigger()
    dialog = program.window.findChild(QDialog, "pay")

    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


@pytest.mark.parametrize(
    ("news", "selected"),
    [
        (OverdueNews(1, 12_000, "F2026-00001", "Client SA"), ("F2026-00001",)),
        (OverdueNews(3, 36_000), ()),
    ],
)
def test_a_notice_of_the_tray_leads_to_what_is_overdue(
    qtbot: QtBot, program: Program, news: OverdueNews, selected: tuple[str, ...]
) -> None:
    tray = Tray(program.window.words, program.desk.icons_folder)
    tray.tell_overdue(news)
    with qtbot.waitSignal(tray.window_wanted), qtbot.waitSignal(tray.route_wanted) as route:
        tray.clicked()

    assert route.args == ["invoices", ListRequest(chip="overdue", select=selected)]


def test_closing_the_window_leaves_the_watch_in_the_tray_if_wished(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tray, "is_available", True)
    program.preferences.put(STAY, True)
    outlook = program.findChild(Outlook)
    assert outlook is not None
    program.window.close()

    assert not program.window.isVisible()
    assert session_of(program).workspace is not None
    outlook.tray.clicked()
    assert program.window.isVisible()


def test_a_warning_of_a_synchronised_folder_is_given_once(
    tmp_path: Path, qapp: QApplication
) -> None:
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    path = new_file(folder)
    with running(tmp_path / "home", Calendar(TODAY), path) as program:
        assert "synchronise" in program.window.notice.sentence
        press(program.window, "notice.act")
        assert program.window.notice.sentence == ""
    with running(tmp_path / "home", Calendar(TODAY), path) as program:
        assert program.window.notice.sentence == ""
