"""Whatever stands in the place of a value, the program answers with a sentence, never a defect."""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import COMPANY, CUSTOMER, Ran, Run, written

SALE: dict[str, Any] = {
    "customer": {"code": "PORT"},
    "kind": "invoice",
    "date": "2026-11-24",
    "supply_date": "2026-11-20",
    "terms": {"days": 30, "end_of_month": False},
    "prices_include_vat": False,
    "order_reference": "BC-778",
    "currency": "EUR",
    "lines": [
        {
            "description": "Pose",
            "nature": "service",
            "quantity": "2.5",
            "unit": "HUR",
            "unit_price": "45.00",
            "vat_rate": "10",
            "discount_percent": "5",
            "discountable": True,
        },
        {"description": "Reprise", "quantity": "1", "unit_price": "8", "discount_amount": "1.00"},
        {"section": "Livraison"},
        {"text": "Texte libre"},
        {"subtotal": True},
    ],
    "discount_percent": "2",
    "charges": [{"label": "Port", "amount": "12.00", "vat_rate": "20", "nature": "service"}],
    "paid": [{"method": "card", "amount": "20.00", "date": "2026-11-24"}],
    "note": "Merci",
}
ITEM = {"code": "THE", "name": "Thé", "unit": "C62", "price": "12.50", "vat_rate": "5.5"}
STRANGE: tuple[Any, ...] = (
    *(None, True, 3, 3.5, -1, "", [], {}, [[]], "x" * 10_000, "NaN", "1e5", "-0", "١٢"),
    *("\u0000", "\u202e", "\ud800", "😀", "=cmd|' /C calc'!A0", "<&>", "1900-01-01", "9" * 40),
)

STRANGE_ISSUED = (None, 3, "", "x" * 10_000, "1e5", "-0", "<&>", "1900-01-01")


def places(value: Any, *way: str | int) -> Iterator[tuple[str | int, ...]]:
    """Give the way to each value inside, and to each value that holds others."""
    if way:
        yield way
    if isinstance(value, dict | list):
        inside = value.items() if isinstance(value, dict) else enumerate(value)
        for key, part in inside:
            yield from places(part, *way, key)


def dated(values: dict[str, Any]) -> dict[str, Any]:
    """Bring the days of a sale to today, on which it is issued."""
    today = dt.date.today()
    text = json.dumps(values).replace("2026-11-24", today.isoformat())
    supplied = today - dt.timedelta(days=4)
    changed: dict[str, Any] = json.loads(text.replace("2026-11-20", supplied.isoformat()))
    return changed


def told(ran: Ran, way: tuple[str | int, ...]) -> bool:
    """Say whether a refusal has its sentence and names the field, or the part it is in."""
    if ran.code != 1 or not ran.json["error"]["message"]:
        return False
    named = [field.partition(".")[0].partition("[")[0] for field in ran.refused_fields]
    return way[0] in named


def replaced(value: Any, way: tuple[str | int, ...], new: object) -> Any:
    changed = copy.deepcopy(value)
    holder = changed
    for step in way[:-1]:
        holder = holder[step]
    holder[way[-1]] = new
    return changed


@pytest.mark.parametrize(
    ("command", "valid", "values"),
    [
        pytest.param(("sale",), SALE, STRANGE, id="a sale"),
        pytest.param(("sale", "--issue"), SALE, STRANGE_ISSUED, id="a sale issued"),
        pytest.param(("customer",), CUSTOMER, STRANGE, id="a customer"),
        pytest.param(("item",), ITEM, STRANGE, id="an item"),
    ],
)
def test_a_strange_value_is_taken_or_told_by_its_field(
    run: Run, shop: str, command: tuple[str, ...], valid: dict[str, Any], values: tuple[Any, ...]
) -> None:
    name, *options = command
    valid = dated(valid)
    assert run(name, shop, written("valid.json", valid), *options).code == 0

    defects = []
    for way in places(valid):
        for strange in values:
            text = json.dumps(replaced(valid, way, strange))  # lone surrogates stay escaped
            ran = run(name, shop, written("strange.json", text), *options, "--json")
            if ran.code != 0 and not told(ran, way):
                defects.append((way, strange, ran.code, ran.err))

    assert defects == []
    assert run("verify", shop).code == 0


@pytest.mark.parametrize("way", [(), (0,), (0, "line"), (0, "quantity")])
def test_no_strange_line_of_a_credit_note_is_a_defect(
    run: Run, shop: str, invoice: str, way: tuple[str | int, ...]
) -> None:
    defects = []
    for strange in STRANGE:
        valid = [{"line": 1, "quantity": "1"}]
        text = json.dumps(replaced(valid, way, strange) if way else strange)
        lines = written("lines.json", text)
        ran = run("credit", shop, invoice, "--lines", lines, "--json")
        if ran.code not in (0, 1):
            defects.append((strange, ran.err))

    assert defects == []


def test_no_strange_line_of_a_profile_is_a_defect(run: Run) -> None:
    defects = []
    lines = COMPANY.strip().splitlines()
    written_values = ('""', "3", "3.5", "[]", "{}", "true", "2026-11-24", '"\\u0000"', "", '"é')
    for index, line in enumerate(lines):
        key = line.partition(" =")[0]
        for value in written_values:
            changed = [*lines[:index], f"{key} = {value}", *lines[index + 1 :]]
            Path("company.toml").write_text("\n".join(changed), encoding="utf-8")
            ran = run("new", "other.facturdesk", "--company", "company.toml", "--json")
            if ran.code not in (0, 1):
                defects.append((key, value, ran.code, ran.err))
            Path("other.facturdesk").unlink(missing_ok=True)

    assert defects == []
