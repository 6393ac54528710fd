"""The original: paper and XML of the same frozen value in one file, never an invalid one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from facturdesk.documents.checking.invoice import check_invoice
from facturdesk.documents.checking.schema import InvalidXml
from facturdesk.documents.cii.invoice import build_cii
from facturdesk.documents.factur_x import extract_xml
from facturdesk.documents.logo import prepare_logo
from facturdesk.documents.original import make_original
from facturdesk.domain.sale import Discount
from facturdesk.i18n import Catalogue, load_catalogue
from facturdesk.system.resources import resource
from tests.documents.agreement import disagreements
from tests.documents.made import FIRM, FULL, REDUCED, made
from tests.documents.test_logo import drawn, saved

FRENCH = load_catalogue("fr", resource("locale"))
ENGLISH = load_catalogue("en", resource("locale"))
DOCUMENT = made(
    *[
        (f"Article n° {i}", 10_000 * i, 12_345_600 + i, (FULL, REDUCED)[i % 2])
        for i in range(1, 10)
    ],
    discounts=[Discount(percent_bp=500)],
    discount=Discount(percent_bp=250),
)


def logo() -> bytes:
    picture: Image.Image = drawn((1600, 700))
    return prepare_logo(saved(picture))


def test_an_original_is_accepted_and_agrees_with_its_document() -> None:
    original = make_original(DOCUMENT, FRENCH, logo=logo())

    assert check_invoice(original).findings == ()
    assert disagreements(DOCUMENT, original) == []
    assert extract_xml(original) == build_cii(DOCUMENT)


def test_an_original_is_the_same_at_each_making() -> None:
    first = make_original(DOCUMENT, FRENCH, logo=logo())

    assert make_original(DOCUMENT, FRENCH, logo=logo()) == first


def test_a_page_with_its_logo_is_light() -> None:
    assert len(make_original(DOCUMENT, FRENCH, logo=logo())) < 55_000


@pytest.mark.parametrize("catalogue", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_an_original_speaks_the_language_of_its_customer(catalogue: Catalogue) -> None:
    document = replace(DOCUMENT, customer=replace(FIRM, language=catalogue.language))

    assert disagreements(document, make_original(document, catalogue)) == []


def test_xml_that_its_schema_refuses_never_leaves() -> None:
    document = replace(DOCUMENT, type_code="")

    with pytest.raises(InvalidXml):
        make_original(document, FRENCH)


def test_a_disagreement_is_noticed() -> None:
    original = make_original(DOCUMENT, FRENCH)
    other = replace(DOCUMENT, gross_minor=DOCUMENT.gross_minor + 1, number="F2026-00013")
    found = "\n".join(disagreements(other, original))

    assert "totals gross: XML says" in found
    assert "paper lacks the gross total" in found
    assert "paper lacks the number" in found
