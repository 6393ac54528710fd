"""The paper as pictures, drawn in the helper process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facturdesk.domain.cards import Company
from facturdesk.domain.errors import InputRefused
from facturdesk.domain.sale import LineKind, Sale, SaleLine
from facturdesk.usecases.drafting import NOBODY
from facturdesk.usecases.previewing import (
    PageImage,
    original_pages,
    preview_company,
    preview_sale,
)
from facturdesk.usecases.shop import Shop
from tests.domain.samples import issue, line, sale, seller
from tests.usecases.shops import TODAY, new_file, opened, sold


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with opened(new_file(tmp_path, Company(seller()))) as made:
        yield made


def _ink(page: PageImage) -> int:
    """Count the dots that are quite dark."""
    return sum(1 for red in page.rgb[::3] if red < 100)


def test_a_draft_is_drawn_in_the_width_asked_for(shop: Shop) -> None:
    (page,) = preview_sale(shop, sale(line()), width=400)

    assert (page.width, page.height, len(page.rgb)) == (400, 566, 400 * 566 * 3)
    assert _ink(page) > 500


def test_a_draft_with_nothing_in_it_has_a_paper(shop: Shop) -> None:
    empty = Sale(NOBODY, ())
    strange = replace(empty, lines=(SaleLine(), SaleLine(LineKind.SECTION), SaleLine(vat_case="?")))

    assert len(preview_sale(shop, empty, width=200)) == 1
    assert len(preview_sale(shop, strange, width=200)) == 1


def test_a_long_draft_has_several_pages(shop: Shop) -> None:
    long = sale(*[line(name=f"Article {number}") for number in range(100)])

    assert len(preview_sale(shop, long, width=200)) == 3


def test_another_text_gives_another_picture_and_the_same_the_same(shop: Shop) -> None:
    one, two = sale(line(name="Thé")), sale(line(name="Café"))

    assert preview_sale(shop, one, width=300) == preview_sale(shop, one, width=300)
    assert preview_sale(shop, one, width=300) != preview_sale(shop, two, width=300)


def test_what_cannot_be_printed_is_named(shop: Shop) -> None:
    with pytest.raises(InputRefused) as refused:
        preview_sale(shop, sale(line(name="茶")))

    (problem,) = refused.value.problems
    assert (problem.code, problem.field) == ("characters-not-printable", "lines[0].description")


def test_a_shop_that_is_not_kept_yet_has_a_sample(shop: Shop) -> None:
    company = Company(seller(trade_name="Chez Rosa"))
    words = shop.catalogue("fr")
    pages = preview_company(company, issue().rulebook, TODAY, words, width=300)

    assert len(pages) == 1
    assert pages != preview_company(Company(seller()), issue().rulebook, TODAY, words, width=300)


def test_an_original_is_shown_as_it_was_stored(shop: Shop) -> None:
    (page,) = original_pages(shop, sold(shop), width=300)

    assert (page.width, page.height) == (300, 425)
