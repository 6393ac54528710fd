"""Cards of customers (later suppliers too): kept, changed, never deleted once used."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection

from facturdesk.domain.cards import Contact, CustomerCard
from facturdesk.domain.parties import Address, Customer, CustomerKind, PaymentTerms
from facturdesk.i18n import sort_key
from facturdesk.storage import codec
from facturdesk.storage.engine import Transaction
from facturdesk.storage.search import index_party
from facturdesk.storage.statements import next_id

_CONTACTS: Final = tuple[Contact, ...]
_CODE: Final = "C{:04}"


def save_party(tx: Transaction, card: CustomerCard) -> int:
    """Add a customer, or update the one with the same code; the id.

    A card without a code is given the next free one: C0001, C0002…
    """
    code = card.customer.code
    known = _id_of(tx.connection, code) if code else None
    if known is None:
        known = next_id(tx.connection, "SELECT max(id) FROM party")
        code = code or _free_code(tx.connection, known)
    values = {"id": known, "code": code, **_columns(card)}
    tx.connection.exec_driver_sql(_SAVE, values)
    index_party(tx, known, code, card.customer)
    tx.changes.add(f"party:{known}")
    return known


def party_by_code(connection: Connection, code: str) -> tuple[int, CustomerCard] | None:
    """Read the customer with a code, with its id; None if there is none."""
    known = _id_of(connection, code)
    return None if known is None else (known, load_party(connection, known))


def load_party(connection: Connection, party_id: int) -> CustomerCard:
    """Read a customer's card.

    Raises:
        LookupError: there is no such card.
    """
    row = connection.exec_driver_sql(_LOAD, (party_id,)).fetchone()
    if row is None:
        raise LookupError(f"no party {party_id}")
    return _card(*row)


def _card(*columns: Any) -> CustomerCard:
    (code, kind, name, siren, siret, vat_number, email, language, electronic_address,
     address, delivery_address, terms, discount_bp, contacts, note) = columns  # fmt: skip
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
    }


def _id_of(connection: Connection, code: str) -> int | None:
    found: int | None = connection.exec_driver_sql(
        "SELECT id FROM party WHERE code = ?", (code,)
    ).scalar()
    return found


def _free_code(connection: Connection, number: int) -> str:
    while _id_of(connection, _CODE.format(number)) is not None:
        number += 1
    return _CODE.format(number)


_LOAD: Final = """
SELECT code, kind, name, siren, siret, vat_number, email, language, electronic_address,
    address, delivery_address, terms, discount_bp, contacts, note
FROM party WHERE id = ?"""
_SAVE: Final = """
INSERT INTO party (id, code, role, kind, name, sort_key, siren, siret, vat_number, email,
    language, electronic_address, address, delivery_address, terms, discount_bp, contacts, note)
VALUES (:id, :code, 'customer', :kind, :name, :sort_key, :siren, :siret, :vat_number, :email,
    :language, :electronic_address, :address, :delivery_address, :terms, :discount_bp, :contacts,
    :note)
ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name,
    sort_key = excluded.sort_key, siren = excluded.siren, siret = excluded.siret,
    vat_number = excluded.vat_number, email = excluded.email, language = excluded.language,
    electronic_address = excluded.electronic_address, address = excluded.address,
    delivery_address = excluded.delivery_address, terms = excluded.terms,
    discount_bp = excluded.discount_bp, contacts = excluded.contacts, note = excluded.note"""
