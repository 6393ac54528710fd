"""What comes after a sale: credit, correction, payment, delay; also with a restart in the middle."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from facturdesk.domain.freezing import freeze
from facturdesk.domain.parties import PaymentTerms
from facturdesk.domain.sale import (
    Charge,
    Discount,
    LineKind,
    Nature,
    Receipt,
    Sale,
    SaleLine,
)
from tests.domain.samples import customer, issue
from tests.domain.strategies import DELIVERED
from tests.journeys.clerk import Clerk
from tests.journeys.counter import BOOK, FOR_DUPONT, SALE, TEA, Counter
from tests.journeys.programs import DAY, wait_for
from tests.usecases.shops import COMPANY

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)
twice = pytest.mark.parametrize("restarted", [False, True], ids=["at once", "with a restart"])

_QUANTITY = 1
EVERYTHING = Sale(
    replace(customer("firm"), delivery_address=DELIVERED),
    (
        SaleLine(LineKind.SECTION, name="Fournitures"),
        replace(TEA, detail="couleur naturelle", discount=Discount(percent_bp=1_000)),
        replace(BOOK, discountable=False, nature=Nature.SERVICE, unit="HUR"),
        SaleLine(LineKind.SUBTOTAL),
        SaleLine(LineKind.TEXT, name="Selon votre demande"),
    ),
    supplied_on=DAY.replace(day=20),
    terms=PaymentTerms(15),
    prices_include_vat=True,
    order_reference="BC-778",
    discount=Discount(amount_minor=500),
    charges=(Charge("Port et emballage", 1_200, Nature.SERVICE, 2_000),),
    receipts=(Receipt("cheque", 5_000, DAY),),
    note="Merci de votre confiance.",
)
_GROSS = 15_165
_LATER = 40  # days; ten more than the terms of the shop


def test_a_draft_of_every_kind_of_line_is_there_as_it_was(counter: Counter) -> None:
    clerk = counter.open()
    clerk.type_sale(EVERYTHING)
    total = clerk.read("totals.total")
    clerk = counter.again()
    clerk.open_draft()
    assert clerk.read("totals.total") == total
    clerk.issue()

    issued = counter.left().only
    expected = freeze(EVERYTHING, issue(COMPANY.seller), issued.number)
    assert issued == expected
    assert clerk.plain(clerk.words.money(issued.gross_minor)) == total


@twice
def test_an_invoice_is_credited_whole(counter: Counter, restarted: bool) -> None:
    clerk = counter.open()
    number = clerk.sell(SALE)
    clerk.click("button.document.credit")
    if restarted:
        clerk = with_the_dialog_open(counter, clerk, "credit", number)
        clerk.click("button.document.credit")
    clerk.tick("credit.print")
    clerk.click("credit.act")
    note = clerk.wait_for_another(number)
    clerk.find(number)
    assert clerk.read("document.left") == "0,00 €"

    left = counter.left()
    assert set(left.documents) == {number, note}
    assert left.documents[number].result.status == "credited"
    assert left.documents[note].document.gross_minor == _GROSS
    assert [each.number for each in left.documents[note].document.references] == [number]


@twice
def test_a_part_of_an_invoice_is_credited(counter: Counter, restarted: bool) -> None:
    clerk = counter.open()
    number = clerk.sell(SALE)
    clerk.click("button.document.credit")
    credit_one(clerk)
    if restarted:
        clerk = with_the_dialog_open(counter, clerk, "credit", number)
        clerk.click("button.document.credit")
        credit_one(clerk)
    clerk.tick("credit.print")
    clerk.click("credit.act")
    clerk.wait_for_another(number)
    clerk.find(number)
    assert clerk.read("document.left") == "91,65 €"

    left = counter.left()
    (note,) = set(left.documents) - {number}
    assert left.documents[note].document.gross_minor == 6_000
    assert left.documents[number].result.balance_minor == _GROSS - 6_000


@twice
def test_a_wrong_invoice_is_corrected(counter: Counter, restarted: bool) -> None:
    clerk = counter.open()
    number = clerk.sell(SALE)
    clerk.click("button.document.correct")
    clerk.click_cell(0, _QUANTITY)
    clerk.go_on("Ctrl+A")
    clerk.type("3")
    if restarted:
        clerk = counter.again()
        clerk.open_draft()
    assert clerk.read("heading.title").startswith(f"Facture rectificative de {number}")
    clerk.issue()
    right = clerk.number
    clerk.find(number)

    left = counter.left()
    assert set(left.documents) == {number, right}
    corrected = left.documents[right].document
    assert (corrected.type_code, corrected.gross_minor) == ("384", _GROSS + 6_000)
    assert [each.number for each in corrected.references] == [number]
    assert left.documents[number].result.status == "replaced"
    assert left.documents[number].result.balance_minor == 0
    assert left.drafts == []


@twice
def test_an_invoice_is_paid_in_part_then_whole(counter: Counter, restarted: bool) -> None:
    clerk = counter.open()
    number = clerk.sell(SALE)
    clerk.chord("F9")
    clerk.overwrite("pay.amount", "100")
    if restarted:
        clerk = with_the_dialog_open(counter, clerk, "pay", number)
        clerk.chord("F9")
        clerk.overwrite("pay.amount", "100")
    clerk.click("pay.act")
    wait_for(lambda: clerk.said("document.left") == "51,65 €")
    clerk.rest()
    if restarted:
        clerk = counter.again()
        clerk.find(number)
    clerk.chord("F9")
    clerk.choose("pay.method", "Espèces")
    clerk.click("pay.act")
    wait_for(lambda: clerk.said("document.left") == "0,00 €")

    left = counter.left()
    assert left.documents[number].result.status == "paid"
    paid = [each for each in left.documents[number].events if each.kind == "paid"]
    assert [(each.amount_minor, each.method) for each in paid] == [
        (10_000, "card"),
        (5_165, "cash"),
    ]


@twice
def test_a_payment_is_entered_as_one_says_it(counter: Counter, restarted: bool) -> None:
    clerk = counter.open()
    number = clerk.sell(FOR_DUPONT)
    clerk.chord("Ctrl+1")  # the first page: nothing says whom it is from
    clerk.chord("F9")
    clerk.arrive("pay.quick")
    clerk.type("120 Dupont")
    if restarted:
        clerk = counter.again()
        clerk.chord("F9")
        clerk.arrive("pay.quick")
        clerk.type("120 Dupont")
    wait_for(lambda: clerk.is_seen("pay.proposals"))
    clerk.go_on("Return")
    clerk.seen("pay.amount")
    assert clerk.read("pay.customer") == "Anne Dupont"
    clerk.click("pay.act")
    clerk.rest()

    left = counter.left()
    assert left.documents[number].result.status == "paid"


@twice
def test_what_is_late_is_flagged_everywhere(counter: Counter, restarted: bool) -> None:
    clerk = counter.open()
    number = clerk.sell(SALE)
    clerk.click("navigation.home")
    assert clerk.seen("navigation.invoices").accessibleName() == "Factures"
    if restarted:
        clerk = counter.again(days_later=_LATER)
    else:
        counter.calendar.day += dt.timedelta(_LATER)
    wait_for(lambda: clerk.seen("navigation.invoices").accessibleName() == "Factures, 1")
    clerk.rest()
    card = clerk.seen("button.home.overdue")
    wait_for(lambda: "151,65 €" in clerk.plain(card.accessibleName()))
    clerk.click("button.home.overdue")
    chip = clerk.seen("chip.overdue")
    wait_for(lambda: bool(chip.accessibleDescription()))
    assert clerk.plain(chip.accessibleDescription()) == "1 · 151,65 €"
    clerk.rest()
    clerk.go_on("Return")
    clerk.seen("document.title")
    clerk.rest()
    badge = clerk.read("badge")
    assert clerk.number == number

    left = counter.left()
    assert badge == "En retard de 10 jours"
    flagged = [each for each in left.documents[number].events if each.kind == "overdue"]
    assert len(flagged) == 1
    assert flagged[0].on > DAY


def credit_one(clerk: Clerk) -> None:
    """Ask for one piece of the first line."""
    clerk.tick("credit.extent.lines")
    clerk.arrive("credit.lines")
    clerk.type("1")
    clerk.go_on("Return")
    wait_for(lambda: "60,00 €" in clerk.said("credit.outcome"))


def with_the_dialog_open(counter: Counter, clerk: Clerk, name: str, number: str) -> Clerk:
    """End the program while a dialog is open, start it again and go back to the invoice."""
    clerk.seen(f"{name}.act")
    again = counter.again()
    again.find(number)
    return again
