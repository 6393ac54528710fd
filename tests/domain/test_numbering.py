"""Numbers of documents and the dates they may bear."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facturdesk.domain.numbering import (
    LARGEST_COUNTER,
    LONGEST_NUMBER,
    check_issue_date,
    check_pattern,
    continued,
    format_number,
    may_collide,
)

TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("pattern", "counter", "number"),
    [
        ("F{year}-{counter:05}", 12, "F2026-00012"),
        ("F{year}-{counter:05}", 123_456, "F2026-123456"),
        ("{counter}-{year}", 7, "7-2026"),
        ("AV-{year}-{counter:03}-B", 7, "AV-2026-007-B"),
    ],
)
def test_a_number_follows_its_pattern(pattern: str, counter: int, number: str) -> None:
    assert check_pattern(pattern, field="numbering.invoice") is None
    assert format_number(pattern, year=2026, counter=counter) == number


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("", "numbering-blanks-missing"),
        ("F{counter}", "numbering-blanks-missing"),
        ("F{year}", "numbering-blanks-missing"),
        ("{year}{year}{counter}", "numbering-blanks-missing"),
        ("{year}-{counter}-{counter:02}", "numbering-blanks-missing"),
        ("{year}-{counter:5}", "numbering-blanks-missing"),
        ("{year}-{counter!r}", "numbering-blanks-missing"),
        ("{year}-{counter:010}", "numbering-blanks-missing"),
        ("{year.real}-{counter}", "numbering-blanks-missing"),
        ("{year}-{counter}-{month}", "numbering-characters"),
        ("{{}}{year}-{counter}", "numbering-characters"),
        ("f{year}-{counter}", "numbering-characters"),
        ("É{year}-{counter}", "numbering-characters"),
        ("{year} {counter}", "numbering-characters"),
        ("{year}/{counter}", "numbering-characters"),
        ("ABCDEFGHIJKLMNOPQRSTUVW{year}{counter}", "numbering-too-long"),
    ],
)
def test_a_pattern_that_cannot_number_is_refused(pattern: str, code: str) -> None:
    problem = check_pattern(pattern, field="numbering.invoice")

    assert problem is not None
    assert (problem.code, problem.field) == (code, "numbering.invoice")


@given(
    st.from_regex(r"\A[A-Z0-9-]{0,10}\{year\}[A-Z0-9-]{0,8}\{counter(:0[1-9])?\}\Z"),
    st.integers(2000, 2099),
    st.integers(1, LARGEST_COUNTER),
)
def test_no_two_documents_of_a_series_share_a_number(pattern: str, year: int, at: int) -> None:
    assert check_pattern(pattern, field="") is None
    number = format_number(pattern, year=year, counter=at)

    assert len(number) <= LONGEST_NUMBER
    assert number != format_number(pattern, year=year, counter=at + 1)
    assert number != format_number(pattern, year=year + 1, counter=at)


def test_a_number_needs_a_counter() -> None:
    with pytest.raises(ValueError, match="no counter"):
        format_number("F{year}", year=2026, counter=1)


def test_patterns_that_differ_by_width_alone_may_collide() -> None:
    assert may_collide("F{year}-{counter:05}", "F{year}-{counter}")
    assert not may_collide("F{year}-{counter:05}", "A{year}-{counter:05}")


def code_of(
    issued_on: dt.date,
    *,
    today: dt.date = TODAY,
    last_issued_on: dt.date | None = None,
    last_seal_on: dt.date | None = None,
) -> str:
    problem = check_issue_date(
        issued_on, today=today, last_issued_on=last_issued_on, last_seal_on=last_seal_on
    )
    return problem.code if problem else ""


def test_a_first_document_may_bear_any_past_date() -> None:
    assert code_of(TODAY) == ""
    assert code_of(dt.date(2026, 1, 2)) == ""


def test_a_document_never_lies_ahead() -> None:
    assert code_of(TODAY + dt.timedelta(days=1)) == "issue-date-in-future"


def test_dates_follow_numbers() -> None:
    last = dt.date(2026, 11, 20)

    assert code_of(last, last_issued_on=last) == ""
    assert code_of(last - dt.timedelta(days=1), last_issued_on=last) == "issue-date-before-last"


def test_a_clock_set_back_is_noticed() -> None:
    tomorrow = TODAY + dt.timedelta(days=1)

    assert code_of(TODAY, last_seal_on=tomorrow, last_issued_on=tomorrow) == "clock-behind"
    assert code_of(TODAY, last_seal_on=TODAY) == ""


def test_a_clock_more_than_a_month_ahead_wants_a_confirmation() -> None:
    assert code_of(TODAY, last_seal_on=dt.date(2026, 10, 24)) == ""
    assert code_of(TODAY, last_seal_on=dt.date(2026, 10, 23)) == "clock-far-ahead"


@pytest.mark.parametrize(
    ("number", "pattern", "counter"),
    [
        ("F2026-00043", "F{year}-{counter:05}", 43),
        ("fa-2026-43", "FA-{year}-{counter:02}", 43),
        ("2026-7", "{year}-{counter}", 7),
        ("202600043", "{year}{counter:05}", 43),
        ("43-2026", "{counter:02}-{year}", 43),
        ("AV-2026-007-B", "AV-{year}-{counter:03}-B", 7),
        ("M2-2026-2026", "M2-{year}-{counter:04}", 2026),
    ],
)
def test_a_number_of_another_program_gives_its_pattern(
    number: str, pattern: str, counter: int
) -> None:
    assert continued(number, year=2026) == (pattern, counter)
    assert format_number(pattern, year=2026, counter=counter) == number.upper()


@pytest.mark.parametrize(
    "number", ["", "43", "FA0043", "F2025-00043", "F2026", "F 2026/43", "2026-1234567890"]
)
def test_what_is_no_number_of_the_year_cannot_be_continued(number: str) -> None:
    assert continued(number, year=2026) is None
