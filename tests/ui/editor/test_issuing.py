"""From draft to document: what is missing, what issuing means, and never twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel

from facturdesk.ui import printing
from facturdesk.ui.editor.cells import Column
from facturdesk.ui.requests import DraftRequest
from facturdesk.usecases.cards import put_customer
from facturdesk.usecases.paying import pay
from facturdesk.usecases.viewing import ISSUED, ListQuery, list_documents, show
from tests.ui.acting import plain
from tests.ui.editor.hands import CTRL, OFFSCREEN, SHIFT, Hands, Key
from tests.usecases.shops import FIRM, later, sold

pytestmark = OFFSCREEN
Confirm = Callable[..., bool]


@pytest.fixture
def written(hands: Hands) -> Hands:
    """A draft that can be issued."""
    hands.enter("client")
    hands.page.view.lines.open_new()
    hands.free_line("Pose", "2", "50")
    return hands


def _numbers(hands: Hands) -> list[str]:
    found = list_documents(hands.workspace.shop, ListQuery(state=ISSUED))
    return [document.number or "" for document in found]


def _wait_issued(hands: Hands) -> str:
    hands.qtbot.waitUntil(lambda: bool(hands.routes))
    page, number = hands.routes[0]
    assert page == "document"
    return str(number)


def test_one_chord_issues_prints_and_shows_the_document(
    written: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[object] = []
    monkeypatch.setattr(
        printing, "print_documents", lambda _, numbers, *, parent: printed.append(numbers)
    )
    written.press(Key.Key_Return, CTRL)
    number = _wait_issued(written)

    assert number == "F2026-00001"
    assert printed == [[number]]
    shown = show(written.workspace.shop, number)
    assert shown.document is not None and shown.document.gross_minor == 12_000
    assert written.page.is_finished


def test_issuing_alone_does_not_print(written: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "print_documents", None)
    written.press(Key.Key_Return, CTRL | SHIFT)

    assert _wait_issued(written) == "F2026-00001"


def test_impatient_hands_issue_once(written: Hands) -> None:
    for _ in range(5):
        written.press(Key.Key_Return, CTRL | SHIFT)
    _wait_issued(written)
    written.qtbot.waitUntil(lambda: not written.workspace.writer.busy)

    assert _numbers(written) == ["F2026-00001"]


def test_the_first_time_says_what_issuing_means(
    written: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(question: str, **_: object) -> bool:
        asked.append(question)
        return len(asked) > 1

    written.workspace.preferences.forget("editor/issue_explained")
    monkeypatch.setattr(written.workspace.feedback, "confirm", answer)
    written.press(Key.Key_Return, CTRL | SHIFT)
    assert _numbers(written) == []
    written.press(Key.Key_Return, CTRL | SHIFT)
    _wait_issued(written)
    written.page.open(None)

    assert len(asked) == 2
    assert written.workspace.preferences.get("editor/issue_explained")


def test_what_is_missing_is_listed_and_leads_to_its_field(hands: Hands) -> None:
    assert hands.missing() == []
    hands.page.view.lines.open_new()
    hands.type("Pose")
    hands.press(Key.Key_Tab)
    hands.type("0")
    assert set(hands.missing()) == {"customer-not-chosen", "line-quantity-zero"}
    hands.press(Key.Key_Return, CTRL)
    assert hands.focus.objectName() == "customer"
    hands.enter("client")
    hands.press(Key.Key_F4)
    assert hands.focus.objectName() == "line.quantity"
    hands.enter("1")

    assert hands.missing() == []


def test_a_click_on_what_is_missing_goes_there(hands: Hands) -> None:
    hands.enter("client")
    assert hands.missing() == ["lines-missing"]
    hands.click("missing.0")

    assert hands.focus.objectName() == "line.name"


def test_what_the_card_lacks_opens_the_card(hands: Hands) -> None:
    put_customer(hands.workspace.shop, {**FIRM, "address": {"line1": "1 place", "city": "Lyon"}})
    hands.enter("client")
    hands.page.view.lines.open_new()
    hands.free_line("Pose", "1", "10")
    assert hands.missing() == ["address-incomplete"]
    hands.click("missing.0")

    assert hands.routes == [("customer", "C0001")]


def test_what_the_paper_cannot_show_is_told_with_the_rest(hands: Hands) -> None:
    hands.enter("client")
    hands.page.view.lines.open_new()
    hands.free_line("Thé 茶", "1", "10")
    hands.qtbot.waitUntil(lambda: hands.missing() == ["characters-not-printable"], timeout=20_000)
    hands.press(Key.Key_Return, CTRL | SHIFT)

    assert hands.focus.objectName() == "line.name"
    assert _numbers(hands) == []


def test_a_clock_far_ahead_is_asked_about(written: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [False, True]
    monkeypatch.setattr(written.workspace.feedback, "confirm", lambda *_, **__: answers.pop(0))
    day = dt.date(2027, 3, 1)
    monkeypatch.setattr(written.workspace, "_today", lambda: day)
    monkeypatch.setattr(written.workspace, "_shop", later(written.workspace.shop, day))
    written.press(Key.Key_Return, CTRL | SHIFT)
    written.qtbot.waitUntil(lambda: len(answers) == 1)
    assert _numbers(written) == []
    written.press(Key.Key_Return, CTRL | SHIFT)

    assert _wait_issued(written) == "F2027-00001"


def test_money_received_at_the_counter_follows_the_total(written: Hands) -> None:
    written.press(Key.Key_F6)
    assert written.focus.objectName() == "options.paid.all"
    written.press(Key.Key_Space)
    assert [receipt.amount_minor for receipt in written.sale.receipts] == [12_000]
    written.page.view.lines.open_cell(0, Column.QUANTITY)
    written.enter("3")
    assert [receipt.amount_minor for receipt in written.sale.receipts] == [18_000]
    written.press(Key.Key_Return, CTRL | SHIFT)
    number = _wait_issued(written)

    shown = show(written.workspace.shop, number)
    assert (shown.result.status, shown.result.balance_minor) == ("paid", 0)


def test_a_correction_takes_the_place_of_its_invoice(hands: Hands) -> None:
    shop = hands.workspace.shop
    number = sold(shop)
    pay(shop, number, amount_minor=5_000, method="transfer")
    hands.open(DraftRequest(corrects=number))
    assert number in hands.page.title
    draft_id = hands.wait_kept()
    hands.open(None)
    hands.open(draft_id)
    assert hands.sale.corrects == number
    said = hands.widget("correction.said")
    assert isinstance(said, QLabel)
    assert number in said.text()
    hands.click("correction.reason")
    hands.type("Quantité")
    assert hands.sale.reason == "Quantité"
    hands.page.view.lines.open_cell(0, Column.QUANTITY)
    hands.enter("1")
    hands.press(Key.Key_Return, CTRL | SHIFT)
    corrective = _wait_issued(hands)

    document = show(shop, corrective).document
    assert document is not None
    assert (document.type_code, document.gross_minor) == ("384", 6_000)
    assert [reference.number for reference in document.references] == [number]
    assert show(shop, number).result.status == "replaced"


@pytest.mark.parametrize("name", ["date", "supply_date", "due_date"])
def test_a_day_that_is_none_is_not_issued_as_another_one(written: Hands, name: str) -> None:
    field = written.page.view.head.fields[name]
    field.setFocus()
    written.type("31/02/2026")
    written.press(Key.Key_Return, CTRL | SHIFT)
    written.qtbot.waitUntil(lambda: not written.workspace.writer.busy)

    assert _numbers(written) == []
    assert written.missing() == ["field-not-a-date"]
    assert written.focus is field
    field.selectAll()
    written.type("24/11/2026")
    written.press(Key.Key_Return, CTRL | SHIFT)
    assert _wait_issued(written) == "F2026-00001"


@pytest.mark.parametrize(("name", "typed"), [("paid.amount", "12O"), ("discount", "dix")])
def test_money_that_cannot_be_read_is_not_left_out(written: Hands, name: str, typed: str) -> None:
    written.press(Key.Key_F6)
    written.widget(f"options.{name}").setFocus()
    written.type(typed)
    written.press(Key.Key_Return, CTRL | SHIFT)
    written.qtbot.waitUntil(lambda: not written.workspace.writer.busy)

    assert _numbers(written) == []
    assert written.missing() == ["field-not-a-decimal"]
    written.clear()
    written.press(Key.Key_Return, CTRL | SHIFT)
    assert _wait_issued(written) == "F2026-00001"


def test_what_cannot_be_read_does_not_go_over_to_the_next_draft(written: Hands) -> None:
    written.page.view.head.fields["date"].setFocus()
    written.type("31/02/2026")
    written.press(Key.Key_F6)
    written.widget("options.paid.amount").setFocus()
    written.type("12O")
    written.open(None)

    assert written.page.view.head.fields["date"].text() == ""
    assert list(written.page.view.options.unread()) == []


@pytest.mark.parametrize(
    ("column", "name", "typed"),
    [
        (Column.QUANTITY, "line.quantity", "1O"),
        (Column.PRICE, "line.price", "6O"),
        (Column.DISCOUNT, "line.discount", "dix"),
        (Column.VAT, "line.vat", "vingt"),
        (Column.UNIT, "line.unit", "bidule"),
    ],
)
def test_a_cell_that_cannot_be_read_is_not_issued_as_it_was(
    written: Hands, column: Column, name: str, typed: str
) -> None:
    written.page.view.lines.open_cell(0, column)
    written.press(Key.Key_A, CTRL)
    written.type(typed)
    written.press(Key.Key_Return, CTRL | SHIFT)
    written.qtbot.waitUntil(lambda: not written.workspace.writer.busy)

    assert _numbers(written) == []
    assert written.focus.objectName() == name
    assert written.missing() and typed in plain(
        written.page.workspace.feedback.problem(written.page.view.missing.problems[0])
    )


@pytest.mark.parametrize("typed", ["1e9", "60x"])
def test_a_cell_that_was_left_with_what_cannot_be_read_stops_the_issue(
    written: Hands, typed: str
) -> None:
    table = written.page.view.lines
    table.open_cell(0, Column.PRICE)
    written.press(Key.Key_A, CTRL)
    written.type(typed)
    written.page.view.head.customer.setFocus()  # as a click elsewhere does

    assert [problem.field for problem in written.page.view.unread()] == ["lines[0].unit_price"]
    table.open_cell(0, Column.PRICE)
    written.press(Key.Key_A, CTRL)
    written.type("60")
    written.page.view.head.customer.setFocus()
    assert written.page.view.unread() == []


def test_an_invoice_of_nothing_is_asked_about(
    written: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        written.workspace.feedback, "confirm", lambda question, **_: asked.append(question)
    )
    written.page.view.lines.open_cell(0, Column.PRICE)
    written.press(Key.Key_A, CTRL)
    written.type("0")
    written.press(Key.Key_Return, CTRL | SHIFT)
    written.qtbot.waitUntil(lambda: not written.workspace.writer.busy)

    assert len(asked) == 1
    assert _numbers(written) == []
