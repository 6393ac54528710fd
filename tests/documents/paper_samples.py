"""Documents for the tests of the paper, built by hand from a few lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from facturdesk.documents.paper.drawing import draw_paper
from facturdesk.domain.document import (
    Document,
    DocumentLine,
    DocumentReference,
    Instalment,
    Mention,
    MentionPlace,
)
from facturdesk.domain.money import ONE_QUANTITY
from facturdesk.domain.parties import (
    Address,
    Bank,
    Customer,
    CustomerKind,
    LegalForm,
    Seller,
    VatRegime,
)
from facturdesk.domain.sale import NO_DISCOUNT, Discount, DocumentKind, LineKind, Nature, Receipt
from facturdesk.domain.totals import Charged, Totals, compute
from facturdesk.domain.vat import VatGroup
from facturdesk.i18n import load_catalogue
from facturdesk.system.resources import resource

DAY = dt.date(2026, 11, 24)
S20, S10, S55 = VatGroup("S", 2000), VatGroup("S", 1000), VatGroup("S", 550)
FRANCHISE = VatGroup("E", 0, "VATEX-FR-FRANCHISE", "franchise")
MARGIN = VatGroup("E", 0, "VATEX-EU-F", "margin_second_hand")

SHOP = Seller(
    legal_name="Atelier Lumen",
    legal_form=LegalForm.SARL,
    siren="812345676",
    address=Address("14 rue du Lavoir", "", "69001", "Lyon"),
    trade_name="Atelier Lumen",
    share_capital_minor=1_500_000,
    rcs_city="Lyon",
    vat_number="FR19812345676",
    email="compta@atelier-lumen.example",
    phone="04 65 71 00 12",
    bank=Bank("FR7630006000011234567890189", "AGRIFRPPXXX", "ATELIER LUMEN SARL"),
)
HOTEL = Customer(
    CustomerKind.FIRM,
    "HÔTEL DES TROIS RIVIÈRES",
    siren="403123458",
    address=Address("8 quai des Mariniers", "Bâtiment du Parc", "71000", "Mâcon"),
    delivery_address=Address("3 rue de la Marine", "", "71000", "Mâcon", name="Annexe du Port"),
)
SHOPPER = Customer(
    CustomerKind.CONSUMER,
    "Madame Anaïs Le Goff",
    address=Address(
        "22 allée du Verger", "Résidence les Tilleuls", "35136", "Saint-Jacques-de-la-Lande"
    ),
)
FOOT = (
    Mention(
        "identity",
        "Atelier Lumen, SARL au capital de 15 000 € · Siège : 14 rue du Lavoir, 69001 Lyon"
        " · SIREN 812 345 676 RCS Lyon · TVA FR19 812 345 676",
        MentionPlace.FOOTER,
    ),
    Mention(
        "insurance",
        "Assurance décennale : Mutuelle du Bâti, 2 place du Marché, 69003 Lyon, contrat"
        " n° 4471-0926, couverture géographique : France métropolitaine",
        MentionPlace.FOOTER,
    ),
)
TERMS = (
    Mention("terms", "Paiement à 30 jours date de facture.", MentionPlace.TERMS, "AAB"),
    Mention("early", "Escompte pour paiement anticipé : néant.", MentionPlace.TERMS, "AAB"),
    Mention(
        "penalties",
        "Pénalités de retard exigibles sans rappel : taux BCE majoré de 10 points"
        " (art. L441-10 du code de commerce).",
        MentionPlace.TERMS,
        "PMD",
    ),
    Mention(
        "indemnity",
        "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 €.",
        MentionPlace.TERMS,
        "PMT",
    ),
)
DEBITS = Mention(
    "debits", "Option pour le paiement de la taxe d’après les débits.", MentionPlace.VAT
)
WORKS = Mention(
    "works",
    "Taux de 10 % : le client atteste que les travaux portent sur des locaux d’habitation"
    " achevés depuis plus de deux ans et qu’ils ne conduisent pas, sur une période de deux ans,"
    " à une surélévation du bâtiment ni à la production d’un immeuble neuf (art. 279-0 bis du"
    " CGI).",
    MentionPlace.VAT,
)
NO_VAT = Mention("franchise", "TVA non applicable, article 293 B du CGI.", MentionPlace.VAT)
CONSUMER = (
    Mention(
        "warranty",
        "Machine à coudre : ce bien bénéficie auprès du vendeur d’une garantie légale de"
        " conformité d’une durée minimale de deux ans à compter de sa remise au consommateur.",
        MentionPlace.CONSUMER,
    ),
    Mention(
        "mediator",
        "Médiateur de la consommation : Médiation Commerce Ouest, 4 place du Champ, 35000 Rennes,"
        " www.mediation-commerce-ouest.example.",
        MentionPlace.CONSUMER,
    ),
)


def paper(document: Document, *, logo: bytes = b"") -> bytes:
    """Draw a document in the language of its customer."""
    catalogue = load_catalogue(document.customer.language, resource("locale"))
    return draw_paper(document, catalogue, logo=logo)


def item(
    name: str,
    quantity: float,
    price: float,
    group: VatGroup = S20,
    *,
    unit: str = "C62",
    detail: str = "",
    code: str = "",
    percent: int | None = None,
    discountable: bool = True,
    nature: Nature = Nature.GOODS,
) -> DocumentLine:
    """Make a priced line as typed; `percent` is its discount in basis points."""
    return DocumentLine(
        position=0,
        kind=LineKind.PRICED,
        name=name,
        detail=detail,
        item_code=code,
        nature=nature,
        quantity_e4=round(quantity * 10_000),
        unit=unit,
        unit_price_e6=round(price * 1_000_000),
        discount=Discount(percent_bp=percent) if percent else NO_DISCOUNT,
        discountable=discountable,
        group=group,
    )


def charge(name: str, price: float, group: VatGroup = S20) -> DocumentLine:
    """Make a charge on the whole document."""
    return replace(
        item(name, 1, price, group, unit="", discountable=False, nature=Nature.SERVICE),
        kind=LineKind.CHARGE,
    )


def section(name: str) -> DocumentLine:
    """Make the title of a section."""
    return DocumentLine(0, LineKind.SECTION, name)


def text(name: str) -> DocumentLine:
    """Make a free text among the lines."""
    return DocumentLine(0, LineKind.TEXT, name)


def subtotal() -> DocumentLine:
    """Make a subtotal of what stands above."""
    return DocumentLine(0, LineKind.SUBTOTAL)


_EMPTY = Document(
    kind=DocumentKind.INVOICE,
    number="",
    issued_on=DAY,
    seller=SHOP,
    customer=HOTEL,
    lines=(),
    taxes=(),
    instalments=(),
    net_minor=0,
    vat_minor=0,
    gross_minor=0,
    type_code="380",
    framework="M1",
    supplied_on=dt.date(2026, 11, 20),
    order_reference="BC-7781 du 02/11/2026",
    payment_reference="RF18F20260457",
)


def invoice(
    lines: Sequence[DocumentLine],
    *,
    seller: Seller = SHOP,
    customer: Customer = HOTEL,
    mentions: Sequence[Mention] = (*FOOT, *TERMS, DEBITS),
    gross: bool = False,
    discount: Discount = NO_DISCOUNT,
    paid: str = "",
    number: str = "F2026-0457",
    **changes: object,
) -> Document:
    """Make an invoice, its totals computed as for any sale; `paid` is a method of payment."""
    totals = _totals(lines, discount, gross=gross)
    document = replace(
        _EMPTY,
        number=number,
        seller=seller,
        customer=customer,
        lines=tuple(_filled(lines, totals)),
        taxes=totals.taxes,
        instalments=(Instalment(1, DAY + dt.timedelta(30), totals.gross_minor),),
        net_minor=totals.net_minor,
        vat_minor=totals.vat_minor,
        gross_minor=totals.gross_minor,
        prices_include_vat=gross,
        discount=discount,
        receipts=(Receipt(paid, totals.gross_minor, DAY),) if paid else (),
        mentions=tuple(mentions),
    )
    return replace(document, **changes)  # type: ignore[arg-type]  # what a test wants to change


def credit_note(lines: Sequence[DocumentLine], **changes: object) -> Document:
    """Make a credit note on the invoice F2026-0457."""
    reference = DocumentReference("credits", "F2026-0457", DAY)
    document = invoice(lines, number="AV2026-0019", mentions=(*FOOT, DEBITS))
    credited = replace(
        document,
        kind=DocumentKind.CREDIT_NOTE,
        type_code="381",
        instalments=(),
        payment_reference="",
        references=(reference,),
        reason="Retour de marchandise",
    )
    return replace(credited, **changes)  # type: ignore[arg-type]  # what a test wants to change


def full_invoice() -> Document:
    """Make the invoice with everything: three rates, discounts, a charge, a section."""
    return invoice(
        [
            item(
                "Suspension laiton brossé « Orion », Ø 40 cm",
                6,
                128,
                percent=1000,
                code="LU-2040",
                detail="luminaire de salle, câble textile 2 m",
            ),
            item("Applique murale « Lyre », blanc mat", 12, 74.5, code="LU-1107"),
            item("Ampoule LED E27, 7 W, 2 700 K", 48, 6.9),
            item("Câble textile torsadé, noir", 37.5, 2.845, unit="MTR", code="CA-0310"),
            item("Variateur rotatif encastrable", 4, 39.9, percent=500),
            item("Dépose des anciens luminaires et raccordement", 14.5, 52, unit="HUR"),
            item("Mise aux normes du tableau, logement de fonction", 1, 640, S10, unit="LS"),
            item("Livre « Éclairer sans éblouir », 2e éd.", 3, 22.75, S55),
            item("Éco-participation luminaires et lampes", 66, 0.16, discountable=False),
            item("Reprise d’un luminaire", -1, 60),
            charge("Transport", 38),
        ],
        discount=Discount(percent_bp=300),
        mentions=(*FOOT, *TERMS, DEBITS, WORKS),
    )


def shop_invoice() -> Document:
    """Make the invoice of a shop that sells with VAT, paid by card."""
    return invoice(
        [
            item("Machine à coudre « Alizé 24 », 24 points", 1, 349, percent=1000, code="MC-240"),
            item("Coffret de 12 bobines de fil, coton", 2, 24.9),
            item("Ciseaux de tailleur, 21 cm", 1, 32.5),
            item("Tissu lin lavé, terre cuite", 2.75, 21.8, unit="MTR"),
            item("Livre « Coudre ses premiers vêtements »", 1, 19.9, S55),
            item("Ourlet de rideaux, fait en boutique", 2, 17.5),
        ],
        customer=SHOPPER,
        gross=True,
        paid="card",
        mentions=(*FOOT, *CONSUMER),
        order_reference="",
        note="Merci de votre visite. Échange sous 30 jours, article non utilisé.",
    )


def franchise_invoice() -> Document:
    """Make the invoice of a sole trader without VAT."""
    seller = replace(
        SHOP,
        legal_name="Yanis Benali",
        trade_name="",
        legal_form=LegalForm.MICRO,
        vat_regime=VatRegime.FRANCHISE,
        bank=Bank("FR7620041010051234567890189", "", "YANIS BENALI EI"),
    )
    return invoice(
        [
            item("Reportage photographique, portes ouvertes", 1, 480, FRANCHISE, unit="DAY"),
            item("Retouche et livraison en ligne", 35, 6.5, FRANCHISE),
            item("Tirage d’art 30 × 40 cm, papier mat", 4, 28, FRANCHISE),
            item("Déplacement", 62, 0.52, FRANCHISE, unit="KMT"),
        ],
        seller=seller,
        mentions=(FOOT[0], *TERMS, NO_VAT),
    )


def long_invoice(count: int) -> Document:
    """Make an invoice of many lines, in sections of thirty."""
    lines: list[DocumentLine] = []
    for index in range(1, count + 1):
        if count > 40 and index % 30 == 1:
            lines.append(section(f"Lot {index // 30 + 1}"))
        detail = "garantie fabricant 5 ans" if index % 9 == 4 else ""
        percent = 1000 if index % 7 == 0 else None
        name = f"Ligne numéro {index}"
        lines.append(item(name, index % 12 + 1, 7 + index / 4, detail=detail, percent=percent))
    return invoice(lines)


def _totals(lines: Sequence[DocumentLine], discount: Discount, *, gross: bool) -> Totals:
    charged = [
        Charged(
            line.group,
            line.quantity_e4,
            line.unit_price_e6,
            line.discount,
            line.discountable,
            line.kind is LineKind.CHARGE,
        )
        for line in lines
        if line.group is not None
    ]
    return compute(charged, discount=discount, prices_include_vat=gross)


def _filled(lines: Sequence[DocumentLine], totals: Totals) -> list[DocumentLine]:
    amounts = iter(totals.lines)
    filled, running = [], 0
    for position, line in enumerate(lines, start=1):
        if line.group is None:
            subtotal_minor = running if line.kind is LineKind.SUBTOTAL else 0
            running = 0
            filled.append(replace(line, position=position, amount_minor=subtotal_minor))
            continue
        total = next(amounts)
        running += total.amount_minor
        filled.append(
            replace(
                line,
                position=position,
                quantity_e4=line.quantity_e4 or ONE_QUANTITY,
                discount_minor=total.discount_minor,
                amount_minor=total.amount_minor,
                settled_minor=total.settled_minor,
                net_minor=total.net_minor,
                net_unit_price_e6=total.net_unit_price_e6,
                price_base_quantity=total.price_base_quantity,
                net_discount_minor=total.net_discount_minor,
            )
        )
    return filled
