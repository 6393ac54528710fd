"""Sales, issues, credit notes and corrections by the command line: results as promised."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.cli.conftest import SALE, Run, written

KEYS = [
    "id", "kind", "state", "status", "number", "date", "due", "customer", "currency",
    "net", "vat", "gross", "balance", "taxes", "sha256",
]  # fmt: skip


def test_an_issued_sale_prints_every_key_in_order(run: Run, shop: str) -> None:
    issued = run("sale", shop, written("sale.json", SALE), "--issue", "--json").json

    assert list(issued) == KEYS
    assert issued["number"] == f"F{dt.date.today().year}-00001"
    assert (issued["net"], issued["vat"], issued["gross"]) == ("137.50", "22.06", "159.56")
    assert (issued["state"], issued["status"], issued["balance"]) == ("issued", "open", "159.56")
    assert issued["due"] == [{"on": in_thirty_days(), "amount": "159.56"}]
    assert len(issued["sha256"]) == 64


def test_the_vat_of_an_issued_sale_is_by_rate(run: Run, shop: str) -> None:
    issued = run("sale", shop, written("sale.json", SALE), "--issue", "--json").json

    reduced, standard = sorted(issued["taxes"], key=lambda tax: tax["rate"], reverse=True)
    assert reduced == {
        "category": "S", "rate": "5.5", "base": "37.50", "vat": "2.06", "reason": None,
    }  # fmt: skip
    assert (standard["rate"], standard["base"], standard["vat"]) == ("20", "100.00", "20.00")


def test_a_draft_has_no_number_until_it_is_issued(run: Run, shop: str) -> None:
    draft = run("sale", shop, written("sale.json", SALE), "--json").json
    issued = run("issue", shop, draft["id"], "--json").json

    assert draft["state"] == draft["status"] == "draft"
    assert "number" not in draft
    assert issued["state"] == "issued"
    assert run("issue", shop, draft["id"], "--json").refusal == "draft-missing"


@pytest.mark.parametrize("name", ["1" * 20, "9" * 40, "\u0661", "-1", "", "1.0", "#1"])
def test_what_is_neither_a_number_nor_the_id_of_a_draft_is_refused(
    run: Run, shop: str, name: str
) -> None:
    run("sale", shop, written("sale.json", SALE))

    assert run("show", shop, "--json", "--", name).refusal == "document-unknown"


def test_numbers_follow_one_another(run: Run, shop: str) -> None:
    written("sale.json", SALE)
    numbers = [run("sale", shop, "sale.json", "--issue", "--json").json["number"] for _ in "abc"]

    assert [number[-5:] for number in numbers] == ["00001", "00002", "00003"]


def test_a_credit_note_gives_back_the_lines_asked_for(run: Run, shop: str, invoice: str) -> None:
    lines = written("lines.json", [{"line": 1, "quantity": "2"}])
    note = run("credit", shop, invoice, "--lines", lines, "--reason", "Retour", "--json").json

    assert (note["kind"], note["net"], note["gross"]) == ("credit_note", "25.00", "26.38")
    assert run("show", shop, invoice, "--json").json["balance"] == "133.18"


def test_a_credit_note_without_lines_gives_all_back(run: Run, shop: str, invoice: str) -> None:
    note = run("credit", shop, invoice, "--json").json

    assert note["gross"] == "159.56"
    assert run("show", shop, invoice, "--json").json["status"] == "credited"
    assert run("credit", shop, invoice, "--json").code == 1


def test_a_correction_replaces_and_takes_the_payments_along(
    run: Run, shop: str, invoice: str
) -> None:
    run("pay", shop, invoice, "--amount", "20.00", "--method", "card")
    right = {**SALE, "lines": SALE["lines"][:1]}
    corrected = run("correct", shop, invoice, written("right.json", right), "--json").json

    assert (corrected["kind"], corrected["gross"]) == ("corrective_invoice", "39.56")
    assert corrected["balance"] == "19.56"
    assert run("show", shop, invoice, "--json").json["status"] == "replaced"


def test_list_gives_the_newest_first_without_their_vat(run: Run, shop: str, invoice: str) -> None:
    second = run("sale", shop, "sale.json", "--issue", "--json").json["number"]
    listed = run("list", shop, "--json").json

    assert [document["number"] for document in listed] == [second, invoice]
    assert list(listed[0]) == [key for key in KEYS if key != "taxes"]
    assert len(run("list", shop, "--limit", "1", "--json").json) == 1


def test_list_finds_by_kind_state_customer_day_and_text(run: Run, shop: str, invoice: str) -> None:
    run("sale", shop, "sale.json")
    run("credit", shop, invoice)
    today = dt.date.today().isoformat()

    def found(*options: str) -> list[str]:
        listed = run("list", shop, *options, "--json").json
        return [document.get("number", "draft") for document in listed]

    assert found("--kind", "credit_note") == [invoice.replace("F", "A", 1)]
    assert found("--state", "draft") == ["draft"]
    assert found("--state", "credited") == [invoice]
    assert invoice in found("--customer", "PORT", "--from", today, "--to", today)
    assert invoice in found("--search", "cafe du p")
    assert found("--search", "nowhere") == []


def test_count_gives_sums(run: Run, shop: str, invoice: str) -> None:
    assert run("list", shop, "--count", "--json").json == {
        "count": 1, "gross": "159.56", "balance": "159.56",
    }  # fmt: skip


def test_the_day_decides_what_is_overdue(run: Run, shop: str, invoice: str) -> None:
    later = (dt.date.today() + dt.timedelta(days=31)).isoformat()

    assert run("list", shop, "--state", "overdue", "--json").json == []
    (late,) = run("list", shop, "--state", "overdue", "--date", later, "--json").json
    assert (late["number"], late["status"]) == (invoice, "overdue")


@pytest.mark.parametrize("days", [-1, 1])
def test_a_day_of_issue_is_between_the_last_one_and_today(
    run: Run, shop: str, invoice: str, days: int
) -> None:
    day = (dt.date.today() + dt.timedelta(days=days)).isoformat()
    refused = run("sale", shop, "sale.json", "--issue", "--date", day, "--json")

    assert list(refused.refused_fields) == ["date"]
    assert run("list", shop, "--count", "--json").json["count"] == 1


def test_an_invoice_may_be_dated_before_the_first(run: Run, shop: str) -> None:
    day = (dt.date.today() - dt.timedelta(days=3)).isoformat()
    draft = run("sale", shop, written("sale.json", SALE), "--json").json["id"]

    assert run("issue", shop, draft, "--date", day, "--json").json["date"] == day


def in_thirty_days() -> str:
    return (dt.date.today() + dt.timedelta(days=30)).isoformat()
