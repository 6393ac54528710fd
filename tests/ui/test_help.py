"""Help needs no connection: every page is there in both languages and leads to others that are."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from facturdesk.i18n import LANGUAGES, load_catalogue
from facturdesk.system.resources import resource
from facturdesk.ui.backup import FOLDERS
from facturdesk.ui.help.about import AboutDialog
from facturdesk.ui.help.components import components
from facturdesk.ui.help.first_steps import FirstStepsDialog
from facturdesk.ui.help.pages import HelpPages
from facturdesk.ui.help.viewer import HelpViewer
from facturdesk.ui.pages import PAGES, load_page
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.paying import pay
from tests.catalogue.files import forms_of, read
from tests.usecases.shops import sold

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
HELP = resource("help")
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def viewer(qtbot: QtBot) -> HelpViewer:
    made = HelpViewer(HELP, load_catalogue("fr", resource("locale")))
    qtbot.addWidget(made)
    made.show_topic("index")
    return made


def shown(viewer: HelpViewer) -> str:
    from PySide6.QtWidgets import QTextBrowser

    text = viewer.findChild(QTextBrowser, "help.text")
    assert text is not None
    return text.toPlainText()


def test_both_languages_have_the_same_pages() -> None:
    topics = [set(HelpPages(HELP, language).pages) for language in LANGUAGES]

    assert topics[0] == topics[1]
    assert len(topics[0]) > 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_a_page_and_every_page_is_linked(language: str) -> None:
    pages = HelpPages(HELP, language).pages
    for page in pages.values():
        for link in re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", page.text):
            assert link.removesuffix(".md") in pages, (page.topic, link)
    assert set(re.findall(r"\]\(([a-z-]+)\.md\)", pages["index"].text)) == set(pages) - {"index"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_has_one_title_and_is_short(language: str) -> None:
    for page in HelpPages(HELP, language).pages.values():
        assert len(re.findall(r"^# ", page.text, re.MULTILINE)) == 1, page.topic
        assert len(page.text.split()) < 350, page.topic


def texts_of(language: str) -> set[str]:
    """Give every text of the window in a language, as the help would quote it."""
    found: set[str] = set()
    for message in read("fr"):
        ids = message.id if isinstance(message.id, tuple | list) else [message.id]
        found |= {_plain(text) for text in (forms_of(message) if language == "fr" else ids)}
    return found


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("&", "")).strip(" .")


@pytest.mark.parametrize(("language", "quoted"), [("fr", "«([^»]+)»"), ("en", "“([^”]+)”")])
def test_the_help_names_what_is_pressed_as_the_window_does(language: str, quoted: str) -> None:
    known = texts_of(language)
    for page in HelpPages(HELP, language).pages.values():
        body = [line for line in page.text.splitlines() if not line.startswith("#")]
        named = {_plain(each) for each in re.findall(quoted, "\n".join(body))}
        assert named <= known, (page.topic, named - known)


def test_each_page_of_the_window_has_a_page_of_the_help(workspace: Workspace, qtbot: QtBot) -> None:
    pages = HelpPages(HELP, "fr")
    for spec in PAGES:
        page = load_page(spec.name)(workspace)
        qtbot.addWidget(page)
        found = pages.page(page.help_topic).topic
        assert found != "index" or spec.name == "home", spec.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_there_small_and_no_wider_than_a_line(language: str) -> None:
    pages = HelpPages(HELP, language)
    named = {name for page in pages.pages.values() for name in PICTURE.findall(page.text)}
    assert len(named) > 10

    for name in named:
        file = HELP / language / name
        assert file.stat().st_size < 60_000
        assert QImage(str(file)).width() <= 620


def test_a_missing_picture_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "index.md").write_text("# A\n\n![b](pictures/b.png)\n\nc\n", "utf-8")
    pages = HelpPages(tmp_path, "fr")
    assert "pictures" not in pages.markdown(pages.page("index"))

    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "b.png").touch()
    assert "pictures/b.png" in pages.markdown(pages.page("index"))


def test_a_topic_is_shown_and_a_link_followed(viewer: HelpViewer) -> None:
    viewer.show_topic("backups")
    assert viewer.topic == "backups"
    assert "clé" in shown(viewer)

    viewer._text.anchorClicked.emit(QUrl("payments.md"))
    assert viewer.topic == "payments"

    viewer.show_topic("what nobody wrote")
    assert viewer.topic == "index"


def test_search_finds_pages_without_minding_accents(viewer: HelpViewer) -> None:
    search = viewer.findChild(QLineEdit, "help.search")
    pages = viewer.findChild(QListWidget, "help.pages")
    assert search is not None and pages is not None
    QTest.keyClicks(search, "CLE USB")
    assert pages.item(0).text().startswith("Sauvegardes")

    QTest.keyClick(search, Qt.Key.Key_Return)
    assert viewer.topic == "backups"

    QTest.keyClicks(search, " xyzzy")
    assert pages.count() == 1
    assert not pages.item(0).flags() & Qt.ItemFlag.ItemIsEnabled


def test_escape_closes_the_help(viewer: HelpViewer, qtbot: QtBot) -> None:
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not viewer.isVisible())


def test_about_names_the_version_and_every_library(qtbot: QtBot) -> None:
    dialog = AboutDialog(HELP, load_catalogue("fr", resource("locale")))
    qtbot.addWidget(dialog)
    dialog.open()
    version = dialog.findChild(QLabel, "about.version")
    listed = dialog.findChild(QPlainTextEdit, "about.components")
    close = dialog.findChild(QPushButton, "about.close")
    assert version is not None and listed is not None and close is not None

    from facturdesk import __version__

    assert __version__ in version.text()
    assert "Source Sans 3 · OFL-1.1" in listed.toPlainText()
    assert f"ReportLab {metadata.version('reportlab')}" in listed.toPlainText()
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_no_dependency_is_forgotten_in_about() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        wanted = tomllib.load(file)["project"]["dependencies"]
    names = {re.split(r"[<>=\[ ]", each)[0].lower() for each in wanted}
    with (HELP / "components.toml").open("rb") as file:
        listed = {row.get("package", "") for row in tomllib.load(file)["component"]}

    assert names <= listed
    assert all(each.licence for each in components(HELP))


def test_first_steps_tick_themselves(workspace: Workspace, qtbot: QtBot) -> None:
    dialog = FirstStepsDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.open()

    def done(name: str) -> bool:
        line = dialog.findChild(QPushButton, f"first_steps.{name}")
        assert line is not None
        return line.accessibleDescription() in ("fait", "done")

    qtbot.waitUntil(lambda: done("company"))
    assert not done("customer")
    number = sold(workspace.shop)
    qtbot.waitUntil(lambda: done("invoice"))
    assert done("customer") and not done("payment") and not done("printed")
    pay(workspace.shop, number=number, amount_minor=100, method="card")
    qtbot.waitUntil(lambda: done("payment"))

    line = dialog.findChild(QPushButton, "first_steps.backup")
    assert line is not None
    with qtbot.waitSignal(workspace.route_wanted) as signal:
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert signal.args == ["settings", "backups"]
    assert not dialog.isVisible()
    workspace.preferences.put(FOLDERS, ["/media/stick"])
    dialog.open()
    qtbot.waitUntil(lambda: done("backup"))
