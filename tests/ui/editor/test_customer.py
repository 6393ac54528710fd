"""Whom it is for: found as one types, or created without leaving."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from facturdesk.ui.requests import DraftRequest
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.cards import put_customer
from facturdesk.usecases.sales import save_sale
from tests.ui.editor.hands import CTRL, OFFSCREEN, Hands, Key
from tests.usecases.shops import FIRM, TEA

pytestmark = OFFSCREEN


def test_a_new_draft_begins_at_its_customer(hands: Hands) -> None:
    assert hands.focus.objectName() == "customer"


@pytest.mark.parametrize("typed", ["client", "C0001", "200000008", "lyon"])
def test_a_customer_is_found_by_name_code_siren_and_town(hands: Hands, typed: str) -> None:
    hands.type(typed)
    assert "Client SA" in hands.wait_proposals()
    hands.enter()

    assert hands.sale.customer.code == "C0001"
    assert hands.focus.objectName() == "head.date"


def test_their_habits_come_with_them(hands: Hands) -> None:
    card = {**FIRM, "terms": {"days": 45}, "discount_percent": "3"}
    put_customer(hands.workspace.shop, card)
    hands.enter("client")

    assert hands.sale.terms is not None and hands.sale.terms.days == 45
    assert hands.sale.discount.percent_bp == 300
    assert "45" in hands.page.findChild(QLabel, "customer.facts").text()  # type: ignore[union-attr]


def test_what_is_late_from_them_is_said(hands: Hands) -> None:
    sale = {"customer": "C0001", "lines": [TEA], "terms": {"days": 0}, "date": "2026-11-24"}
    early = replace(hands.workspace.shop, today=hands.workspace.shop.today.replace(day=2))
    save_sale(early, {**sale, "date": "2026-11-02"}, issue=True)
    hands.enter("client")
    warning = hands.page.findChild(QLabel, "customer.warning")
    assert warning is not None
    hands.qtbot.waitUntil(warning.isVisible)

    assert "120,00" in warning.text()


def test_an_unknown_one_is_created_beside_the_draft(hands: Hands) -> None:
    hands.type("Zoé Martin")
    hands.wait_proposals()
    hands.enter()
    assert hands.widget("quick_customer").isVisible()
    hands.press(Key.Key_Return, CTRL)
    hands.qtbot.waitUntil(lambda: bool(hands.sale.customer.code))

    assert hands.sale.customer.name == "Zoé Martin"
    assert not hands.widget("side").isVisible()
    assert hands.focus.objectName() == "line.name"


def test_the_chord_that_issues_makes_the_card_that_was_begun(hands: Hands) -> None:
    hands.type("Zoé Martin")
    hands.wait_proposals()
    hands.enter()
    hands.page.view.head.fields["order_reference"].setFocus()  # somewhere else in the draft
    hands.press(Key.Key_Return, CTRL)
    hands.qtbot.waitUntil(lambda: bool(hands.sale.customer.code))

    assert hands.sale.customer.name == "Zoé Martin"
    assert not hands.widget("side").isVisible()


def test_a_name_typed_quickly_in_the_next_draft_too_is_who_is_meant(hands: Hands) -> None:
    hands.enter("Client SA")
    hands.open()
    hands.type("Client SA")  # nobody waits for proposals
    hands.enter()

    assert hands.sale.customer.code == "C0001"


def test_creating_can_be_given_up(hands: Hands) -> None:
    hands.type("Zoé Martin")
    hands.wait_proposals()
    hands.enter()
    hands.click("quick_customer.cancel")

    assert not hands.widget("side").isVisible()
    assert hands.sale.customer.code == ""


def test_text_that_is_left_without_being_taken_changes_nobody(hands: Hands) -> None:
    hands.enter("client")
    hands.press(Key.Key_F2)
    assert hands.focus.objectName() == "customer"
    hands.type("zz")
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_Tab)

    assert hands.sale.customer.code == "C0001"
    assert hands.page.view.head.customer.text() == "Client SA"


def test_an_emptied_field_takes_the_customer_away_and_undo_brings_them_back(hands: Hands) -> None:
    hands.enter("client")
    hands.press(Key.Key_F2)
    hands.clear()
    hands.press(Key.Key_Tab)
    assert hands.sale.customer.code == ""
    hands.press(Key.Key_Z, CTRL)

    assert hands.sale.customer.code == "C0001"
    assert hands.page.view.head.customer.text() == "Client SA"


def test_the_draft_follows_the_card(hands: Hands) -> None:
    hands.enter("client")
    workspace: Workspace = hands.workspace
    moved = {**FIRM, "address": {"line1": "2 quai", "postcode": "69001", "city": "Lyon"}}
    put_customer(workspace.shop, moved)
    hands.page.concerned(frozenset({"party:1"}))
    assert hands.sale.customer.address.line1 == "2 quai"
    hands.press(Key.Key_Z, CTRL)
    hands.press(Key.Key_Y, CTRL)

    assert hands.sale.customer.address.line1 == "2 quai"


def test_a_draft_can_be_begun_for_a_customer(hands: Hands) -> None:
    hands.open(DraftRequest(customer_code="C0001"))

    assert hands.sale.customer.name == "Client SA"
    assert hands.focus.objectName() == "line.name"


def test_days_are_typed_as_people_do(hands: Hands) -> None:
    hands.enter("client")
    fields: dict[str, QWidget] = dict(hands.page.view.head.fields)
    fields["date"].setFocus()
    hands.type("20/11")
    fields["due_date"].setFocus()
    hands.type("+10")
    assert (hands.sale.issued_on, hands.sale.due_on) == (
        hands.workspace.shop.today.replace(day=20),
        hands.workspace.shop.today.replace(month=12, day=4),
    )
    hands.clear()
    hands.type("demain")

    assert fields["due_date"].property("wrong")
    assert hands.sale.due_on is None
