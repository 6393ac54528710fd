"""A document as one opens it: balances, what may be done, and what happened, in order."""

from __future__ import annotations

import datetime as dt

import pytest

from facturdesk.domain.crediting import CreditRequest
from facturdesk.domain.errors import ActionableError, InputRefused
from facturdesk.storage.events import MAILED, add_event
from facturdesk.usecases.correcting import correct
from facturdesk.usecases.crediting import credit, creditable
from facturdesk.usecases.examining import Examined, examine
from facturdesk.usecases.paying import pay, unpay
from facturdesk.usecases.refusals import DocumentUnknown
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.using_credit import allocate_credit
from facturdesk.usecases.watching import overdue_pass
from tests.usecases.shops import MIXED, TEA, later, sold


def refusals(found: Examined) -> tuple[str, str, str]:
    def code(error: ActionableError | None) -> str:
        return error.code if error else ""

    return code(found.no_payment), code(found.no_correction), code(found.no_credit)


def happened(found: Examined) -> list[str]:
    return [event.kind for event in found.events]


def test_a_fresh_invoice_may_be_paid_corrected_and_credited(shop: Shop) -> None:
    found = examine(shop, sold(shop))

    assert refusals(found) == ("", "", "")
    assert happened(found) == ["issued"]
    assert (found.late_days, found.customer_credit_minor) == (0, 0)


def test_what_is_partly_credited_may_be_credited_for_the_rest_only(shop: Shop) -> None:
    number = sold(shop, MIXED)
    credit(shop, number, requests=[{"line": 2, "quantity": "1"}])

    found = examine(shop, number)

    assert refusals(found) == ("", "document-partly-credited", "")
    assert [(each.relation, each.number) for each in found.related] == [("credits", "A2026-00001")]
    assert happened(found) == ["issued", "credited"]


def test_what_is_wholly_credited_may_not_be_credited_again(shop: Shop) -> None:
    number = sold(shop)
    credit(shop, number)

    assert refusals(examine(shop, number))[1:] == ("document-credited", "document-credited")
    with pytest.raises(InputRefused):
        creditable(shop, number)


def test_a_replaced_invoice_tells_by_which_and_that_one_tells_which(shop: Shop) -> None:
    number = sold(shop)
    pay(shop, number, amount_minor=2_000, method="card")
    correct(shop, number, {"lines": [TEA, TEA]})

    old, new = examine(shop, number), examine(shop, "F2026-00002")

    assert refusals(old) == ("document-replaced",) * 3
    assert happened(old) == ["issued", "paid", "moved", "replaced"]
    assert happened(new) == ["issued", "paid"]
    assert [(each.relation, each.number) for each in (*old.related, *new.related)] == [
        ("replaces", "F2026-00002"),
        ("replaced", "F2026-00001"),
    ]


def test_a_credit_note_tells_what_it_settled(shop: Shop) -> None:
    paid = sold(shop)
    pay(shop, paid, amount_minor=12_000, method="card")
    credit(shop, paid)
    other = sold(shop, MIXED)
    allocate_credit(shop, "C0001", numbers=[other])

    note = examine(shop, "A2026-00001")

    assert refusals(note) == ("document-not-an-invoice",) * 3
    assert [(event.kind, event.number) for event in note.events] == [
        ("issued", None),
        ("used", other),
    ]


def test_a_payment_undone_stays_in_what_happened(shop: Shop) -> None:
    number = sold(shop)
    done = pay(shop, number, amount_minor=2_000, method="cheque")
    undone = unpay(shop, done.payment, reason="Impayé")

    events = examine(shop, number).events

    assert [(event.kind, event.payment, event.amount_minor) for event in events[1:]] == [
        ("paid", done.payment, 2_000),
        ("unpaid", undone.payment, 2_000),
    ]


def test_it_tells_how_late_it_is_and_when_that_was_found(shop: Shop) -> None:
    number = sold(shop, date="2026-11-10", terms={"days": 6})
    overdue_pass(shop)
    pay(shop, number, amount_minor=12_000, method="card")
    tomorrow = later(shop, dt.date(2026, 11, 25))
    before = examine(shop, number)
    overdue_pass(tomorrow)

    assert before.late_days == 0  # paid meanwhile
    assert happened(examine(tomorrow, number)) == ["issued", "paid", "overdue", "cleared"]


def test_money_settles_the_earliest_part_first(shop: Shop) -> None:
    number = sold(shop, date="2026-11-10", terms={"days": 6})
    pay(shop, number, amount_minor=2_000, method="card")

    (part,) = examine(shop, number).parts

    assert (part.amount_minor, part.open_minor, part.late_days) == (12_000, 10_000, 8)


def test_credit_of_the_customer_is_told_where_it_could_settle(shop: Shop) -> None:
    pay(shop, sold(shop), amount_minor=15_000, method="card")
    open_one = sold(shop)

    assert examine(shop, "F2026-00001").customer_credit_minor == 0
    assert examine(shop, open_one).customer_credit_minor == 3_000


def test_a_message_is_among_what_happened(shop: Shop) -> None:
    number = sold(shop)
    with shop.store.write(shop.stamp()) as tx:
        add_event(tx, 1, MAILED, {"to": "anne@exemple.fr"})

    event = examine(shop, number).events[-1]

    assert (event.kind, event.detail, event.at is not None) == (
        "mailed",
        {"to": "anne@exemple.fr"},
        True,
    )


def test_what_a_credit_would_come_to_is_what_it_comes_to(shop: Shop) -> None:
    number = sold(shop, MIXED)
    credit(shop, number, requests=[{"line": 2, "quantity": "1"}])

    found = creditable(shop, number)

    assert found.left_e4 == (20_000, 20_000)
    shown = found.worth([CreditRequest(1, 10_000), CreditRequest(2, 20_000)])
    wanted = [{"line": 1, "quantity": "1"}, {"line": 2, "quantity": "2"}]
    made = credit(shop, number, requests=wanted)
    assert (shown.gross_minor, shown.vat_minor) == (made.gross_minor, made.vat_minor)


def test_a_number_that_is_none_is_refused(shop: Shop) -> None:
    with pytest.raises(DocumentUnknown):
        examine(shop, "F2026-00001")
