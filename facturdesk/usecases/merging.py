"""Makes one customer of two cards, and two of them again.

What was issued and paid stays as it was written, under the card it was written with: it only
shows under the one that is kept. So a merge can be undone; payments and documents made since
stay with the kept card.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from facturdesk.domain.cards import CustomerCard
from facturdesk.domain.parties import Customer, CustomerKind
from facturdesk.storage import merged, parties
from facturdesk.storage.drafts import list_drafts, save_draft
from facturdesk.storage.engine import Transaction
from facturdesk.usecases.refusals import CustomerUnknown, MergeOfOneCard, MergeOfTwoFirms
from facturdesk.usecases.results import Kept
from facturdesk.usecases.shop import Shop

T = TypeVar("T")


def merge_customers(shop: Shop, code: str, into: str) -> Kept:
    """Let a customer's card be part of another one; what the kept card lacks is taken over.

    Drafts go to the kept card at once. The code of the merged card stands for the kept one
    from now on, also for other programs.

    Raises:
        CustomerUnknown: one of them is not there.
        MergeOfOneCard: it is the same customer already.
        MergeOfTwoFirms: their SIREN say that they are two businesses.
    """
    with shop.store.write(shop.stamp()) as tx:
        merged_id, gone = _known(tx, code)
        kept_id, kept = _known(tx, into)
        if merged_id == kept_id:
            raise MergeOfOneCard(code=code)
        sirens = {_siren(gone.customer), _siren(kept.customer)} - {""}
        if len(sirens) > 1:
            raise MergeOfTwoFirms(name=gone.customer.name, other=kept.customer.name)
        merged.merge(tx, merged_id, kept_id)
        parties.index_card(tx, merged_id)
        parties.save_party(tx, _together(kept, gone))
        _move_drafts(tx, merged_id, kept_id)
        return Kept(kept_id, kept.customer.code)


def part_customer(shop: Shop, code: str) -> Kept:
    """Let a merged card stand for itself again, with what was issued and paid under it.

    Raises:
        CustomerUnknown: no card has this code, or it is not merged.
    """
    with shop.store.write(shop.stamp()) as tx:
        party_id = parties.merged_id(tx.connection, code)
        if party_id is None:
            raise CustomerUnknown(code=code)
        kept_id, _ = _known(tx, code)
        merged.part(tx, party_id)
        parties.index_card(tx, party_id)
        parties.index_card(tx, kept_id)
        return Kept(party_id, code)


def _known(tx: Transaction, code: str) -> tuple[int, CustomerCard]:
    found = parties.party_by_code(tx.connection, code)
    if found is None:
        raise CustomerUnknown(code=code)
    return found


def _siren(customer: Customer) -> str:
    return customer.siren or customer.siret[:9]


def _together(kept: CustomerCard, gone: CustomerCard) -> CustomerCard:
    """Fill in what the kept card lacks; tags, contacts and notes of both stay.

    A private person takes over nothing by which a business is known: no invoice could be
    issued to them any more.
    """
    who, other = kept.customer, gone.customer
    if who.kind is CustomerKind.CONSUMER:
        other = replace(other, siren="", siret="", vat_number="", electronic_address="")
    customer = replace(
        who,
        siren=who.siren or other.siren,
        siret=who.siret or other.siret,
        vat_number=who.vat_number or other.vat_number,
        address=who.address if who.address.line1 else other.address,
        delivery_address=who.delivery_address or other.delivery_address,
        email=who.email or other.email,
        electronic_address=who.electronic_address or other.electronic_address,
    )
    return replace(
        kept,
        customer=customer,
        terms=kept.terms or gone.terms,
        discount_bp=gone.discount_bp if kept.discount_bp is None else kept.discount_bp,
        contacts=_each_once(kept.contacts, gone.contacts),
        note="\n".join(_each_once((kept.note,), (gone.note,))).strip(),
        tags=_each_once(kept.tags, gone.tags),
        phone=kept.phone or gone.phone,
    )


def _each_once(first: tuple[T, ...], second: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _move_drafts(tx: Transaction, merged_id: int, kept_id: int) -> None:
    kept = parties.load_party(tx.connection, kept_id).customer
    for draft in list_drafts(tx.connection, party_id=merged_id):
        own = draft.sale.customer  # language and place of delivery are the draft's
        customer = replace(kept, delivery_address=own.delivery_address, language=own.language)
        sale = replace(draft.sale, customer=customer)
        save_draft(tx, sale, party_id=kept_id, draft_id=draft.id, gross_minor=draft.gross_minor)
