"""The settings change the profile a section at a time; the rest stays, and it is sealed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from facturdesk.domain.errors import InputRefused
from facturdesk.domain.parties import Insurance, Mediator
from facturdesk.domain.sale import DocumentKind
from facturdesk.usecases.companies import change_company
from facturdesk.usecases.company_input import read_company
from facturdesk.usecases.company_values import company_values
from facturdesk.usecases.crediting import credit
from facturdesk.usecases.profile import change_profile, load_profile
from facturdesk.usecases.viewing import show
from tests.usecases.shops import COMPANY, new_file, opened, sold

FULL = {
    "legal_name": "Martin et fils",
    "trade_name": "Chez Martin",
    "legal_form": "SARL",
    "share_capital": "10000.50",
    "siren": "732829320",
    "siret": "73282932000074",
    "naf": "47.11B",
    "rcs_city": "Lyon",
    "vat_number": "FR44732829320",
    "vat_regime": "simplified",
    "vat_on_debits": True,
    "territory": "FR-COR",
    "activity": "mixed",
    "email": "bonjour@martin.example",
    "phone": "04 00 00 00 00",
    "website": "martin.example",
    "accent": "7A1F2B",
    "own_text": "Merci de votre visite.",
    "address": {"line1": "12 rue des Halles", "postcode": "69002", "city": "Lyon", "country": "FR"},
    "bank": {"iban": "FR7630006000011234567890189", "bic": "AGRIFRPP", "holder": "Martin"},
    "terms": {
        "days": 45,
        "end_of_month": True,
        "end_of_month_first": False,
        "early_payment": "2 % à 8 jours",
        "penalty_rate": "12.5",
    },
    "numbering": {
        "invoice": "FA-{year}-{counter:04}",
        "credit_note": "AV-{year}-{counter:04}",
        "next_invoice": 43,
        "next_credit_note": 7,
    },
    "insurance": {"insurer": "MAAF", "contract": "123"},
    "mediator": {"name": "Médiateur", "website": "mediateur.example"},
}


def test_a_profile_is_written_as_it_is_read() -> None:
    company, _ = read_company(FULL)

    assert company_values(company) == FULL
    assert company.seller.insurance == Insurance("MAAF", "", "123", "")
    assert company.seller.mediator == Mediator("Médiateur", "", "mediateur.example")
    assert read_company(company_values(COMPANY))[0] == COMPANY


def test_a_section_is_changed_and_the_rest_stays(tmp_path: Path) -> None:
    with opened(new_file(tmp_path)) as shop:
        before = load_profile(shop).values

        found = change_profile(
            shop,
            ["email", "address.line1", "phone"],
            {"email": "a@b.fr", "address": {"line1": "2 quai"}},
        )

        after = load_profile(shop).values
    assert [(each.field, each.after) for each in found] == [
        ("address.line1", "2 quai"),
        ("email", "a@b.fr"),
    ]
    assert after == {
        **before,
        "email": "a@b.fr",
        "address": {**before["address"], "line1": "2 quai"},
    }


def test_a_field_left_empty_is_emptied_and_a_section_with_it(tmp_path: Path) -> None:
    with opened(new_file(tmp_path)) as shop:
        change_profile(shop, ["mediator.name"], {"mediator": {"name": "Médiateur"}})
        change_profile(shop, ["mediator.name", "mediator.website"], {})

        assert "mediator" not in load_profile(shop).values


def test_what_is_wrong_is_named_and_nothing_is_changed(tmp_path: Path) -> None:
    with opened(new_file(tmp_path)) as shop:
        before = load_profile(shop)
        with pytest.raises(InputRefused) as refused:
            change_profile(
                shop, ["bank.iban", "accent"], {"bank": {"iban": "FR76"}, "accent": "FFFF00"}
            )

        fields = {problem.field: problem.code for problem in refused.value.problems}
        assert fields == {"bank.iban": "iban-invalid", "accent": "colour-too-pale"}
        assert load_profile(shop) == before


def test_the_next_numbers_are_shown_and_settled_once_a_series_has_begun(tmp_path: Path) -> None:
    with opened(new_file(tmp_path)) as shop:
        change_profile(shop, ["numbering.next_invoice"], {"numbering": {"next_invoice": 43}})
        invoices, _ = load_profile(shop).series
        assert (invoices.kind, invoices.next_number) == (DocumentKind.INVOICE, "F2026-00043")
        assert not invoices.ever

        assert sold(shop) == "F2026-00043"
        invoices, notes = load_profile(shop).series

    assert invoices.next_number == "F2026-00044"
    assert invoices.begun and invoices.ever
    assert not notes.begun


def test_accent_and_own_text_are_frozen_with_the_document(tmp_path: Path) -> None:
    with opened(new_file(tmp_path)) as shop:
        first = sold(shop)
        change_profile(shop, ["accent", "own_text"], {"accent": "7A1F2B", "own_text": "Merci."})
        second = sold(shop)
        change_company(shop, COMPANY)

        texts = [str(show(shop, number).to_json()) for number in (first, second)]
    assert ["Merci." in text for text in texts] == [False, True]


def test_a_photograph_as_logo_stays_as_it_is_when_something_else_changes(tmp_path: Path) -> None:
    picture, photo = Image.effect_noise((400, 300), 80).convert("RGB"), BytesIO()
    picture.save(photo, "JPEG")
    with opened(new_file(tmp_path)) as shop:
        change_profile(shop, ["email"], {"email": "a@b.example"}, logo=photo.getvalue())
        before = load_profile(shop).logo
        changed = change_profile(shop, ["phone"], {"phone": "04 00 00 00 00"})
        unchanged = change_profile(shop, ["phone"], {"phone": "04 00 00 00 00"})

        assert load_profile(shop).logo == before
    assert [each.field for each in changed] == ["phone"]
    assert unchanged == []


def test_a_pattern_cannot_run_into_the_series_that_has_begun(tmp_path: Path) -> None:
    swapped = {"invoice": "A{year}-{counter:05}", "credit_note": "F{year}-{counter:04}"}
    paths = ["numbering.invoice", "numbering.credit_note"]
    with opened(new_file(tmp_path)) as shop:
        number = sold(shop)
        with pytest.raises(InputRefused) as refused:
            change_profile(shop, paths, {"numbering": swapped})
        assert [(each.code, each.field) for each in refused.value.problems] == [
            ("numbering-same-pattern", "numbering.credit_note")
        ]
        credit(shop, number)  # its series has begun now, and keeps its pattern

        assert change_profile(shop, paths, {"numbering": swapped})
        assert sold(shop) == "F2026-00002"
