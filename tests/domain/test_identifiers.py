"""Identifiers: known numbers, and python-stdnum as a second opinion on random ones."""

from __future__ import annotations

from importlib import import_module
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import bic, iban, iso11649, luhn
from stdnum.fr import siren, siret, tva

from facturdesk.domain.identifiers import (
    french_vat_key,
    is_bic,
    is_iban,
    is_payment_reference,
    is_siren,
    is_siret,
    is_vat_number,
    normalise_bic,
    normalise_iban,
    normalise_siren,
    normalise_siret,
    normalise_vat_number,
    payment_reference,
    vat_number_country,
)

DIGITS: Final = "0123456789"
CAPITALS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
nine_digits = st.text(DIGITS, min_size=9, max_size=9)
# each member state with a right number, and the module of python-stdnum that judges it
MEMBER_STATES: Final = {
    "ATU13585627": "at.uid",
    "BE0776091951": "be.vat",
    "BG175074752": "bg.vat",
    "CY10259033P": "cy.vat",
    "CZ25123891": "cz.dic",
    "DE136695976": "de.vat",
    "DK13585628": "dk.cvr",
    "EE100931558": "ee.kmkr",
    "EL094259216": "gr.vat",
    "ESB58378431": "es.nif",
    "FI20774740": "fi.alv",
    "HR33392005961": "hr.oib",
    "HU12892312": "hu.anum",
    "IE6433435F": "ie.vat",
    "IT00743110157": "it.iva",
    "LT119511515": "lt.pvm",
    "LU15027442": "lu.tva",
    "LV40003521600": "lv.pvn",
    "MT11679112": "mt.vat",
    "NL004495445B01": "nl.btw",
    "PL8567346215": "pl.nip",
    "PT501964843": "pt.nif",
    "RO18547290": "ro.cf",
    "SE123456789701": "se.vat",
    "SI50223054": "si.ddv",
    "SK2022749619": "sk.dph",
    "XI980780684": "gb.vat",
}
IBANS: Final = (
    "FR7630006000011234567890189",
    "MC5811222000010123456789030",
    "DE89370400440532013000",
    "BE71096123456769",
    "ES9121000418450200051332",
    "IT60X0542811101000000123456",
    "LU280019400644750000",
    "NL91ABNA0417164300",
    "CH9300762011623852957",
    "GB29NWBK60161331926819",
    "NO9386011117947",
    "MT84MALT011000012345MTLCAST001S",
)


@given(nine_digits)
def test_a_siren_is_judged_as_stdnum_does(text: str) -> None:
    assert is_siren(text) == siren.is_valid(text)


@given(
    nine_digits.filter(lambda text: text != "356000000"), st.text(DIGITS, min_size=5, max_size=5)
)
def test_a_siret_is_judged_as_stdnum_does(body: str, nic: str) -> None:
    whole = body[:8] + luhn.calc_check_digit(body[:8]) + nic[:4]
    right = whole + luhn.calc_check_digit(whole)

    assert is_siret(right) == siret.is_valid(right)
    assert is_siret(body + nic) == siret.is_valid(body + nic)


@given(st.text(DIGITS, min_size=5, max_size=5))
def test_the_siret_of_la_poste_have_their_own_rule(nic: str) -> None:
    assert is_siret("356000000" + nic) == siret.is_valid("356000000" + nic)


@pytest.mark.parametrize("text", ["35600000000048", "35600000049837", "73282932000074"])
def test_known_siret_are_right(text: str) -> None:
    assert is_siret(text)


@pytest.mark.parametrize(
    "text", ["", "73282932", "7328293200", "73282932A", "７32829320", "732829321"]
)
def test_what_is_not_nine_right_digits_is_no_siren(text: str) -> None:
    assert not is_siren(text)


@pytest.mark.parametrize("text", ["", "7328293200007", "73282932000075", "73282932100074"])
def test_what_is_not_fourteen_right_digits_is_no_siret(text: str) -> None:
    assert not is_siret(text)


def test_the_key_of_the_law_file_is_found() -> None:
    assert french_vat_key("732829320") == "44"
    assert is_vat_number("FR44732829320")


@given(nine_digits, st.text(DIGITS + CAPITALS, min_size=2, max_size=2), st.booleans())
def test_a_french_vat_number_is_judged_as_stdnum_does(body: str, key: str, right: bool) -> None:
    number = body[:8] + luhn.calc_check_digit(body[:8]) if right else body

    assert is_vat_number(f"FR{key}{number}") == tva.is_valid(f"{key}{number}")
    computed = french_vat_key(number) + number
    assert is_vat_number(f"FR{computed}") == tva.is_valid(computed)


