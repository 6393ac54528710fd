"""Payments by the command line, and the watch over what is late."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.cli.conftest import SALE, Run, written


def test_a_payment_prints_what_it_settles(run: Run, shop: str, invoice: str) -> None:
    paid = run("pay", shop, invoice, "--amount", "59.56", "--method", "transfer", "--json").json

    assert paid["allocations"] == [{"number": invoice, "amount": "59.56"}]
    assert paid["balance"] == "100.00"
    assert isinstance(paid["payment"], int)


def test_what_is_paid_beyond_the_balance_is_kept(run: Run, shop: str, invoice: str) -> None:
    paid = run("pay", shop, invoice, "--amount", "200.00", "--method", "cheque", "--json").json

    assert (paid["balance"], paid["unallocated"]) == ("0.00", "40.44")


def test_a_counter_entry_gives_the_balance_back(run: Run, shop: str, invoice: str) -> None:
    paid = run("pay", shop, invoice, "--amount", "159.56", "--method", "cheque", "--json").json
    back = run("unpay", shop, paid["payment"], "--reason", "Impayé", "--json").json

    assert back["balance"] == "159.56"
    entries = run("payments", shop, "--customer", "PORT", "--json").json
    assert sorted(entry["amount"] for entry in entries) == ["-159.56", "159.56"]
    again = run("unpay", shop, paid["payment"], "--reason", "Impayé", "--json")
    assert again.refusal == "payment-reversed"


@pytest.mark.parametrize(
    ("amount", "field"),
    [("0", "amount"), ("-5", "amount"), ("1e3", "amount"), ("12,50", "amount"), ("", "amount")],
)
def test_an_amount_that_is_none_is_refused(
    run: Run, shop: str, invoice: str, amount: str, field: str
) -> None:
    refused = run("pay", shop, invoice, f"--amount={amount}", "--method", "card", "--json")

    assert list(refused.refused_fields) == [field]


@pytest.mark.parametrize("method", ["cash", "card"])
@pytest.mark.parametrize("day", ["1900-01-01", "0001-01-01", "2099-12-31", "9999-12-31"])
def test_a_payment_of_a_day_far_away_is_refused(
    run: Run, shop: str, invoice: str, method: str, day: str
) -> None:
    how = ("--amount", "5.00", "--method", method, "--date", day, "--json")

    assert list(run("pay", shop, invoice, *how).refused_fields) == ["date"]


def test_what_is_no_longer_owed_is_not_said_to_be_due(run: Run, shop: str, invoice: str) -> None:
    (due,) = run("show", shop, invoice, "--json").json["due"]
    day = dt.date.fromisoformat(due["on"]).strftime("%d/%m/%Y")

    assert day in run("show", shop, invoice).out
    run("pay", shop, invoice, "--amount", "159.56", "--method", "card")
    assert day not in run("show", shop, invoice).out


def test_cash_beyond_the_ceiling_is_refused(run: Run, shop: str, invoice: str) -> None:
    refused = run("pay", shop, invoice, "--amount", "1000.01", "--method", "cash", "--json")

    assert refused.refused_fields == {"amount": "payment-cash-ceiling"}


def test_a_payment_method_that_is_none_is_wrong_usage(run: Run, shop: str, invoice: str) -> None:
    assert run("pay", shop, invoice, "--amount", "1", "--method", "shells").code == 2


def test_the_watch_flags_once_and_clears_what_was_paid(run: Run, shop: str, invoice: str) -> None:
    due = dt.date.today() + dt.timedelta(days=30)
    late = (due + dt.timedelta(days=1)).isoformat()

    first = run("job", "overdue", shop, "--date", late, "--json").json
    assert first["flagged"] == [{"number": invoice, "instalment": 1, "due": due.isoformat()}]
    again = run("job", "overdue", shop, "--date", late, "--json").json
    assert again == {"flagged": [], "cleared": []}

    run("pay", shop, invoice, "--amount", "159.56", "--method", "card")
    after = run("job", "overdue", shop, "--date", late, "--json").json
    assert [part["number"] for part in after["cleared"]] == [invoice]


def test_each_job_can_be_run_by_its_name() -> None:
    from facturdesk.cli.commands.job import JOB_NAMES
    from facturdesk.jobs import JOBS

    assert tuple(job.name for job in JOBS) == JOB_NAMES


def test_one_payment_settles_several_invoices_and_its_rest_the_next(run: Run, shop: str) -> None:
    sale = written("sale.json", SALE)
    numbers = [run("sale", shop, sale, "--issue", "--json").json["number"] for _ in range(3)]
    gross = run("show", shop, numbers[0], "--json").json["gross"]
    money = str(3 * Decimal(gross) - 10)

    paid = run(
        "pay", shop, numbers[0], "--also", f" {numbers[1]}", "--amount", money, "--method", "card"
    )
    settled = run("settle", shop, "PORT", "--json")

    assert (paid.code, settled.code) == (0, 0), (paid.err, settled.err)
    assert settled.json == {
        "customer": "PORT",
        "allocations": [{"number": numbers[2], "amount": str(Decimal(gross) - 10)}],
        "left": "0.00",
    }
    assert run("show", shop, numbers[2], "--json").json["balance"] == "10.00"
    assert run("settle", shop, "PORT", "--json").refusal == "customer-no-credit"
