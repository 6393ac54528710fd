"""What documents owe follows from what happened, and so do the flags of the overdue pass."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest

from facturdesk.domain.document import Document, Instalment
from facturdesk.domain.overdue import open_instalments, overdue_instalments
from facturdesk.storage.engine import Stamp, Store, Transaction
from facturdesk.storage.overdue import PassResult, overdue_pass
from facturdesk.storage.receivables import Balance, balance_of, compute_all, rebuild, refresh_many
from facturdesk.storage.seals import append_seal
from tests.domain.samples import ISSUED_ON
from tests.storage.filing import allocate, credit_note, dice, file, invoice, pay

DAY = dt.timedelta(1)
DUE = ISSUED_ON + 30 * DAY


def balance(store: Store, document_id: int) -> Balance:
    with store.read() as connection:
        found = balance_of(connection, document_id)
    assert found is not None
    return found


def run(store: Store, stamp: Stamp, today: dt.date) -> PassResult:
    with store.write(stamp) as tx:
        return overdue_pass(tx, today)


def seal(tx: Transaction) -> None:
    append_seal(tx, kind="allocation", subject="test", body={})


def in_parts(*amounts: int) -> Document:
    """Make an invoice that falls due a part every ten days."""
    parts = tuple(
        Instalment(n, ISSUED_ON + 10 * n * DAY, amount) for n, amount in enumerate(amounts, 1)
    )
    gross = sum(amounts)
    return replace(invoice(f"{gross // 100}.{gross % 100:02}"), instalments=parts)


def test_an_invoice_is_owed_until_it_is_paid(store: Store, stamp: Stamp) -> None:
    document_id = file(store, stamp, invoice("12.00"))
    owed = [balance(store, document_id)]
    for amount in (500, 700):
        pay(store, stamp, document_id, amount)
        owed.append(balance(store, document_id))

    assert [(each.balance_minor, each.settled_by, each.next_due_on) for each in owed] == [
        (1200, None, DUE.isoformat()),
        (700, None, DUE.isoformat()),
        (0, "paid", None),
    ]


@pytest.mark.parametrize(
    ("kind", "paid", "settled_by"),
    [("credit", 0, "credited"), ("credit", 200, "paid"), ("replaced", 0, "replaced")],
)
def test_it_is_told_how_an_invoice_was_closed(
    store: Store, stamp: Stamp, kind: str, paid: int, settled_by: str
) -> None:
    document_id = file(store, stamp, invoice("12.00"))
    if paid:
        pay(store, stamp, document_id, paid)
    note_id = file(store, stamp, credit_note(invoice(number="F2026-00001"), "12.00"))
    with store.write(stamp) as tx:
        allocate(tx, document_id, 1200 - paid, kind=kind, source_id=note_id)
        refresh_many(tx, [note_id])
        seal(tx)

    assert balance(store, document_id).settled_by == settled_by
    given_back = 1200 - paid if kind == "credit" else 0
    assert balance(store, note_id).balance_minor == given_back - 1200


def test_a_credit_note_is_owed_to_the_customer(store: Store, stamp: Stamp) -> None:
    file(store, stamp, invoice())
    note_id = file(store, stamp, credit_note(invoice(number="F2026-00001"), "5.00"))

    owed = balance(store, note_id)
    assert (owed.balance_minor, owed.settled_by, owed.next_due_on) == (-500, None, None)


def test_an_invoice_of_nothing_is_paid(store: Store, stamp: Stamp) -> None:
    assert balance(store, file(store, stamp, invoice("0.00"))).settled_by == "paid"


@pytest.mark.parametrize("seed", range(5))
def test_balances_agree_with_what_happened(store: Store, stamp: Stamp, seed: int) -> None:
    chance = dice(seed)
    for _ in range(6):
        _live(store, stamp, chance)

    with store.write(stamp) as tx:
        computed = list(compute_all(tx.connection))
        kept = [balance_of(tx.connection, each.document_id) for each in computed]
        rebuild(tx)
        rebuilt = [balance_of(tx.connection, each.document_id) for each in computed]
    assert len(computed) == 6
    assert kept == computed
    assert rebuilt == computed


def _live(store: Store, stamp: Stamp, chance: random.Random) -> None:
    """File an invoice in parts and let money come and go."""
    document = in_parts(*(chance.randint(0, 900) for _ in range(chance.randint(1, 4))))
    document_id = file(store, stamp, document)
    left = document.gross_minor
    for _ in range(chance.randint(0, 4)):
        amount = chance.randint(-100, left) if left > 0 else -50
        if amount:
            pay(store, stamp, document_id, amount)
            left -= amount
    if chance.random() < 0.5:
        run(store, stamp, ISSUED_ON + chance.randint(0, 50) * DAY)


def test_an_invoice_is_late_from_the_day_after(store: Store, stamp: Stamp) -> None:
    file(store, stamp, invoice())

    assert run(store, stamp, DUE) == PassResult()
    (flagged,) = run(store, stamp, DUE + DAY).flagged
    assert (flagged.document_id, flagged.number, flagged.due_on) == (1, "F2026-00001", DUE)


def test_a_second_pass_changes_nothing(store: Store, stamp: Stamp) -> None:
    file(store, stamp, invoice())
    run(store, stamp, DUE + DAY)

    assert run(store, stamp, DUE + DAY) == PassResult()
    assert run(store, stamp, DUE + 9 * DAY) == PassResult()


def test_after_an_absence_the_flag_bears_the_day_of_the_pass(store: Store, stamp: Stamp) -> None:
    file(store, stamp, invoice())
    run(store, stamp, DUE + 200 * DAY)

    with store.read() as connection:
        row = connection.exec_driver_sql("SELECT flagged_on, cleared_on FROM overdue_flag").one()
    assert tuple(row) == ((DUE + 200 * DAY).isoformat(), None)


def test_a_flag_is_cleared_once_paid_and_put_up_again_when_unpaid(
    store: Store, stamp: Stamp
) -> None:
    document_id = file(store, stamp, invoice("12.00"))
    late = DUE + DAY
    run(store, stamp, late)
    pay(store, stamp, document_id, 1200)
    paid = run(store, stamp, late)
    pay(store, stamp, document_id, -1200)
    unpaid = run(store, stamp, late + DAY)

    assert [part.sequence for part in paid.cleared] == [1] and paid.flagged == ()
    assert [part.sequence for part in unpaid.flagged] == [1] and unpaid.cleared == ()
    with store.read() as connection:
        flags = connection.exec_driver_sql("SELECT flagged_on, cleared_on FROM overdue_flag")
        assert [row[1] for row in flags] == [late.isoformat(), None]


def test_a_part_payment_leaves_the_flag(store: Store, stamp: Stamp) -> None:
    document_id = file(store, stamp, invoice("12.00"))
    run(store, stamp, DUE + DAY)
    pay(store, stamp, document_id, 1199)

    assert run(store, stamp, DUE + DAY) == PassResult()


@pytest.mark.parametrize("seed", range(12))
def test_flags_are_those_of_the_rules(store: Store, stamp: Stamp, seed: int) -> None:
    chance = dice(seed)
    document = in_parts(*(chance.randint(0, 900) for _ in range(chance.randint(1, 5))))
    document_id = file(store, stamp, document)
    left, today = document.gross_minor, ISSUED_ON
    for _ in range(8):
        today += chance.randint(0, 20) * DAY
        amount = chance.randint(-300, max(left, 1))
        if amount and amount <= left:
            pay(store, stamp, document_id, amount)
            left -= amount
        run(store, stamp, today)

        late = overdue_instalments(document.instalments, left, today) if left > 0 else ()
        due = open_instalments(document.instalments, left) if left > 0 else ()
        assert _flags(store) == [part.sequence for part in late]
        first = min((part.due_on.isoformat() for part in due), default=None)
        assert balance(store, document_id).next_due_on == first


def _flags(store: Store) -> list[int]:
    query = "SELECT sequence FROM overdue_flag WHERE cleared_on IS NULL ORDER BY sequence"
    with store.read() as connection:
        return list(connection.exec_driver_sql(query).scalars())


def test_a_pass_looks_only_at_what_is_new(store: Store, stamp: Stamp) -> None:
    for _ in range(3):
        file(store, stamp, invoice())
    run(store, stamp, DUE + DAY)
    late = file(store, stamp, in_parts(100))

    with store.write(stamp) as tx:
        found = overdue_pass(tx, DUE + DAY)
    assert [part.document_id for part in found.flagged] == [late]
    assert tx.changes == {f"document:{late}"}
