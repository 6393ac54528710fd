"""Frozen documents made by hand, and a page of one line to put them in."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from facturdesk.documents.paper.sheet import new_canvas
from facturdesk.domain.document import (
    Document,
    DocumentLine,
    Instalment,
    Mention,
    MentionPlace,
)
from facturdesk.domain.parties import (
    Address,
    Bank,
    Customer,
    CustomerKind,
    LegalForm,
    Seller,
)
from facturdesk.domain.sale import NO_DISCOUNT, Discount, DocumentKind, LineKind
from facturdesk.domain.totals import Charged, LineTotal, Totals, compute
from facturdesk.domain.vat import VatGroup

ISSUED_ON = dt.date(2026, 11, 24)
FULL = VatGroup("S", 2000)
REDUCED = VatGroup("S", 550)
FONT = "SourceSans3-Regular"

SELLER = Seller(
    legal_name="Martin et fils",
    legal_form=LegalForm.SARL,
    siren="732829320",
    siret="73282932000074",
    vat_number="FR44732829320",
    address=Address("12 rue des Halles", "", "69002", "Lyon"),
    trade_name="Épicerie Martin",
    email="contact@example.fr",
    phone="04 78 00 00 00",
    bank=Bank("FR7630006000011234567890189", "AGRIFRPP", "Martin et fils"),
)
FIRM = Customer(
    kind=CustomerKind.FIRM,
    name="Client SA",
    siren="200000008",
    siret="20000000800017",
    vat_number="FR37200000008",
    address=Address("1 place Bellecour", "Bâtiment B", "69002", "Lyon"),
)
CONSUMER = Customer(CustomerKind.CONSUMER, "Anne Dupont", address=Address(city="Lyon"))
FIRM_MENTIONS = (
    Mention("costs", "Indemnité forfaitaire : 40 €", MentionPlace.TERMS, "PMT"),
    Mention("late", "Pénalités de retard : 12,40 %", MentionPlace.TERMS, "PMD"),
    Mention("early", "Escompte : néant.", MentionPlace.TERMS, "AAB"),
    Mention("seller_rcs", "SIREN 732 829 320 RCS Lyon", MentionPlace.FOOTER, "ABL"),
    Mention("seller_vat_number", "TVA FR44732829320", MentionPlace.FOOTER),
)

Priced = tuple[str, int, int, VatGroup]  # name, quantity_e4, unit_price_e6, VAT
USUAL: tuple[Priced, ...] = (
    ("Thé vert", 30_000, 12_500_000, FULL),
    ("Livre", 10_000, 9_990_000, REDUCED),
)


def made(
    *lines: Priced,
    discounts: Sequence[Discount] = (),
    discount: Discount = NO_DISCOUNT,
    prices_include_vat: bool = False,
) -> Document:
    """Make an invoice to a firm; each line is a name, a quantity, a price and its VAT."""
    priced = lines or USUAL
    own = [*discounts, *[NO_DISCOUNT] * (len(priced) - len(discounts))]
    charged = [
        Charged(group, quantity, price, taken)
        for (_, quantity, price, group), taken in zip(priced, own, strict=True)
    ]
    totals = compute(charged, discount=discount, prices_include_vat=prices_include_vat)
    return Document(
        kind=DocumentKind.INVOICE,
        number="F2026-00012",
        issued_on=ISSUED_ON,
        seller=SELLER,
        customer=FIRM,
        lines=made_lines([name for name, *_ in priced], charged, totals),
        taxes=totals.taxes,
        instalments=(Instalment(1, dt.date(2026, 12, 24), totals.gross_minor),),
        net_minor=totals.net_minor,
        vat_minor=totals.vat_minor,
        gross_minor=totals.gross_minor,
        type_code="380",
        framework="B1",
        prices_include_vat=prices_include_vat,
        payment_reference="RF30F202600012",
        discount=discount,
        mentions=FIRM_MENTIONS,
    )


def made_lines(
    names: Sequence[str], charged: Sequence[Charged], totals: Totals
) -> tuple[DocumentLine, ...]:
    rows = zip(names, charged, totals.lines, strict=True)
    return tuple(made_line(position, *row) for position, row in enumerate(rows, start=1))


def made_line(position: int, name: str, charged: Charged, total: LineTotal) -> DocumentLine:
    return DocumentLine(
        position=position,
        kind=LineKind.PRICED,
        name=name,
        quantity_e4=charged.quantity_e4,
        unit="C62",
        unit_price_e6=charged.unit_price_e6,
        discount=charged.discount,
        discount_minor=total.discount_minor,
        amount_minor=total.amount_minor,
        settled_minor=total.settled_minor,
        net_minor=total.net_minor,
        net_unit_price_e6=total.net_unit_price_e6,
        price_base_quantity=total.price_base_quantity,
        net_discount_minor=total.net_discount_minor,
        group=charged.group,
    )


def to_a_consumer(document: Document) -> Document:
    return replace(document, customer=CONSUMER, mentions=())


@cache
def one_page(title: str = "Facture F2026-00012") -> bytes:
    """Draw a page with one line of text in a bundled font, as the paper does."""
    out = io.BytesIO()
    canvas = new_canvas(out, language="fr-FR")
    canvas.setTitle(title)
    canvas.setFont(FONT, 12)
    canvas.drawString(57, 780, "Facture à Œuvre « d’essai » : 1 234,56 €")
    canvas.save()
    return out.getvalue()
