"""A shop is set up from little: what follows is proposed, the file has a place and a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from facturdesk.domain.errors import InputRefused
from facturdesk.i18n import load_catalogue
from facturdesk.storage.company import load_company
from facturdesk.system.resources import resource
from facturdesk.system.tables import load_rulebook
from facturdesk.usecases.safekeeping import verify
from facturdesk.usecases.saving import OutputForbidden
from facturdesk.usecases.setup import (
    completed,
    faults,
    new_demonstration,
    new_shop,
    propose,
    proposed_place,
    read_logo,
    sketch,
)
from tests.usecases.shops import TODAY, opened, stamped

TYPED = {
    "legal_name": "Boulangerie Morel",
    "legal_form": "SARL",
    "share_capital": "10000",
    "siret": "732 829 320 00074",
    "address": {"line1": "12 rue des Halles", "postcode": "69002", "city": "LYON"},
}
WORDS = load_catalogue("fr", resource("locale"))


def test_eight_answers_make_a_complete_profile() -> None:
    values = completed(TYPED, load_rulebook(), TODAY)

    assert faults(values) == ()
    assert values["vat_number"] == "FR44732829320"
    assert values["rcs_city"] == "Lyon"


def test_what_was_typed_prevails_over_what_follows() -> None:
    values = completed({**TYPED, "rcs_city": "Villefranche-Tarare"}, load_rulebook(), TODAY)

    assert values["rcs_city"] == "Villefranche-Tarare"


def test_a_shop_without_vat_is_given_no_vat_number() -> None:
    values = completed({**TYPED, "vat_regime": "franchise"}, load_rulebook(), TODAY)

    assert "vat_number" not in values
    assert faults(values) == ()


def test_capital_and_registry_are_not_kept_of_a_sole_trader() -> None:
    values = completed({**TYPED, "legal_form": "EI"}, load_rulebook(), TODAY)

    assert "share_capital" not in values
    assert "rcs_city" not in values


def test_a_town_that_is_no_registry_is_proposed_the_only_one_of_its_department() -> None:
    near = {**TYPED, "address": {"line1": "x", "postcode": "72300", "city": "Sablé-sur-Sarthe"}}
    several = {**TYPED, "address": {"line1": "x", "postcode": "69400", "city": "Gleizé"}}

    assert propose(near, load_rulebook(), TODAY).rcs_city == "Le Mans"
    assert propose(several, load_rulebook(), TODAY).rcs_city == ""


def test_what_is_missing_is_named_by_its_field() -> None:
    missing = {problem.field for problem in faults({"legal_form": "SARL"})}

    assert {"legal_name", "siren", "share_capital", "rcs_city", "address.line1"} <= missing


def test_anything_can_be_sketched() -> None:
    company = sketch({"bank": {"iban": "FR76 3000"}, "siret": "1"}, b"", WORDS)

    assert company.seller.legal_name
    assert company.seller.address.city
    assert company.seller.bank.iban == ""


def test_the_place_of_a_file_is_free_and_can_be_written_everywhere(tmp_path: Path) -> None:
    place = proposed_place(tmp_path, 'Chez "Léa": thé / café')
    place.parent.mkdir()
    place.touch()

    assert place.parent == tmp_path / "FacturDesk"
    assert not set(place.name) & set('<>:"/\\|?*')
    assert proposed_place(tmp_path, 'Chez "Léa": thé / café').stem == f"{place.stem} 2"
    assert proposed_place(tmp_path, "").stem == "Boutique"
    assert proposed_place(tmp_path, "con").stem != "con"


def test_a_new_shop_can_be_opened(tmp_path: Path) -> None:
    values = completed(TYPED, load_rulebook(), TODAY)
    path = new_shop(
        tmp_path / "new" / "A.facturdesk", values, b"", stamp=stamped(TODAY), state=None
    )

    with opened(path) as shop, shop.store.read() as connection:
        assert load_company(connection).seller.legal_name == "Boulangerie Morel"


def test_a_wrong_profile_makes_neither_file_nor_folder(tmp_path: Path) -> None:
    with pytest.raises(InputRefused):
        new_shop(tmp_path / "new" / "A.facturdesk", {}, b"", stamp=stamped(TODAY), state=None)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    values = completed(TYPED, load_rulebook(), TODAY)

    with pytest.raises(OutputForbidden):
        new_shop(tmp_path / "file" / "A.facturdesk", values, b"", stamp=stamped(TODAY), state=None)


def test_what_is_no_picture_is_refused_as_a_logo(tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("no picture")
    for path in (tmp_path / "text.png", tmp_path / "missing.png", tmp_path):
        with pytest.raises(InputRefused) as refused:
            read_logo(path)
        assert [problem.field for problem in refused.value.problems] == ["logo"]


def test_the_demonstration_is_made_with_progress(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    path = tmp_path / "FacturDesk" / "Demo.facturdesk"

    made = new_demonstration(
        path, today=TODAY, state=None, progress=lambda *step: steps.append(step)
    )

    assert made.counts["invoice"] == steps[-1][1]
    assert len(steps) > 20
    with opened(path) as shop:
        assert verify(shop).documents > 300
