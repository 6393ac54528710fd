"""Which characters the bundled fonts can draw: others are refused, never printed as boxes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache
from typing import Final

from facturdesk.documents.paper.faces import BOLD, INVISIBLE, REGULAR, face
from facturdesk.domain.errors import Problem
from facturdesk.domain.parties import Address, Customer, Seller
from facturdesk.domain.sale import LineKind, Sale, SaleLine

PROBLEMS: Final = frozenset({"characters-not-printable"})

_LINE_FEED: Final = "\n"
_ISOLATES: Final = frozenset(map(chr, range(0x2066, 0x206A)))
_MOST_NAMED: Final = 8  # characters in one sentence


def unprintable(texts: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Yield a problem for each (field, text) with characters that cannot be printed.

    Latin, Greek, Cyrillic, Hebrew and Arabic can.
    """
    for field, text in texts:
        if text.isascii() and text.isprintable():
            continue
        missing = list(dict.fromkeys(_missing(text)))
        if missing:
            named = [_named(char) for char in missing[:_MOST_NAMED]]
            more = ", …" if len(missing) > _MOST_NAMED else ""
            characters = ", ".join(named) + more
            yield Problem("characters-not-printable", field, {"characters": characters})


def sale_texts(sale: Sale) -> Iterator[tuple[str, str]]:
    """Yield every text of a draft that stands on the paper, by its field in `sale.json`."""
    yield from customer_texts(sale.customer, "customer")
    for index, line in enumerate(sale.lines):
        yield from _line_texts(line, f"lines[{index}]")
    for index, charge in enumerate(sale.charges):
        yield f"charges[{index}].label", charge.label
    for index, receipt in enumerate(sale.receipts):
        yield f"paid[{index}].reference", receipt.reference
    yield "order_reference", sale.order_reference
    yield "note", sale.note


def customer_texts(customer: Customer, field: str) -> Iterator[tuple[str, str]]:
    """Yield every text of a customer that stands on the paper."""
    yield f"{field}.name", customer.name
    yield f"{field}.vat_number", customer.vat_number
    yield from address_texts(customer.address, f"{field}.address")
    if customer.delivery_address is not None:
        yield from address_texts(customer.delivery_address, f"{field}.delivery_address")


def seller_texts(seller: Seller) -> Iterator[tuple[str, str]]:
    """Yield every text of a shop that stands on the paper, by its field in `company.toml`."""
    for name in ("legal_name", "trade_name", "rcs_city", "email", "phone", "website", "own_text"):
        yield name, getattr(seller, name)
    yield from address_texts(seller.address, "address")
    yield "bank.holder", seller.bank.holder
    yield "terms.early_payment", seller.early_payment
    for section, part in (("insurance", seller.insurance), ("mediator", seller.mediator)):
        for name, text in asdict(part).items() if part else ():
            yield f"{section}.{name}", text


def address_texts(address: Address, field: str) -> Iterator[tuple[str, str]]:
    """Yield every text of an address."""
    for name in ("name", "line1", "line2", "postcode", "city", "country"):
        yield f"{field}.{name}", getattr(address, name)


def _line_texts(line: SaleLine, field: str) -> Iterator[tuple[str, str]]:
    if line.kind is LineKind.SECTION:
        yield f"{field}.section", line.name
        return
    name = "text" if line.kind is LineKind.TEXT else "description"
    yield f"{field}.{name}", f"{line.name}\n{line.detail}" if line.detail else line.name
    yield f"{field}.item", line.item_code


def _missing(text: str) -> Iterator[str]:
    known = _printable()
    for char in unicodedata.normalize("NFC", text):
        if char in known or all(part in known for part in unicodedata.normalize("NFD", char)):
            continue
        yield char


def _named(char: str) -> str:
    """Name a character by its code, and itself where one can see it alone."""
    code = f"U+{ord(char):04X}"
    return code if unicodedata.category(char)[0] in "CMZ" else f"{char} ({code})"


@cache
def _printable() -> frozenset[str]:
    """Give what both weights can draw, with what is drawn as nothing."""
    weights = [
        frozenset(char for name in names for char in face(name).glyphs) for names in (REGULAR, BOLD)
    ]
    drawn = {char for char in weights[0] & weights[1] if unicodedata.category(char) != "Cc"}
    return frozenset(drawn) | INVISIBLE | _ISOLATES | {_LINE_FEED}