@pytest.mark.parametrize("text", ["FRK7399859412", "FR4Z123456782", "FRX1552100554"])
def test_a_key_with_letters_is_judged_by_the_new_rule(text: str) -> None:
    assert is_vat_number(text) == tva.is_valid(text[2:])


def test_a_number_of_monaco_has_no_siren_inside() -> None:
    assert is_vat_number("FR73000043735")
    assert not is_vat_number("FR74000043735")


@pytest.mark.parametrize(("text", "module"), MEMBER_STATES.items())
def test_each_member_state_has_its_form(text: str, module: str) -> None:
    assert import_module(f"stdnum.{module}").is_valid(text.removeprefix("XI"))
    assert is_vat_number(text)
    assert not is_vat_number(text + "1234")
    assert not is_vat_number(text[:2] + "É" + text[3:])


@pytest.mark.parametrize(
    "text", ["", "FR", "12345678901", "GR094259216", "DE13669597", "US", "A1234"]
)
def test_what_has_no_country_or_another_form_is_no_vat_number(text: str) -> None:
    assert not is_vat_number(text)


@pytest.mark.parametrize("text", ["GB980780684", "CHE123456788", "NO995525828", "US123456789"])
def test_numbers_of_other_countries_are_not_judged(text: str) -> None:
    assert is_vat_number(text)


def test_the_country_of_a_vat_number_is_an_iso_code() -> None:
    assert [vat_number_country(text) for text in ("EL094259216", "XI980780684", "DE1", "")] == [
        "GR",
        "GB",
        "DE",
        "",
    ]


@pytest.mark.parametrize("text", IBANS)
def test_known_iban_are_right_and_a_wrong_digit_is_seen(text: str) -> None:
    assert is_iban(text)
    assert iban.is_valid(text)
    wrong = text[:-1] + str((int(text[-1]) + 1) % 10) if text[-1].isdigit() else text[:-1] + "9"
    assert not is_iban(wrong)


@given(
    st.sampled_from(["FR", "DE", "BE", "ES", "IT", "LU", "NL", "CH", "PT", "AT"]),
    st.text(DIGITS + CAPITALS, min_size=11, max_size=25),
)
def test_whatever_stdnum_takes_for_an_iban_is_one(country: str, account: str) -> None:
    text = f"{country}{iban.calc_check_digits(f'{country}00{account}')}{account}"

    assert is_iban(text) or not iban.is_valid(text)


@pytest.mark.parametrize(
    "text", ["", "FR76", "XX7630006000011234567890189", "FR763000600001123456789018"]
)
def test_a_wrong_country_or_length_is_no_iban(text: str) -> None:
    assert not is_iban(text)


@pytest.mark.parametrize("text", ["AGRIFRPP", "BNPAFRPPXXX", "DEUTDEFF500"])
def test_a_bic_has_eight_or_eleven_characters(text: str) -> None:
    assert is_bic(text)
    assert bic.is_valid(text)
    assert not is_bic(text[:-1])
    assert not is_bic(text.lower())


def test_the_reference_of_the_law_file_is_made() -> None:
    assert payment_reference("F2026-000123") == "RF86F2026000123"


@given(st.text(DIGITS + CAPITALS + "-", min_size=1, max_size=35))
def test_a_payment_reference_is_right_or_empty(number: str) -> None:
    made = payment_reference(number)

    if 1 <= len(number.replace("-", "")) <= 21:
        assert iso11649.is_valid(made)
        assert is_payment_reference(made)
    else:
        assert made == ""


@pytest.mark.parametrize(
    "text", ["", "RF86", "RF87F2026000123", "rf86F2026000123", "XX86F2026000123"]
)
def test_a_wrong_reference_is_noticed(text: str) -> None:
    assert not is_payment_reference(text)


def test_what_people_type_is_joined() -> None:
    assert normalise_siren("732 829\u00a0320") == "732829320"
    assert normalise_siret("732.829.320 00074") == "73282932000074"
    assert normalise_vat_number("fr 44 732-829-320") == "FR44732829320"
    assert normalise_iban("fr76 3000 6000 0112 3456 7890 189") == IBANS[0]
    assert normalise_bic("agri fr pp") == "AGRIFRPP"
