"""Warns of a customer who may have a card already; it never prevents anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from facturdesk.domain.cards import CustomerCard
from facturdesk.domain.likeness import same_name, telling_words
from facturdesk.i18n import sort_key
from facturdesk.storage import resembling
from facturdesk.storage.parties import party_by_code
from facturdesk.storage.resembling import Candidate
from facturdesk.storage.search import folded_words
from facturdesk.usecases.cards import CustomerHit
from facturdesk.usecases.fields import Fields
from facturdesk.usecases.party_input import customer_card
from facturdesk.usecases.shop import Shop

SAME_SIREN = "siren"
SAME_EMAIL = "email"
SAME_NAME = "name"


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A card that may be the same customer, and why: one of the constants here."""

    hit: CustomerHit
    why: str


def resembling_customers(
    shop: Shop, values: Mapping[str, object], *, code: str = "", limit: int = 3
) -> list[Resemblance]:
    """List the cards that may be of the customer being typed, the surest first.

    `values` is what `put_customer` takes and need not be right yet; `code` is the card's own.
    """
    card = customer_card(Fields(values))
    with shop.store.read() as connection:
        own = party_by_code(connection, code) if code else None
        known = own[1].customer.code if own else ""
        found = _found(connection, card)
    return [each for each in found.values() if each.hit.code != known][:limit]


def _found(connection: Connection, card: CustomerCard) -> dict[str, Resemblance]:
    who = card.customer
    found: dict[str, Resemblance] = {}
    for each in resembling.with_siren(connection, who.siren) if who.siren else ():
        _note(found, each, SAME_SIREN)
    for each in resembling.with_words(connection, who.email):
        if each.email.casefold() == who.email.casefold():
            _note(found, each, SAME_EMAIL)
    words = telling_words(folded_words(who.name))
    for each in resembling.with_name_like(connection, words, who.address.city):
        _note_name(found, each, card)
    for each in resembling.with_words(connection, who.name):
        _note_name(found, each, card)  # cards that tell no town
    return found


def _note_name(found: dict[str, Resemblance], each: Candidate, card: CustomerCard) -> None:
    """Note a card of nearly the same name in the same town, or exactly the same where none is told.

    Two SIREN are two businesses, whatever their names.
    """
    who = card.customer
    town, other = sort_key(who.address.city), sort_key(each.city)
    if (town and other and town != other) or (who.siren and each.siren):
        return
    exactly = not (town and other)
    if same_name(folded_words(who.name), folded_words(each.name), exactly=exactly):
        _note(found, each, SAME_NAME)


def _note(found: dict[str, Resemblance], each: Candidate, why: str) -> None:
    hit = CustomerHit(
        code=each.code,
        name=each.name,
        city=each.city,
        kind=each.kind,
        postcode=each.postcode,
        siren=each.siren,
        email=each.email,
        archived=bool(each.archived),
    )
    found.setdefault(each.code, Resemblance(hit, why))
