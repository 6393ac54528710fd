"""Days of random work: no gap in a series, and what is owed is what the documents say."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from tests.faults.daily_work import Worker
from tests.faults.examination import examine
from tests.faults.shops import make_file, opened
from tests.properties.examples import examples

_OWED = """
SELECT party.code,
    (SELECT coalesce(sum(balance_minor), 0) FROM receivable WHERE party_id = party.id)
    - (SELECT coalesce(sum(amount_minor), 0) FROM payment WHERE party_id = party.id)
    + (SELECT coalesce(sum(allocation.amount_minor), 0) FROM allocation
        JOIN payment ON payment.id = payment_id WHERE payment.party_id = party.id)
FROM party ORDER BY party.code"""
_EXPECTED = """
SELECT party.code,
    (SELECT coalesce(sum(CASE kind WHEN 'credit_note' THEN -gross_minor ELSE gross_minor END), 0)
        FROM document WHERE party_id = party.id AND id NOT IN (
            SELECT target_id FROM document_link WHERE relation = 'replaces'))
    - (SELECT coalesce(sum(amount_minor), 0) FROM payment WHERE party_id = party.id)
FROM party ORDER BY party.code"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("accounts")


_counter = itertools.count()


@given(seed=st.integers(0, 2**32), actions=st.integers(5, 25))
@examples(15)
def test_balances_are_invoices_less_credits_less_payments_plus_reversals(
    folder: Path, seed: int, actions: int
) -> None:
    path = make_file(folder / f"{next(_counter)}.facturdesk")
    with opened(path) as shop:
        worker = Worker(shop, random.Random(seed))
        for _ in range(actions):
            worker.act()

    examine(path)  # verify is clean, each series counts from 1 without a gap
    assert asked(path, _OWED) == asked(path, _EXPECTED)


def asked(path: Path, query: str) -> list[tuple[str, int]]:
    connection = dbapi2.connect(str(path))
    try:
        rows: list[tuple[str, int]] = connection.execute(query).fetchall()
        return rows
    finally:
        connection.close()
