"""One keystroke to a real queue: what is sent, in which order, and what is said when it fails."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facturdesk.ui.activity import Activity
from facturdesk.ui.printing import print_documents, print_pdfs
from facturdesk.ui.printing.papers import Paper, print_papers
from facturdesk.ui.printing.setup import PrintSetup, keep_setup
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.printing import Offset, print_states
from facturdesk.usecases.viewing import original
from tests.documents.agreement import paper_text
from tests.system.print_service import OFFICE, PrintService
from tests.ui.printing.pages import ink, picture
from tests.ui.printing.said import Said
from tests.usecases.shops import TEA, sold

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)


class Host(QWidget):
    """A page with an invoice that Ctrl+P prints."""

    def __init__(self, workspace: Workspace, numbers: Sequence[str]) -> None:
        super().__init__()
        action = QAction("Imprimer", self)
        action.setShortcut("Ctrl+P")
        action.triggered.connect(lambda: print_documents(workspace, numbers, parent=self))
        self.addAction(action)


def choose(workspace: Workspace, **setup: object) -> None:
    keep_setup(workspace.preferences, PrintSetup(OFFICE, **setup))  # type: ignore[arg-type] # its own fields


def press_print(qtbot: QtBot, workspace: Workspace, numbers: Sequence[str]) -> None:
    host = Host(workspace, numbers)
    qtbot.addWidget(host)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    QTest.keyClick(host, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def test_one_keystroke_sends_the_stored_original_itself(
    qtbot: QtBot, workspace: Workspace, print_service: PrintService, said: Said
) -> None:
    number = sold(workspace.shop)
    choose(workspace)
    press_print(qtbot, workspace, [number])
    said.wait_for_toasts()

    (job,) = print_service.jobs(1)
    assert print_service.sent(job.number) == original(workspace.shop, number)
    assert job.title == f"Facture {number}"
    assert pages(job.pdf) == [(595, 842)]
    assert print_states(workspace.shop, [number])[0].printed_on is not None
    assert number in said.toasts[0] and OFFICE in said.toasts[0]


def test_several_invoices_come_out_in_order_each_on_a_new_sheet(
    qtbot: QtBot, workspace: Workspace, print_service: PrintService, said: Said
) -> None:
    shop = workspace.shop
    numbers = [sold(shop, lines=[TEA] * 40), sold(shop), sold(shop, lines=[TEA] * 90), sold(shop)]
    choose(workspace, duplex=True, copies=2)
    press_print(qtbot, workspace, numbers)
    said.wait_for_toasts()

    jobs = print_service.jobs(4)
    assert [job.title for job in jobs] == [f"Facture {number}" for number in numbers]
    assert [print_service.sent(job.number) for job in jobs] == [
        original(shop, number) for number in numbers
    ]
    assert all("sides=two-sided-long-edge" in job.options for job in jobs)
    for job, number in zip(jobs, numbers, strict=True):
        once = len(pages(original(shop, number)))
        assert len(pages(job.pdf)) == 2 * (once + once % 2)  # two copies, from sheet to sheet


def test_a_second_print_is_a_marked_duplicate_if_the_user_wants_it(
    qtbot: QtBot, workspace: Workspace, print_service: PrintService, said: Said
) -> None:
    number = sold(workspace.shop)
    choose(workspace)
    for count, button in enumerate(["", "duplicate", "original", "duplicate"], 1):
        if button:
            said.answer(button)
        press_print(qtbot, workspace, [number])
        said.wait_for_toasts(count)

    sent = [print_service.sent(job.number) for job in print_service.jobs(4)]
    assert sent[0] == sent[2] == original(workspace.shop, number)
    assert "DUPLICATA n° 2" in paper_text(sent[1])
    assert "DUPLICATA n° 3" in paper_text(sent[3])
    assert all(number in box for box in said.boxes) and len(said.boxes) == 3


def test_a_second_print_may_be_given_up(
    qtbot: QtBot, workspace: Workspace, print_service: PrintService, said: Said
) -> None:
    number = sold(workspace.shop)
    choose(workspace)
    press_print(qtbot, workspace, [number])
    said.wait_for_toasts()
    said.answer("cancel")
    press_print(qtbot, workspace, [number])
    said.wait_for_boxes()
    qtbot.waitUntil(lambda: not (workspace.quick.busy or workspace.printing.busy))

    assert print_service.sent_numbers() == [print_service.jobs(1)[0].number]


def test_of_several_only_those_never_printed_may_be_wanted(
    qtbot: QtBot, workspace: Workspace, print_service: PrintService, said: Said
) -> None:
    numbers = [sold(workspace.shop), sold(workspace.shop)]
    choose(workspace)
    press_print(qtbot, workspace, numbers[:1])
    said.wait_for_toasts(1)
    said.answer("others")
    press_print(qtbot, workspace, numbers)
    said.wait_for_toasts(2)

    assert [job.title[-11:] for job in print_service.jobs(2)] == [numbers[0], numbers[1]]


def test_an_offset_moves_the_print_and_leaves_the_original(
    qtbot: QtBot, workspace: Workspace, print_service: PrintService, said: Said
) -> None:
    number = sold(workspace.shop)
    before = original(workspace.shop, number)
    choose(workspace, offset=Offset(right=30, down=30))
    press_print(qtbot, workspace, [number])
    said.wait_for_toasts()

    (job,) = print_service.jobs(1)
    assert print_service.sent(job.number) != before
    assert pages(job.pdf) == [(595, 842)]
    assert original(workspace.shop, number) == before
    there, moved = ink(picture(before, 0, 254)), ink(picture(job.pdf, 0, 254))  # ten dots a mm
    assert all(28 <= b - a <= 32 for a, b in zip(there, moved, strict=True))


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (("lpadmin", "-x", OFFICE), "n’est plus sur cet ordinateur"),
        (("cupsdisable", "-r", "Plus de papier", OFFICE), ": Plus de papier. Rien n’est parti"),
        (("cupsreject", OFFICE), "n’accepte aucun document"),
    ],
)
def test_a_printer_in_trouble_is_said_and_nothing_is_lost(
    qtbot: QtBot,
    workspace: Workspace,
    print_service: PrintService,
    said: Said,
    trouble: tuple[str, ...],
    words: str,
) -> None:
    number = sold(workspace.shop)
    choose(workspace)
    print_service.admin(*trouble)
    given = print_service.sent_numbers()
    said.answer("close")
    press_print(qtbot, workspace, [number])
    said.wait_for_boxes()

    assert words in said.boxes[0]
    assert print_service.sent_numbers() == given
    assert print_states(workspace.shop, [number])[0].printed_on is None

    print_service.clear()  # the trouble is over: it prints as if nothing had been
    press_print(qtbot, workspace, [number])
    said.wait_for_toasts()
    (job,) = print_service.jobs(1)
    assert print_service.sent(job.number) == original(workspace.shop, number)


def test_a_print_service_that_is_down_is_said(
    qtbot: QtBot,
    workspace: Workspace,
    said: Said,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    print_service: PrintService,
) -> None:
    number = sold(workspace.shop)
    choose(workspace)
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody.sock"))
    said.answer("close")
    press_print(qtbot, workspace, [number])
    said.wait_for_boxes()

    assert "Le service d’impression" in said.boxes[0]
    assert print_states(workspace.shop, [number])[0].printed_on is None


def test_no_seal_is_spent_on_a_duplicate_that_the_printer_would_not_take(
    qtbot: QtBot, workspace: Workspace, print_service: PrintService, said: Said
) -> None:
    number = sold(workspace.shop)
    choose(workspace)
    press_print(qtbot, workspace, [number])
    said.wait_for_toasts()
    print_service.admin("cupsdisable", OFFICE)
    said.answer("duplicate")
    said.answer("close", after=200)
    press_print(qtbot, workspace, [number])
    said.wait_for_boxes(2)

    with workspace.shop.store.read() as connection:
        query = "SELECT count(*) FROM seal WHERE kind = 'reprint'"
        assert connection.exec_driver_sql(query).scalar() == 0


def test_a_batch_may_be_stopped_and_says_what_went(
    qtbot: QtBot, workspace: Workspace, print_service: PrintService, said: Said
) -> None:
    running: list[Activity] = []

    def stop() -> None:
        running[0].cancel()

    workspace.activities.started.connect(running.append)
    papers = made_papers(workspace, 5, at_third=stop)
    print_papers(workspace, papers, PrintSetup(OFFICE))
    said.wait_for_toasts()

    assert "2 documents sur 5" in said.toasts[0]
    assert [job.title for job in print_service.jobs(2)] == ["Reçu 1", "Reçu 2"]
    assert len(print_service.sent_numbers()) == 2


def test_a_batch_that_fails_says_where_and_why(
    qtbot: QtBot, workspace: Workspace, print_service: PrintService, said: Said
) -> None:
    papers = made_papers(workspace, 5, at_third=lambda: print_service.admin("cupsreject", OFFICE))
    said.answer("close")
    print_papers(workspace, papers, PrintSetup(OFFICE))
    said.wait_for_boxes()

    assert "Reçu 3" in said.boxes[0] and "2 documents sur 5" in said.boxes[0]
    assert "n’accepte aucun document" in said.boxes[0]
    assert len(print_service.sent_numbers()) == 2


def test_files_that_are_no_documents_are_printed_too(
    qtbot: QtBot, workspace: Workspace, print_service: PrintService, said: Said
) -> None:
    content = original(workspace.shop, sold(workspace.shop))
    choose(workspace)
    host = QWidget()
    qtbot.addWidget(host)
    print_pdfs(workspace, [("Reçu 1", content), ("Reçu 2", content)], host)
    said.wait_for_toasts()

    jobs = print_service.jobs(2)
    assert [job.title for job in jobs] == ["Reçu 1", "Reçu 2"]
    assert print_service.sent(jobs[0].number) == content


def pages(pdf: bytes) -> list[tuple[int, int]]:
    """Give the size of each page in points."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [
            (round(float(page.mediabox[2])), round(float(page.mediabox[3])))
            for page in opened.pages
        ]


def made_papers(workspace: Workspace, count: int, *, at_third: Callable[[], object]) -> list[Paper]:
    """Make receipts to print; while the third is made ready, something happens."""
    content = original(workspace.shop, sold(workspace.shop))

    def ready(number: int, setup: PrintSetup) -> bytes:
        if number == 3:
            at_third()
        return content

    return [
        Paper(f"Reçu {number}", partial(ready, number), lambda _: None)
        for number in range(1, count + 1)
    ]
