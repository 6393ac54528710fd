"""What the form of an item offers: a code for a name, the VAT of the shop, a small photo."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from facturdesk.domain.errors import InputRefused
from facturdesk.domain.parties import VatRegime
from facturdesk.usecases.card_values import customer_values, item_values
from facturdesk.usecases.cards import customer_card, item_card, put_customer, put_item
from facturdesk.usecases.item_choices import item_vat, proposed_code
from facturdesk.usecases.photos import photo_from, photo_of, put_photo, small_photo
from facturdesk.usecases.refusals import ItemUnknown
from facturdesk.usecases.shop import Shop
from tests.usecases.shops import COMPANY, new_file, opened

TEA = {"code": "THE-VERT", "name": "Thé vert", "price": "12.00"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Tasse à thé", "TASSE-A-THE"),
        ("Œuf d’Été n°3", "OEUF-D-ETE-N-3"),
        ("Un nom vraiment beaucoup trop long", "UN-NOM-VRAIMENT"),
        ("Anticonstitutionnellement", "ANTICONSTITUTIONNELL"),
        ("!!", "ARTICLE"),
        ("Thé vert", "THE-VERT-2"),
    ],
)
def test_a_code_is_proposed_for_a_name(shop: Shop, name: str, code: str) -> None:
    put_item(shop, TEA)

    assert proposed_code(shop, name) == code


def test_a_new_item_does_not_replace_another(shop: Shop) -> None:
    put_item(shop, TEA, new=True)
    with pytest.raises(InputRefused) as refused:
        put_item(shop, TEA, new=True)

    assert [(each.code, each.field) for each in refused.value.problems] == [("code-taken", "code")]


def test_the_rates_of_the_day_are_offered(shop: Shop) -> None:
    vat = item_vat(shop)

    assert [offer.rate_bp for offer in vat.offers if offer.rate_bp] == [2000, 1000, 550, 210]
    assert (vat.implied, vat.standard_rate_bp) == ("", 2000)


def test_a_small_business_charges_none(tmp_path: Path) -> None:
    seller = replace(COMPANY.seller, vat_regime=VatRegime.FRANCHISE, vat_number="")
    with opened(new_file(tmp_path, replace(COMPANY, seller=seller))) as shop:
        vat = item_vat(shop)

    assert (vat.implied, vat.standard_rate_bp, vat.offers[0].rate_bp) == ("franchise", 0, None)


def test_a_card_read_back_is_the_card(shop: Shop) -> None:
    put_customer(
        shop,
        {
            "code": "A",
            "name": "Anne",
            "terms": {"days": 45, "end_of_month": True, "end_of_month_first": False},
            "discount_percent": "2.5",
            "contacts": [{"name": "Zoé", "phone": "06"}],
            "delivery_address": {"line1": "Quai 2"},
            "tags": ["pro"],
        },
    )
    put_item(shop, {**TEA, "cost": "6.20", "vat_rate": "5.5", "category": "Thés"})
    card, item = customer_card(shop, "A"), item_card(shop, "THE-VERT")
    put_customer(shop, customer_values(card))
    put_item(shop, item_values(item))

    assert (customer_card(shop, "A"), item_card(shop, "THE-VERT")) == (card, item)


def test_a_photo_is_made_small_and_kept(shop: Shop, tmp_path: Path) -> None:
    put_item(shop, TEA)
    path = tmp_path / "photo.png"
    Image.new("RGBA", (3000, 1500), (10, 120, 60, 128)).save(path)
    photo = photo_from(path)
    put_photo(shop, "THE-VERT", photo)

    assert photo_of(shop, "THE-VERT") == photo
    assert Image.open(io.BytesIO(photo)).size == (800, 400)
    put_photo(shop, "THE-VERT", b"")
    assert photo_of(shop, "THE-VERT") == b""
    with pytest.raises(ItemUnknown):
        put_photo(shop, "none", photo)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "photo-not-a-picture"),
        (b"<svg/>", "photo-not-a-picture"),
        (b"\x89PNG\r\n\x1a\n and nothing more", "photo-broken"),
        (b"\xff\xd8\xff" + b"x" * 11_000_000, "photo-file-too-large"),
    ],
)
def test_what_is_no_picture_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        small_photo(content)

    assert [(each.code, each.field) for each in refused.value.problems] == [(code, "photo")]


def test_a_picture_of_too_many_points_is_refused() -> None:
    bomb = io.BytesIO()
    Image.new("1", (40_000, 40_000)).save(bomb, "PNG")

    with pytest.raises(InputRefused) as refused:
        small_photo(bomb.getvalue())
    assert refused.value.problems[0].code == "photo-too-many-pixels"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        photo_from(tmp_path / "none.png")

    assert refused.value.problems[0].code == "photo-unreadable"
