"""Payments: which documents they settle, at which rates, within which limits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facturdesk.domain.allocation import Share, check_payment, share_payment, split_by_group
from facturdesk.domain.parties import CustomerKind
from facturdesk.domain.vat import VatGroup
from tests.domain.samples import ISSUED_ON, rulebook

FULL = VatGroup("S", 2_000)
REDUCED = VatGroup("S", 550)
groups = st.sampled_from([FULL, REDUCED, VatGroup("S", 210), VatGroup("E", 0, "X", "y")])


def test_documents_are_settled_in_order_up_to_their_balance() -> None:
    assert share_payment(150, [(1, 100), (2, 0), (3, 80)]) == (Share(1, 100), Share(3, 50))
    assert share_payment(150, [(1, 100)]) == (Share(1, 100),)
    assert share_payment(150, [(1, -20), (2, 200)]) == (Share(2, 150),)


@given(
    st.dictionaries(groups, st.integers(0, 10**6), min_size=1),
    st.lists(st.integers(1, 10**5), max_size=6),
)
def test_receipts_take_each_group_to_zero(owed: dict[VatGroup, int], amounts: list[int]) -> None:
    remaining = dict(owed)
    for wanted in [*amounts, 10**9]:
        amount = min(wanted, sum(remaining.values()))
        for group, part in split_by_group(amount, remaining).items():
            remaining[group] -= part
            assert remaining[group] >= 0

    assert set(remaining.values()) == {0}


def test_a_group_of_another_sign_waits_for_the_last_receipt() -> None:
    remaining = {FULL: 1_000, REDUCED: -200}

    assert split_by_group(400, remaining) == {FULL: 400}
    assert split_by_group(800, remaining) == {FULL: 1_000, REDUCED: -200}


def test_money_given_back_is_split_too() -> None:
    assert split_by_group(-30, {FULL: -40, REDUCED: -20}) == {FULL: -20, REDUCED: -10}


def codes(amount: int, method: str = "cash", before: int = 0, country: str = "FR") -> list[str]:
    found = check_payment(
        amount_minor=amount,
        method=method,
        cash_before_minor=before,
        customer_kind=CustomerKind.CONSUMER,
        customer_country=country,
        ceilings=rulebook().cash_ceilings(ISSUED_ON),
    )
    return [problem.code for problem in found]


def test_cash_is_limited_on_the_whole_debt() -> None:
    assert codes(100_000) == []
    assert codes(100_001) == ["payment-cash-ceiling"]
    assert codes(1, before=100_000) == ["payment-cash-ceiling"]
    assert codes(100_001, "card", before=100_000) == []
    assert codes(1_500_000, country="CH") == []


def test_who_lives_overseas_in_france_is_no_visitor() -> None:
    wrong = check_payment(
        amount_minor=100_001,
        method="cash",
        cash_before_minor=0,
        customer_kind=CustomerKind.CONSUMER,
        customer_country="RE",
        ceilings={"resident": 100_000, "visitor": 1_500_000},
    )

    assert [problem.code for problem in wrong] == ["payment-cash-ceiling"]


def test_a_payment_is_positive_and_of_a_known_kind() -> None:
    assert codes(0, "barter") == ["payment-amount-not-positive", "payment-method-unknown"]
