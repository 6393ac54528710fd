"""Words come from the catalogue; amounts, rates and dates are written exactly, as people do."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facturdesk.domain.money import Money, parse_scaled
from facturdesk.i18n import LANGUAGES, Catalogue, load_catalogue, pick_language, sort_key
from facturdesk.system.resources import resource

FRENCH = load_catalogue("fr", resource("locale"))
ENGLISH = load_catalogue("en", resource("locale"))

PO = """
msgid ""
msgstr ""
"Language: fr\\n"

# of the translator
msgctxt "ui"
msgid "Good day"
msgstr "Bonjour"

msgctxt "ui"
msgid "A \\"long\\"\\n"
"text"
msgstr ""
"Un texte\\n"
"« long »"

#, fuzzy
msgctxt "ui"
msgid "Maybe"
msgstr "Peut-être"

msgctxt "ui"
msgid "{count} line"
msgid_plural "{count} lines"
msgstr[0] "{count} ligne"
msgstr[1] "{count} lignes"

msgctxt "error"
msgid "too-late"
msgstr "Échu le {day} : {amount}, {missing}."

#~ msgctxt "ui"
#~ msgid "Gone"
#~ msgstr "Parti"
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "facturdesk.po").write_text(PO, encoding="utf-8")
    return load_catalogue("fr", tmp_path)


def test_a_text_is_found_by_context_and_msgid(catalogue: Catalogue) -> None:
    assert catalogue.text("ui", "Good day") == "Bonjour"
    assert catalogue.text("document", "Good day") == "Good day"
    assert catalogue.text("ui", 'A "long"\ntext') == "Un texte\n« long »"


@pytest.mark.parametrize("msgid", ["Maybe", "Gone", "Never heard"])
def test_a_text_that_is_doubtful_or_set_aside_stays_english(
    catalogue: Catalogue, msgid: str
) -> None:
    assert catalogue.text("ui", msgid) == msgid
    assert not catalogue.has("ui", msgid)


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [
        (0, "0 ligne", "0 lines"),
        (1, "1 ligne", "1 line"),
        (2, "2 lignes", "2 lines"),
        (1200, "1\u202f200 lignes", "1,200 lines"),
    ],
)
def test_plurals_follow_the_language(
    catalogue: Catalogue, count: int, french: str, english: str
) -> None:
    assert catalogue.plural("ui", "{count} line", "{count} lines", count=count) == french
    assert ENGLISH.plural("ui", "{count} line", "{count} lines", count=count) == english


def test_a_refusal_is_filled_with_its_facts_and_shows_what_it_was_not_told(
    catalogue: Catalogue,
) -> None:
    facts = {"day": dt.date(2026, 11, 24), "amount": Money(-123450)}

    sentence = catalogue.error_sentence("too-late", facts)

    assert sentence == "Échu le 24/11/2026 : −1\u202f234,50\u00a0€, {missing}."
    assert catalogue.error_sentence("never-heard", facts) == "never-heard"


def test_facts_as_the_program_writes_them_are_rewritten_where_the_blank_says_so() -> None:
    written = {"gross": "-1200.50", "left": "2.5", "day": "2026-11-24", "typed": "abc"}

    sentence = "{gross:money} {gross} {left:number} {day:date} {typed:money} {none:money}"

    assert FRENCH.text("ui", sentence, **written) == (
        "−1\u202f200,50\u00a0€ -1200.50 2,5 24/11/2026 abc {none}"
    )
    assert FRENCH.text("ui", "{rates:percents}", rates="20, 5.5") == "20\u00a0%, 5,5\u00a0%"


@pytest.mark.parametrize(
    ("minor", "currency", "french", "english"),
    [
        (0, "EUR", "0,00\u00a0€", "€0.00"),
        (-5, "EUR", "−0,05\u00a0€", "−€0.05"),
        (123_456_789, "EUR", "1\u202f234\u202f567,89\u00a0€", "€1,234,567.89"),
        (-123_400, "USD", "−1\u202f234,00\u00a0USD", "−USD\u00a01,234.00"),
    ],
)
def test_money(minor: int, currency: str, french: str, english: str) -> None:
    assert FRENCH.money(minor, currency) == french
    assert ENGLISH.money(minor, currency) == english


def test_quantities_prices_and_rates_show_no_needless_zero() -> None:
    assert [FRENCH.quantity(q) for q in (30_000, 25_000, -1, 12_345_6789)] == [
        "3",
        "2,5",
        "−0,0001",
        "12\u202f345,6789",
    ]
    assert [FRENCH.unit_price(p) for p in (45_000_000, 1_234_560, 1)] == [
        "45,00",
        "1,23456",
        "0,000001",
    ]
    assert (FRENCH.percent(2000), FRENCH.percent(550)) == ("20\u00a0%", "5,5\u00a0%")
    assert (ENGLISH.percent(2000), ENGLISH.percent(210)) == ("20%", "2.1%")


def test_dates_put_the_day_first() -> None:
    assert FRENCH.date(dt.date(2026, 1, 4)) == ENGLISH.date(dt.date(2026, 1, 4)) == "04/01/2026"


@given(st.integers(-(10**15), 10**15), st.sampled_from([0, 2, 4, 6]), st.sampled_from([0, 2]))
def test_a_written_number_reads_back_exactly(value: int, places: int, minimum: int) -> None:
    written = FRENCH.number(value, places, minimum=minimum)

    plain = written.replace("\u202f", "").replace(",", ".").replace("−", "-")
    assert parse_scaled(plain, places) == value


def test_french_order_knows_neither_case_nor_accents() -> None:
    names = ["Œuf", "Zoé", "L’Épi", "étoile", "eau", "L'Épicerie", "Ça & là", "ODE"]

    assert sorted(names, key=sort_key) == [
        "Ça & là",
        "eau",
        "étoile",
        "L’Épi",
        "L'Épicerie",
        "ODE",
        "Œuf",
        "Zoé",
    ]


@pytest.mark.parametrize(
    ("wishes", "language"),
    [
        (["en_GB.UTF-8"], "en"),
        (["fr-CA"], "fr"),
        ([None, "", "C.UTF-8", "de_DE", "EN"], "en"),
        ([], "fr"),
    ],
)
def test_the_first_language_that_the_program_has_is_picked(
    wishes: list[str | None], language: str
) -> None:
    assert pick_language(*wishes) == language


def test_a_language_that_the_program_has_not_is_refused() -> None:
    assert set(LANGUAGES) == {"fr", "en"}
    with pytest.raises(ValueError, match="de"):
        load_catalogue("de", resource("locale"))
