"""The first view: a shop is made from little, tried, opened, found again or restored."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from facturdesk.ui.dialogs.restore import RestoreDialog
from facturdesk.ui.feedback import Feedback
from facturdesk.ui.preferences import Preferences
from facturdesk.ui.theme import LIGHT, apply_theme
from facturdesk.ui.welcome import Welcome
from facturdesk.usecases.backing_up import run_backup
from facturdesk.usecases.profile import load_profile
from facturdesk.usecases.safekeeping import verify
from tests.ui.desks import choose_file, window_desk
from tests.usecases.shops import TODAY, new_file, opened, sold, stamped

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TYPED = {
    "legal_name": "Boulangerie Morel",
    "share_capital": "10000",
    "siret": "732 829 320 00074",
    "address.line1": "12 rue des Halles",
    "address.postcode": "69002",
}


@pytest.fixture
def welcome(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Welcome:
    apply_theme(qapp, LIGHT)
    desk = window_desk(tmp_path)
    words = desk.catalogue("fr")
    preferences = Preferences(tmp_path / "window.ini")
    view = Welcome(desk, preferences, Feedback(words, desk.log_defect), words)
    qtbot.addWidget(view, before_close_func=lambda _: view.close_lanes())
    view.resize(1280, 720)
    view.show()
    return view


def press(welcome: Welcome, name: str) -> None:
    button = welcome.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def field(welcome: Welcome, name: str) -> QLineEdit:
    found = welcome.findChild(QLineEdit, f"setup.{name}")
    assert found is not None
    return found


def fill(welcome: Welcome, **more: str) -> int:
    """Fill the assistant in for a SARL; says how many fields were filled."""
    press(welcome, "start.create")
    form = welcome.findChild(QComboBox, "setup.legal_form")
    assert form is not None
    QTest.keyClicks(form, "SARL")
    for name, text in {**TYPED, **more}.items():
        field(welcome, name).clear()
        QTest.keyClicks(field(welcome, name), text)
    return len(TYPED) + 1


def test_six_fields_and_two_clicks_make_a_shop(welcome: Welcome, qtbot: QtBot) -> None:
    assert fill(welcome) == 6

    with qtbot.waitSignal(welcome.opened, timeout=20_000) as signal:
        press(welcome, "assistant.create")

    (path,) = signal.args
    assert path.name == "Boulangerie Morel.facturdesk"
    assert path.parent.parent == welcome.host.desk.documents
    assert welcome.first_page == "draft"
    with opened(path) as shop:
        values = load_profile(shop).values
    assert values["siren"] == "732829320"
    assert values["vat_number"] == "FR44732829320"
    assert values["address"]["city"].casefold() == "lyon"
    assert (values["legal_form"], values["rcs_city"]) == ("SARL", "Lyon")


def test_what_follows_is_shown_as_it_is_typed_and_gives_way(welcome: Welcome) -> None:
    fill(welcome)
    said = [label.text() for label in welcome.findChildren(QLabel)]
    assert any("732 829 320" in text and "FR44732829320" in text for text in said)

    rcs = field(welcome, "rcs_city")
    rcs.clear()
    QTest.keyClicks(rcs, "Villefranche-Tarare")
    QTest.keyClicks(field(welcome, "address.city"), " ")
    assert rcs.text() == "Villefranche-Tarare"


def test_capital_and_registry_are_asked_of_companies_only(welcome: Welcome) -> None:
    press(welcome, "start.create")
    assert not field(welcome, "share_capital").isVisible()

    form = welcome.findChild(QComboBox, "setup.legal_form")
    assert form is not None
    QTest.keyClicks(form, "SAS")
    assert field(welcome, "share_capital").isVisible()
    assert field(welcome, "rcs_city").isVisible()


def test_a_wrong_siret_is_said_when_the_field_is_left(welcome: Welcome) -> None:
    press(welcome, "start.create")
    siret = field(welcome, "siret")
    siret.setFocus()
    QTest.keyClicks(siret, "73282932000075")
    assert not siret.property("wrong")

    QTest.keyClick(siret, Qt.Key.Key_Return)

    assert siret.property("wrong")


def test_what_is_missing_is_said_at_its_field(welcome: Welcome, qtbot: QtBot) -> None:
    fill(welcome, legal_name="  ", siret="1")

    QTest.keyClick(field(welcome, "siret"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(field(welcome, "legal_name").property("wrong")), timeout=20_000)

    assert field(welcome, "siret").property("wrong")
    assert field(welcome, "legal_name").hasFocus()
    assert not welcome.host.desk.documents.exists()


def test_an_exempt_shop_continues_its_numbers(welcome: Welcome, qtbot: QtBot) -> None:
    fill(welcome)
    exempt = welcome.findChild(QRadioButton, "setup.vat_regime.franchise")
    more = welcome.findChild(QToolButton, "setup.more")
    assert exempt is not None and more is not None
    QTest.mouseClick(exempt, Qt.MouseButton.LeftButton)
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    QTest.keyClicks(field(welcome, "numbering.next_invoice"), "43")

    with qtbot.waitSignal(welcome.opened, timeout=20_000) as signal:
        press(welcome, "assistant.create")

    with opened(signal.args[0]) as shop:
        profile = load_profile(shop)
    assert "vat_number" not in profile.values
    assert profile.series[0].next_number == "F2026-00043"


def test_a_number_of_another_program_is_continued_as_it_was_written(
    welcome: Welcome, qtbot: QtBot
) -> None:
    fill(welcome)
    more = welcome.findChild(QToolButton, "setup.more")
    assert more is not None
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    number = field(welcome, "numbering.next_invoice")
    QTest.keyClicks(number, "FA0043")
    QTest.keyClick(number, Qt.Key.Key_Return)
    assert number.property("wrong")
    number.clear()
    QTest.keyClicks(number, f"fa-{TODAY.year}-043")
    assert any(f"FA-{TODAY.year}-043" in label.text() for label in welcome.findChildren(QLabel))
    with qtbot.waitSignal(welcome.opened, timeout=20_000) as signal:
        press(welcome, "assistant.create")

    with opened(signal.args[0]) as shop:
        first = load_profile(shop).series[0]
    assert (first.pattern, first.next_number) == ("FA-{year}-{counter:03}", f"FA-{TODAY.year}-043")


def test_the_paper_follows_what_is_typed(welcome: Welcome, qtbot: QtBot) -> None:
    from facturdesk.ui.widgets.paper_view import PaperView

    fill(welcome)
    paper = welcome.findChild(PaperView)
    assert paper is not None
    qtbot.waitUntil(lambda: paper.page_count == 1, timeout=20_000)


def test_another_place_can_be_chosen(welcome: Welcome, qtbot: QtBot, tmp_path: Path) -> None:
    fill(welcome)
    press(welcome, "assistant.change_place")
    choose_file(qtbot, welcome, tmp_path / "ailleurs.facturdesk")

    with qtbot.waitSignal(welcome.opened, timeout=20_000) as signal:
        press(welcome, "assistant.create")

    assert signal.args == [tmp_path / "ailleurs.facturdesk"]


def test_back_keeps_what_was_typed(welcome: Welcome) -> None:
    fill(welcome)
    press(welcome, "assistant.back")
    assert not field(welcome, "legal_name").isVisible()

    press(welcome, "start.create")

    assert field(welcome, "legal_name").text() == "Boulangerie Morel"


def test_the_demonstration_is_made_once_and_then_opened(welcome: Welcome, qtbot: QtBot) -> None:
    with qtbot.waitSignal(welcome.opened, timeout=120_000) as signal:
        press(welcome, "start.demonstration")
    (path,) = signal.args
    with opened(path) as shop:
        assert verify(shop).demonstration

    welcome.show_start()
    with qtbot.waitSignal(welcome.opened, timeout=5_000) as again:
        press(welcome, "start.demonstration")
    assert again.args == [path]
    assert welcome.first_page == "home"


def test_the_demonstration_can_be_stopped(welcome: Welcome, qtbot: QtBot) -> None:
    press(welcome, "start.demonstration")
    qtbot.wait(200)
    press(welcome, "demonstration.cancel")
    qtbot.waitUntil(lambda: not welcome.host.work.busy, timeout=120_000)

    folder = welcome.host.desk.documents / "FacturDesk"
    assert [*folder.glob("*")] == []
    assert welcome.findChild(QPushButton, "start.create").isVisible()  # type: ignore[union-attr] # it is there


def test_a_file_can_be_opened(welcome: Welcome, qtbot: QtBot, tmp_path: Path) -> None:
    path = new_file(tmp_path)
    press(welcome, "start.open")
    with qtbot.waitSignal(welcome.opened, timeout=5_000) as signal:
        choose_file(qtbot, welcome, path)

    assert signal.args == [path]


def test_a_recent_file_is_opened_with_one_click(
    welcome: Welcome, qtbot: QtBot, tmp_path: Path
) -> None:
    path = new_file(tmp_path)
    welcome.host.preferences.remember_file(path)
    welcome.show_start()

    with qtbot.waitSignal(welcome.opened, timeout=5_000) as signal:
        press(welcome, "recent.open.0")
    assert signal.args == [path]


def test_a_file_that_is_gone_can_be_searched_or_forgotten(
    welcome: Welcome, qtbot: QtBot, tmp_path: Path
) -> None:
    path = new_file(tmp_path)
    welcome.host.preferences.remember_file(tmp_path / "gone" / path.name)
    welcome.show_start()
    search = welcome.findChild(QPushButton, "recent.search.0")
    assert search is not None
    qtbot.waitUntil(search.isVisible, timeout=5_000)

    QTest.mouseClick(search, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(welcome.opened, timeout=5_000) as signal:
        choose_file(qtbot, welcome, path)
    assert signal.args == [path]
    assert welcome.host.preferences.recent_files == []

    welcome.host.preferences.remember_file(tmp_path / "gone.facturdesk")
    welcome.show_start()
    qtbot.waitUntil(lambda: bool(welcome.findChild(QPushButton, "recent.forget.0")))
    press(welcome, "recent.forget.0")
    assert welcome.host.preferences.recent_files == []


def answer(name: str, seen: list[str]) -> None:
    """Press a button of the message box that is open."""
    box = QApplication.activeModalWidget()
    if not isinstance(box, QMessageBox):
        QTimer.singleShot(50, partial(answer, name, seen))
        return
    seen.append(box.text() + box.informativeText())
    button = box.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_file_that_is_gone_is_restored_from_its_copy(
    welcome: Welcome, qtbot: QtBot, tmp_path: Path
) -> None:
    path = new_file(tmp_path)
    with opened(path, state=welcome.host.desk.state()) as shop:
        sold(shop)
        run_backup(shop, [tmp_path / "backups"], now=stamped(TODAY).now, own=tmp_path / "backups")
        sold(shop)
    path.unlink()
    welcome.host.preferences.remember_file(path)
    welcome.show_start()
    qtbot.waitUntil(lambda: bool(welcome.findChild(QPushButton, "recent.restore.0")))
    press(welcome, "recent.restore.0")
    dialog = welcome.findChild(RestoreDialog)
    assert dialog is not None
    copies = dialog.findChild(QListWidget, "restore.copies")
    assert copies is not None
    qtbot.waitUntil(lambda: copies.count() == 1, timeout=10_000)
    assert "24/11/2026" in copies.item(0).text()

    said: list[str] = []
    answer("close", said)
    with qtbot.waitSignal(welcome.opened, timeout=20_000) as signal:
        press(welcome, "restore.restore")

    assert signal.args == [path]
    assert "1 numéro" in said[0] or "1 number" in said[0]
    with opened(path, state=welcome.host.desk.state()) as shop:
        assert verify(shop).documents == 1
        assert sold(shop) == "F2026-00003"


def test_an_older_file_is_explained_and_accepted(
    welcome: Welcome, qtbot: QtBot, tmp_path: Path
) -> None:
    path = new_file(tmp_path)
    state = welcome.host.desk.state()
    with opened(path, state=state) as shop:
        sold(shop)
    shutil.copyfile(path, tmp_path / "old")
    with opened(path, state=state) as shop:
        sold(shop)
    shutil.copyfile(tmp_path / "old", path)

    said: list[str] = []
    answer("cancel", said)
    welcome.accept_behind(path)
    answer("accept", said)
    with qtbot.waitSignal(welcome.opened, timeout=20_000):
        QTimer.singleShot(2000, partial(answer, "close", said))
        welcome.accept_behind(path)
    assert len(said) == 3
