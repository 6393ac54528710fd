"""The people and the goods of the demonstration shop, the same for the same seed."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from facturdesk.domain.cards import Company, CustomerCard, Item
from facturdesk.domain.money import PRICE_PLACES, RATE_PLACES, parse_scaled
from facturdesk.domain.parties import (
    Address,
    Bank,
    Customer,
    CustomerKind,
    LegalForm,
    Mediator,
    PaymentTerms,
    Seller,
)
from facturdesk.domain.sale import Nature
from facturdesk.domain.units import PIECE
from facturdesk.system.resources import resource

EU: Final = frozenset({"BE", "DE", "LU", "NL"})  # countries of [[abroad]] in words.toml

_FEWEST: Final = 40
_MOST: Final = 50_000
_INVOICES_EACH: Final = 20
_SELLER_SERIAL: Final = 0
_TERMS_OF_FIRMS: Final = (None, None, None, PaymentTerms(45, end_of_month=True), PaymentTerms(60))
_TERMS_OF_CONSUMERS: Final = PaymentTerms(15)


@dataclass(frozen=True, slots=True)
class World:
    """Who sells, who buys and what."""

    seed: int
    invoices: int
    company: Company
    customers: tuple[CustomerCard, ...]
    items: tuple[Item, ...]
    texts: Mapping[str, str]


def make_world(*, seed: int, invoices: int) -> World:
    """Make the shop, its customers (one for 20 invoices) and its items."""
    words = _words()
    wanted = min(max(invoices // _INVOICES_EACH, _FEWEST), _MOST)
    dice = random.Random(seed)
    here = wanted - len(words["abroad"])
    customers = [_customer(dice, words, serial) for serial in range(1, here + 1)]
    customers += _abroad(words, first=here + 1)
    return World(
        seed=seed,
        invoices=invoices,
        company=Company(_seller(words["shop"])),
        customers=tuple(customers),
        items=tuple(_items(words)),
        texts=words["texts"],
    )


def fictitious_siren(serial: int) -> str:
    """Make a SIREN whose check digit is right and which is never allotted: it starts with 000."""
    body = f"000{serial:05}"
    digits = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(body)]
    total = sum(digit - 9 if digit > 9 else digit for digit in digits)
    return f"{body}{-total % 10}"


@cache
def _words() -> dict[str, Any]:
    with resource("demo", "words.toml").open("rb") as file:
        return tomllib.load(file)


def _seller(shop: Mapping[str, str]) -> Seller:
    siren = fictitious_siren(_SELLER_SERIAL)
    return Seller(
        legal_name=shop["legal_name"],
        trade_name=shop["trade_name"],
        legal_form=LegalForm.SARL,
        share_capital_minor=1_000_000,
        siren=siren,
        siret=_siret(siren),
        naf="47.29Z",
        rcs_city=shop["city"],
        vat_number=_french_vat_number(siren),
        activity="mixed",
        address=Address(shop["line1"], "", shop["postcode"], shop["city"]),
        email=shop["email"],
        phone=shop["phone"],
        website=shop["website"],
        bank=Bank(shop["iban"], shop["bic"], shop["legal_name"]),
        mediator=Mediator(shop["mediator"], shop["mediator_address"], shop["mediator_website"]),
        demonstration=True,
    )


def _customer(dice: random.Random, words: Mapping[str, Any], serial: int) -> CustomerCard:
    throw = dice.random()
    address = _address(dice, words)
    code = f"C{serial:05}"
    if throw < 0.56:
        name = f"{dice.choice(words['given'])} {dice.choice(words['family'])}"
        person = Customer(CustomerKind.CONSUMER, name, code, address=address, email=_email(code))
        return CustomerCard(person, terms=_TERMS_OF_CONSUMERS)
    public = throw >= 0.94
    pattern = dice.choice(words["public" if public else "firms"])
    name = pattern.format(
        family=dice.choice(words["family"]),
        street=dice.choice(words["street_names"]),
        town=address.city,
    )
    siren = fictitious_siren(serial)
    firm = Customer(
        CustomerKind.PUBLIC if public else CustomerKind.FIRM,
        name,
        code,
        siren=siren,
        siret=_siret(siren) if public or dice.random() < 0.4 else "",
        vat_number="" if public else _french_vat_number(siren),
        address=address,
        email=_email(code),
    )
    terms = None if public else dice.choice(_TERMS_OF_FIRMS)
    return CustomerCard(firm, terms=terms)


def _abroad(words: Mapping[str, Any], *, first: int) -> Iterator[CustomerCard]:
    for serial, entry in enumerate(words["abroad"], first):
        code = f"C{serial:05}"
        yield CustomerCard(
            Customer(
                CustomerKind(entry["kind"]),
                entry["name"],
                code,
                vat_number=entry["vat_number"],
                address=Address(
                    entry["line1"], "", entry["postcode"], entry["city"], entry["country"]
                ),
                email=_email(code),
                language=entry["language"],
            )
        )


def _address(dice: random.Random, words: Mapping[str, Any]) -> Address:
    postcode, _, town = dice.choice(words["towns"]).partition(" ")
    street = f"{dice.choice(words['street_kinds'])} {dice.choice(words['street_names'])}"
    return Address(f"{dice.randint(1, 140)} {street}", "", postcode, town)


def _items(words: Mapping[str, Any]) -> Iterator[Item]:
    for entry in words["items"]:
        yield Item(
            entry["code"],
            entry["name"],
            nature=Nature(entry.get("nature", "goods")),
            unit=entry.get("unit", PIECE),
            price_e6=parse_scaled(entry["price"], PRICE_PLACES),
            vat_rate_bp=parse_scaled(entry["vat_rate"], RATE_PLACES),
        )


def _email(code: str) -> str:
    return f"{code.lower()}@clients.example"


def _siret(siren: str) -> str:
    """Add an establishment number with the right check digit (Luhn, as of the SIREN)."""
    body = f"{siren}0001"
    digits = [int(digit) * (1 if place % 2 else 2) for place, digit in enumerate(body)]
    total = sum(digit - 9 if digit > 9 else digit for digit in digits)
    return f"{body}{-total % 10}"


def _french_vat_number(siren: str) -> str:
    """Make the number of intra-Community VAT that belongs to a SIREN (CGI, ann. II, 215)."""
    return f"FR{(12 + 3 * (int(siren) % 97)) % 97:02}{siren}"
