"""Cards of customers (later suppliers too): kept, changed, never deleted once used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from facturdesk.domain.cards import Contact, CustomerCard
from facturdesk.domain.parties import Address, Customer, CustomerKind, PaymentTerms
from facturdesk.i18n import sort_key
from facturdesk.storage import codec
from facturdesk.storage.company import instant
from facturdesk.storage.engine import Transaction
from facturdesk.storage.merged import merged_cards
from facturdesk.storage.search import forget_party, index_party
from facturdesk.storage.statements import next_id

_CONTACTS: Final = tuple[Contact, ...]
_TAGS: Final = tuple[str, ...]
_CODE: Final = "C{:04}"


def save_party(tx: Transaction, card: CustomerCard) -> int:
    """Add a customer, or update the one with the same code; the id.

    A card without a code is given the next free one: C0001, C0002… The code of a merged
    card is that of the card that was kept.
    """
    code = card.customer.code
    known = _of_code(tx.connection, code) if code else None
    if known is None:
        party_id = next_id(tx.connection, "SELECT max(id) FROM party")
        known = (party_id, code or _free_code(tx.connection, party_id))
    party_id, code = known
    tx.connection.exec_driver_sql(_SAVE, {"id": party_id, "code": code, **_columns(card)})
    index_card(tx, party_id)
    tx.changes.add(f"party:{party_id}")
    return party_id


def index_card(tx: Transaction, party_id: int) -> None:
    """Index a card anew, with the names of those merged into it; a merged one is not found."""
    state = party_state(tx.connection, party_id)
    forget_party(tx, party_id)
    if not state.merged_into:
        others = [text for other in merged_cards(tx.connection, party_id) for text in other]
        index_party(tx, party_id, load_party(tx.connection, party_id), others)


def party_by_code(connection: Connection, code: str) -> tuple[int, CustomerCard] | None:
    """Read the customer with a code, with its id; None if there is none.

    The code of a merged card gives the card that was kept.
    """
    known = _of_code(connection, code)
    return None if known is None else (known[0], load_party(connection, known[0]))


def merged_id(connection: Connection, code: str) -> int | None:
    """Give the id of the merged card that had a code itself; None if there is none."""
    query = "SELECT id FROM party WHERE code = ? AND merged_into_id IS NOT NULL"
    found: int | None = connection.exec_driver_sql(query, (code,)).scalar()
    return found


def load_party(connection: Connection, party_id: int) -> CustomerCard:
    """Read a customer's card.

    Raises:
        LookupError: there is no such card.
    """
    row = connection.exec_driver_sql(_LOAD, (party_id,)).fetchone()
    if row is None:
        raise LookupError(f"no party {party_id}")
    return _card(*row)


def all_tags(connection: Connection) -> list[str]:
    """List the tags in use, in alphabetical order."""
    query = "SELECT DISTINCT value FROM party, json_each(tags) WHERE tags <> '[]'"
    return sorted(connection.exec_driver_sql(query).scalars(), key=sort_key)


@dataclass(frozen=True, slots=True)
class PartyState:
    """Where a card stands: in use, put away, or shown under another one."""

    archived_at: str | None
    merged_into: str  # code of the card kept; empty: it is itself kept


def party_state(connection: Connection, party_id: int) -> PartyState:
    """Read where a card stands."""
    row = connection.exec_driver_sql(_STATE, (party_id,)).one()
    return PartyState(row[0], row[1] or "")


def set_archived(tx: Transaction, party_id: int, *, archived: bool) -> None:
    """Put a card away, or take it back: it is not proposed any more, but found by its words."""
    at = instant(tx.stamp.now) if archived else None
    tx.connection.exec_driver_sql("UPDATE party SET archived_at = ? WHERE id = ?", (at, party_id))
    tx.changes.add(f"party:{party_id}")


def delete_party(tx: Transaction, party_id: int) -> None:
    """Remove a card that nothing refers to; the database refuses it otherwise."""
    forget_party(tx, party_id)
    tx.connection.exec_driver_sql("DELETE FROM party WHERE id = ?", (party_id,))
    tx.changes.add(f"party:{party_id}")


def _card(*columns: Any) -> CustomerCard:
    (code, kind, name, siren, siret, vat_number, email, language, electronic_address,
     address, delivery_address, terms, discount_bp, contacts, note, tags, phone) = columns  # fmt: skip
    customer = Customer(
        kind=CustomerKind(kind),
        name=name,
        code=code,
        siren=siren,
        siret=siret,
        vat_number=vat_number,
        address=codec.load(Address, address),
        delivery_address=codec.load(Address, delivery_address) if delivery_address else None,
        email=email,
        language=language,
        electronic_address=electronic_address,
    )
    return CustomerCard(
        customer=customer,
        terms=codec.load(PaymentTerms, terms) if terms else None,
        discount_bp=discount_bp,
        contacts=codec.load(_CONTACTS, contacts),
        note=note,
        tags=codec.load(_TAGS, tags),
        phone=phone,
    )


def _columns(card: CustomerCard) -> dict[str, object]:
    customer = card.customer
    elsewhere = customer.delivery_address
    return {
        "kind": customer.kind.value,
        "name": customer.name,
        "sort_key": sort_key(customer.name),
        "siren": customer.siren,
        "siret": customer.siret,
        "vat_number": customer.vat_number,
        "email": customer.email,
        "language": customer.language,
        "electronic_address": customer.electronic_address,
        "address": codec.dump(customer.address),
        "delivery_address": codec.dump(elsewhere) if elsewhere else None,
        "terms": codec.dump(card.terms) if card.terms else None,
        "discount_bp": card.discount_bp,
        "contacts": codec.dump(card.contacts, _CONTACTS),
        "note": card.note,
        "tags": codec.dump(card.tags, _TAGS),
        "phone": card.phone,
    }


def _of_code(connection: Connection, code: str) -> tuple[int, str] | None:
    """Give id and code of the card that a code stands for."""
    row = connection.exec_driver_sql(_BY_CODE, (code,)).fetchone()
    return (row[0], row[1]) if row else None


def _free_code(connection: Connection, number: int) -> str:
    while _of_code(connection, _CODE.format(number)) is not None:
        number += 1
    return _CODE.format(number)


_BY_CODE: Final = """
SELECT kept.id, kept.code
FROM party JOIN party AS kept ON kept.id = coalesce(party.merged_into_id, party.id)
WHERE party.code = ?"""
_LOAD: Final = """
SELECT code, kind, name, siren, siret, vat_number, email, language, electronic_address,
    address, delivery_address, terms, discount_bp, contacts, note, tags, phone
FROM party WHERE id = ?"""
_STATE: Final = """
SELECT party.archived_at, kept.code
FROM party LEFT JOIN party AS kept ON kept.id = party.merged_into_id WHERE party.id = ?"""
_SAVE: Final = """
INSERT INTO party (id, code, role, kind, name, sort_key, siren, siret, vat_number, email,
    language, electronic_address, address, delivery_address, terms, discount_bp, contacts, note,
    tags, phone)
VALUES (:id, :code, 'customer', :kind, :name, :sort_key, :siren, :siret, :vat_number, :email,
    :language, :electronic_address, :address, :delivery_address, :terms, :discount_bp, :contacts,
    :note, :tags, :phone)
ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name,
    sort_key = excluded.sort_key, siren = excluded.siren, siret = excluded.siret,
    vat_number = excluded.vat_number, email = excluded.email, language = excluded.language,
    electronic_address = excluded.electronic_address, address = excluded.address,
    delivery_address = excluded.delivery_address, terms = excluded.terms,
    discount_bp = excluded.discount_bp, contacts = excluded.contacts, note = excluded.note,
    tags = excluded.tags, phone = excluded.phone"""
