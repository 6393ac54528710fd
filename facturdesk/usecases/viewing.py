"""Shows what the data file holds: documents, drafts, lists, and the originals as stored."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from facturdesk.domain.sale import Sale
from facturdesk.i18n import sort_key
from facturdesk.storage import lists
from facturdesk.storage.company import load_company
from facturdesk.storage.documents import (
    find_document,
    load_document,
    load_original,
    replaced_by,
)
from facturdesk.storage.drafts import DraftRow, list_drafts, load_draft
from facturdesk.storage.lists import DocumentFilter
from facturdesk.usecases.finding import (
    customer_card,
    document_result,
    issued_document,
    results_of_rows,
)
from facturdesk.usecases.refusals import DocumentUnknown, OriginalMissing
from facturdesk.usecases.results import CountResult, DocumentResult
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.showing import ShownDocument, settlements_of

_DRAFT_ID: Final = re.compile("[0-9]{1,18}")  # SQLite takes no more
DRAFT: Final = "draft"
ISSUED: Final = "issued"


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list shows; None leaves everything in.

    `state` is `draft` or `issued`, or a status of the day, which drafts do not have.
    """

    kind: str | None = None
    state: str | None = None
    customer_code: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    text: str | None = None
    limit: int | None = None


def show(shop: Shop, number: str | int) -> ShownDocument:
    """Show one document whole, by its number; a draft by its id.

    Raises:
        DocumentUnknown: no document has this number, no draft this id.
    """
    with shop.store.read() as connection:
        found = find_document(connection, number) if isinstance(number, str) else None
        if found is not None:
            return _shown(connection, shop, found)
        if isinstance(number, str) and not _DRAFT_ID.fullmatch(number):
            raise DocumentUnknown(number=number)
        sale, _ = load_draft(connection, int(number))
        return ShownDocument(_draft(connection, shop, int(number), sale), sale=sale)


def list_documents(shop: Shop, query: ListQuery) -> list[DocumentResult]:
    """List documents, newest first, without their VAT; a draft stands at its last change.

    Raises:
        CustomerUnknown: no customer has this code.
    """
    with shop.store.read() as connection:
        wanted = _filter(connection, query)
        drafts = _drafts(connection, query, wanted, limit=query.limit)
        rows = []
        if query.state != DRAFT:
            rows = lists.list_documents(connection, wanted, today=shop.today, limit=query.limit)
        days = [row.updated_at[:10] for row in drafts]
        days += [row.issued_on.isoformat() for row in rows]
        order = sorted(range(len(days)), key=days.__getitem__, reverse=True)[: query.limit]
        issued = [rank for rank in order if rank >= len(drafts)]
        told = results_of_rows(connection, [rows[rank - len(drafts)] for rank in issued])
        results = dict(zip(issued, told, strict=True))
        for rank in [rank for rank in order if rank < len(drafts)]:
            draft = _draft(connection, shop, drafts[rank].id, drafts[rank].sale)
            results[rank] = replace(draft, taxes=())
        return [results[rank] for rank in order]


def count_documents(shop: Shop, query: ListQuery) -> CountResult:
    """Count what a list without limit shows; credit notes count negative, drafts owe nothing.

    Raises:
        CustomerUnknown: no customer has this code.
    """
    with shop.store.read() as connection:
        wanted = _filter(connection, query)
        drafts = _drafts(connection, query, wanted)
        issued = lists.Count(0, 0, 0)
        if query.state != DRAFT:
            issued = lists.count_documents(connection, wanted, today=shop.today)
        return CountResult(
            len(drafts) + issued.count,
            sum(row.gross_minor for row in drafts) + issued.gross_minor,
            issued.balance_minor,
        )


def original(shop: Shop, number: str) -> bytes:
    """Give the original of a document, byte for byte as it was stored at issue.

    Raises:
        DocumentUnknown: no document has this number.
        OriginalMissing: it has none (demonstration, or taken over).
    """
    with shop.store.read() as connection:
        found = issued_document(connection, number)
        content = load_original(connection, found.id)
    if content is None:
        raise OriginalMissing(number=number)
    return content


def xml(shop: Shop, number: str) -> bytes:
    """Give the XML inside the original of a document.

    Raises:
        DocumentUnknown: no document has this number.
        OriginalMissing: it has no original.
    """
    from facturdesk.documents.factur_x import extract_xml

    return extract_xml(original(shop, number))


def _shown(connection: Connection, shop: Shop, document_id: int) -> ShownDocument:
    filed = load_document(connection, document_id)
    result = document_result(connection, document_id, filed.document, today=shop.today)
    return ShownDocument(
        result,
        document=filed.document,
        settlements=settlements_of(connection, document_id),
        replaced_by=replaced_by(connection, document_id),
    )


def _filter(connection: Connection, query: ListQuery) -> DocumentFilter:
    party_id = None
    if query.customer_code is not None:
        party_id, _ = customer_card(connection, query.customer_code)
    return DocumentFilter(
        kind=query.kind,
        status=None if query.state in (None, DRAFT, ISSUED) else query.state,
        party_id=party_id,
        since=query.since,
        until=query.until,
        text=query.text,
    )


def _drafts(
    connection: Connection, query: ListQuery, wanted: DocumentFilter, *, limit: int | None = None
) -> list[DraftRow]:
    """List the drafts that a query shows: they have no day of issue and no status."""
    if query.state not in (None, DRAFT) or query.since or query.until:
        return []
    words = sort_key(query.text or "").split()
    sifted = bool(words) or query.kind is not None
    found = list_drafts(connection, party_id=wanted.party_id, limit=None if sifted else limit)
    return [
        row
        for row in found
        if query.kind in (None, row.kind) and all(word in _said(row) for word in words)
    ]


def _said(row: DraftRow) -> str:
    """Give what a draft is searched by: customer, reference, items."""
    sale = row.sale
    names = [line.name for line in sale.lines]
    return sort_key(" ".join((row.party_code, row.party_name, sale.order_reference, *names)))


def _draft(connection: Connection, shop: Shop, draft_id: int, sale: Sale) -> DocumentResult:
    from facturdesk.usecases.sales import draft_result, totals_of_draft  # most lists have none

    seller = load_company(connection).seller
    totals = totals_of_draft(sale, seller=seller, shop=shop)
    return draft_result(sale, draft_id, seller=seller, shop=shop, totals=totals)
