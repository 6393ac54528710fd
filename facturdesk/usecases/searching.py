"""One search over everything: customers, documents, drafts and items, best first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from facturdesk.domain.money import AMOUNT_PLACES, parse_scaled
from facturdesk.storage import hits, lists
from facturdesk.storage.hits import DraftHit, ItemHit, PartyHit
from facturdesk.storage.lists import DocumentFilter, DocumentListRow
from facturdesk.storage.search import folded_words
from facturdesk.usecases.shop import Shop

__all__ = ["DocumentListRow", "DraftHit", "Found", "ItemHit", "PartyHit", "search_everything"]

_LETTERS: Final = re.compile(r"[^\W\d_]")
_NUMBER: Final = re.compile(r"[A-Za-z]{1,4}([0-9]{4})-([0-9]{1,15})")
_COMPANY: Final = re.compile(r"(?:FR[0-9A-Z]{2})?([0-9]{9})(?:[0-9]{5})?")
_SPACES: Final = re.compile(r"[\s\u00a0\u202f]+")
_AMOUNT_AND_WORDS: Final = re.compile(
    r"(?P<before>.*?)(?<!\S)(?P<amount>[0-9]+(?:[\s\u00a0\u202f][0-9]{3})*(?:[.,][0-9]{1,2})?)"
    r"(?:[\s\u00a0\u202f]*(?:€|eur|euros?))?(?!\S)(?P<after>.*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a text means, each kind best first; `documents_first` where it looks like one."""

    customers: tuple[PartyHit, ...] = ()
    documents: tuple[DocumentListRow, ...] = ()
    drafts: tuple[DraftHit, ...] = ()
    items: tuple[ItemHit, ...] = ()
    documents_first: bool = False


def search_everything(shop: Shop, text: str, *, limit: int = 5) -> Found:
    """Find what a text names, at most `limit` of each kind.

    `dupont`, `F2026-00012`, `F2026-12`, `12`, `1 234,50`, `120 Dupont`, a SIREN or SIRET,
    a code or a barcode: all are understood.
    """
    words = folded_words(text)
    if not words:
        return Found()
    with shop.store.read() as connection:
        return Found(
            customers=tuple(_customers(connection, text, limit)),
            documents=tuple(_documents(connection, shop, text, limit)),
            drafts=tuple(_drafts(connection, text, limit)),
            items=tuple(hits.items_like(connection, text, limit=limit)),
            documents_first=any(letter.isdigit() for letter in words[0]),
        )


def _customers(connection: Connection, text: str, limit: int) -> list[PartyHit]:
    company = _COMPANY.fullmatch(_SPACES.sub("", text).upper())
    if company:
        return hits.parties_of_siren(connection, company[1], limit=limit)
    return hits.parties_like(connection, text, limit=limit)


def _documents(connection: Connection, shop: Shop, text: str, limit: int) -> list[DocumentListRow]:
    """Find documents: by short number, by amount and customer, then as their list does."""
    ids: list[int] = []
    number = _NUMBER.fullmatch(text.strip())
    if number:
        counted = _listed(connection, shop, f"{number[1]}-{number[2]}", limit)
        ids += [row.id for row in counted if row.number[:1] == text.strip()[:1].upper()]
    amount, others = _amount_in(text)
    if amount is not None:
        ids += hits.documents_of(connection, amount, folded_words(others), limit=limit)
    ids += [row.id for row in _listed(connection, shop, text, limit)]
    chosen = list(dict.fromkeys(ids))[:limit]
    return lists.documents_by_ids(connection, chosen, today=shop.today)


def _listed(connection: Connection, shop: Shop, text: str, limit: int) -> list[DocumentListRow]:
    wanted = DocumentFilter(text=text)
    return lists.list_documents(connection, wanted, today=shop.today, limit=limit)


def _drafts(connection: Connection, text: str, limit: int) -> list[DraftHit]:
    amount, others = _amount_in(text)
    words = folded_words(text if amount is None else others)
    return hits.drafts_like(connection, words, amount, limit=limit)


def _amount_in(text: str) -> tuple[int | None, str]:
    """Split `120 Dupont` or `Dupont 1 234,50 €` into the amount and the other words."""
    found = _AMOUNT_AND_WORDS.fullmatch(text.strip())
    if not found:
        return None, text
    others = f"{found['before']} {found['after']}"
    digits = _SPACES.sub("", found["amount"]).replace(",", ".")
    if len(digits) > 15:
        return None, text
    return parse_scaled(digits, AMOUNT_PLACES), others
