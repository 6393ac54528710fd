"""The demonstration shop: whole, sealed, the same for the same seed and day."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from stdnum.fr import siren

from facturdesk.usecases import demo_making
from facturdesk.usecases.demo import DemoWish, make_demo
from facturdesk.usecases.demo_world import make_world
from tests.cli.conftest import Run

TODAY = dt.date(2026, 11, 24)
TABLES = (
    "party", "item", "draft", "number_series", "party_snapshot", "text_snapshot", "document",
    "document_line", "document_tax", "due_instalment", "document_receipt", "document_link",
    "stored_file", "payment", "allocation", "allocation_tax", "receivable", "overdue_flag",
)  # fmt: skip


def made(path: Path, *, invoices: int = 400, seed: int = 7, originals: bool = False) -> Path:
    wish = DemoWish(invoices, years=2, seed=seed, originals=originals)
    make_demo(path, wish, today=TODAY, state=None, progress=lambda done, total: None)
    return path


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("demo") / "demo.facturdesk")


@pytest.fixture
def database(demo: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(demo)) as connection:
        yield connection


def test_the_command_makes_a_shop_that_verifies(run: Run, tmp_path: Path) -> None:
    size = ("--invoices", "60", "--years", "1", "--seed", "3")
    made = run("demo", "demo.facturdesk", *size, "--json")

    assert made.code == 0, made.err
    assert made.json["invoice"] == 60
    assert set(made.json) >= {"corrective_invoice", "credit_note", "payment", "reversal", "draft"}
    verified = run("verify", "demo.facturdesk", "--json").json
    assert verified["demonstration"] is True
    assert verified["documents"] == verified["originals"] >= 60


def test_without_originals_it_verifies_too(run: Run, demo: Path) -> None:
    verified = run("verify", demo, "--json").json

    assert (verified["originals"], verified["clean"]) == (0, True)


def test_every_status_and_kind_is_there(run: Run, demo: Path) -> None:
    day = TODAY.isoformat()
    for status in ("draft", "open", "part_paid", "overdue", "paid", "credited", "replaced"):
        assert run("list", demo, "--state", status, "--date", day, "--json").json, status
    for kind in ("invoice", "credit_note", "corrective_invoice"):
        assert run("list", demo, "--kind", kind, "--json").json, kind


def test_money_came_in_every_way_and_some_went_back(database: sqlite3.Connection) -> None:
    methods = {row[0] for row in database.execute("SELECT DISTINCT method FROM payment")}
    flags = database.execute("SELECT cleared_on IS NULL, count(*) FROM overdue_flag GROUP BY 1")

    assert methods == {"transfer", "card", "cash", "cheque", "direct_debit", "other"}
    assert len(dict(flags.fetchall())) == 2
    (reversals,) = database.execute(
        "SELECT count(*) FROM payment WHERE amount_minor < 0"
    ).fetchone()
    assert reversals


def test_numbers_follow_one_another_by_day(database: sqlite3.Connection) -> None:
    rows = database.execute(
        "SELECT series_id, counter, issued_on, lag(counter) OVER series, lag(issued_on) OVER series"
        " FROM document WINDOW series AS (PARTITION BY series_id ORDER BY counter)"
    ).fetchall()

    assert all(counter == (before or 0) + 1 for _, counter, _, before, _ in rows)
    assert all(day >= (before or "") for _, _, day, _, before in rows)


def test_seals_carry_the_days_of_the_story(database: sqlite3.Connection) -> None:
    days = [row[0] for row in database.execute("SELECT sealed_at FROM seal ORDER BY sequence")]

    assert days == sorted(days)
    assert days[0].startswith("2024-11-25")
    assert days[-1] <= "2026-11-24T23:59"


def test_the_same_seed_and_day_give_the_same_rows(demo: Path, tmp_path: Path) -> None:
    again = made(tmp_path / "again.facturdesk")

    assert rows_of(again) == rows_of(demo)


def test_another_seed_gives_another_shop(demo: Path, tmp_path: Path) -> None:
    other = made(tmp_path / "other.facturdesk", seed=8)

    assert rows_of(other)["document"] != rows_of(demo)["document"]


def test_workers_make_the_very_same_rows(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_making, "_FEW", 0)

    assert rows_of(made(tmp_path / "workers.facturdesk")) == rows_of(demo)


def test_nothing_in_it_can_be_taken_for_a_real_firm() -> None:
    world = make_world(seed=1, invoices=20_000)
    sirens = [card.customer.siren for card in world.customers if card.customer.siren]

    assert world.company.seller.demonstration
    assert len(set(sirens)) == len(sirens) > 300
    assert all(number.startswith("000") and siren.is_valid(number) for number in sirens)


@pytest.mark.parametrize(
    ("option", "value"),
    [("invoices", "0"), ("invoices", "99000000"), ("years", "0"), ("years", "50")],
)
def test_a_wish_out_of_bounds_is_refused_by_its_field(run: Run, option: str, value: str) -> None:
    wish = {"invoices": "10", "years": "1", "seed": "1", option: value}
    options = [part for name, text in wish.items() for part in (f"--{name}", text)]
    refused = run("demo", "demo.facturdesk", *options, "--json")

    assert list(refused.refused_fields) == [option]
    assert not Path("demo.facturdesk").exists()


def test_what_is_there_is_not_replaced(run: Run, shop: str) -> None:
    size = ("--invoices", "5", "--years", "1", "--seed", "3", "--no-pdf")

    assert run("demo", shop, *size, "--json").refusal == "data-file-exists"


def rows_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(path)) as database:
        return {
            table: database.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in TABLES
        }
