"""A random sale issued whole on a real data file, and what the file says of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from facturdesk.domain.cards import Company, CustomerCard
from facturdesk.domain.document import Document
from facturdesk.domain.parties import Seller
from facturdesk.domain.sale import LineKind, Sale
from facturdesk.storage.documents import find_document, load_document, load_original
from facturdesk.storage.drafts import save_draft
from facturdesk.storage.parties import load_party, save_party
from facturdesk.usecases.drafting import issue_draft
from facturdesk.usecases.results import DocumentResult
from facturdesk.usecases.shop import Shop
from tests.faults.shops import make_file, opened
from tests.properties.exact import ExactTotals, exact_totals

_counter: Final = itertools.count()
_CHARGED: Final = (LineKind.PRICED, LineKind.CHARGE)


@dataclass(frozen=True, slots=True)
class Issued:
    """One document with everything that was made of it."""

    shop: Shop
    result: DocumentResult
    document: Document
    original: bytes

    def exact(self, sale: Sale) -> ExactTotals:
        """Work the sale out again; only the VAT groups are the document's."""
        lines = [line for line in self.document.lines if line.kind in _CHARGED]
        return exact_totals(sale, [line.group for line in lines if line.group is not None])

    @property
    def rows(self) -> Rows:
        """What the data file says, read without the program."""
        return read_rows(self.shop.store.path, str(self.result.number))


@dataclass(frozen=True, slots=True)
class Rows:
    """The amounts of a document as its rows have them."""

    totals: tuple[int, int, int]  # net, VAT, gross
    taxes: list[tuple[str, int, str, str, int, int]]  # category, rate, ground, case, base, VAT
    line_amounts: list[int]
    balance: int


@contextmanager
def issued(made: tuple[Seller, Sale], folder: Path) -> Iterator[Issued]:
    """Issue a sale in a new data file of its seller."""
    by, sale = made
    path = make_file(folder / f"{next(_counter)}.facturdesk", of=Company(by))
    try:
        with opened(path) as shop:
            with shop.store.write(shop.stamp()) as tx:
                party_id = save_party(tx, CustomerCard(sale.customer))
                known = load_party(tx.connection, party_id).customer
                draft = replace(sale, customer=known)
                draft_id = save_draft(tx, draft, party_id=party_id)
            yield look_at(shop, issue_draft(shop, draft_id))
    finally:
        path.unlink()


def look_at(shop: Shop, result: DocumentResult) -> Issued:
    """Read a document back from the data file."""
    with shop.store.read() as connection:
        document_id = find_document(connection, str(result.number))
        assert document_id is not None
        document = load_document(connection, document_id).document
        original = load_original(connection, document_id)
    assert original is not None
    return Issued(shop, result, document, original)


def read_rows(path: Path, number: str) -> Rows:
    """Read the amounts of a document with SQL alone."""
    connection = dbapi2.connect(str(path))
    try:
        ask = connection.execute
        one = (number,)
        (document_id, *totals) = ask(
            "SELECT id, net_minor, vat_minor, gross_minor FROM document WHERE number = ?", one
        ).fetchone()
        own = (document_id,)
        taxes = ask(
            "SELECT category, rate_bp, ground, vat_case, base_minor, vat_minor"
            " FROM document_tax WHERE document_id = ? ORDER BY 1, 2, 3, 4",
            own,
        ).fetchall()
        lines = ask(
            "SELECT amount_minor FROM document_line WHERE document_id = ?"
            " AND kind IN ('priced', 'charge') ORDER BY position",
            own,
        ).fetchall()
        (balance,) = ask(
            "SELECT balance_minor FROM receivable WHERE document_id = ?", own
        ).fetchone()
    finally:
        connection.close()
    return Rows((totals[0], totals[1], totals[2]), taxes, [row[0] for row in lines], balance)
