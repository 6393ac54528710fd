"""The dated tables that come with the program: whole, sourced, and right on known days."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from facturdesk.domain.document import MentionPlace
from facturdesk.domain.money import parse_scaled
from facturdesk.domain.parties import Territory
from facturdesk.domain.rulebook import (
    CASES,
    INTEREST,
    MENTIONS,
    RATES,
    TABLES,
    THRESHOLDS,
    Row,
)
from facturdesk.system.resources import resource
from facturdesk.system.tables import load_rulebook, program_rows, read_table

TODAY = dt.date(2026, 11, 24)
# rates the French rules accept at all (BR-FR-16)
KNOWN_RATES = {
    parse_scaled(rate, 2)
    for rate in (
        *("0", "0.9", "1.05", "1.75", "2.1", "5.5", "7", "8.5", "9.2", "9.6"),
        *("10", "13", "19.6", "20", "20.6"),
    )
}
VATEX_CODES = resource("rules", "EN16931-CII-validation.xslt")


def test_every_row_says_where_it_comes_from_and_when_to_look_again() -> None:
    for row in program_rows():
        assert row.source, row
        assert row.review_by is not None, row


def test_no_file_lies_beside_the_tables() -> None:
    assert {path.stem for path in resource("tables").iterdir()} == set(TABLES)


def test_no_code_has_two_values_from_one_day() -> None:
    keys = [(row.table, row.code, row.valid_from) for row in program_rows()]

    assert len(keys) == len(set(keys))


def test_rates_are_those_of_the_rules_and_of_known_territories() -> None:
    for row in program_rows():
        if row.table == RATES:
            assert parse_scaled(row.value, 2) in KNOWN_RATES
            assert row.code.partition(":")[0] in set(Territory)


def test_grounds_are_in_the_code_list_of_the_european_rules() -> None:
    rules = VATEX_CODES.read_text("utf-8")
    for row in program_rows():
        if row.table == CASES:
            assert f" {row.more['vatex']} " in rules, row.code
            assert row.more["category"] in ("E", "AE", "K", "G", "O")
            assert row.more.get("nature", "goods") in ("goods", "service")


def test_mentions_have_a_place() -> None:
    for row in program_rows():
        if row.table == MENTIONS:
            assert MentionPlace(row.more["place"])
            assert row.more.get("subject", "") in ("", "PMT", "PMD", "AAB", "REG", "ABL")


def test_french_texts_are_set_as_french_is() -> None:
    for row in program_rows():
        if row.table in (CASES, MENTIONS):
            assert "'" not in row.value, row.code
            assert " :" not in row.value, row.code
            assert " ;" not in row.value, row.code
            assert " €" not in row.value, row.code
            assert " %" not in row.value, row.code


@pytest.mark.parametrize(
    ("day", "ecb", "professional", "individual"),
    [
        ("2023-01-01", "2.5", "2.06", "4.47"),
        ("2023-12-31", "4", "4.22", "6.82"),
        ("2024-02-29", "4.5", "5.07", "8.01"),
        ("2024-07-01", "4.25", "4.92", "8.16"),
        ("2025-06-30", "3.15", "3.71", "7.21"),
        ("2025-07-01", "2.15", "2.76", "6.65"),
        ("2026-06-30", "2.15", "2.62", "6.67"),
        ("2026-07-01", "2.4", "2.75", None),
    ],
)
def test_interest_rates_are_those_of_the_semester(
    day: str, ecb: str, professional: str, individual: str | None
) -> None:
    rulebook = load_rulebook()
    on = dt.date.fromisoformat(day)

    assert rulebook.interest_rate("ecb", on) == parse_scaled(ecb, 2)
    assert rulebook.interest_rate("legal_professional", on) == parse_scaled(professional, 2)
    known = parse_scaled(individual, 2) if individual else None  # not read yet: none is invented
    assert rulebook.interest_rate("legal_individual", on) == known


def test_no_interest_rate_is_invented_before_the_first_row() -> None:
    assert load_rulebook().interest_rate("ecb", dt.date(2022, 12, 31)) is None


def test_the_figures_of_the_law_today() -> None:
    rulebook = load_rulebook()

    assert rulebook.cash_ceilings(TODAY) == {"resident": 100_000, "visitor": 1_500_000}
    assert rulebook.cash_ceilings(dt.date(2015, 8, 31))["resident"] == 300_000
    assert rulebook.amount("recovery_indemnity", TODAY) == 4_000
    assert rulebook.count("terms_days", TODAY) == 60
    assert rulebook.amount("franchise_goods", TODAY) == 8_500_000
    assert not rulebook.requires_customer_siren(dt.date(2027, 8, 31))
    assert rulebook.requires_customer_siren(dt.date(2027, 9, 1))


@pytest.mark.parametrize(
    ("territory", "rates"),
    [
        (Territory.METROPOLE, [2_000, 1_000, 550, 210]),
        (Territory.CORSICA, [2_000, 1_300, 1_000, 550, 210, 90]),
        (Territory.GUADELOUPE, [850, 210, 175, 105]),
        (Territory.MARTINIQUE, [850, 210, 175, 105]),
        (Territory.REUNION, [850, 210, 175, 105]),
        (Territory.GUYANE, []),
        (Territory.MAYOTTE, []),
    ],
)
def test_each_territory_has_its_rates(territory: Territory, rates: list[int]) -> None:
    assert list(load_rulebook().rates_for(territory, TODAY)) == rates
    assert load_rulebook().standard_rate(territory, TODAY) == (rates[0] if rates else 0)


def test_a_rate_of_the_past_is_known_for_supplies_of_the_past() -> None:
    rulebook = load_rulebook()

    assert rulebook.standard_rate(Territory.METROPOLE, dt.date(2013, 12, 31)) == 1_960
    assert rulebook.rates_for(Territory.METROPOLE, dt.date(2013, 12, 31)) == (1_960, 700, 550, 210)


def test_the_users_own_rows_prevail_from_their_day_on() -> None:
    own = [
        Row(INTEREST, "ecb", dt.date(2027, 1, 1), "2.65"),
        Row(MENTIONS, "recovery", dt.date(2027, 1, 1), "Indemnité : {amount} €"),
        Row(THRESHOLDS, "terms_days", dt.date(2000, 1, 1), "45"),
    ]
    rulebook = load_rulebook(own)

    assert rulebook.interest_rate("ecb", dt.date(2026, 12, 31)) == 240
    assert rulebook.interest_rate("ecb", dt.date(2027, 1, 1)) == 265
    assert rulebook.count("terms_days", TODAY) == 45
    mention = rulebook.row(MENTIONS, "recovery", dt.date(2027, 1, 1))
    assert mention is not None
    assert mention.more["subject"] == "PMT"
    assert load_rulebook().count("terms_days", TODAY) == 60


def test_an_empty_value_ends_a_code() -> None:
    rulebook = load_rulebook([Row(RATES, "FR:reduced", dt.date(2027, 1, 1), "")])

    assert rulebook.rates_for(Territory.METROPOLE, dt.date(2027, 1, 1)) == (2_000, 1_000, 210)
    assert 550 in rulebook.rates_for(Territory.METROPOLE, dt.date(2026, 12, 31))


def test_a_threshold_that_is_not_there_is_a_defect() -> None:
    with pytest.raises(LookupError, match="no cash_ceiling_resident"):
        load_rulebook().amount("cash_ceiling_resident", dt.date(1999, 12, 31))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[[row]]\ncode = "a"\nvalid_from = 2026-01-01\nvalue = "1"\nsource = "x"', "review_by"),
        ('[[row]]\ncode = "a"\nvalid_from = "2026"', "not a day"),
    ],
)
def test_a_row_without_its_parts_is_a_defect(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "thresholds.toml"
    path.write_text(text, "utf-8")

    with pytest.raises(ValueError, match=reason):
        list(read_table(path, THRESHOLDS))
