"""Which cards may be of the customer that is about to be added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from sqlalchemy import Connection

from facturdesk.storage.search import folded_words
from facturdesk.storage.statements import raw_rows

_MOST: Final = 60  # candidates looked at
_BEGINNING: Final = 3  # letters: a slip of the pen is seldom at the beginning of a word


class Candidate(NamedTuple):
    """A card, with what it may have in common."""

    code: str
    name: str
    kind: str
    postcode: str
    city: str
    siren: str
    email: str
    archived: int


def with_siren(connection: Connection, siren: str) -> list[Candidate]:
    """List the cards with a SIREN."""
    return _listed(connection, _BY_SIREN, siren)


def with_words(connection: Connection, *texts: str) -> list[Candidate]:
    """List cards whose index holds every word of all these texts, an e-mail address say."""
    words = [word for text in texts for word in folded_words(text)]
    return _matching(connection, [f'"{word}"' for word in words])


def with_name_like(connection: Connection, words: Iterable[str], town: str) -> list[Candidate]:
    """List cards with words that begin like each of these, in a town if one is told."""
    begun = [f'"{word[:_BEGINNING]}" *' for word in words]
    if not begun:
        return []
    return _matching(connection, [*begun, *(f'"{word}"' for word in folded_words(town))])


def _matching(connection: Connection, parts: list[str]) -> list[Candidate]:
    return _listed(connection, _BY_WORDS, " AND ".join(parts)) if parts else []


def _listed(connection: Connection, query: str, value: str) -> list[Candidate]:
    return [Candidate._make(row) for row in raw_rows(connection, query, (value, _MOST))]


_COLUMNS: Final = """
SELECT code, name, kind, address ->> '$.postcode', address ->> '$.city', siren, email,
    archived_at IS NOT NULL"""
_BY_SIREN: Final = (
    _COLUMNS + " FROM party WHERE siren = ? AND siren <> '' AND merged_into_id IS NULL LIMIT ?"
)
_BY_WORDS: Final = (
    _COLUMNS
    + """ FROM party_search CROSS JOIN party ON party.id = party_search.rowid
WHERE party_search MATCH ? AND merged_into_id IS NULL LIMIT ?"""
)
