"""A shop's data file is made whole or not at all; its profile changes under seal."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from facturdesk.domain.cards import Numbering
from facturdesk.domain.errors import InputRefused
from facturdesk.storage.company import load_company
from facturdesk.storage.engine import Transaction
from facturdesk.storage.errors import DataFileExists, DataFileUnreachable
from facturdesk.storage.seals import seal_creation
from facturdesk.usecases.companies import change_company, create_shop_file
from facturdesk.usecases.company_input import read_company
from facturdesk.usecases.safekeeping import verify
from facturdesk.usecases.saving import OutputFolderMissing
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.viewing import show
from tests.usecases.shops import COMPANY, TODAY, later, new_file, opened, sold, stamped

PROFILE = {
    "legal_name": "Martin et fils",
    "legal_form": "SARL",
    "share_capital": "10000.00",
    "siren": "732829320",
    "rcs_city": "Lyon",
    "vat_number": "FR44732829320",
    "address": {"line1": "12 rue des Halles", "postcode": "69002", "city": "Lyon"},
}


def seals_of(shop: Shop) -> list[str]:
    with shop.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT kind FROM seal ORDER BY sequence")
        return [row[0] for row in rows]


def test_a_new_file_holds_a_sealed_profile(tmp_path: Path) -> None:
    with opened(new_file(tmp_path)) as shop:
        assert seals_of(shop) == ["create"]
        assert verify(shop).documents == 0


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "Boutique.facturdesk"
    path.write_text("precious")

    with pytest.raises(DataFileExists):
        create_shop_file(path, COMPANY, stamp=stamped(TODAY), state=None)

    assert path.read_text() == "precious"


def test_a_file_in_no_folder_is_refused_by_that_name(tmp_path: Path) -> None:
    with pytest.raises(OutputFolderMissing) as refused:
        create_shop_file(tmp_path / "no" / "a", COMPANY, stamp=stamped(TODAY), state=None)

    assert refused.value.params["folder"] == str(tmp_path / "no")


def test_a_file_has_its_name_only_once_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, seen = tmp_path / "a.facturdesk", []

    def looking(tx: Transaction) -> int:
        seen.append(path.exists())
        return seal_creation(tx)

    monkeypatch.setattr("facturdesk.usecases.companies.seal_creation", looking)
    create_shop_file(path, COMPANY, stamp=stamped(TODAY), state=None)

    assert seen == [False]
    assert list(tmp_path.iterdir()) == [path]


def test_a_wrong_profile_makes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "Boutique.facturdesk"
    nameless = replace(COMPANY, seller=replace(COMPANY.seller, legal_name="", siren="", siret=""))

    with pytest.raises(InputRefused) as refused:
        create_shop_file(path, nameless, stamp=stamped(TODAY), state=None)

    assert [p.field for p in refused.value.problems] == ["legal_name", "siren"]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_could_not_be_finished_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> int:
        raise OSError("disk gone")

    monkeypatch.setattr("facturdesk.usecases.companies.seal_creation", broken)
    with pytest.raises(DataFileUnreachable):
        create_shop_file(tmp_path / "a.facturdesk", COMPANY, stamp=stamped(TODAY), state=None)

    assert list(tmp_path.iterdir()) == []


def test_a_change_of_profile_is_sealed_and_leaves_documents_as_they_are(shop: Shop) -> None:
    number = sold(shop)

    change_company(shop, replace(COMPANY, seller=replace(COMPANY.seller, trade_name="Chez Martin")))

    assert seals_of(shop)[-1] == "setting"
    assert show(shop, number).to_json()["seller"]["trade_name"] == ""
    assert show(shop, sold(shop)).to_json()["seller"]["trade_name"] == "Chez Martin"
    verify(shop)


def test_the_same_profile_again_is_no_change(shop: Shop) -> None:
    change_company(shop, COMPANY)

    assert seals_of(shop) == ["create"]


def test_a_new_pattern_waits_for_the_next_series(shop: Shop) -> None:
    sold(shop)
    change_company(shop, replace(COMPANY, numbering=Numbering(invoice="VTE-{year}-{counter:03}")))

    assert sold(shop) == "F2026-00002"
    next_year = later(shop, TODAY.replace(year=2027, month=1))
    with pytest.raises(InputRefused):
        sold(next_year)


def test_the_counter_goes_on_from_an_earlier_program(tmp_path: Path) -> None:
    numbering = Numbering(invoice="F{year}-{counter:03}", next_invoice=998)
    with opened(new_file(tmp_path, replace(COMPANY, numbering=numbering))) as shop:
        assert [sold(shop) for _ in range(3)] == ["F2026-998", "F2026-999", "F2026-1000"]


def test_a_logo_is_made_small_and_stands_on_documents(tmp_path: Path) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (900, 900), "navy").save(picture, "PNG")
    path = tmp_path / "logo.facturdesk"

    company = replace(COMPANY, logo=picture.getvalue())
    create_shop_file(path, company, stamp=stamped(TODAY), state=None)

    with opened(path) as shop:
        with shop.store.read() as connection:
            kept = load_company(connection)
        assert len(kept.seller.logo_sha256) == 64
        assert sold(shop) == "F2026-00001"


def test_a_broken_logo_is_refused(tmp_path: Path) -> None:
    company = replace(COMPANY, logo=b"\x89PNG\r\n\x1a\nbroken")

    with pytest.raises(InputRefused) as refused:
        create_shop_file(tmp_path / "a.facturdesk", company, stamp=stamped(TODAY), state=None)

    assert [problem.field for problem in refused.value.problems] == ["logo"]


def test_a_profile_is_read_with_its_defaults() -> None:
    company, logo = read_company(PROFILE)

    assert (company.seller.share_capital_minor, company.numbering, logo) == (
        1_000_000,
        Numbering(),
        "",
    )


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"siren": "732829321"}, "siren", "siren-invalid"),
        ({"share_capital": None}, "share_capital", "seller-capital-missing"),
        ({"vat_number": ""}, "vat_number", "seller-vat-number-missing"),
        ({"bank": {"iban": "FR76"}}, "bank.iban", "iban-invalid"),
        ({"terms": {"penalty_rate": "much"}}, "terms.penalty_rate", "field-not-a-decimal"),
        ({"terms": {"penalty_rate": "-5"}}, "terms.penalty_rate", "field-out-of-range"),
        ({"terms": {"penalty_rate": 12.5}}, "terms.penalty_rate", "field-not-text"),
        ({"share_capital": "-1"}, "share_capital", "field-out-of-range"),
        ({"share_capital": 10000.0}, "share_capital", "field-number-not-text"),
        ({"terms": {"days": 400}}, "terms.days", "field-out-of-range"),
        ({"insurance": {"contract": "1"}}, "insurance.insurer", "field-missing"),
        ({"mediator": {"name": 3}}, "mediator.name", "field-not-text"),
        ({"numbering": {"invoice": "F{counter}"}}, "numbering.invoice", "numbering-blanks-missing"),
        (
            {"numbering": {"credit_note": "F{year}-{counter:03}"}},
            "numbering.credit_note",
            "numbering-same-pattern",
        ),
        ({"numbering": {"next_invoice": 0}}, "numbering.next_invoice", "field-out-of-range"),
        ({"colour": "red"}, "colour", "field-unknown"),
        ({"legal_form": "GmbH"}, "legal_form", "field-not-a-choice"),
    ],
)
def test_a_wrong_field_of_a_profile_is_named(
    change: dict[str, object], field: str, code: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        read_company({**PROFILE, **change})

    assert (field, code) in [(p.field, p.code) for p in refused.value.problems]
