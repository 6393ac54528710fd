"""Drafts as one writes them: started, kept, judged at each keystroke, issued or thrown away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from facturdesk.domain.cards import Company, Item
from facturdesk.domain.checks import EARLIEST, LATEST
from facturdesk.domain.document import DocumentReference
from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.numbering import check_issue_date
from facturdesk.domain.parties import Customer, CustomerKind
from facturdesk.domain.resolving import Estimate, Issue, estimate
from facturdesk.domain.rulebook import Rulebook
from facturdesk.domain.sale import Sale
from facturdesk.storage.company import load_company
from facturdesk.storage.drafts import delete_draft, load_draft, save_draft
from facturdesk.storage.items import item_by_barcode, item_by_code
from facturdesk.storage.numbers import last_issued_on
from facturdesk.storage.parties import load_party, party_by_code
from facturdesk.usecases.copying import sale_of_document
from facturdesk.usecases.correcting import (
    REPLACES,
    check_correction,
    correct_sale,
    correctable_invoice,
)
from facturdesk.usecases.finding import customer_card, document_result, issued_document
from facturdesk.usecases.issuing import issue_sale
from facturdesk.usecases.recording import Occasion, unprintable_in_sale
from facturdesk.usecases.results import DocumentResult
from facturdesk.usecases.shop import Shop

PROBLEMS: Final = frozenset({"customer-not-chosen"})
NOBODY: Final = Customer(CustomerKind.CONSUMER, "")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a draft is judged against, read once when it is opened."""

    company: Company
    rulebook: Rulebook
    today: dt.date
    last_issued_on: dt.date | None  # of the series it will be numbered in
    references: tuple[DocumentReference, ...] = ()

    def issue(self, sale: Sale) -> Issue:
        """Say what issuing would add to a draft."""
        day = sale.issued_on or self.today
        if not EARLIEST <= day <= LATEST:
            day = self.today  # refused as such; no rule is known for that day
        return Issue(self.company.seller, self.rulebook, day, self.references, sale.reason)


@dataclass(frozen=True, slots=True)
class Start:
    """A new draft, and what it may be made from: at most one of these."""

    customer_code: str | None = None
    copy_of: str | None = None  # the number of a document
    corrects: str | None = None  # the number of an invoice
    prices_include_vat: bool = False  # of an empty one


def start(shop: Shop, wanted: Start) -> Sale:
    """Make a new draft; nothing is kept yet.

    Raises:
        CustomerUnknown, DocumentUnknown: what it is to be made from is not there.
        NotAnInvoice, DocumentReplaced, DocumentTakenOver, DocumentCredited,
        DocumentPartlyCredited: the invoice cannot be corrected.
    """
    with shop.store.read() as connection:
        if wanted.corrects is not None:
            original = correctable_invoice(connection, wanted.corrects)
            card = load_party(connection, original.party_id)
            return sale_of_document(original.document, card, corrects=True)
        if wanted.copy_of is not None:
            filed = issued_document(connection, wanted.copy_of)
            return sale_of_document(filed.document, load_party(connection, filed.party_id))
        empty = Sale(NOBODY, (), prices_include_vat=wanted.prices_include_vat)
        if wanted.customer_code is None:
            return empty
        return _sold_to(connection, empty, wanted.customer_code)


def sell_to(shop: Shop, sale: Sale, code: str) -> Sale:
    """Give a draft a customer, with the shop's habits with them.

    Raises:
        CustomerUnknown: no customer has this code.
    """
    with shop.store.read() as connection:
        return _sold_to(connection, sale, code)


def keep(shop: Shop, sale: Sale, draft_id: int | None = None) -> int:
    """Keep a draft, however little it holds; its id.

    Raises:
        DraftMissing: the draft of this id was issued or thrown away meanwhile.
    """
    with shop.store.write(shop.stamp()) as tx:
        found = party_by_code(tx.connection, sale.customer.code) if sale.customer.code else None
        ground = _ground(tx.connection, shop, sale)
        total = estimate(sale, ground.issue(sale)).resolved.totals.gross_minor
        party_id = found[0] if found else None
        return save_draft(tx, sale, party_id=party_id, draft_id=draft_id, gross_minor=total)


def load(shop: Shop, draft_id: int) -> Sale:
    """Read a draft, its customer as their card is now.

    Raises:
        DraftMissing: it was issued or thrown away.
    """
    with shop.store.read() as connection:
        return _as_now(connection, *load_draft(connection, draft_id))


