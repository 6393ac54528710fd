"""Barcodes, margins, and names that are one."""

from __future__ import annotations

import pytest

from facturdesk.domain.barcodes import check_barcode, is_barcode
from facturdesk.domain.emails import check_email
from facturdesk.domain.likeness import same_name
from facturdesk.domain.margins import Margin, margin_of


@pytest.mark.parametrize(
    ("barcode", "wrong"),
    [
        ("3017620422003", False),
        ("301 7620 422 003", False),
        ("3017620422004", True),
        ("96385074", False),
        ("96385075", True),
        ("036000291452", False),
        ("12345", False),  # a number of the shop's own
        ("THE-VERT", False),
        ("²²²²²²²²", False),
        ("", False),
    ],
)
def test_the_check_digit_of_a_barcode_is_judged(barcode: str, wrong: bool) -> None:
    assert [each.code for each in check_barcode(barcode)] == ["barcode-key-wrong"] * wrong


def test_what_a_scanner_types_is_told_from_a_name() -> None:
    numbers = ("3017620422003", "301 7620 422 003", "96385074", "3017620422004", "12345", "Thé", "")

    assert [is_barcode(each) for each in numbers] == [True] * 3 + [False] * 4


@pytest.mark.parametrize(
    ("price_e6", "cost", "margin"),
    [
        (12_500_000, 620, Margin(630, 5040)),
        (10_000_000, 0, Margin(1000, 10000)),
        (10_000_000, 1500, Margin(-500, -5000)),
        (0, 100, Margin(-100, None)),
    ],
)
def test_a_margin_is_what_is_left_of_the_price(price_e6: int, cost: int, margin: Margin) -> None:
    assert margin_of(price_e6, cost) == margin


@pytest.mark.parametrize(
    ("first", "second", "exactly", "same"),
    [
        ("anne dupont", "dupont anne", False, True),
        ("anne dupont", "anne dupond", False, True),
        ("anne dupont", "anne dupond", True, False),
        ("mme anne dupont", "anne dupont", True, True),
        ("sarl garage du port", "garage le port", True, True),
        ("anne dupont", "anne durand", False, False),
        ("sarl", "sas", False, False),
        ("", "", False, False),
        ("a", "", False, False),
    ],
)
def test_names_are_compared(first: str, second: str, exactly: bool, same: bool) -> None:
    assert same_name(first.split(), second.split(), exactly=exactly) is same


@pytest.mark.parametrize(
    ("email", "doubtful"),
    [
        ("", False),
        ("anne@dupont.example", False),
        (" anne.dupont+factures@mail.dupont.example ", False),
        ("éva@société.example", False),
        ("anne", True),
        ("anne@dupont", True),
        ("anne@dupont.", True),
        ("anne@@dupont.example", True),
        ("anne dupont@dupont.example", True),
        ("a@b.example, c@d.example", True),
    ],
)
def test_an_address_at_which_nothing_arrives_is_told(email: str, doubtful: bool) -> None:
    assert [each.code for each in check_email(email)] == ["email-doubtful"] * doubtful
