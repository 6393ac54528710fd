"""The settings change a section at a time; what is wrong stays on the screen."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from facturdesk.domain.proposals import french_vat_number
from facturdesk.ui.pages.settings import SECTIONS, SettingsPage
from facturdesk.ui.theme import is_dark
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.profile import load_profile
from tests.ui.desks import choose_file
from tests.usecases.shops import sold

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
MAIL = "settings.company.form.email"
SAVE = "settings.company.save"


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(workspace)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    workspace.hub.changed.connect(made.concerned)
    made.open("company")
    qtbot.waitUntil(lambda: text_of(made, "settings.company.form.legal_name") != "", timeout=10_000)
    return made


def line(page: QWidget, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def text_of(page: QWidget, name: str) -> str:
    return line(page, name).text()


def type_into(page: QWidget, name: str, text: str) -> None:
    field = line(page, name)
    field.clear()
    QTest.keyClicks(field, text)


def button(page: QWidget, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    assert found is not None, name
    return found


def press(page: QWidget, name: str) -> None:
    QTest.mouseClick(button(page, name), Qt.MouseButton.LeftButton)


def kept(page: SettingsPage) -> dict[str, object]:
    return dict(load_profile(page.workspace.shop).values)


def answered(name: str) -> None:
    """Press a button of the message box once it is open."""
    box = QApplication.activeModalWidget()
    if not isinstance(box, QMessageBox):
        QTimer.singleShot(50, partial(answered, name))
        return
    found = box.findChild(QPushButton, name)
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def test_what_is_typed_is_kept_with_save_and_told(page: SettingsPage, qtbot: QtBot) -> None:
    assert not button(page, SAVE).isEnabled()
    type_into(page, MAIL, "bonjour@martin.example")

    press(page, SAVE)
    qtbot.waitUntil(lambda: kept(page).get("email") == "bonjour@martin.example")
    qtbot.waitUntil(lambda: not button(page, SAVE).isEnabled())

    said = [label.text() for label in page.findChildren(QLabel)]
    assert any(
        "E-mail" in text or "e-mail" in text for text in said if "scell" in text or "sealed" in text
    )


def test_ctrl_s_keeps_too(page: SettingsPage, qtbot: QtBot) -> None:
    (save,) = [action for action in page.page_actions if action.objectName() == "settings.save"]
    page.addAction(save)
    type_into(page, MAIL, "a@b.example")
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: kept(page).get("email") == "a@b.example")


def test_undo_shows_again_what_is_kept(page: SettingsPage) -> None:
    type_into(page, "settings.company.form.legal_name", "Autre")
    press(page, "settings.company.undo")

    assert text_of(page, "settings.company.form.legal_name") == "Martin et fils"
    assert page.may_leave()


def test_a_fault_is_shown_at_its_field_and_nothing_is_kept(
    page: SettingsPage, qtbot: QtBot
) -> None:
    before = kept(page)
    page.open("bank")
    type_into(page, "settings.bank.form.bank.iban", "FR76 3000")
    press(page, "settings.bank.save")
    field = line(page, "settings.bank.form.bank.iban")
    qtbot.waitUntil(lambda: bool(field.property("wrong")))

    assert field.text() == "FR76 3000"
    assert kept(page) == before
    assert button(page, "settings.bank.save").isEnabled()


def test_leaving_with_unsaved_changes_asks(page: SettingsPage) -> None:
    type_into(page, MAIL, "a@b.example")

    answered("cancel")
    assert not page.may_leave()
    assert text_of(page, MAIL) == "a@b.example"

    answered("confirm")
    assert page.may_leave()
    assert text_of(page, MAIL) == ""


def test_a_siret_and_a_postcode_fill_what_follows(page: SettingsPage, qtbot: QtBot) -> None:
    type_into(page, "settings.company.form.siret", "200 000 008 00017")
    type_into(page, "settings.company.form.address.postcode", "72000")

    assert text_of(page, "settings.company.form.siren") == "200000008"
    assert text_of(page, "settings.company.form.address.city").casefold() == "le mans"

    press(page, SAVE)
    qtbot.waitUntil(lambda: kept(page)["siren"] == "200000008")
    assert kept(page)["vat_number"] == french_vat_number("200000008")


def test_numbers_show_an_example_and_no_first_counter_once_begun(
    page: SettingsPage, qtbot: QtBot
) -> None:
    page.open("numbers")
    following = line(page, "settings.numbers.form.numbering.next_invoice")
    assert following.isVisible()
    type_into(page, following.objectName(), "43")
    examples = [label.text() for label in page.findChildren(QLabel)]
    assert any("F2026-00043" in text for text in examples)
    press(page, "settings.numbers.undo")

    with qtbot.waitSignal(page.workspace.hub.changed):
        sold(page.workspace.shop)
    qtbot.waitUntil(lambda: not following.isVisible())
    type_into(
        page,
        "settings.numbers.form.numbering.invoice",
        "FA-{year}-{counter:04}",
    )
    said = [label.text() for label in page.findChildren(QLabel)]
    assert any("F2026-00002" in text and "FA-2027-0001" in text for text in said)


def test_a_rate_of_ones_own_and_back_to_the_laws(page: SettingsPage, qtbot: QtBot) -> None:
    page.open("terms")
    kind = page.findChild(QComboBox, "settings.terms.form.penalty_kind")
    assert kind is not None
    QTest.keyClick(kind, Qt.Key.Key_Down)
    type_into(page, "settings.terms.form.terms.penalty_rate", "15")
    press(page, "settings.terms.save")
    qtbot.waitUntil(lambda: kept(page)["terms"]["penalty_rate"] == "15")  # type: ignore[index] # a section

    QTest.keyClick(kind, Qt.Key.Key_Up)
    press(page, "settings.terms.save")
    qtbot.waitUntil(lambda: kept(page)["terms"]["penalty_rate"] == "ecb+10")  # type: ignore[index] # a section


def test_logo_colour_and_text_make_the_look(
    page: SettingsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    Image.new("RGB", (300, 80), "navy").save(tmp_path / "logo.png")
    page.open("look")
    press(page, "settings.look.form.logo.choose")
    choose_file(qtbot, page, tmp_path / "logo.png")
    remove = button(page, "settings.look.form.logo.remove")
    qtbot.waitUntil(remove.isVisible, timeout=10_000)
    burgundy = page.findChild(QToolButton, "settings.look.form.accent.7A1F2B")
    words = page.findChild(QPlainTextEdit, "settings.look.form.own_text")
    assert burgundy is not None and words is not None
    QTest.mouseClick(burgundy, Qt.MouseButton.LeftButton)
    QTest.keyClicks(words, "Merci de votre visite.")

    press(page, "settings.look.save")
    qtbot.waitUntil(lambda: bool(load_profile(page.workspace.shop).logo), timeout=10_000)

    assert (kept(page)["accent"], kept(page)["own_text"]) == ("7A1F2B", "Merci de votre visite.")
    QTest.mouseClick(remove, Qt.MouseButton.LeftButton)
    press(page, "settings.look.save")
    qtbot.waitUntil(lambda: not load_profile(page.workspace.shop).logo)


def test_what_is_no_picture_is_refused_as_a_logo(
    page: SettingsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "text.png").write_text("no picture")
    page.open("look")
    press(page, "settings.look.form.logo.choose")
    with qtbot.waitSignal(page.workspace.feedback.toast, timeout=10_000):
        choose_file(qtbot, page, tmp_path / "text.png")

    assert not button(page, "settings.look.form.logo.remove").isVisible()


def test_colours_change_at_once_and_the_language_says_when(
    page: SettingsPage, qapp: QApplication
) -> None:
    page.open("program")
    theme = page.findChild(QComboBox, "settings.program.form.theme")
    language = page.findChild(QComboBox, "settings.program.form.language")
    stay = page.findChild(QCheckBox, "settings.program.form.stay")
    assert theme is not None and language is not None and stay is not None
    QTest.keyClick(theme, Qt.Key.Key_End)
    assert is_dark()
    QTest.keyClick(language, Qt.Key.Key_Down)
    QTest.keyClick(stay, Qt.Key.Key_Space)

    preferences = page.workspace.preferences
    assert (preferences.get("theme"), preferences.get("language")) == ("dark", "en")
    assert preferences.get("tray/stay") is True
    QTest.keyClick(theme, Qt.Key.Key_Home)
    QTest.keyClick(theme, Qt.Key.Key_Down)
    assert not is_dark()


def test_each_section_is_reached_by_keyboard_and_its_fields_have_names(
    page: SettingsPage, qtbot: QtBot
) -> None:
    sections = page.findChild(QListWidget, "settings.sections")
    assert sections is not None
    page.open("company")
    for row in range(len(SECTIONS)):
        assert sections.currentRow() == row
        QTest.keyClick(sections, Qt.Key.Key_Down)
    for kind in (QLineEdit, QComboBox, QPlainTextEdit, QCheckBox):
        for widget in page.findChildren(kind):
            if widget.objectName().startswith("qt_"):
                continue
            assert widget.objectName(), widget
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget.objectName()


def test_another_window_changes_what_is_shown_but_not_what_is_typed(
    page: SettingsPage, qtbot: QtBot
) -> None:
    from facturdesk.usecases.profile import change_profile

    type_into(page, MAIL, "typed@b.example")
    change_profile(page.workspace.shop, ["bank.bic"], {"bank": {"bic": "AGRIFRPP"}})
    qtbot.waitUntil(lambda: text_of(page, "settings.bank.form.bank.bic") == "AGRIFRPP")

    assert text_of(page, MAIL) == "typed@b.example"
