"""Takes a sale as written: keeps it as a draft, or issues it at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection

from facturdesk.domain.cards import CustomerCard
from facturdesk.domain.checks import check_total
from facturdesk.domain.document import Instalment
from facturdesk.domain.errors import InputRefused
from facturdesk.domain.freezing import Issue, draft_totals
from facturdesk.domain.parties import Seller, VatRegime
from facturdesk.domain.sale import Sale
from facturdesk.domain.terms import due_date
from facturdesk.domain.totals import Totals
from facturdesk.storage.company import load_company
from facturdesk.storage.drafts import save_draft
from facturdesk.storage.engine import Transaction
from facturdesk.storage.items import item_by_code
from facturdesk.storage.parties import load_party, party_by_code, save_party
from facturdesk.usecases.cards import usual_nature
from facturdesk.usecases.finding import document_result
from facturdesk.usecases.issuing import issue_sale
from facturdesk.usecases.recording import Occasion
from facturdesk.usecases.results import DocumentResult
from facturdesk.usecases.sale_input import Lookups, ReadSale, read_sale
from facturdesk.usecases.shop import Shop

_NOTHING = Totals((), (), 0, 0, 0, 0)


def save_sale(
    shop: Shop,
    values: Mapping[str, object],
    *,
    issue: bool = False,
    on: dt.date | None = None,
    confirm_clock: bool = False,
) -> DocumentResult:
    """Keep a sale as written in `sale.json`: as a draft, or issued with the money received.

    A customer written in the sale itself is kept as a card; one whose code is known
    brings that card up to date.

    Raises:
        InputRefused: with every problem, field by field; nothing was written.
    """
    with shop.store.write(shop.stamp()) as tx:
        read = read_for(tx.connection, shop, values, on=on)
        if not issue and read.problems:
            raise InputRefused(read.problems)
        sale, party_id = keep_customer(tx, read)
        if not issue:
            return _keep_draft(tx, shop, sale, party_id=party_id)
        written = issue_sale(
            tx,
            shop,
            sale,
            party_id=party_id,
            occasion=Occasion(on, confirm_clock),
            faults=read.problems,
        )
        return document_result(tx.connection, *written, today=shop.today)


def read_for(
    connection: Connection, shop: Shop, values: Mapping[str, object], *, on: dt.date | None
) -> ReadSale:
    """Read a sale with the items and customers of the data file. A step."""
    seller = load_company(connection).seller
    taxed = seller.vat_regime is not VatRegime.FRANCHISE
    lookups = Lookups(
        item=lambda code: item_by_code(connection, code),
        customer=lambda code: _card(connection, code),
        standard_rate_bp=shop.rulebook.standard_rate(seller.territory, shop.today) if taxed else 0,
        nature=usual_nature(seller, shop),
    )
    return read_sale(values, lookups, today=shop.today, on=on)


def keep_customer(tx: Transaction, read: ReadSale) -> tuple[Sale, int]:
    """Keep the customer that came with a sale; the sale with its code, and the card's id.

    A step; where the input has faults, they are raised before the transaction ends.
    """
    if not read.inline:
        found = party_by_code(tx.connection, read.card.customer.code)
        return read.sale, found[0] if found else 0
    party_id = save_party(tx, read.card)
    customer = load_party(tx.connection, party_id).customer
    return replace(read.sale, customer=customer), party_id


def draft_result(
    sale: Sale, draft_id: int, *, seller: Seller, shop: Shop, totals: Totals
) -> DocumentResult:
    """Sum a draft up; nothing is owed for it yet."""
    due_on = sale.due_on or due_date(sale.issued_on or shop.today, sale.terms or seller.terms)
    return DocumentResult(
        id=draft_id,
        kind=sale.kind.value,
        state="draft",
        status="draft",
        number=None,
        date=sale.issued_on,
        due=(Instalment(1, due_on, totals.gross_minor),),
        customer=sale.customer.code,
        customer_name=sale.customer.name,
        currency=sale.currency,
        net_minor=totals.net_minor,
        vat_minor=totals.vat_minor,
        gross_minor=totals.gross_minor,
        balance_minor=0,
        taxes=totals.taxes,
    )


def totals_of_draft(sale: Sale, *, seller: Seller, shop: Shop) -> Totals:
    """Total a draft; nil while something in it prevents that."""
    issue = Issue(seller, shop.rulebook, sale.issued_on or shop.today)
    try:
        return draft_totals(sale, issue)
    except InputRefused:
        return _NOTHING


def _keep_draft(tx: Transaction, shop: Shop, sale: Sale, *, party_id: int) -> DocumentResult:
    seller = load_company(tx.connection).seller
    totals = totals_of_draft(sale, seller=seller, shop=shop)
    if totals.gross_minor > 0 and (problems := list(check_total(totals.gross_minor))):
        raise InputRefused(problems)
    draft_id = save_draft(tx, sale, party_id=party_id, gross_minor=totals.gross_minor)
    return draft_result(sale, draft_id, seller=seller, shop=shop, totals=totals)


def _card(connection: Connection, code: str) -> CustomerCard | None:
    found = party_by_code(connection, code)
    return found[1] if found else None
