"""The lists of documents: invoices with their drafts, credit notes, those of one customer."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlalchemy import Connection

from facturdesk.domain.overdue import open_instalments
from facturdesk.domain.sale import DocumentKind
from facturdesk.storage import draft_lists
from facturdesk.storage.chip_totals import total_of_ids, totals_by_status
from facturdesk.storage.finding import ANY_INVOICE, DocumentFilter
from facturdesk.storage.lists import DocumentListRow, documents_by_ids
from facturdesk.storage.ordering import BY_DUE, USUAL, Order, ordered_ids
from facturdesk.usecases.listing import (
    ALL,
    DRAFT,
    OVERDUE,
    PAID,
    TO_COLLECT,
    Field,
    FieldKind,
    ListWish,
    Total,
    fields_by_name,
    in_chunks,
)
from facturdesk.usecases.shop import Shop

_SOON: Final = dt.timedelta(days=7)
_INVOICES: Final = (DocumentKind.INVOICE.value, DocumentKind.CORRECTIVE_INVOICE.value)


class ListedDocument(NamedTuple):
    """A document or a draft as listed, on the day.

    `amount`s of a credit note are negative where it stands among others.
    """

    id: int  # negative: of a draft
    kind: str
    number: str
    date: dt.date | None
    customer_code: str
    customer_name: str
    net_minor: int | None
    vat_minor: int | None
    gross_minor: int
    balance_minor: int | None
    status: str  # for the day; draft, due_soon among them
    due_on: dt.date | None  # the next instalment; None: nothing is due
    days: int | None  # since it is overdue, or until it is due
    parts: int  # in how many it is to be paid

    @property
    def is_draft(self) -> bool:
        """Whether it is not issued yet."""
        return self.id < 0

    @property
    def is_credit(self) -> bool:
        """Whether it gives money back."""
        return self.kind == DocumentKind.CREDIT_NOTE


@dataclass(frozen=True, slots=True)
class DocumentSource:
    """Documents of a kind, or of every kind, drafts first whatever the order."""

    name: str
    kind: str | None  # as DocumentFilter takes it
    draft_kinds: tuple[str, ...]
    chips: tuple[str, ...]
    sign: int = 1  # of sums; -1: credit notes alone count positive

    @property
    def fields(self) -> Mapping[str, Field]:
        """The values of a row by name."""
        return DOCUMENT_FIELDS

    def ids(self, shop: Shop, wish: ListWish, *, limit: int | None = None) -> array[int]:
        """Give the ids in order; drafts stand first and have negative ids."""
        with shop.store.read() as connection:
            wanted = self._filter(connection, wish)
            found = array("q", [-each for each in self._drafts(connection, wish, wanted)])
            if wish.chip == DRAFT:
                return found if limit is None else found[:limit]
            left = None if limit is None else max(limit - len(found), 0)
            order = Order(wish.sort, wish.descending) if wish.sort else _usual(wish)
            return found[:limit] + ordered_ids(
                connection, wanted, order, today=shop.today, limit=left
            )

    def rows(self, shop: Shop, ids: Sequence[int]) -> list[ListedDocument]:
        """Read rows by id."""
        issued = [each for each in ids if each > 0]
        drafts = [-each for each in ids if each < 0]
        with shop.store.read() as connection:
            rows = {
                row.id: _issued(row, shop.today, signed=self.kind is None)
                for row in documents_by_ids(connection, issued, today=shop.today)
            }
            if drafts:
                found = draft_lists.drafts_by_ids(connection, drafts)
                rows |= {-row.id: _draft(row) for row in found}
        return [rows[each] for each in ids if each in rows]

    def totals(self, shop: Shop, wish: ListWish) -> dict[str, Total]:
        """Count and add up each chip; what is to collect is what is left to pay of it."""
        with shop.store.read() as connection:
            wanted = self._filter(connection, wish)
            drafts = self._drafts(connection, wish, wanted, chip=DRAFT)
            drafted = draft_lists.draft_total(connection, drafts) if drafts else (0, 0)
            counts = totals_by_status(connection, wanted, today=shop.today)
        sums = {
            ALL: Total(
                counts[ALL].count + drafted[0],
                self.sign * counts[ALL].gross_minor + drafted[1],
            ),
            DRAFT: Total(*drafted),
            TO_COLLECT: Total(
                counts[TO_COLLECT].count, self.sign * counts[TO_COLLECT].balance_minor
            ),
            OVERDUE: Total(counts[OVERDUE].count, counts[OVERDUE].balance_minor),
            PAID: Total(counts[PAID].count, self.sign * counts[PAID].gross_minor),
        }
        return {chip: sums[chip] for chip in self.chips}

    def total(self, shop: Shop, ids: Sequence[int], chip: str = ALL) -> Total:
        """Count and add up some rows, in short reads: what is left to pay where that is asked."""
        count = amount = 0
        for part in in_chunks(ids):
            with shop.store.read() as connection:
                issued = total_of_ids(connection, [each for each in part if each > 0])
                drafts = [-each for each in part if each < 0]
                drafted = draft_lists.draft_total(connection, drafts) if drafts else (0, 0)
            count += issued.count + drafted[0]
            left = chip in {TO_COLLECT, OVERDUE}
            minor = issued.balance_minor if left else issued.gross_minor
            amount += self.sign * minor + drafted[1]
        return Total(count, amount)

    def _filter(self, connection: Connection, wish: ListWish) -> DocumentFilter:
        party_id = None
        if wish.customer_code is not None:
            from facturdesk.usecases.finding import customer_card  # seldom, and much with it

            party_id, _ = customer_card(connection, wish.customer_code)
        return DocumentFilter(
            kind=self.kind,
            status=None if wish.chip in {ALL, DRAFT} else wish.chip,
            party_id=party_id,
            since=wish.since,
            until=wish.until,
            text=wish.text or None,
        )

    def _drafts(
        self, connection: Connection, wish: ListWish, wanted: DocumentFilter, *, chip: str = ""
    ) -> list[int]:
        """Give the ids of drafts, newest first; they have no day, so none is of a period."""
        shown = (chip or wish.chip) in {ALL, DRAFT} and DRAFT in self.chips
        if not shown or wish.since or wish.until:
            return []
        return draft_lists.draft_ids(
            connection,
            kinds=self.draft_kinds,
            party_id=wanted.party_id,
            text=wish.text,
            order=wish.sort,
            descending=wish.descending or not wish.sort,
        )


def _usual(wish: ListWish) -> Order:
    """Give the usual order: the newest first; of what is to collect, what is due first."""
    collecting = wish.chip in {TO_COLLECT, OVERDUE} and not wish.text
    return Order(BY_DUE, descending=False) if collecting else USUAL


def _issued(row: DocumentListRow, today: dt.date, *, signed: bool) -> ListedDocument:
    sign = -1 if signed and row.kind == DocumentKind.CREDIT_NOTE else 1
    status, due_on, days = _standing(row, today)
    return ListedDocument(
        row.id,
        row.kind,
        row.number,
        row.issued_on,
        row.party_code,
        row.party_name,
        sign * row.net_minor,
        sign * row.vat_minor,
        sign * row.gross_minor,
        row.balance_minor if signed else abs(row.balance_minor),
        status,
        due_on,
        days,
        len(row.due),
    )


def _standing(row: DocumentListRow, today: dt.date) -> tuple[str, dt.date | None, int | None]:
    """Say the status, the day of the next instalment, and how far off that is."""
    open_parts = open_instalments(row.due, row.balance_minor) if row.balance_minor > 0 else ()
    if not open_parts:
        return row.status, None, None
    due_on = min(part.due_on for part in open_parts)
    if due_on < today:
        return row.status, due_on, (today - due_on).days
    left = due_on - today
    return "due_soon" if row.status == "open" and left <= _SOON else row.status, due_on, left.days


def _draft(row: draft_lists.DraftListRow) -> ListedDocument:
    nothing = None
    return ListedDocument(
        -row.id, row.kind, "", nothing, row.party_code, row.party_name, nothing, nothing,
        row.gross_minor, nothing, DRAFT, nothing, nothing, 0,
    )  # fmt: skip


DOCUMENT_FIELDS: Final = fields_by_name(
    Field("number", FieldKind.TEXT, lambda row: row.number, "number"),
    Field("kind", FieldKind.CODE, lambda row: row.kind, "kind"),
    Field("date", FieldKind.DAY, lambda row: row.date, "date"),
    Field("customer", FieldKind.TEXT, lambda row: row.customer_name, "customer"),
    Field("customer_code", FieldKind.TEXT, lambda row: row.customer_code, "customer_code"),
    Field("due", FieldKind.DAY, lambda row: row.due_on, "due"),
    Field("net", FieldKind.AMOUNT, lambda row: row.net_minor, "net"),
    Field("vat", FieldKind.AMOUNT, lambda row: row.vat_minor, "vat"),
    Field("gross", FieldKind.AMOUNT, lambda row: row.gross_minor, "gross"),
    Field("balance", FieldKind.AMOUNT, lambda row: row.balance_minor, "balance"),
    Field("status", FieldKind.CODE, lambda row: row.status, "status"),
)
INVOICES: Final = DocumentSource(
    "invoices", ANY_INVOICE, _INVOICES, (ALL, DRAFT, TO_COLLECT, OVERDUE, PAID)
)
CREDIT_NOTES: Final = DocumentSource(
    "credit_notes",
    DocumentKind.CREDIT_NOTE.value,
    (DocumentKind.CREDIT_NOTE.value,),
    (ALL, TO_COLLECT, PAID),
    sign=-1,
)
DOCUMENTS: Final = DocumentSource("documents", None, (), (ALL, DRAFT, TO_COLLECT, OVERDUE, PAID))
