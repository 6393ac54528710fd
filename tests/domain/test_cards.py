"""The cards of the shop have sound defaults."""

from __future__ import annotations

from facturdesk.domain.cards import Company, Contact, CustomerCard, Item, Numbering
from facturdesk.domain.numbering import check_pattern
from facturdesk.domain.units import UNITS
from tests.domain.samples import customer, seller


def test_the_numbers_of_a_new_shop_can_be_given() -> None:
    numbering = Company(seller()).numbering

    assert numbering == Numbering()
    assert check_pattern(numbering.invoice, field="") is None
    assert check_pattern(numbering.credit_note, field="") is None


def test_a_card_is_bare_until_it_is_filled_in() -> None:
    assert CustomerCard(customer(), contacts=(Contact("Ada"),)).terms is None
    assert Item("THE", "Thé vert").unit in UNITS
