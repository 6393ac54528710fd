"""Full-text search: what is indexed of each document and card, and what a typed text means.

Words are folded here (case, accents, ligatures), by the key of alphabetical order: what
sorts alike is found alike. The full-text tables keep no copy of the texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection

from facturdesk.domain.money import AMOUNT_PLACES, parse_scaled
from facturdesk.i18n import sort_key
from facturdesk.storage.engine import Transaction
from facturdesk.storage.statements import Row

if TYPE_CHECKING:  # a search needs none of them
    from facturdesk.domain.cards import CustomerCard, Item
    from facturdesk.domain.document import Document

_WORD: Final = re.compile(r"[^\W_]+")
_AMOUNT: Final = re.compile(r"[0-9]{1,15}([.,][0-9]{1,2})?")
_GROUPING: Final = re.compile(r"[\s\u202f\u00a0€]|EUR")
_NUMBER: Final = re.compile(r"[A-Z0-9][A-Z0-9-]{0,34}")
_COUNTER: Final = re.compile(r"(?:([0-9]{4})-)?([0-9]{1,15})")
_NO_DIGIT: Final = re.compile(r"\D")
_WHOLE: Final = "¤"  # before a word that is found whole only; no word has it
_MOST_WORDS: Final = 12  # of a typed text
_SHORT: Final = 100  # characters of a text whose words are worth remembering
_LAST: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Sought:
    """What a typed text may mean; None where it cannot be that."""

    match: str | None  # of the full-text table; an amount with cents is no word
    number: str | None  # the number, or its beginning
    counter: int | None
    year: int | None  # of the counter
    gross_minor: int | None


def read_search(text: str) -> Sought | None:
    """Work out what a text looks for; None when it looks for nothing.

    `F2026-00012`, `2026-00012` and `12` are numbers; `1 234,50` and `1234.50` amounts; each
    word is the beginning of one in a name or reference, or a whole word of a line.
    """
    words = list(dict.fromkeys(folded_words(text)))[:_MOST_WORDS]
    if not words:
        return None
    number = text.strip().upper()
    counter = _COUNTER.fullmatch(number)
    amount = _amount(text)
    return Sought(
        match=_match(words) if amount is None or counter else None,
        number=number if _NUMBER.fullmatch(number) else None,
        counter=int(counter[2]) if counter else None,
        year=int(counter[1]) if counter and counter[1] else None,
        gross_minor=amount,
    )


def document_words(document_id: int, document: Document) -> Row:
    """Give what is indexed of a document: its id and its words.

    Those of names are found by their beginning, those of lines only whole.
    """
    names = [document.customer.name, document.customer.code, document.order_reference]
    lines = [document.payment_reference, document.note]
    for line in document.lines:
        (names if line.item_code else lines).append(line.name)
        lines.append(line.detail)
    whole = _joined(lines, _WHOLE)
    return document_id, f"{_joined(names)} {whole}" if whole else _joined(names)


def index_documents(tx: Transaction, documents: Iterable[tuple[int, Document]]) -> None:
    """Index documents by their ids."""
    rows = [document_words(document_id, document) for document_id, document in documents]
    if rows:
        tx.connection.exec_driver_sql(_INDEX_DOCUMENT, rows)


def index_party(
    tx: Transaction, party_id: int, card: CustomerCard, others: Iterable[str] = ()
) -> None:
    """Index a customer's card, and other texts it is found by; it must not be indexed yet."""
    customer = card.customer
    names = [customer.name, customer.code, customer.siren, customer.email, customer.address.city]
    names += [*card.tags, *(contact.name for contact in card.contacts), *others]
    for phone in (card.phone, *(contact.phone for contact in card.contacts)):
        names += [phone, _NO_DIGIT.sub("", phone)]  # found with or without its spaces
    tx.connection.exec_driver_sql(
        "INSERT INTO party_search (rowid, names) VALUES (?, ?)", (party_id, _joined(names))
    )


def forget_party(tx: Transaction, party_id: int) -> None:
    """Take a customer's card out of the index."""
    tx.connection.exec_driver_sql("DELETE FROM party_search WHERE rowid = ?", (party_id,))


def index_item(tx: Transaction, item_id: int, item: Item) -> None:
    """Index an item; it must not be indexed yet."""
    names = (item.name, item.code, item.barcode, item.description, item.category)
    tx.connection.exec_driver_sql(
        "INSERT INTO item_search (rowid, names) VALUES (?, ?)", (item_id, _joined(names))
    )


def forget_item(tx: Transaction, item_id: int) -> None:
    """Take an item out of the index."""
    tx.connection.exec_driver_sql("DELETE FROM item_search WHERE rowid = ?", (item_id,))


def search_parties(connection: Connection, text: str, *, limit: int) -> list[int]:
    """Give the ids of the customers whose name, code or town has these beginnings of words."""
    return _found(
        connection,
        "SELECT rowid FROM party_search WHERE party_search MATCH ? LIMIT ?",
        text,
        limit,
    )


def search_items(connection: Connection, text: str, *, limit: int) -> list[int]:
    """Give the ids of the items whose name, code or barcode has these beginnings of words."""
    return _found(
        connection, "SELECT rowid FROM item_search WHERE item_search MATCH ? LIMIT ?", text, limit
    )


def card_match(text: str) -> str:
    """Write what the full-text tables of cards are asked: each word is the beginning of one."""
    return " AND ".join([f'"{word}" *' for word in folded_words(text)[:_MOST_WORDS]])


def folded_words(text: str) -> tuple[str, ...]:
    """Split a text into words without case, accents and ligatures."""
    return _short_words(text) if len(text) <= _SHORT else tuple(_WORD.findall(sort_key(text)))


def number_range(beginning: str) -> tuple[str, str]:
    """Give the bounds between which every number with this beginning lies."""
    return beginning, beginning + _LAST


_INDEX_DOCUMENT: Final = "INSERT INTO document_search (rowid, words) VALUES (?, ?)"


def _match(words: list[str]) -> str:
    return " AND ".join([f'("{word}" * OR "{_WHOLE}{word}")' for word in words])


def _found(connection: Connection, query: str, text: str, limit: int) -> list[int]:
    match = card_match(text)
    if not match:
        return []
    return list(connection.exec_driver_sql(query, (match, limit)).scalars())


@lru_cache(maxsize=8192)
def _short_words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(sort_key(text)))


def _joined(texts: Iterable[str], mark: str = "") -> str:
    words: dict[str, None] = {}  # each once, in their order
    for text in texts:
        if text:
            words.update(dict.fromkeys(folded_words(text)))
    return " ".join([mark + word for word in words] if mark else words)


def _amount(text: str) -> int | None:
    bare = _GROUPING.sub("", text.upper())
    if not _AMOUNT.fullmatch(bare):
        return None
    return parse_scaled(bare.replace(",", "."), AMOUNT_PLACES)
