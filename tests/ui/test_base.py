"""What every page stands on: lanes, changes, forms."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facturdesk.domain.errors import Problem
from facturdesk.ui.form import Form
from facturdesk.ui.inputs import AmountInput, TextInput
from facturdesk.ui.lanes import Lane, Latest
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.cards import put_customer


def test_qt_calls_that_give_nothing_keep_none_alive(qtbot: QtBot) -> None:
    thing = QObject()
    for _ in range(20_000):  # PySide6 6.12.0 on Python 3.11 does not outlive this
        thing.setObjectName("x")


def test_a_closed_lane_takes_no_work_and_says_nothing(qtbot: QtBot) -> None:
    lane = Lane("short")
    lane.close()
    done: list[None] = []
    task = lane.run(lambda: None, done=done.append)
    qtbot.wait(20)

    assert task.cancelled
    assert not lane.busy
    assert done == []


def test_work_is_done_elsewhere_and_answered_here(qtbot: QtBot, workspace: Workspace) -> None:
    threads: list[threading.Thread] = []

    def work() -> int:
        threads.append(threading.current_thread())
        return 7

    answers: list[int] = []
    with qtbot.waitSignal(workspace.reader.idle, timeout=5000):
        workspace.reader.run(work, done=answers.append)

    assert answers == [7]
    assert threads != [threading.main_thread()]


def test_of_many_requests_the_newest_is_answered(qtbot: QtBot, workspace: Workspace) -> None:
    answers: list[int] = []
    latest = Latest[int](workspace.reader, done=answers.append)

    for number in range(50):
        latest.ask(partial(int, number))
    qtbot.waitUntil(lambda: bool(answers))

    assert answers == [49]


def test_what_is_committed_reaches_the_window(qtbot: QtBot, workspace: Workspace) -> None:
    shop = workspace.shop
    with qtbot.waitSignal(workspace.hub.changed, timeout=5000) as signal:
        workspace.writer.run(lambda: put_customer(shop, {"name": "Anne Dupont"}))

    assert signal.args == [frozenset({"party:1"})]


def test_a_form_gives_what_use_cases_read(qtbot: QtBot, workspace: Workspace) -> None:
    form = _form(qtbot, workspace)
    QTest.keyClicks(form.input("address.city"), "Lyon")
    QTest.keyClicks(form.input("price"), "1 234,5")

    assert form.values() == {"address": {"city": "Lyon"}, "price": "1234.5"}


def test_a_problem_stands_at_its_field(qtbot: QtBot, workspace: Workspace) -> None:
    form = _form(qtbot, workspace)
    left = form.show_problems(
        [Problem("field-missing", "address.city"), Problem("field-missing", "name")]
    )

    assert [problem.field for problem in left] == ["name"]
    assert form.input("address.city").property("wrong")


def _form(qtbot: QtBot, workspace: Workspace) -> Form:
    form = Form("card", workspace.feedback)
    form.add("address.city", "Ville", TextInput())
    form.add("price", "Prix", AmountInput(workspace.words))
    empty: Mapping[str, object] = {}
    form.fill(empty)
    qtbot.addWidget(form)
    return form
