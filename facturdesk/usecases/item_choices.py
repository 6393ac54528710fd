"""What the form of an item offers: the VAT of the shop on the day, and a code for a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from facturdesk.domain.vat_cases import Offer, implied_case, offers
from facturdesk.i18n import sort_key
from facturdesk.storage.company import load_company
from facturdesk.storage.items import item_id
from facturdesk.usecases.shop import Shop

_LONGEST_CODE: Final = 20
_NAMELESS: Final = "ARTICLE"


@dataclass(frozen=True, slots=True)
class ItemVat:
    """What a shop may choose from; `implied` is its case where it charges no VAT."""

    offers: tuple[Offer, ...]
    implied: str
    standard_rate_bp: int  # 0 where it charges none


def item_vat(shop: Shop) -> ItemVat:
    """Give the rates in force today where the shop is, and the cases of its regime."""
    with shop.store.read() as connection:
        seller = load_company(connection).seller
    implied = implied_case(seller)
    standard = 0 if implied else shop.rulebook.standard_rate(seller.territory, shop.today)
    return ItemVat(offers(seller, shop.rulebook, shop.today), implied, standard)


def proposed_code(shop: Shop, name: str) -> str:
    """Make a code of a name that no item has yet: « Thé vert » → THE-VERT, then THE-VERT-2."""
    words = "".join(letter if letter.isalnum() else " " for letter in sort_key(name)).split()
    code = _NAMELESS
    if words:
        code = words[0].upper()[:_LONGEST_CODE]
    for word in words[1:]:
        if len(code) + 1 + len(word) > _LONGEST_CODE:
            break
        code += f"-{word.upper()}"
    with shop.store.read() as connection:
        number, free = 1, code
        while item_id(connection, free) is not None:
            number += 1
            free = f"{code}-{number}"
    return free
