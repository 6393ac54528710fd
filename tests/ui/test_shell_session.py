"""The program and its data files: opens, says why not, goes on to another, closes, is alone."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facturdesk.ui.pages.draft import DraftPage
from facturdesk.ui.requests import DraftRequest
from facturdesk.ui.start import Program
from facturdesk.ui.window import MainWindow
from facturdesk.usecases.cards import put_customer
from facturdesk.usecases.refusals import MergeOfOneCard
from facturdesk.usecases.viewing import DRAFT, ListQuery, list_documents
from tests.journeys.programs import Calendar, running, wait_for
from tests.ui.acting import plain, press
from tests.usecases.shops import COMPANY, TODAY, new_file

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def home(tmp_path: Path, qapp: QApplication) -> Path:
    return tmp_path / "home"


@pytest.fixture
def calendar() -> Calendar:
    return Calendar(TODAY)


@pytest.fixture
def program(home: Path, calendar: Calendar, tmp_path: Path) -> Iterator[Program]:
    """The program with an empty shop."""
    with running(home, calendar, new_file(tmp_path)) as made:
        yield made


def shown(window: MainWindow, name: str) -> bool:
    widget = window.findChild(QWidget, name)
    return widget is not None and widget.isVisible()


def test_without_a_file_it_says_welcome(home: Path, calendar: Calendar) -> None:
    with running(home, calendar) as program:
        assert shown(program.window, "welcome")
        assert not shown(program.window, "navigation")
        assert not program.window.menus.action("new_invoice").isEnabled()


def test_the_file_opened_last_is_opened_again(
    home: Path, calendar: Calendar, tmp_path: Path
) -> None:
    path = new_file(tmp_path)
    with running(home, calendar, path):
        pass
    with running(home, calendar) as program:
        assert program.session is not None
        assert program.session.path == path
        assert shown(program.window, "navigation")


def test_closing_leaves_one_file_and_a_copy(home: Path, calendar: Calendar, tmp_path: Path) -> None:
    path = new_file(tmp_path)
    with running(home, calendar, path) as program:
        assert program.session is not None
        assert program.session.workspace is not None
        put_customer(program.session.workspace.shop, {"name": "Anne Dupont"})

    assert list(tmp_path.glob("Boutique*")) == [path]
    assert [copy.name[:19] for copy in (home / "backups").iterdir()] == ["Boutique 2026-11-24"]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(lambda path: None, "n’existe pas", id="missing"),
        pytest.param(
            lambda path: path.write_text("bonjour" * 1000), "n’est pas un fichier", id="other"
        ),
        pytest.param(lambda path: path.mkdir(), "dossier", id="folder"),
    ],
)
def test_a_file_that_cannot_be_opened_is_said_at_the_welcome(
    home: Path, calendar: Calendar, tmp_path: Path, make: object, said: str
) -> None:
    path = tmp_path / "Autre.facturdesk"
    assert callable(make)
    make(path)
    with running(home, calendar, path) as program:
        assert shown(program.window, "welcome")
        assert said in plain(program.window.notice.sentence)


def test_a_file_of_a_later_version_is_left_as_it_is(
    home: Path, calendar: Calendar, tmp_path: Path
) -> None:
    path = new_file(tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with running(home, calendar, path) as program:
        assert "plus récente" in plain(program.window.notice.sentence)
    assert path.read_bytes() == before


def test_another_file_takes_the_place_of_the_first(program: Program, tmp_path: Path) -> None:
    (tmp_path / "autre").mkdir()
    other = new_file(tmp_path / "autre", COMPANY)
    first = program.session
    assert first is not None
    first.open(other)
    wait_for(lambda: first.path == other and first.is_at_rest)

    assert program.preferences.recent_files[0] == other
    assert list(tmp_path.glob("Boutique*")) == [tmp_path / "Boutique.facturdesk"]


def test_a_second_program_hands_its_file_to_the_first(
    program: Program, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "autre").mkdir()
    other = new_file(tmp_path / "autre")
    second = subprocess.Popen(
        [sys.executable, "-m", "facturdesk", str(other)],
        env={**os.environ, "FACTURDESK_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
    )
    wait_for(lambda: second.poll() is not None)

    assert second.returncode == 0
    session = program.session
    assert session is not None
    wait_for(lambda: session.path == other and session.is_at_rest)


def test_the_same_file_again_only_raises_the_window(program: Program) -> None:
    session = program.session
    assert session is not None
    workspace = session.workspace
    program.window.showMinimized()
    program.called(session.path)

    assert session.workspace is workspace
    assert not program.window.isMinimized()


def test_the_way_to_a_new_shop_leads_back_to_the_open_one(program: Program) -> None:
    program.window.menus.action("new_shop").trigger()
    assert shown(program.window, "welcome")
    press(program.window, "notice.act")

    assert not shown(program.window, "welcome")
    assert shown(program.window, "navigation")


def test_a_defect_is_said_once(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[BaseException] = []
    monkeypatch.setattr(program.feedback, "defect", said.append)

    def fail() -> None:
        raise ValueError("not made for this")

    for _ in range(3):
        try:
            fail()
        except ValueError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    wait_for(lambda: bool(said))

    assert len(said) == 1


def test_a_refusal_that_nobody_caught_is_said_as_one(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Exception] = []
    monkeypatch.setattr(program.feedback, "show", said.append)
    monkeypatch.setattr(program.feedback, "defect", None)
    for _ in range(2):
        refusal = MergeOfOneCard(code="C0001")
        sys.excepthook(type(refusal), refusal, None)
    wait_for(lambda: len(said) == 2)


def _answering(asked: list[str], *, answer: bool) -> Callable[..., bool]:
    def confirm(question: str, **_: object) -> bool:
        asked.append(question)
        return answer

    return confirm


@pytest.mark.parametrize("lets_go", [True, False])
def test_what_cannot_be_kept_is_not_lost_by_closing_unless_one_says_so(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lets_go: bool
) -> None:
    session = program.session
    assert session is not None and session.workspace is not None
    put_customer(session.workspace.shop, {"code": "C0001", "name": "Anne Dupont"})
    program.window.go("draft", DraftRequest(customer_code="C0001"))
    page = session.window.findChild(DraftPage)
    assert page is not None and page.session is not None
    asked: list[str] = []
    monkeypatch.setattr(program.feedback, "show", lambda _: None)
    monkeypatch.setattr(program.feedback, "confirm", _answering(asked, answer=lets_go))
    path, away = tmp_path / "Boutique.facturdesk", tmp_path / "away"
    page.session.edit(replace(page.session.sale, order_reference="B-12"))
    path.rename(away)
    closed: list[bool] = []
    session.close_file(lambda: closed.append(True))
    wait_for(lambda: bool(asked))
    wait_for(lambda: session.is_at_rest)
    away.rename(path)

    assert len(asked) == 1
    assert bool(closed) == lets_go
    if not lets_go:
        page.may_leave()
        wait_for(lambda: page.is_kept)
        assert len(list_documents(session.workspace.shop, ListQuery(state=DRAFT))) == 1


def test_at_the_end_of_the_session_all_is_closed_at_once(
    home: Path, calendar: Calendar, tmp_path: Path, qtbot: QtBot
) -> None:
    path = new_file(tmp_path)
    with running(home, calendar, path) as program:
        session = program.session
        assert session is not None
        with qtbot.waitSignal(session.ended):
            session.end_now()
        assert list(tmp_path.glob("Boutique*")) == [path]
        assert session.path is None


def test_a_new_day_reaches_the_pages(program: Program, calendar: Calendar) -> None:
    session = program.session
    assert session is not None
    assert session.workspace is not None
    assert session.watch is not None
    calendar.day += dt.timedelta(days=1)
    session.watch.tick()

    assert session.workspace.shop.today == calendar.day
    wait_for(lambda: session.watch is not None and not session.watch.is_running)


def test_size_and_place_are_kept(home: Path, calendar: Calendar) -> None:
    with running(home, calendar) as program:
        assert program.window.isMaximized()  # the first time
        program.window.showNormal()
        program.window.resize(900, 680)  # the screen of the tests is small
    with running(home, calendar) as program:
        assert not program.window.isMaximized()
        assert (program.window.width(), program.window.height()) == (900, 680)


def test_the_window_comes_back_into_view_when_its_screen_is_unplugged(
    home: Path, calendar: Calendar
) -> None:
    with running(home, calendar) as program:
        program.window.showNormal()
        program.window.setGeometry(9_000, 6_000, 1024, 680)  # on a screen beside this one
    with running(home, calendar) as program:
        here = program.window.screen().availableGeometry()
        assert here.contains(program.window.geometry().topLeft())


def test_the_smallest_window_fits_on_a_usual_screen_at_200_per_cent(
    home: Path, calendar: Calendar
) -> None:
    with running(home, calendar) as program:
        least = program.window.minimumSize()
        assert least.width() <= 1920 // 2
        assert least.height() <= 1080 // 2 - 70  # without title and bar of the system
        program.window.showNormal()
        program.window.resize(least)
        assert (program.window.width(), program.window.height()) == least.toTuple()


def test_closing_waits_and_says_why(home: Path, calendar: Calendar, tmp_path: Path) -> None:
    path = new_file(tmp_path)
    with running(home, calendar, path) as program:
        session = program.session
        assert session is not None
        assert session.workspace is not None
        released = threading.Event()
        session.workspace.batch.run(released.wait)
        session.quit()
        wait_for(lambda: shown(program.window, "waiting"))

        assert not shown(program.window, "navigation")
        assert program.window.isVisible()
        press(program.window, "waiting.stop")
        released.set()
        wait_for(lambda: session.path is None)
    assert list(tmp_path.glob("Boutique*")) == [path]


def test_what_is_asked_while_a_file_opens_comes_after(
    home: Path, calendar: Calendar, tmp_path: Path
) -> None:
    (tmp_path / "autre").mkdir()
    first, second = new_file(tmp_path), new_file(tmp_path / "autre")
    with running(home, calendar) as program:
        session = program.session
        assert session is not None
        session.open(first)
        session.open(second)
        wait_for(lambda: session.path == second and session.is_at_rest)

        assert list(tmp_path.glob("Boutique*")) == [first]
