"""A day in a shop, command by command in processes of their own, as a user types them."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import COMPANY, CUSTOMER, SALE

TODAY = dt.date.today()
LATER = (TODAY + dt.timedelta(days=31)).isoformat()
SHOP = "Boutique Martin.facturdesk"
ITEM = {"code": "THE", "name": "Thé vert, 250 g", "price": "12.50", "vat_rate": "5.5"}


@dataclass
class Terminal:
    """Somebody at a terminal, in a folder."""

    folder: Path

    def type(self, *arguments: str) -> str:
        """Run one command that must succeed and give what it printed."""
        ended = subprocess.run(
            [sys.executable, "-m", "facturdesk", *arguments],
            cwd=self.folder,
            env={**os.environ, "FACTURDESK_HOME": str(self.folder / "home"), "LANG": "fr_FR.UTF-8"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def ask(self, *arguments: str) -> Any:
        """Run one command and read its JSON."""
        return json.loads(self.type(*arguments, "--json"))

    def write(self, name: str, content: object) -> str:
        """Write a file."""
        text = content if isinstance(content, str) else json.dumps(content)
        (self.folder / name).write_text(text, encoding="utf-8")
        return name


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def test_a_day_in_the_shop(terminal: Terminal) -> None:
    terminal.type("new", SHOP, "--company", terminal.write("company.toml", COMPANY))
    terminal.type("customer", SHOP, terminal.write("customer.json", CUSTOMER))
    terminal.type("item", SHOP, terminal.write("item.json", ITEM))
    sold = {**SALE, "lines": [{"item": "THE", "quantity": "4"}, *SALE["lines"]]}
    first = terminal.ask("sale", SHOP, terminal.write("sale.json", sold), "--issue")["number"]

    assert (first, first in terminal.type("show", SHOP, first)) == (f"F{TODAY.year}-00001", True)
    the_papers_are_valid(terminal, first)
    the_money_comes_and_goes(terminal, first)
    wrong = terminal.ask("sale", SHOP, "sale.json", "--issue")["number"]
    note, right = what_was_wrong_is_put_right(terminal, first, wrong)
    the_late_one_is_flagged(terminal, right)

    listed = terminal.ask("list", SHOP)
    assert {document["number"] for document in listed} == {first, wrong, note, right}
    assert {document["number"]: document["status"] for document in listed}[wrong] == "replaced"
    verified = terminal.ask("verify", SHOP)
    assert (verified["documents"], verified["originals"], verified["clean"]) == (4, 4, True)
    assert [path.name for path in terminal.folder.glob("*.facturdesk*")] == [SHOP]


def the_papers_are_valid(terminal: Terminal, number: str) -> None:
    terminal.type("pdf", SHOP, number, "-o", "facture.pdf")
    terminal.type("xml", SHOP, number, "-o", "facture.xml")

    for name in ("facture.pdf", "facture.xml"):
        assert terminal.ask("check", name)["accepted"] is True


def the_money_comes_and_goes(terminal: Terminal, number: str) -> None:
    paid = terminal.ask("pay", SHOP, number, "--amount", "50.00", "--method", "cheque")
    assert paid["balance"] == "162.31"

    terminal.type("unpay", SHOP, str(paid["payment"]), "--reason", "Chèque impayé")
    assert terminal.ask("show", SHOP, number)["balance"] == "212.31"
    amounts = [payment["amount"] for payment in terminal.ask("payments", SHOP)]
    assert sorted(amounts) == ["-50.00", "50.00"]


def what_was_wrong_is_put_right(terminal: Terminal, first: str, wrong: str) -> tuple[str, str]:
    lines = terminal.write("lines.json", [{"line": 1, "quantity": "1"}])
    note = terminal.ask("credit", SHOP, first, "--lines", lines, "--reason", "Retour")
    assert note["gross"] == "13.19"

    right = terminal.ask("correct", SHOP, wrong, terminal.write("right.json", SALE))
    assert right["gross"] == "159.56"
    return note["number"], right["number"]


def the_late_one_is_flagged(terminal: Terminal, right: str) -> None:
    flagged = terminal.ask("job", "overdue", SHOP, "--date", LATER)["flagged"]
    assert right in {part["number"] for part in flagged}

    terminal.type("pay", SHOP, right, "--amount", "159.56", "--method", "transfer")
    cleared = terminal.ask("job", "overdue", SHOP, "--date", LATER)["cleared"]
    assert [part["number"] for part in cleared] == [right]
    assert terminal.ask("list", SHOP, "--state", "paid")[0]["number"] == right
