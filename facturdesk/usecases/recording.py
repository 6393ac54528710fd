"""Steps that every document goes through to exist: its day, its number, its original, its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, NoReturn

from facturdesk.domain.cards import Company
from facturdesk.domain.document import Document, DocumentReference
from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.freezing import Issue
from facturdesk.domain.numbering import check_issue_date
from facturdesk.domain.sale import DocumentKind, Sale
from facturdesk.storage.clock import last_sealed_on
from facturdesk.storage.company import load_company
from facturdesk.storage.documents import insert_document
from facturdesk.storage.engine import Transaction
from facturdesk.storage.numbers import Taken, last_issued_on, set_last_day, take_number
from facturdesk.usecases.shop import Shop


@dataclass(frozen=True, slots=True)
class Occasion:
    """When a document is issued and what it refers to.

    `on` is the day asked for; None: the one the sale names, else today. `confirm_clock`:
    the user has said that a clock far from the last sealed event is right.
    """

    on: dt.date | None = None
    confirm_clock: bool = False
    references: tuple[DocumentReference, ...] = ()
    targets: Mapping[str, int] = field(default_factory=dict)  # ids of those, by number
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document about to exist: everything but its number; `problems` prevent it."""

    kind: DocumentKind
    company: Company
    issue: Issue
    targets: Mapping[str, int]
    problems: tuple[Problem, ...]


class Written(NamedTuple):
    """A document as written: its id, and the frozen value."""

    id: int
    document: Document


def prepare(
    tx: Transaction,
    shop: Shop,
    kind: DocumentKind,
    *,
    occasion: Occasion,
    named: dt.date | None = None,
) -> Prepared:
    """Work out what issuing adds to a draft, and whether it may have its day.

    `named` is the day that the draft itself asks for.
    """
    company = load_company(tx.connection)
    day = occasion.on or named or shop.today
    late = check_issue_date(
        day,
        today=shop.today,
        last_issued_on=last_issued_on(tx.connection, kind=kind),
        last_seal_on=None if occasion.confirm_clock else last_sealed_on(tx.connection),
    )
    issue = Issue(company.seller, shop.rulebook, day, occasion.references, occasion.reason)
    problems = [*([late] if late else []), *_unprintable_reason(occasion.reason)]
    return Prepared(kind, company, issue, occasion.targets, tuple(problems))


def put_out(
    tx: Transaction,
    shop: Shop,
    prepared: Prepared,
    *,
    party_id: int,
    freeze: Callable[[str], Document],
) -> Written:
    """Take the next number, freeze, make the original, write it all.

    The caller seals the document, after what it allocates.

    Raises:
        InputRefused: what `freeze` refuses. The transaction gives the number back.
    """
    from facturdesk.documents.original import make_original  # paper and XML: only to issue

    taken = _next_number(tx, prepared)
    document = freeze(taken.number)
    catalogue = shop.catalogue(document.customer.language)
    document_id = insert_document(
        tx,
        document,
        party_id=party_id,
        series_id=taken.series_id,
        counter=taken.counter,
        original=make_original(document, catalogue, logo=prepared.company.logo),
        targets=prepared.targets,
    )
    set_last_day(tx, taken.series_id, prepared.issue.issued_on)
    return Written(document_id, document)


def _next_number(tx: Transaction, prepared: Prepared) -> Taken:
    """Take the next number; only the first series of a data file starts where the shop says."""
    numbering = prepared.company.numbering
    credit_note = prepared.kind is DocumentKind.CREDIT_NOTE
    start = numbering.next_credit_note if credit_note else numbering.next_invoice
    first = last_issued_on(tx.connection, kind=prepared.kind) is None
    return take_number(
        tx,
        kind=prepared.kind,
        year=prepared.issue.issued_on.year,
        pattern=numbering.credit_note if credit_note else numbering.invoice,
        start=start if first else 1,
    )


def refuse(faults: Sequence[Problem], law: Iterable[Problem] = ()) -> NoReturn:
    """Refuse everything at once: faults of the input, and what the law lacks beyond them.

    What the law says of a field that could not be read is left out.

    Raises:
        InputRefused: always.
    """
    unread = [fault.field for fault in faults]
    beyond = [
        problem
        for problem in law
        if not any(
            problem.field == path or problem.field.startswith((f"{path}.", f"{path}["))
            for path in unread
        )
    ]
    raise InputRefused([*faults, *beyond])


def unprintable_in_sale(sale: Sale) -> Iterable[Problem]:
    """Yield the problem of each text of a sale that the paper's fonts cannot show."""
    from facturdesk.documents.paper.characters import sale_texts, unprintable

    return unprintable(sale_texts(sale))


def _unprintable_reason(reason: str) -> Iterable[Problem]:
    from facturdesk.documents.paper.characters import unprintable

    return unprintable([("reason", reason)])
