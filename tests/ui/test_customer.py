"""The page of a customer, driven with keys and clicks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facturdesk.ui.pages.customer import CustomerPage
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.cards import customer_card, find_customers, put_customer
from tests.ui.customer_acts import action, answer, customer_page, kind, press, shown, typed
from tests.usecases.shops import CONSUMER, FIRM

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[CustomerPage]:
    with customer_page(qtbot, workspace) as made:
        yield made


def test_a_private_person_is_kept(page: CustomerPage, workspace: Workspace) -> None:
    page.open(None)
    typed(page, "name", "Anne Dupont")
    typed(page, "address.line1", "3 rue du Four")
    typed(page, "address.postcode", "69002")
    typed(page, "tags", "fidele, pro")
    press(page, "button.card.save")

    card = customer_card(workspace.shop, "C0001")
    assert (card.customer.name, card.customer.address.city) == ("Anne Dupont", "Lyon")
    assert card.tags == ("fidele", "pro")
    assert shown(page, "heading.title") == "Anne Dupont"


def test_a_siret_fills_in_siren_and_vat_number(page: CustomerPage, workspace: Workspace) -> None:
    page.open(None)
    kind(page, "firm")
    typed(page, "name", "Martin")
    typed(page, "siret", "732 829 320 00074")
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    action(page, "card.save").trigger()

    who = customer_card(workspace.shop, "C0001").customer
    assert (who.siren, who.siret) == ("732829320", "73282932000074")
    assert who.vat_number == "FR44732829320"


def test_what_was_typed_is_not_replaced_by_a_proposal(page: CustomerPage) -> None:
    page.open(None)
    kind(page, "firm")
    typed(page, "vat_number", "DE136695976")
    typed(page, "siren", "732829320")

    assert page.customer.input("vat_number").value() == "DE136695976"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("siren", "123456789"),
        ("siret", "73282932000075"),
        ("vat_number", "FR12732829320"),
    ],
)
def test_a_wrong_key_is_said_at_the_field_while_one_types(
    page: CustomerPage, field: str, text: str
) -> None:
    page.open(None)
    kind(page, "firm")
    widget = page.customer.input(field)
    QTest.keyClicks(widget, text[:-1])
    assert not widget.property("wrong")
    QTest.keyClicks(widget, text[-1])

    assert widget.property("wrong")


def test_an_email_that_is_none_is_told_and_kept_all_the_same(
    page: CustomerPage, workspace: Workspace
) -> None:
    typed(page, "name", "Anne Dupont")
    typed(page, "email", "anne@dupont")
    assert page.customer.input("email").property("wrong")
    action(page, "card.save").trigger()

    assert customer_card(workspace.shop, "C0001").customer.email == "anne@dupont"


def test_a_field_left_half_filled_is_judged(page: CustomerPage) -> None:
    page.open(None)
    kind(page, "firm")
    typed(page, "siren", "7328")

    assert page.customer.input("siren").property("wrong")


def test_of_several_towns_one_is_chosen(page: CustomerPage, qtbot: QtBot) -> None:
    page.open(None)
    typed(page, "address.postcode", "01400")
    town = page.customer.input("address.city")
    assert town.value() is None
    qtbot.waitUntil(town.suggester.popup.isVisible)
    QTest.keyClick(town, Qt.Key.Key_Down)
    QTest.keyClick(town, Qt.Key.Key_Return)

    assert town.value() == "Neuville-les-Dames"


def test_a_private_person_has_no_siren(page: CustomerPage, workspace: Workspace) -> None:
    page.open(None)
    kind(page, "firm")
    typed(page, "name", "Anne")
    typed(page, "siren", "732829320")
    kind(page, "consumer")
    page.save()

    assert customer_card(workspace.shop, "C0001").customer.siren == ""
    assert not page.customer.input("siren").isVisibleTo(page)


def test_another_place_and_people_are_kept(page: CustomerPage, workspace: Workspace) -> None:
    page.open(None)
    typed(page, "name", "Anne Dupont")
    box = page.findChild(QCheckBox, "customer.delivered")
    assert box is not None
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    typed(page, "delivery_address.name", "Fournil")
    typed(page, "delivery_address.postcode", "69007")
    press(page, "customer.contacts.add")
    name = page.findChild(QWidget, "customer.contacts.0.name")
    phone = page.findChild(QWidget, "customer.contacts.0.phone")
    assert name is not None and phone is not None
    QTest.keyClicks(name, "Zoe")
    QTest.keyClicks(phone, "06")
    page.save()

    card = customer_card(workspace.shop, "C0001")
    assert card.customer.delivery_address is not None
    assert card.customer.delivery_address.city == "Lyon"
    assert [(each.name, each.phone) for each in card.contacts] == [("Zoe", "06")]


def test_other_terms_are_kept(page: CustomerPage, workspace: Workspace) -> None:
    put_customer(workspace.shop, {**CONSUMER, "terms": {"days": 37}})
    page.open("C0001")
    days = page.findChild(QWidget, "customer.terms.days")
    assert days is not None and days.isVisibleTo(page)
    days.setFocus()
    QTest.keyClick(days, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(days, "38")
    page.save()

    terms = customer_card(workspace.shop, "C0001").terms
    assert terms is not None and (terms.days, terms.end_of_month) == (38, False)


def test_a_card_is_shown_as_it_was_kept(page: CustomerPage, workspace: Workspace) -> None:
    values: dict[str, Any] = {
        **FIRM,
        "delivery_address": {"line1": "Quai 2", "city": "Lyon"},
        "terms": {"days": 45, "end_of_month": True, "end_of_month_first": False},
        "discount_percent": "2.5",
        "language": "en",
        "contacts": [{"name": "Zoé", "role": "achats"}],
        "note": "Le matin\nseulement",
        "tags": ["pro"],
        "phone": "04 78",
    }
    put_customer(workspace.shop, values)
    before = customer_card(workspace.shop, "C0001")
    page.open("C0001")

    assert not page.is_edited
    page.save()
    assert customer_card(workspace.shop, "C0001") == before


def test_what_is_wrong_is_shown_and_nothing_kept(page: CustomerPage, workspace: Workspace) -> None:
    page.open(None)
    kind(page, "firm")
    typed(page, "siren", "123456789")
    page.save()

    assert page.customer.input("name").property("wrong")
    assert page.customer.input("siren").property("wrong")
    assert find_customers(workspace.shop, "C0001") == []


def test_a_resembling_customer_is_told_and_opened(
    page: CustomerPage, workspace: Workspace, qtbot: QtBot
) -> None:
    put_customer(workspace.shop, {**CONSUMER, "address": {"postcode": "69002", "city": "Lyon"}})
    page.open(None)
    typed(page, "name", "Dupond Anne")
    typed(page, "address.postcode", "69002")
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "similar.0.open") is not None)
    assert "Anne Dupont, Lyon (C0001)" in shown(page, "similar.0.sentence")

    with qtbot.waitSignal(workspace.route_wanted) as route:
        press(page, "similar.0.open")
    assert route.args == ["customer", "C0001"]
    assert page.may_leave()  # what was typed is another's card already
    assert len(find_customers(workspace.shop, "dupon")) == 1


def test_leaving_keeps_what_is_typed(page: CustomerPage, workspace: Workspace) -> None:
    put_customer(workspace.shop, CONSUMER)
    page.open("C0001")
    typed(page, "phone", "04 78 00 00 00")

    assert page.may_leave()
    assert customer_card(workspace.shop, "C0001").phone == "04 78 00 00 00"


def test_leaving_what_cannot_be_kept_is_asked(page: CustomerPage, workspace: Workspace) -> None:
    page.open(None)
    typed(page, "phone", "04 78")
    answer("cancel")
    assert not page.may_leave()
    assert page.customer.input("name").property("wrong")
    assert page.customer.input("phone").value() == "04 78"

    answer("confirm")
    assert page.may_leave()
    assert not page.is_edited
    assert find_customers(workspace.shop, "C0001") == []


def test_an_untouched_new_card_is_left_without_a_word(page: CustomerPage) -> None:
    page.open(None)

    assert page.may_leave()


def test_a_card_written_elsewhere_is_shown_as_it_is_now(
    page: CustomerPage, workspace: Workspace
) -> None:
    put_customer(workspace.shop, CONSUMER)
    page.open("C0001")
    put_customer(workspace.shop, {**CONSUMER, "code": "C0001", "phone": "04"})
    page.concerned(frozenset({"party:1"}))
    assert page.customer.input("phone").value() == "04"

    typed(page, "note", "ici")
    put_customer(workspace.shop, {**CONSUMER, "code": "C0001", "phone": "05"})
    page.concerned(frozenset({"party:1"}))
    assert page.customer.input("phone").value() == "04"  # what is typed is not lost
