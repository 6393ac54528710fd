"""Makes the data file of a shop, and changes the shop's profile."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from facturdesk.domain.cards import Company, Numbering
from facturdesk.domain.checks import check_seller
from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.numbering import may_collide
from facturdesk.domain.sale import DocumentKind
from facturdesk.storage.company import insert_company, load_company, update_company
from facturdesk.storage.engine import Transaction, create_store
from facturdesk.storage.files import written_aside
from facturdesk.storage.numbers import next_in_series
from facturdesk.storage.seals import seal_creation, seal_setting
from facturdesk.usecases.saving import check_place
from facturdesk.usecases.shop import Shop, Stamp


def create_shop_file(
    path: Path,
    company: Company,
    *,
    stamp: Stamp,
    state: Path | None,
    demonstration: bool = False,
) -> bool:
    """Make a new data file with the profile of a shop; nothing is ever overwritten.

    `state` is the folder where the last seal of each file is remembered. Tells whether the
    file lies on the network, or in a folder that another program synchronises: two computers
    that open it there at once may each undo what the other wrote.

    Raises:
        DataFileExists, OutputFolderMissing, DataFileReadOnly, DiskFull, NameRefused: the
            file could not be made. Killed at any moment, it is whole or not there.
        InputRefused: the profile or the logo is wrong; no file was made.
    """
    ready = _ready(company, demonstration=demonstration)
    check_place(path)
    with (
        written_aside(path, over=False) as aside,
        create_store(aside, state=state) as store,
        store.write(stamp) as tx,
    ):
        insert_company(tx, ready)
        seal_creation(tx)
        return store.synchronised_folder


def change_company(shop: Shop, company: Company) -> None:
    """Change the profile of the shop; documents already issued keep theirs. It is sealed.

    A new pattern of numbers takes effect with the next series.

    Raises:
        InputRefused: the profile or the logo is wrong.
    """
    revise_company(shop, lambda _: company)


def revise_company(shop: Shop, revise: Callable[[Company], Company]) -> tuple[Company, Company]:
    """Change the profile into what `revise` makes of it; gives it as it was and as it is.

    Raises:
        InputRefused: the profile or the logo is wrong.
    """
    with shop.store.write(shop.stamp()) as tx:
        known = load_company(tx.connection)
        demonstration = known.seller.demonstration
        ready = _ready(revise(known), demonstration=demonstration, kept=known.logo)
        if collisions := list(_collisions(tx, shop, ready.numbering)):
            raise InputRefused(collisions)
        if ready != known:
            update_company(tx, ready)
            seal_setting(tx)
    return known, ready


def _collisions(tx: Transaction, shop: Shop, numbering: Numbering) -> Iterator[Problem]:
    """Yield the pattern of a series to begin this year that gives numbers of one that has begun.

    That one keeps its own pattern to the end of the year: both would come to a standstill.
    """
    year = shop.today.year
    invoices = next_in_series(tx.connection, kind=DocumentKind.INVOICE, year=year)
    notes = next_in_series(tx.connection, kind=DocumentKind.CREDIT_NOTE, year=year)
    if invoices and not notes and may_collide(invoices[0], numbering.credit_note):
        yield Problem("numbering-same-pattern", "numbering.credit_note")
    if notes and not invoices and may_collide(notes[0], numbering.invoice):
        yield Problem("numbering-same-pattern", "numbering.invoice")


def _ready(company: Company, *, demonstration: bool, kept: bytes = b"") -> Company:
    """Check a profile, and make its logo what documents carry; the one kept is that already."""
    from facturdesk.documents.paper.characters import seller_texts, unprintable

    problems = [
        replace(problem, field=problem.field.removeprefix("company."))
        for problem in check_seller(company.seller)
    ]
    problems += unprintable(seller_texts(company.seller))
    if problems:
        raise InputRefused(problems)
    logo = company.logo
    if logo and logo != kept:
        from facturdesk.documents.logo import prepare_logo  # loads a picture library

        logo = prepare_logo(logo)
    digest = hashlib.sha256(logo).hexdigest() if logo else ""
    seller = replace(company.seller, logo_sha256=digest, demonstration=demonstration)
    return replace(company, seller=seller, logo=logo)
