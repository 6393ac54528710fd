"""Money taken in as one says it, « 120 Dupont » or « F2026-00012 »: what may be meant, best first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from sqlalchemy import Connection

from facturdesk.domain.money import AMOUNT_PLACES, parse_scaled
from facturdesk.i18n import sort_key
from facturdesk.storage.debts import (
    Debt,
    debts_by_amount,
    debts_by_counter,
    debts_by_number,
    debts_of_parties,
)
from facturdesk.storage.parties import load_party
from facturdesk.storage.search import search_parties
from facturdesk.usecases.shop import Shop

_AMOUNT: Final = re.compile(
    r"(?<![\w,.-])(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,13})(?:[.,](\d{1,2}))?(?![\w,.-])[ \u00a0\u202f]*€?"
)
_NUMBER: Final = re.compile(r"(?=\S*\d)[A-Za-z0-9][A-Za-z0-9/.-]{0,34}")
_MOST_PARTIES: Final = 30
_MOST_FOUND: Final = 60  # before they are ranked
_MOST_SHOWN: Final = 8
_NEVER: Final = dt.date.max


@dataclass(frozen=True, slots=True)
class Typed:
    """A text taken apart: an amount, what may be a number, and words."""

    amount_minor: int | None
    number: str
    counter: int | None  # a whole amount may be meant as one
    words: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be meant: invoices of one customer, or the customer alone (no invoice)."""

    customer_code: str
    customer_name: str
    numbers: tuple[str, ...]
    due_on: dt.date | None  # the earliest
    balance_minor: int  # of all of them
    amount_minor: int  # what seems to be paid: as typed, else all that is owed


def quick_payment(shop: Shop, text: str) -> tuple[Candidate, ...]:
    """Find what a payment typed as « 120 Dupont », « F2026-00012 » or « 120 » may be for.

    What is meant most likely comes first.
    """
    typed = read_typed(text)
    with shop.store.read() as connection:
        parties = search_parties(connection, typed.words, limit=_MOST_PARTIES)
        found = _found(connection, typed, parties)
        candidates = [_of([debt], typed) for debt in found]
        candidates += _together(found, typed)
        if not candidates:
            candidates = [_customer(connection, party, typed) for party in parties]
    return tuple(sorted(candidates, key=lambda each: _rank(each, typed))[:_MOST_SHOWN])


def read_typed(text: str) -> Typed:
    """Take a text apart: `1 234,50 dupont` is an amount and a word, `F2026-00012` a number."""
    amount = _AMOUNT.search(text)
    rest = text if amount is None else f"{text[: amount.start()]} {text[amount.end() :]}"
    words = rest.split()
    numbers = [word for word in words if _NUMBER.fullmatch(word)]
    number = numbers[0].upper() if numbers else ""
    return Typed(
        amount_minor=_minor(amount) if amount else None,
        number=number,
        counter=int(amount[1]) if amount and amount[1].isdigit() and not amount[2] else None,
        words=" ".join(word for word in words if word.upper() != number),
    )


def _minor(amount: re.Match[str]) -> int:
    whole = re.sub(r"\D", "", amount[1])
    return parse_scaled(f"{whole}.{amount[2] or '0'}", AMOUNT_PLACES)


def _found(connection: Connection, typed: Typed, parties: Sequence[int]) -> list[Debt]:
    """Look in every way the text allows; words narrow down what amounts and numbers find."""
    if typed.words:
        found = debts_of_parties(connection, parties, limit=_MOST_FOUND)
        return [debt for debt in found if debt.number.startswith(typed.number)]
    if typed.number:
        return debts_by_number(connection, typed.number, limit=_MOST_SHOWN)
    debts: dict[str, Debt] = {}
    if typed.amount_minor is not None:
        for debt in debts_by_amount(connection, typed.amount_minor, limit=_MOST_FOUND):
            debts[debt.number] = debt
    if typed.counter is not None:
        for debt in debts_by_counter(connection, typed.counter, limit=_MOST_SHOWN):
            debts[debt.number] = debt
    return list(debts.values())


def _of(debts: Sequence[Debt], typed: Typed) -> Candidate:
    first, balance = debts[0], sum(debt.balance_minor for debt in debts)
    amounts = {balance, *(debt.gross_minor for debt in debts)}
    as_amount = typed.words or typed.number or typed.amount_minor in amounts
    return Candidate(
        first.party_code,
        first.party_name,
        tuple(debt.number for debt in debts),
        first.due_on,
        balance,
        typed.amount_minor if typed.amount_minor is not None and as_amount else balance,
    )


def _together(found: Sequence[Debt], typed: Typed) -> Iterable[Candidate]:
    """Offer everything that a named customer owes, where that is several invoices."""
    if not typed.words or typed.number or len(found) == _MOST_FOUND:
        return
    by_party = sorted(found, key=lambda debt: debt.party_id)
    for _, group in groupby(by_party, key=lambda debt: debt.party_id):
        debts = list(group)
        if len(debts) > 1:
            yield _of(debts, typed)


def _customer(connection: Connection, party_id: int, typed: Typed) -> Candidate:
    customer = load_party(connection, party_id).customer
    return Candidate(customer.code, customer.name, (), None, 0, typed.amount_minor or 0)


def _rank(candidate: Candidate, typed: Typed) -> tuple[bool, bool, bool, int, dt.date, str]:
    """Put first what is owed to the cent, then a single invoice before several, oldest first."""
    return (
        candidate.numbers != (typed.number,),
        candidate.balance_minor != typed.amount_minor,
        not sort_key(candidate.customer_name).startswith(sort_key(typed.words)),
        len(candidate.numbers),
        candidate.due_on or _NEVER,
        "".join(candidate.numbers),
    )
