"""Prices with VAT, what few sales need, the totals and why they are what they are."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

from facturdesk.domain.explaining import explain
from facturdesk.domain.parties import PaymentTerms
from facturdesk.ui.editor.cells import Column
from facturdesk.ui.workspace import Workspace
from tests.ui.editor.hands import CTRL, OFFSCREEN, SHIFT, Hands, Key

pytestmark = OFFSCREEN


@pytest.fixture
def written(hands: Hands) -> Hands:
    """A draft of one line of 2 × 50 at 20 %."""
    hands.enter("client")
    hands.page.view.lines.open_new()
    hands.free_line("Pose", "2", "50")
    return hands


def _answer(monkeypatch: pytest.MonkeyPatch, workspace: Workspace, answer: str | None) -> list[str]:
    asked: list[str] = []

    def choose(question: str, *_: object, **__: object) -> str | None:
        asked.append(question)
        return answer

    monkeypatch.setattr(workspace.feedback, "choose", choose)
    return asked


def test_prices_are_converted_and_the_sale_comes_to_the_same(
    written: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answer(monkeypatch, written.workspace, "convert")
    written.press(Key.Key_H, CTRL | SHIFT)

    assert written.sale.prices_include_vat
    assert written.lines[0].unit_price_e6 == 60_000_000
    assert written.session.found.resolved.totals.gross_minor == 12_000


def test_figures_can_be_kept_instead(written: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    _answer(monkeypatch, written.workspace, "keep")
    written.press(Key.Key_H, CTRL | SHIFT)

    assert written.lines[0].unit_price_e6 == 50_000_000
    assert written.session.found.resolved.totals.gross_minor == 10_000


def test_giving_up_changes_nothing(written: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    _answer(monkeypatch, written.workspace, None)
    written.press(Key.Key_H, CTRL | SHIFT)

    assert not written.sale.prices_include_vat
    assert not written.page.actions_by_name["with_vat"].isChecked()


def test_without_prices_nothing_is_asked_and_the_choice_is_proposed_again(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = _answer(monkeypatch, hands.workspace, "keep")
    hands.press(Key.Key_H, CTRL | SHIFT)
    hands.open(None)

    assert asked == []
    assert hands.sale.prices_include_vat


def test_what_is_on_the_shelf_is_what_is_paid(hands: Hands) -> None:
    hands.press(Key.Key_H, CTRL | SHIFT)
    hands.page.view.lines.open_new()
    hands.enter("3760000000017")
    hands.enter("3")
    hands.free_line("Panier", "3", "9,99")

    assert hands.session.found.resolved.totals.gross_minor == 3 * 890 + 3 * 999
    assert "56,67" in hands.page.view.totals.said[-1][1]


def test_options_are_reached_and_closed_by_keyboard(written: Hands) -> None:
    written.press(Key.Key_F6)
    assert written.widget("side").isVisible()
    written.press(Key.Key_Escape)

    assert not written.widget("side").isVisible()
    assert written.focus.objectName() == "lines"


def test_a_discount_charges_delivery_texts_and_terms(written: Hands) -> None:
    written.press(Key.Key_F6)
    written.widget("options.discount").setFocus()
    written.type("10")
    written.click("charges.add")
    written.type("12,50")
    written.widget("options.delivery.line1").setFocus()
    written.type("4 quai")
    written.widget("options.note").setFocus()
    written.type("Merci.")
    written.click("options.mention.warranty")
    sale = written.sale

    assert sale.discount.percent_bp == 1_000
    assert [charge.amount_minor for charge in sale.charges] == [1_250]
    assert sale.customer.delivery_address is not None
    assert sale.customer.delivery_address.line1 == "4 quai"
    assert (sale.note, sale.extra_mentions) == ("Merci.", ("warranty",))
    assert written.missing() == ["address-incomplete"] * 2


def test_where_it_is_delivered_the_postcode_gives_the_town_and_a_country_is_chosen(
    written: Hands,
) -> None:
    written.press(Key.Key_F6)
    written.widget("options.delivery.postcode").setFocus()
    written.type("29200")
    place = written.sale.customer.delivery_address
    assert place is not None
    assert (place.city, place.country) == ("Brest", "FR")

    country = written.widget("options.delivery.country")
    country.setFocus()
    written.type("allem")
    abroad = written.sale.customer.delivery_address
    assert abroad is not None
    assert abroad.country == "DE"


def test_terms_move_the_due_date(written: Hands) -> None:
    written.press(Key.Key_F6)
    box = written.widget("options.terms.usual")
    box.setFocus()
    written.press(Key.Key_Home)
    written.press(Key.Key_Down)

    assert written.sale.terms == PaymentTerms(0)
    due = written.page.view.head.fields["due_date"]
    assert due.placeholderText() == "24/11/2026"


def test_undoing_shows_in_the_options(written: Hands) -> None:
    written.press(Key.Key_F6)
    written.widget("options.note").setFocus()
    written.type("Merci.")
    written.press(Key.Key_Z, CTRL)

    assert written.sale.note == ""
    assert written.page.view.options.form.input("note").toPlainText() == ""


def test_the_total_is_explained_step_by_step(written: Hands) -> None:
    written.page.view.lines.open_cell(0, Column.PRICE)
    written.type("33,335")
    written.press(Key.Key_F8)
    session = written.session
    said = [
        written.page.view.why.sentence(step)
        for step in explain(session.sale, session.found.resolved)
    ]

    assert written.widget("why").isVisible()
    assert "2 × 33,335" in said[0]
    assert "13,334" in said[1]


def test_the_paper_can_make_room(written: Hands) -> None:
    assert written.page.view.paper.isVisible()
    written.press(Key.Key_F7)
    assert not written.page.view.paper.isVisible()
    written.press(Key.Key_F7)
    written.qtbot.waitUntil(lambda: written.page.view.paper.page_count == 1, timeout=20_000)


def test_every_field_and_button_has_a_name(written: Hands) -> None:
    written.press(Key.Key_F6)
    written.click("charges.add")
    nameless = []
    for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit):
        for widget in written.page.findChildren(kind):
            said = widget.accessibleName() or getattr(widget, "text", str)()
            own = widget.objectName() and not widget.objectName().startswith("qt_")
            if widget.isVisible() and widget.isEnabled() and not (own and said):
                nameless.append((type(widget).__name__, widget.objectName(), said))

    assert nameless == []
