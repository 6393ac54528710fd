"""One issued document: amounts as in the file and the XML, what may be done, where links lead."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facturdesk.ui.pages.document import DocumentPage
from facturdesk.ui.requests import DraftRequest
from facturdesk.ui.widgets.badge import Badge
from facturdesk.ui.widgets.paper_view import PaperView
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases import mailing
from facturdesk.usecases.correcting import correct
from facturdesk.usecases.crediting import credit
from facturdesk.usecases.demo import DemoWish, make_demo
from facturdesk.usecases.examining import Part, examine
from facturdesk.usecases.paying import pay, payments, unpay
from facturdesk.usecases.printing import record_printed
from facturdesk.usecases.viewing import ListQuery, list_documents, show, xml
from tests.ui.acting import dialog_of, found, plain, press, read, settled
from tests.ui.workspaces import opened_workspace
from tests.usecases.shops import MIXED, SALE, TEA, TODAY, sold

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)

Open = Callable[[str], DocumentPage]
Routes = list[tuple[str, object]]


@pytest.fixture
def open_page(qtbot: QtBot, workspace: Workspace) -> Iterator[Open]:
    """Opens the page as the window does: told of changes, with its keys."""
    page = DocumentPage(workspace)
    page.resize(1080, 640)
    page.addActions(page.page_actions)  # the window puts them in its menus
    workspace.hub.changed.connect(page.concerned)
    qtbot.addWidget(page)

    def make(number: str) -> DocumentPage:
        page.open(number)
        page.show()
        qtbot.waitExposed(page)
        settled(qtbot, workspace)
        return page

    yield make
    settled(qtbot, workspace)


@pytest.fixture
def routes(workspace: Workspace) -> Routes:
    """Where the window was asked to go."""
    gone: Routes = []
    workspace.route_wanted.connect(lambda page, argument: gone.append((page, argument)))
    return gone


def action(page: DocumentPage, name: str) -> QAction:
    return next(each for each in page.page_actions if each.objectName() == f"document.{name}")


def main_button(page: DocumentPage) -> str:
    buttons = page.heading.findChildren(QPushButton)
    (name,) = [each.objectName() for each in buttons if each.property("look") == "main"]
    return name.removeprefix("button.document.")


def labels(page: DocumentPage, section: str) -> list[str]:
    part = found(page.side, QWidget, section)
    shown = part.findChildren(QLabel) + part.findChildren(QPushButton)
    return [plain(each.text()) for each in shown if not each.isHidden()]


def test_amounts_are_those_of_the_file_and_of_the_xml(
    workspace: Workspace, open_page: Open
) -> None:
    number = sold(workspace.shop, MIXED)
    pay(workspace.shop, number, amount_minor=5_165, method="card")

    page = open_page(number)

    with closing(sqlite3.connect(workspace.shop.store.path)) as raw:
        gross, left = raw.execute(
            "SELECT gross_minor, balance_minor FROM document JOIN receivable ON document_id = id"
        ).fetchone()
    grand = etree.fromstring(xml(workspace.shop, number)).findtext(".//{*}GrandTotalAmount")
    assert (gross, left, grand) == (15_165, 10_000, "151.65")
    assert plain(read(page, "document.total")) == "151,65 €"
    assert plain(read(page, "document.left")) == "100,00 €"
    assert read(page, "document.due") == "24/12/2026"


def test_the_paper_is_the_stored_original(
    qtbot: QtBot, workspace: Workspace, open_page: Open
) -> None:
    page = open_page(sold(workspace.shop))

    paper = found(page, PaperView, "document.paper")
    qtbot.waitUntil(lambda: paper.page_count == 1)
    assert "DUPLICATA" in read(page, "document.about_original")


def test_what_is_next_follows_what_was_done(
    qtbot: QtBot, workspace: Workspace, open_page: Open
) -> None:
    fresh = sold(workspace.shop)
    assert main_button(open_page(fresh)) == "print"

    old = sold(workspace.shop, SALE, date="2026-11-24", terms={"days": 0})
    record_printed(workspace.shop, old, "till")
    assert main_button(open_page(old)) == "pay"
    pay(workspace.shop, old, amount_minor=12_000, method="card")
    settled(qtbot, workspace)
    qtbot.waitUntil(lambda: not action(open_page(old), "pay").isEnabled())
    assert action(open_page(old), "pay").whatsThis() == "Il ne reste rien à encaisser."


def test_an_overdue_invoice_says_for_how_long(workspace: Workspace, open_page: Open) -> None:
    number = sold(workspace.shop, date="2026-11-10", terms={"days": 6})

    page = open_page(number)

    assert " 8 " in plain(found(page, Badge, "badge").text())


def test_parts_of_a_payment_in_several_times_are_told_each(
    workspace: Workspace, open_page: Open
) -> None:
    number = sold(workspace.shop)
    page = open_page(number)
    days = [TODAY.replace(day=day) for day in (10, 20, 30)]
    parts = (
        Part(days[0], 4_000, 0, 0),
        Part(days[1], 4_000, 1_000, 4),
        Part(days[2], 4_000, 4_000, 0),
    )

    page.side.show_document(replace(examine(workspace.shop, number), parts=parts))

    assert labels(page, "document.instalments")[1:] == [
        *("10/11/2026", "payée", "40,00 €"),
        *("20/11/2026", "en retard de 4 jours", "40,00 €"),
        *("30/11/2026", "à payer", "40,00 €"),
    ]


def test_f9_collects_and_the_page_follows_at_once(
    qtbot: QtBot, workspace: Workspace, open_page: Open
) -> None:
    page = open_page(sold(workspace.shop))

    QTest.keyClick(page, Qt.Key.Key_F9)
    settled(qtbot, workspace)
    dialog = dialog_of(page, "pay")
    assert dialog is not None
    press(dialog, "pay.act")
    settled(qtbot, workspace)

    qtbot.waitUntil(lambda: plain(read(page, "document.left")) == "0,00 €")
    assert "120,00 € encaissés (carte)" in labels(page, "document.settlements")


def test_a_payment_made_elsewhere_shows_at_once(
    qtbot: QtBot, workspace: Workspace, open_page: Open
) -> None:
    number = sold(workspace.shop)
    page = open_page(number)
    shop = workspace.shop

    workspace.writer.run(lambda: pay(shop, number, amount_minor=2_000, method="cash"))

    qtbot.waitUntil(lambda: plain(read(page, "document.left")) == "100,00 €")


def test_what_happened_while_it_was_hidden_shows_when_it_is_back(
    qtbot: QtBot, workspace: Workspace, open_page: Open
) -> None:
    number = sold(workspace.shop)
    page = open_page(number)
    page.hide()
    pay(workspace.shop, number, amount_minor=2_000, method="cash")
    settled(qtbot, workspace)
    assert plain(read(page, "document.left")) == "120,00 €"

    page.show()

    qtbot.waitUntil(lambda: plain(read(page, "document.left")) == "100,00 €")


def test_a_credit_note_is_made_and_gone_to(
    qtbot: QtBot, workspace: Workspace, open_page: Open, routes: Routes
) -> None:
    page = open_page(sold(workspace.shop, MIXED))

    press(page.side, "button.document.credit")
    settled(qtbot, workspace)
    dialog = dialog_of(page, "credit")
    assert dialog is not None
    press(dialog, "credit.print")
    press(dialog, "credit.act")
    settled(qtbot, workspace)

    assert routes == [("document", "A2026-00001")]
    assert show(workspace.shop, "F2026-00001").result.status == "credited"


def test_correct_and_duplicate_lead_to_the_editor(
    workspace: Workspace, open_page: Open, routes: Routes
) -> None:
    number = sold(workspace.shop)
    page = open_page(number)

    press(page.side, "button.document.correct")
    QTest.keyClick(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)

    assert routes == [
        ("draft", DraftRequest(corrects=number)),
        ("draft", DraftRequest(copy_of=number)),
    ]


def test_what_is_partly_credited_says_why_it_cannot_be_corrected(
    workspace: Workspace, open_page: Open
) -> None:
    number = sold(workspace.shop, MIXED)
    credit(workspace.shop, number, requests=[{"line": 2, "quantity": "1"}])

    page = open_page(number)

    button = found(page.side, QPushButton, "button.document.correct")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription()
    assert plain(button.toolTip()) == read(page, "document.refusals")
    assert button.toolTip().startswith("Elle est déjà annulée en partie")
    assert found(page.side, QPushButton, "button.document.credit").isEnabled()


def test_why_it_is_locked_is_told_on_demand(workspace: Workspace, open_page: Open) -> None:
    page = open_page(sold(workspace.shop))
    reasons = found(page, QLabel, "document.reasons")
    assert reasons.isHidden()

    press(page, "document.why")

    assert not reasons.isHidden()
    assert "modifiée" in read(page, "document.locked")


def test_a_chain_of_documents_is_followed_by_links(
    workspace: Workspace, open_page: Open, routes: Routes
) -> None:
    number = sold(workspace.shop)
    correct(workspace.shop, number, {"lines": [TEA, TEA]})
    page = open_page(number)
    assert not action(page, "pay").isEnabled()

    press(page.side, "document.related.0")
    press(page.heading, "document.customer")

    assert routes == [("document", "F2026-00002"), ("customer", "C0001")]


def test_a_payment_is_opened_from_what_it_settled(
    qtbot: QtBot, workspace: Workspace, open_page: Open
) -> None:
    number = sold(workspace.shop)
    pay(workspace.shop, number, amount_minor=2_000, method="cheque")
    page = open_page(number)

    press(page.side, "document.settlements.0")
    settled(qtbot, workspace)

    assert dialog_of(page, "payment") is not None


def test_credit_of_the_customer_settles_on_demand(
    qtbot: QtBot, workspace: Workspace, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    pay(workspace.shop, sold(workspace.shop), amount_minor=15_000, method="card")
    number = sold(workspace.shop)
    page = open_page(number)
    asked: list[str] = []
    answers = iter([False, True])

    def answer(question: str, **_: object) -> bool:
        asked.append(plain(question))
        return next(answers)

    monkeypatch.setattr(workspace.feedback, "confirm", answer)
    for _ in range(2):
        press(page.side, "document.use_credit")
        settled(qtbot, workspace)

    assert asked[0] == "Régler 30,00 € de cette facture avec le crédit du client ?"
    assert show(workspace.shop, number).result.balance_minor == 9_000
    qtbot.waitUntil(lambda: plain(read(page, "document.left")) == "90,00 €")
    assert found(page, QPushButton, "document.use_credit").isHidden()


def test_a_credit_note_shows_where_it_went_and_asks_for_nothing(
    workspace: Workspace, open_page: Open
) -> None:
    credit(workspace.shop, sold(workspace.shop), reason="Retour")

    page = open_page("A2026-00001")

    assert not action(page, "pay").isVisible()
    assert "120,00 € utilisés pour régler F2026-00001" in labels(page, "document.settlements")
    assert found(page, QLabel, "document.refusals").isHidden()


def test_what_happened_is_told_from_the_latest(workspace: Workspace, open_page: Open) -> None:
    number = sold(workspace.shop, date="2026-11-20")
    done = pay(workspace.shop, number, amount_minor=2_000, method="cheque")
    unpay(workspace.shop, done.payment, reason="Impayé")

    said = labels(open_page(number), "document.timeline")

    assert said == [
        "Historique",
        "24/11/2026",
        "Règlement de 20,00 € annulé",
        "24/11/2026",
        "20,00 € encaissés (chèque)",
        "20/11/2026",
        "Facture émise",
    ]
    assert len(payments(workspace.shop)) == 2


@pytest.mark.parametrize(("key", "dialog"), [(Qt.Key.Key_P, "print"), (Qt.Key.Key_E, "mail")])
def test_one_key_prints_and_one_sends(
    qtbot: QtBot,
    workspace: Workspace,
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
    key: Qt.Key,
    dialog: str,
) -> None:
    monkeypatch.setattr(mailing, "opens_messages", lambda: False)  # whatever this computer has
    page = open_page(sold(workspace.shop))

    QTest.keyClick(page, key, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: dialog_of(page, dialog) is not None)
    asking = dialog_of(page, dialog)
    assert asking is not None
    asking.reject()


def test_what_has_no_original_is_neither_printed_nor_sent(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "demo.facturdesk"
    wish = DemoWish(invoices=3, years=1, seed=1, originals=False)
    make_demo(file, wish, today=TODAY, state=None, progress=lambda done, total: None)
    with opened_workspace(file, tmp_path) as workspace:
        number = list_documents(workspace.shop, ListQuery(state="issued"))[0].number
        page = DocumentPage(workspace)
        qtbot.addWidget(page)
        page.open(number)
        page.show()
        settled(qtbot, workspace)

        for name in ("print", "save", "mail", "open_pdf"):
            assert action(page, name).whatsThis() == "Il n’y a pas d’original archivé."
        assert found(page, QLabel, "document.about_original").isHidden()


def test_the_number_is_copied(workspace: Workspace, open_page: Open) -> None:
    number = sold(workspace.shop)
    page = open_page(number)

    action(page, "copy_number").trigger()

    assert QGuiApplication.clipboard().text() == number


def test_it_is_named_for_the_way_back(workspace: Workspace, open_page: Open) -> None:
    number = sold(workspace.shop)
    page = open_page(number)

    assert page.title == f"Facture {number}"
    assert page.bookmark(None) == number
