"""The figures of the first page are those of the lists behind them, whatever happened."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from facturdesk.domain.rulebook import Row, Rulebook
from facturdesk.usecases import home
from facturdesk.usecases.cards import put_customer
from facturdesk.usecases.correcting import correct
from facturdesk.usecases.crediting import credit
from facturdesk.usecases.document_lists import CREDIT_NOTES, INVOICES
from facturdesk.usecases.home import Age, Figure
from facturdesk.usecases.listing import ListWish
from facturdesk.usecases.paying import pay, payments, unpay
from facturdesk.usecases.sales import save_sale
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.watching import overdue_summary
from tests.domain.samples import ISSUED_ON
from tests.usecases.owing import DAY, live, owe
from tests.usecases.shops import FIRM, SALE, TEA, later, new_file, opened, sold

MONTH = ListWish(since=dt.date(2026, 11, 1), until=dt.date(2026, 11, 30))


def test_a_shop_is_new_until_it_has_issued_ten_documents(shop: Shop) -> None:
    save_sale(shop, SALE)
    ages = [home.age(shop)]
    for _ in range(10):
        sold(shop)
        ages.append(home.age(shop))

    assert ages == [Age.EMPTY, *[Age.NEW] * 9, Age.BUSY]


@pytest.mark.parametrize("seed", range(6))
def test_what_is_owed_is_what_the_lists_say(tmp_path: Path, seed: int) -> None:
    with opened(new_file(tmp_path), today=ISSUED_ON + 40 * DAY) as shop:
        owe(shop, 50, seed=seed)
        live(shop, seed=seed)
        chips = INVOICES.totals(shop, ListWish())

        assert home.to_collect(shop) == Figure(
            chips["to_collect"].count, chips["to_collect"].amount_minor or 0
        )
        late = overdue_summary(shop)
        assert (late.count, late.amount_minor) == (
            chips["overdue"].count,
            chips["overdue"].amount_minor,
        )


@pytest.mark.parametrize("seed", range(6))
def test_the_forecast_adds_up_to_what_is_to_be_collected(tmp_path: Path, seed: int) -> None:
    today = ISSUED_ON + 20 * DAY
    with opened(new_file(tmp_path), today=today) as shop:
        owe(shop, 50, seed=seed)
        live(shop, seed=seed)
        ahead = home.forecast(shop, weeks=4)

        due = [week.amount_minor for week in ahead.weeks]
        assert ahead.late_minor and any(due) and ahead.later_minor
        assert ahead.late_minor + sum(due) + ahead.later_minor == home.to_collect(shop).amount_minor
        assert [week.first for week in ahead.weeks] == [today + 7 * n * DAY for n in range(4)]


def test_each_instalment_is_expected_when_it_is_due(tmp_path: Path) -> None:
    with opened(new_file(tmp_path)) as shop:
        number = sold(shop, terms={"days": 8})
        sold(shop, terms={"days": 60})
        pay(shop, number, amount_minor=5_000, method="card")
        ahead = home.forecast(later(shop, shop.today + DAY))

        assert [
            (week.first.day, week.amount_minor) for week in ahead.weeks if week.amount_minor
        ] == [
            (2, 7_000),
            (20, 12_000),
        ]


def test_what_was_received_is_what_the_payments_add_up_to(shop: Shop) -> None:
    number = sold(shop)
    pay(shop, number, amount_minor=5_000, method="card")
    unpay(shop, pay(shop, number, amount_minor=3_000, method="card").payment, reason="Erreur")

    assert home.received_this_month(shop) == Figure(2, 5_000)
    assert sum(entry.amount_minor for entry in payments(shop)) == 5_000
    assert home.received_this_month(later(shop, dt.date(2026, 12, 1))) == Figure(0, 0)


def test_sales_are_invoices_less_credit_notes_and_corrections_count_once(shop: Shop) -> None:
    sold(shop)
    credit(shop, sold(shop), requests=[{"line": 1, "quantity": "1"}])
    wrong = sold(shop)
    correct(shop, wrong, {"lines": [{**TEA, "quantity": "1"}]})

    invoiced = INVOICES.totals(shop, MONTH)["all"].amount_minor or 0
    credited = CREDIT_NOTES.totals(shop, MONTH)["all"].amount_minor or 0
    replaced = 12_000
    assert home.sales_this_month(shop).amount_minor == invoiced - credited - replaced
    assert home.sales_this_month(shop).amount_minor == 12_000 + 6_000 + 6_000


def test_a_month_is_compared_with_the_same_days_a_year_ago(shop: Shop) -> None:
    sold(shop)
    leap = home.sales_this_month(later(shop, dt.date(2028, 2, 29)))
    after = home.sales_this_month(later(shop, dt.date(2027, 11, 24)))
    before = home.sales_this_month(later(shop, dt.date(2027, 11, 23)))

    assert (leap.before_since, leap.before_until) == (dt.date(2027, 2, 1), dt.date(2027, 2, 28))
    assert (after.before_minor, before.before_minor) == (12_000, 0)


def test_twelve_months_end_with_this_one(shop: Shop) -> None:
    number = sold(shop)
    pay(shop, number, amount_minor=5_000, method="card")
    months = home.months(later(shop, dt.date(2026, 12, 5)))

    assert [month.first for month in months][::11] == [dt.date(2026, 1, 1), dt.date(2026, 12, 1)]
    assert (months[10].sales_minor, months[10].receipts_minor) == (12_000, 5_000)
    assert months[10].last == dt.date(2026, 11, 30)
    assert sum(month.sales_minor for month in months) == 12_000


def test_drafts_are_waiting_and_firms_without_a_siren_once_it_is_compulsory(shop: Shop) -> None:
    save_sale(shop, SALE)
    put_customer(shop, {**FIRM, "code": "C0002", "name": "Sans SIREN", "siren": ""})
    put_customer(shop, {"code": "C0003", "kind": "consumer", "name": "Anne"})
    compulsory = later(shop, dt.date(2027, 9, 1))

    assert home.to_do(shop).drafts == Figure(1, 12_000)
    assert home.to_do(shop).firms_without_siren == ()
    assert home.to_do(compulsory).firms_without_siren == ("C0002",)


def test_no_table_of_the_program_is_past_its_review_on_the_day_of_the_tests(shop: Shop) -> None:
    assert home.to_do(shop).tables_to_review is None
    assert home.to_do(later(shop, dt.date(2040, 1, 1))).tables_to_review is not None


def test_a_row_that_another_replaced_needs_no_review() -> None:
    old = Row("thresholds", "x", dt.date(2020, 1, 1), "1", review_by=dt.date(2021, 1, 1))
    new = Row("thresholds", "x", dt.date(2021, 1, 1), "2", review_by=dt.date(2027, 1, 1))
    rules = Rulebook([old, new])

    assert rules.review_missed(dt.date(2026, 11, 24)) is None
    assert rules.review_missed(dt.date(2027, 1, 2)) == dt.date(2027, 1, 1)
