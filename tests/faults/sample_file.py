"""A small real data file in which every table holds something, for tests of storage."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Final

from facturdesk.domain.cards import Company, Contact, CustomerCard, Item
from facturdesk.domain.document import (
    Document,
    DocumentLine,
    DocumentReference,
    Instalment,
    Mention,
    MentionPlace,
    TaxSubtotal,
)
from facturdesk.domain.parties import Address, Customer, CustomerKind, LegalForm, Seller
from facturdesk.domain.sale import DocumentKind, LineKind, Receipt, Sale, SaleLine
from facturdesk.domain.vat import STANDARD, VatGroup
from facturdesk.storage import seals
from facturdesk.storage.company import insert_company
from facturdesk.storage.documents import insert_document
from facturdesk.storage.drafts import save_draft
from facturdesk.storage.engine import Stamp, Transaction, create_store, open_store
from facturdesk.storage.events import add_event
from facturdesk.storage.items import save_item
from facturdesk.storage.numbers import set_last_day, take_number
from facturdesk.storage.parties import save_party
from facturdesk.storage.payments import insert_allocation, insert_payment
from facturdesk.storage.photos import save_photo
from facturdesk.storage.receivables import overdue_pass, refresh_many

DAY: Final = dt.date(2026, 11, 2)
LATER: Final = dt.date(2026, 12, 24)
GROUP: Final = VatGroup(STANDARD, 2000)
SELLER: Final = Seller(
    legal_name="Martin et fils",
    legal_form=LegalForm.EI,
    siren="732829320",
    address=Address("12 rue des Halles", "", "69002", "Lyon"),
    demonstration=False,
)
CUSTOMER: Final = Customer(
    kind=CustomerKind.FIRM,
    name="Boulangerie Dupré",
    code="C0001",
    siren="552100554",
    address=Address("1 place Bellecour", "", "69002", "Lyon"),
)
MENTIONS: Final = (Mention("penalty", "Pénalités de retard : 12 %", MentionPlace.TERMS, "PMD"),)


def make_sample(
    path: Path, *, invoices: int = 3, key: bytes | None = None, state: Path | None = None
) -> Path:
    """Make a file with some invoices, a credit note, payments, a reversal, overdue flags."""
    with create_store(path, key=key, state=state) as store:
        with store.write(stamp(DAY)) as tx:
            insert_company(tx, Company(SELLER, logo=b"\x89PNG"))
            seals.seal_creation(tx)
            card = CustomerCard(CUSTOMER, contacts=(Contact("Anne"),), note="le mardi")
            party_id = save_party(tx, replace(card, tags=("fidèle",), phone="04 78 00 00 00"))
            save_photo(tx, save_item(tx, Item("THE", "Thé vert", category="Thés")), b"JPEG")
            save_draft(tx, Sale(CUSTOMER, (SaleLine(name="Pose"),)), party_id=party_id)
        with store.write(stamp(DAY)) as tx:
            ids = [add_invoice(tx, party_id) for _ in range(invoices)]
            add_event(tx, ids[0], "printed", {"printer": "HP"})
        with store.write(stamp(DAY)) as tx:
            credit(tx, ids[0], party_id)
            paid = pay(tx, ids[1], party_id, 4_000)
            pay(tx, ids[1], party_id, -4_000, reverses=paid)
        with store.write(stamp(LATER)) as tx:
            overdue_pass(tx, LATER)
    return path


def extend(path: Path, *, state: Path | None = None, key: bytes | None = None) -> None:
    """Issue one more invoice in a file made by `make_sample`."""
    with open_store(path, state=state, key=key) as store, store.write(stamp(LATER)) as tx:
        add_invoice(tx, 1, LATER)


def stamp(day: dt.date) -> Stamp:
    """Say that the test acts at noon of a day."""
    noon = dt.datetime.combine(day, dt.time(12), tzinfo=dt.timezone(dt.timedelta(hours=1)))
    return Stamp(noon, "claire", "caisse-1")


def add_invoice(
    tx: Transaction, party_id: int, day: dt.date = DAY, *, original: bytes | None = b"%PDF-1.7 "
) -> int:
    """Issue one invoice of 120.00 with money received on the day; its id."""
    taken = take_number(
        tx, kind=DocumentKind.INVOICE, year=day.year, pattern="F{year}-{counter:05}"
    )
    receipt = Receipt("card", 2_000, day, "TPE 4")
    document = invoice(taken.number, day, receipt)
    document_id = insert_document(
        tx,
        document,
        party_id=party_id,
        series_id=taken.series_id,
        counter=taken.counter,
        original=original and original * 40 + taken.number.encode(),
    )
    set_last_day(tx, taken.series_id, day)
    seals.seal_document(tx, document_id)
    pay(tx, document_id, party_id, receipt.amount_minor)
    return document_id


def invoice(number: str, day: dt.date, *receipts: Receipt) -> Document:
    """Give an invoice of two lines, due in two instalments."""
    return Document(
        kind=DocumentKind.INVOICE,
        number=number,
        issued_on=day,
        supplied_on=day,
        seller=SELLER,
        customer=CUSTOMER,
        lines=(
            DocumentLine(1, LineKind.SECTION, "Boissons"),
            DocumentLine(
                2,
                LineKind.PRICED,
                "Thé vert",
                quantity_e4=20_000,
                unit="C62",
                unit_price_e6=50_000_000,
                amount_minor=10_000,
                settled_minor=10_000,
                net_minor=10_000,
                net_unit_price_e6=50_000_000,
                group=GROUP,
            ),
        ),
        taxes=(TaxSubtotal(GROUP, 10_000, 2_000, 10_000),),
        instalments=(
            Instalment(1, day + dt.timedelta(30), 6_000),
            Instalment(2, day + dt.timedelta(60), 6_000),
        ),
        net_minor=10_000,
        vat_minor=2_000,
        gross_minor=12_000,
        type_code="380",
        framework="B1",
        receipts=receipts,
        mentions=MENTIONS,
        order_reference="BC-778",
        note="Merci",
    )


def credit(tx: Transaction, document_id: int, party_id: int) -> int:
    """Credit a part of an invoice; the id of the credit note."""
    pattern = "A{year}-{counter:05}"
    taken = take_number(tx, kind=DocumentKind.CREDIT_NOTE, year=DAY.year, pattern=pattern)
    number = f"F{DAY.year}-{document_id:05}"
    credit_id = insert_document(
        tx,
        credit_note(taken.number, number),
        party_id=party_id,
        series_id=taken.series_id,
        counter=taken.counter,
        original=b"%PDF-1.7 avoir",
        targets={number: document_id},
    )
    set_last_day(tx, taken.series_id, DAY)
    insert_allocation(
        tx,
        kind="credit",
        target_id=document_id,
        amount_minor=3_600,
        on=DAY,
        source_id=credit_id,
        taxes={GROUP: 3_600},
    )
    seals.seal_document(tx, credit_id)
    refresh_many(tx, (document_id, credit_id))
    return credit_id


def credit_note(number: str, credited: str) -> Document:
    """Give a credit note of 36.00 on an invoice."""
    return Document(
        kind=DocumentKind.CREDIT_NOTE,
        number=number,
        issued_on=DAY,
        seller=SELLER,
        customer=CUSTOMER,
        lines=(DocumentLine(1, LineKind.PRICED, "Thé vert", group=GROUP, source_position=2),),
        taxes=(TaxSubtotal(GROUP, 3_000, 600, 3_000),),
        instalments=(),
        net_minor=3_000,
        vat_minor=600,
        gross_minor=3_600,
        type_code="381",
        framework="B1",
        references=(DocumentReference("credits", credited, DAY),),
        reason="retour",
        mentions=MENTIONS,
    )


def pay(
    tx: Transaction, document_id: int, party_id: int, amount: int, *, reverses: int | None = None
) -> int:
    """Record a payment of a document, or its counter-entry; its id."""
    payment_id = insert_payment(
        tx,
        party_id=party_id,
        received_on=DAY,
        method="card",
        amount_minor=amount,
        reference="TPE 4",
        reverses_id=reverses,
        reason="erreur" if reverses else "",
    )
    insert_allocation(
        tx,
        kind="payment",
        target_id=document_id,
        amount_minor=amount,
        on=DAY,
        payment_id=payment_id,
        taxes={GROUP: amount},
    )
    (seals.seal_reversal if reverses else seals.seal_payment)(tx, payment_id)
    refresh_many(tx, (document_id,))
    return payment_id
