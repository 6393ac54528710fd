"""Every text has its French, every error code its sentence in each language."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from babel.messages.catalog import Message

from facturdesk.i18n import CODED, ERROR_CONTEXT, LANGUAGES
from tests.catalogue.extraction import error_codes, facts_of_codes, texts_in_code
from tests.catalogue.files import forms_of, key_of, read, wanted_in

FRENCH_FAULTS = {
    "a straight apostrophe": r"\w'\w",
    "three dots for an ellipsis": r"\.\.\.",
    "no narrow no-break space before ; ? or !": r"[^\u202f!?][;?!](?=\s|$|»)",
    "no no-break space before a colon": r"[^\u00a0]:(?=\s|$)",
    "no no-break space before %": r"[\d} ]%",
    "no no-break space before €": r"[\d} ]€",
    "no no-break space inside « »": r"«[^\u00a0]|[^\u00a0]»",
    "English quotation marks": r"[“”\"]",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing_or_left_over(language: str) -> None:
    wanted = {
        (text.context, text.msgid) for text in wanted_in(language, texts_in_code(), error_codes())
    }
    written = {key_of(message) for message in messages(language)}

    assert sorted(wanted - written) == []
    assert sorted(written - wanted) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_is_empty_or_doubtful(language: str) -> None:
    unfinished = [m.id for m in messages(language) if m.fuzzy or not all(forms_of(m))]

    assert unfinished == []


def test_plurals_have_their_two_forms() -> None:
    plurals = {(text.context, text.msgid) for text in texts_in_code() if text.plural}

    for message in messages("fr"):
        assert len(forms_of(message)) == (2 if key_of(message) in plurals else 1), message.id


def test_each_text_has_the_blanks_of_its_english() -> None:
    for message in messages("fr"):
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        if message.context not in CODED:
            for written in forms_of(message):
                assert blanks(written) in [blanks(english) for english in ids], written


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_uses_only_facts_that_its_code_always_has(language: str) -> None:
    facts = facts_of_codes()
    for message in messages(language):
        context, code = key_of(message)
        if context == ERROR_CONTEXT and code in facts:
            assert blanks(*forms_of(message)) <= facts[code], code


def test_both_languages_say_the_same_facts() -> None:
    english = {key_of(m): blanks(*forms_of(m)) for m in messages("en")}
    french = {key_of(m): blanks(*forms_of(m)) for m in messages("fr")}

    assert {key: french[key] for key in english} == english


@pytest.mark.parametrize("fault", FRENCH_FAULTS)
def test_french_is_set_as_french_is(fault: str) -> None:
    pattern = re.compile(FRENCH_FAULTS[fault])
    faulty = [form for m in messages("fr") for form in forms_of(m) if pattern.search(form)]

    assert faulty == []


def messages(language: str) -> list[Message]:
    return [message for message in read(language) if message.id]


def blanks(*texts: str) -> set[str]:
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
