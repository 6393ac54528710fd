"""Freezes the documents of the demonstration shop, in worker processes when there are many."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context
from typing import Final, NamedTuple, TypeAlias

from facturdesk.domain.crediting import CreditRequest, credit, creditable_lines
from facturdesk.domain.document import Document, DocumentReference
from facturdesk.domain.freezing import Issue, freeze, freeze_credit
from facturdesk.domain.money import ONE_QUANTITY
from facturdesk.domain.sale import DocumentKind
from facturdesk.i18n import load_catalogue
from facturdesk.system.resources import resource
from facturdesk.system.tables import load_rulebook
from facturdesk.usecases.demo_plan import Day, Work
from facturdesk.usecases.demo_sales import corrected, sale_of
from facturdesk.usecases.demo_sharing import Sharing
from facturdesk.usecases.demo_world import make_world

_CHUNK: Final = 400  # documents a worker makes at once, at least
_CHUNK_OF_ORIGINALS: Final = 40
_AHEAD: Final = 3  # chunks under way for each worker
GARBAGE: Final = 100_000  # objects between two collections: documents are no garbage
_FEW: Final = 3_000  # up to so many invoices, starting workers would take longer
_FEW_ORIGINALS: Final = 100


class Made(NamedTuple):
    """A document made, with its original where one is wanted."""

    work: Work
    document: Document
    original: bytes | None


MadeDay: TypeAlias = tuple[Day, list[Made]]
_Sent: TypeAlias = list[tuple[Document, bytes | None]]


class Recipe(NamedTuple):
    """From what a worker makes the same world as its parent."""

    seed: int
    invoices: int
    originals: bool


def make_days(days: Iterator[Day], recipe: Recipe) -> Generator[MadeDay, None, None]:
    """Give each day with its documents made, in order; to be closed when no more are wanted."""
    if recipe.invoices > (_FEW_ORIGINALS if recipe.originals else _FEW):
        yield from _in_workers(days, recipe)
        return
    maker = _Maker(recipe)
    for day in days:
        made = map(maker.make, day.documents)
        yield day, [Made(work, *each) for work, each in zip(day.documents, made, strict=True)]


def _in_workers(days: Iterator[Day], recipe: Recipe) -> Iterator[MadeDay]:
    workers = os.cpu_count() or 1
    context = get_context("spawn")  # the same on every system, and safe beside threads
    sharing = Sharing(make_world(seed=recipe.seed, invoices=recipe.invoices))
    with ProcessPoolExecutor(workers, context, _prepare, (recipe,)) as pool:
        coming: deque[tuple[list[Day], Future[_Sent]]] = deque()
        for chunk in _chunks(days, _CHUNK_OF_ORIGINALS if recipe.originals else _CHUNK):
            works = [work for day in chunk for work in day.documents]
            coming.append((chunk, pool.submit(_work, works)))
            if len(coming) > workers * _AHEAD:
                yield from _received(*coming.popleft(), sharing)
        while coming:
            yield from _received(*coming.popleft(), sharing)


def _chunks(days: Iterator[Day], size: int) -> Iterator[list[Day]]:
    chunk: list[Day] = []
    count = 0
    for day in days:
        chunk.append(day)
        count += len(day.documents)
        if count >= size:
            yield chunk
            chunk, count = [], 0
    if chunk:
        yield chunk


def _received(days: list[Day], future: Future[_Sent], sharing: Sharing) -> Iterator[MadeDay]:
    sent = iter(future.result())
    for day in days:
        made = zip(day.documents, islice(sent, len(day.documents)), strict=True)
        yield day, [Made(work, sharing.whole(bare), original) for work, (bare, original) in made]


class _Maker:
    """Makes documents from the world of a recipe."""

    def __init__(self, recipe: Recipe) -> None:
        self._world = make_world(seed=recipe.seed, invoices=recipe.invoices)
        self._sharing = Sharing(self._world)
        self._rulebook = load_rulebook()
        self._originals = recipe.originals

    def make(self, work: Work) -> tuple[Document, bytes | None]:
        """Make a document, with its original where one is wanted."""
        document = self._sharing.whole(self._document(work))
        return document, _original(document) if self._originals else None

    def send(self, work: Work) -> tuple[Document, bytes | None]:
        """Make a document to be sent to the parent."""
        document, original = self.make(work)
        return self._sharing.bare(document), original

    def _document(self, work: Work) -> Document:
        if work.original is None:
            sale = sale_of(self._world, work.rank, work.day)
            return freeze(sale, self._issue(work), work.number)
        if work.kind is DocumentKind.CREDIT_NOTE:
            invoice = self._document(work.original)
            given = credit(invoice, (), _requests(invoice) if work.partly else None)
            return freeze_credit(invoice, given, self._issue(work), work.number)
        sale = sale_of(self._world, work.rank, work.original.day)
        right = replace(
            corrected(sale),
            kind=work.kind,
            issued_on=work.day,
            supplied_on=sale.supplied_on or work.original.day,
        )
        return freeze(right, self._issue(work), work.number)

    def _issue(self, work: Work) -> Issue:
        seller = self._world.company.seller
        if work.original is None:
            return Issue(seller, self._rulebook, work.day)
        credited = work.kind is DocumentKind.CREDIT_NOTE
        relation = "credits" if credited else "replaces"
        original = work.original
        return Issue(
            seller,
            self._rulebook,
            work.day,
            references=(DocumentReference(relation, original.number, original.day),),
            reason=self._world.texts["credit" if credited else "correction"],
        )


def _requests(invoice: Document) -> list[CreditRequest]:
    """Give back half of what stands first, at least one of it."""
    quantity = creditable_lines(invoice)[0].quantity_e4
    half = quantity // 2 // ONE_QUANTITY * ONE_QUANTITY
    return [CreditRequest(1, half or min(quantity, ONE_QUANTITY))]


def _original(document: Document) -> bytes:
    from facturdesk.documents.original import make_original

    language = document.customer.language
    return make_original(document, load_catalogue(language, resource("locale")))


_worker: list[_Maker] = []  # of a worker process: its one maker


def _prepare(recipe: Recipe) -> None:
    _worker.append(_Maker(recipe))
    gc.freeze()  # the world stays
    gc.set_threshold(GARBAGE)


def _work(works: Sequence[Work]) -> _Sent:
    (maker,) = _worker
    return [maker.send(work) for work in works]
