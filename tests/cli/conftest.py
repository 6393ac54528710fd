"""A shop in a folder, and the program to run on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facturdesk.bootstrap import main

COMPANY = """
legal_name = "Martin et fils"
legal_form = "SARL"
share_capital = "10000.00"
siren = "732829320"
siret = "73282932000074"
rcs_city = "Lyon"
vat_number = "FR44732829320"
[address]
line1 = "12 rue des Halles"
postcode = "69002"
city = "Lyon"
[bank]
iban = "FR7630006000011234567890189"
holder = "Martin et fils"
"""
CUSTOMER = {
    "code": "PORT",
    "kind": "firm",
    "name": "Café du Port",
    "siren": "552100554",
    "vat_number": "FR96552100554",
    "address": {"line1": "3 quai Rambaud", "postcode": "69002", "city": "Lyon"},
}
SALE: dict[str, Any] = {
    "customer": {"code": "PORT"},
    "lines": [
        {"description": "Thé vert", "quantity": "3", "unit_price": "12.50", "vat_rate": "5.5"},
        {"description": "Théière", "quantity": "1", "unit_price": "100.00", "vat_rate": "20"},
    ],
}


class Ran:
    """What one run of the program gave."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err

    @property
    def json(self) -> Any:
        """The JSON value on standard output."""
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The code of the refusal."""
        assert self.code == 1, (self.out, self.err)
        return str(self.json["error"]["code"])

    @property
    def refused_fields(self) -> dict[str, str]:
        """The fields refused, each with its code."""
        assert self.code == 1, (self.out, self.err)
        return {detail["field"]: detail["code"] for detail in self.json["error"]["details"]}


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program in a folder of its own, as in French by default."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FACTURDESK_HOME", str(tmp_path / "home"))
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object) -> Ran:
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


@pytest.fixture
def shop(run: Run, tmp_path: Path) -> str:
    """Make a shop with one customer, in `shop.facturdesk`."""
    Path("company.toml").write_text(COMPANY, encoding="utf-8")
    made = run("new", "shop.facturdesk", "--company", "company.toml")
    assert made.code == 0, made.err
    assert run("customer", "shop.facturdesk", written("customer.json", CUSTOMER)).code == 0
    return "shop.facturdesk"


@pytest.fixture
def invoice(run: Run, shop: str) -> str:
    """Issue one invoice and give its number."""
    issued = run("sale", shop, written("sale.json", SALE), "--issue", "--json")
    assert issued.code == 0, issued.err
    return str(issued.json["number"])


def written(name: str, content: object) -> str:
    """Write a file, in JSON unless it is text or bytes already, and give its name."""
    path = Path(name)
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
    return name
