"""Numbers are continuous by kind and year."""

from __future__ import annotations

import datetime as dt

import pytest

from facturdesk.domain.sale import DocumentKind
from facturdesk.storage.engine import Stamp, Store
from facturdesk.storage.numbers import (
    NumberInUse,
    Taken,
    last_issued_on,
    set_last_day,
    take_number,
)
from tests.storage.filing import file, invoice

INVOICE = DocumentKind.INVOICE
CORRECTIVE = DocumentKind.CORRECTIVE_INVOICE
NOTE = DocumentKind.CREDIT_NOTE
PATTERN = "F{year}-{counter:05}"


def taken(store: Store, stamp: Stamp, kind: DocumentKind, year: int = 2026, **more: int) -> Taken:
    with store.write(stamp) as tx:
        pattern = "A{year}-{counter:05}" if kind is NOTE else PATTERN
        return take_number(tx, kind=kind, year=year, pattern=pattern, **more)


def test_each_kind_and_year_counts_by_itself(store: Store, stamp: Stamp) -> None:
    wanted = [(INVOICE, 2026), (INVOICE, 2026), (NOTE, 2026), (INVOICE, 2027), (INVOICE, 2026)]
    numbers = [taken(store, stamp, kind, year).number for kind, year in wanted]

    assert numbers == ["F2026-00001", "F2026-00002", "A2026-00001", "F2027-00001", "F2026-00003"]


def test_corrective_invoices_share_the_series_of_invoices(store: Store, stamp: Stamp) -> None:
    numbers = [taken(store, stamp, kind).number for kind in (INVOICE, CORRECTIVE, INVOICE)]

    assert numbers == ["F2026-00001", "F2026-00002", "F2026-00003"]


def test_a_series_may_go_on_from_an_earlier_program(store: Store, stamp: Stamp) -> None:
    assert taken(store, stamp, INVOICE, start=99_999).number == "F2026-99999"
    assert taken(store, stamp, INVOICE, start=1).number == "F2026-100000"


def test_a_transaction_that_fails_gives_its_number_back(store: Store, stamp: Stamp) -> None:
    taken(store, stamp, INVOICE)
    with pytest.raises(ZeroDivisionError), store.write(stamp) as tx:
        take_number(tx, kind=INVOICE, year=2026, pattern=PATTERN).counter / 0

    assert taken(store, stamp, INVOICE).counter == 2


def test_the_last_day_of_a_series_never_goes_back(store: Store, stamp: Stamp) -> None:
    series_id = taken(store, stamp, INVOICE).series_id
    days = [dt.date(2026, 11, 20), dt.date(2026, 11, 24), dt.date(2026, 11, 22)]
    for day in days:
        with store.write(stamp) as tx:
            set_last_day(tx, series_id, day)

    with store.read() as connection:
        assert last_issued_on(connection, kind=CORRECTIVE) == days[1]
        assert last_issued_on(connection, kind=NOTE) is None
    assert taken(store, stamp, INVOICE).last_issued_on == days[1]


def test_a_number_that_stands_on_a_document_is_not_given_again(store: Store, stamp: Stamp) -> None:
    file(store, stamp, invoice())
    with store.write(stamp) as tx:
        tx.connection.exec_driver_sql("UPDATE number_series SET next_counter = 1")

    with pytest.raises(NumberInUse) as refused:
        taken(store, stamp, INVOICE)
    assert refused.value.params == {"number": "F2026-00001"}


def test_a_pattern_that_makes_no_number_is_a_defect(store: Store, stamp: Stamp) -> None:
    with store.write(stamp) as tx, pytest.raises(ValueError, match="facture 1"):
        take_number(tx, kind=INVOICE, year=2026, pattern="facture {counter}")