def with_card(shop: Shop, sale: Sale) -> Sale:
    """Bring the customer of a draft up to date with their card."""
    with shop.store.read() as connection:
        found = party_by_code(connection, sale.customer.code) if sale.customer.code else None
        return _as_now(connection, sale, found[0]) if found else sale


def discard(shop: Shop, draft_id: int) -> None:
    """Throw a draft away.

    Raises:
        DraftMissing: it was issued or thrown away already.
    """
    with shop.store.write(shop.stamp()) as tx:
        delete_draft(tx, draft_id)


def ground(shop: Shop, sale: Sale) -> Ground:
    """Read what a draft is judged against."""
    with shop.store.read() as connection:
        return _ground(connection, shop, sale)


def judge(on: Ground, sale: Sale) -> Estimate:
    """Work out what a draft comes to and all that it lacks, but for what paper cannot show.

    Quick enough for each keystroke.
    """
    found = estimate(sale, on.issue(sale))
    law = found.problems
    if not sale.customer.code:  # said once, not field by field
        law = tuple(problem for problem in law if not problem.field.startswith("customer."))
    return Estimate(found.resolved, (*_faults(on, sale), *law))


def faults(shop: Shop, sale: Sale) -> list[Problem]:
    """Tell everything that prevents a draft from being issued today."""
    found = judge(ground(shop, sale), sale).problems
    return [*found, *unprintable_in_sale(sale)]


def item_named(shop: Shop, text: str) -> Item | None:
    """Read the item whose barcode or code a text is; None: there is none."""
    with shop.store.read() as connection:
        found = item_by_barcode(connection, text)
        return found or item_by_code(connection, text) or item_by_code(connection, text.upper())


def issue_draft(
    shop: Shop, draft_id: int, *, on: dt.date | None = None, confirm_clock: bool = False
) -> DocumentResult:
    """Issue a draft, in the place of the invoice it corrects if it does; it is gone then.

    Raises:
        DraftMissing: there is none with this id.
        InputRefused: something is missing or forbidden; all of it is reported, the draft
            is as it was, and no number was used.
    """
    with shop.store.write(shop.stamp()) as tx:
        kept, party_id = load_draft(tx.connection, draft_id)
        if party_id is None:
            raise InputRefused([Problem("customer-not-chosen", "customer")])
        sale = _as_now(tx.connection, kept, party_id)
        put_out = correct_sale if sale.corrects else issue_sale
        written = put_out(tx, shop, sale, party_id=party_id, occasion=Occasion(on, confirm_clock))
        delete_draft(tx, draft_id)
        return document_result(tx.connection, *written, today=shop.today)


def _ground(connection: Connection, shop: Shop, sale: Sale) -> Ground:
    references: tuple[DocumentReference, ...] = ()
    if sale.corrects:
        original = issued_document(connection, sale.corrects).document
        references = (DocumentReference(REPLACES, original.number, original.issued_on),)
    return Ground(
        company=load_company(connection),
        rulebook=shop.rulebook,
        today=shop.today,
        last_issued_on=last_issued_on(connection, kind=sale.kind),
        references=references,
    )


def _faults(on: Ground, sale: Sale) -> Iterable[Problem]:
    if not sale.customer.code:
        yield Problem("customer-not-chosen", "customer")
    last = on.last_issued_on
    late = check_issue_date(
        sale.issued_on or on.today,
        today=on.today,
        last_issued_on=last,
        # else the clock is judged when it is issued; but here no other date would help
        last_seal_on=last if last is not None and on.today < last else None,
    )
    if late is not None:
        yield late
    if sale.corrects:
        yield from check_correction(sale)


def _sold_to(connection: Connection, sale: Sale, code: str) -> Sale:
    _, card = customer_card(connection, code)
    discount = sale.discount
    if card.discount_bp and discount.amount_minor is None:
        discount = replace(discount, percent_bp=card.discount_bp)
    return replace(sale, customer=card.customer, terms=card.terms, discount=discount)


def _as_now(connection: Connection, sale: Sale, party_id: int | None) -> Sale:
    """Take who the customer is from the card; language and place of delivery are the draft's."""
    if party_id is None:
        return sale
    customer = replace(
        load_party(connection, party_id).customer,
        delivery_address=sale.customer.delivery_address,
        language=sale.customer.language,
    )
    return sale if customer == sale.customer else replace(sale, customer=customer)
