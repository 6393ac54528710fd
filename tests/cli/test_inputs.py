"""What is broken, huge, hostile or merely unknown is refused with a sentence and its place."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import COMPANY, CUSTOMER, SALE, Run, written


def with_line(**changes: object) -> dict[str, Any]:
    """Give the sale with its first line changed."""
    first, second = SALE["lines"]
    return {**SALE, "lines": [{**first, **changes}, second]}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [('{"customer": }', 1, 14), ('{"lines": [\n  {"a" 1}]}', 2, 8), ("", 1, 1), ("nul", 1, 1)],
)
def test_broken_json_is_named_with_its_place(
    run: Run, shop: str, text: str, line: int, column: int
) -> None:
    refused = run("sale", shop, written("broken.json", text), "--json")

    assert refused.refusal == "input-not-json"
    assert "broken.json" in refused.err
    assert str(line) in refused.err
    assert str(column) in refused.err


def test_broken_toml_is_named_with_its_place(run: Run, tmp_path: Path) -> None:
    written("company.toml", COMPANY + "\nsiren = = 3\n")
    refused = run("new", "other.facturdesk", "--company", "company.toml", "--json")

    assert refused.refusal == "input-not-toml"
    assert str(COMPANY.count("\n") + 2) in refused.err
    assert not Path("other.facturdesk").exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"customer": {"name": "Caf\xe9"}}', "input-not-utf8"),
        ('{"note": "a", "note": "b"}', "input-key-twice"),
        ("[1, 2]", "input-not-an-object"),
        ("[" * 200_000, "input-too-deep"),
    ],
)
def test_what_is_not_a_sale_at_all_is_refused(
    run: Run, shop: str, content: object, code: str
) -> None:
    assert run("sale", shop, written("sale.json", content), "--json").refusal == code


def test_a_file_that_is_not_there_is_refused(run: Run, shop: str) -> None:
    assert run("sale", shop, "nowhere.json", "--json").refusal == "input-missing"
    assert run("sale", shop, ".", "--json").refusal == "input-is-a-folder"
    assert run("sale", "nowhere.facturdesk", written("s.json", SALE), "--json").refusal == (
        "data-file-missing"
    )


def test_a_file_of_a_hundred_megabytes_is_not_even_read(run: Run, shop: str) -> None:
    with Path("huge.json").open("wb") as file:
        file.truncate(100_000_000)

    assert run("sale", shop, "huge.json", "--json").refusal == "input-too-large"


def test_a_logo_of_a_hundred_megabytes_is_not_even_read(run: Run, tmp_path: Path) -> None:
    with Path("logo.png").open("wb") as file:
        file.truncate(100_000_000)
    written("company.toml", 'logo = "logo.png"\n' + COMPANY)

    refused = run("new", "other.facturdesk", "--company", "company.toml", "--json")
    assert refused.refused_fields == {"logo": "input-too-large"}
    assert not Path("other.facturdesk").exists()


def test_a_broken_logo_is_refused(run: Run, tmp_path: Path) -> None:
    written("logo.png", b"\x89PNG\r\n\x1a\nnothing of the kind")
    written("company.toml", 'logo = "logo.png"\n' + COMPANY)

    assert run("new", "other.facturdesk", "--company", "company.toml", "--json").code == 1
    assert not Path("other.facturdesk").exists()


@pytest.mark.parametrize(
    ("logo", "code"),
    [
        ("nowhere.png", "input-missing"),
        (".", "input-is-a-folder"),
        ("empty.png", "logo-not-a-picture"),
        ("-", "input-missing"),  # standard input is no picture beside the profile
        ("drawing.svg", "logo-not-a-picture"),
    ],
)
def test_a_logo_that_is_none_is_told_by_its_field(
    run: Run, tmp_path: Path, logo: str, code: str
) -> None:
    written("empty.png", b"")
    written("drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    written("company.toml", f'logo = "{logo}"\n' + COMPANY)

    refused = run("new", "other.facturdesk", "--company", "company.toml", "--json")
    assert refused.refused_fields == {"logo": code}
    assert not Path("other.facturdesk").exists()


def test_a_name_that_cannot_be_printed_is_told_when_the_shop_is_made(run: Run) -> None:
    written("company.toml", 'trade_name = "Thé 😀"\n' + COMPANY)

    refused = run("new", "other.facturdesk", "--company", "company.toml", "--json")
    assert refused.refused_fields == {"trade_name": "characters-not-printable"}


def test_standard_input_is_a_file_too(run: Run, shop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = Path(written("sale.json", SALE)).read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))

    assert run("sale", shop, "-", "--json").json["gross"] == "159.56"


def test_standard_input_that_is_closed_is_a_file_that_is_missing(
    run: Run, shop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", None)

    assert run("sale", shop, "-", "--json").refusal == "input-missing"


def test_a_byte_order_mark_is_no_fault(run: Run, shop: str) -> None:
    marked = b"\xef\xbb\xbf" + Path(written("sale.json", SALE)).read_bytes()

    assert run("sale", shop, written("marked.json", marked)).code == 0


def test_unknown_keys_are_refused_by_name_all_at_once(run: Run, shop: str) -> None:
    sale = {**with_line(colour="green"), "prix": "3"}
    refused = run("sale", shop, written("sale.json", sale), "--json")

    assert refused.refused_fields == {
        "lines[0].colour": "field-unknown", "prix": "field-unknown",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"quantity": 3}, "lines[0].quantity", "field-number-not-text"),
        ({"quantity": float("nan")}, "lines[0].quantity", "field-number-not-text"),
        ({"quantity": "0"}, "lines[0].quantity", "line-quantity-zero"),
        ({"unit_price": "12.1234567"}, "lines[0].unit_price", "field-not-a-decimal"),
        ({"unit_price": ["12"]}, "lines[0].unit_price", "field-not-text"),
        ({"description": "a\x00b"}, "lines[0].description", "text-control-characters"),
        ({"description": "x" * 10_000}, "lines[0].description", "field-too-long"),
        ({"description": 12}, "lines[0].description", "field-not-text"),
        ({"discountable": "yes"}, "lines[0].discountable", "field-not-a-flag"),
        ({"item": "NONE"}, "lines[0].item", "item-unknown"),
    ],
)
def test_a_line_that_is_wrong_is_refused_by_its_field(
    run: Run, shop: str, change: dict[str, object], field: str, code: str
) -> None:
    sale = written("sale.json", with_line(**change))
    refused = run("sale", shop, sale, "--issue", "--json")

    assert refused.refused_fields.get(field) == code


def test_an_item_that_is_unknown_is_the_only_fault_of_its_line(run: Run, shop: str) -> None:
    sale = written("sale.json", {**SALE, "lines": [{"item": "NONE", "quantity": "3"}]})

    refused = run("sale", shop, sale, "--issue", "--json")
    assert refused.refused_fields == {"lines[0].item": "item-unknown"}


def test_the_rates_in_force_are_told_as_the_language_writes_them(run: Run, shop: str) -> None:
    refused = run("sale", shop, written("sale.json", with_line(vat_rate="19.6")), "--issue")

    assert "19,6\u00a0%" in refused.err
    assert "20\u00a0%, 10\u00a0%, 5,5\u00a0%, 2,1\u00a0%." in refused.err


def test_a_number_without_end_is_refused(run: Run, shop: str) -> None:
    text = Path(written("sale.json", with_line(quantity="PLACE"))).read_text(encoding="utf-8")
    endless = written("endless.json", text.replace('"PLACE"', "9" * 5_000))

    fields = run("sale", shop, endless, "--json").refused_fields
    assert fields == {"lines[0].quantity": "field-number-not-text"}


@pytest.mark.parametrize("day", ["1900-01-01", "2099-12-31"])
def test_days_far_away_cannot_be_days_of_issue(run: Run, shop: str, day: str) -> None:
    sale = written("sale.json", {**SALE, "date": day})

    assert run("sale", shop, sale, "--issue", "--json").code == 1
    assert run("sale", shop, written("s.json", SALE), "--issue", "--date", day, "--json").code == 1


@pytest.mark.parametrize(
    "text",
    ["=cmd|' /C calc'!A0", "<&>]]>", "🍵", "שלום", "Ω", "'; DROP TABLE document;--"],
    ids=["formula", "markup", "emoji", "hebrew", "greek", "sql"],
)
def test_strange_texts_are_printed_or_refused_by_their_field(
    run: Run, shop: str, text: str
) -> None:
    sale = written("sale.json", with_line(description=text))
    done = run("sale", shop, sale, "--issue", "--json")

    if done.code == 1:
        assert "lines[0].description" in done.refused_fields
    assert run("verify", shop).code == 0


def test_many_lines_and_large_quantities_are_issued(run: Run, shop: str) -> None:
    line = {"description": "Vis", "quantity": "1000000", "unit_price": "0.123456", "vat_rate": "20"}
    back = {**line, "quantity": "-1"}
    sale = written("sale.json", {**SALE, "lines": [line] * 4_999 + [back]})

    issued = run("sale", shop, sale, "--issue", "--json").json
    assert issued["net"] == "617156543.88"


def test_a_customer_without_what_the_law_wants_is_refused(run: Run, shop: str) -> None:
    bare = {"kind": "firm", "name": "Sans adresse"}
    refused = run("sale", shop, written("s.json", {**SALE, "customer": bare}), "--issue", "--json")

    assert "customer.address.line1" in refused.refused_fields


def test_each_problem_is_told_with_its_field(run: Run, shop: str) -> None:
    refused = run("customer", shop, written("c.json", {**CUSTOMER, "siren": 5, "kind": "ghost"}))

    assert refused.code == 1
    assert refused.out == ""
    assert "siren" in refused.err
    assert "kind" in refused.err
