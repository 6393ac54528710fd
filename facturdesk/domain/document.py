"""A document as issued: one frozen value from which rows, paper and e-invoice are made."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from facturdesk.domain.parties import Customer, PaymentTerms, Seller
from facturdesk.domain.sale import (
    NO_DISCOUNT,
    Discount,
    DocumentKind,
    LineKind,
    Nature,
    Receipt,
)
from facturdesk.domain.vat import VatGroup


class MentionPlace(StrEnum):
    """Where a mention stands on paper (PAPER.md section 7)."""

    FOOTER = "footer"  # identity of the seller, on every page
    TERMS = "terms"  # note « Conditions de règlement »
    VAT = "vat"  # beside the totals, or the note « TVA »
    CONSUMER = "consumer"  # mediator, guarantee
    REFERENCE = "reference"  # what the document corrects, among the facts
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mention:
    """A legal text as printed, in French, with its code in the dated table.

    `subject` is the EN 16931 note subject code (PMT, PMD, AAB, REG, ABL, TXD, …)
    that carries it in the XML; empty: on paper and as an exemption reason only.
    """

    code: str
    text: str
    place: MentionPlace
    subject: str = ""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One line; `position` counts from 1 over all lines, charges last.

    `amount_minor` is in the document's price basis (excluding VAT, or including it)
    after the line's own discount; `settled_minor` is that less its share of the
    document discount, what a credit note gives back; `net_minor` is BT-131, always
    excluding VAT and before the document discount (for a charge: BT-99).
    """

    position: int
    kind: LineKind
    name: str = ""
    detail: str = ""
    item_code: str = ""
    nature: Nature = Nature.GOODS
    quantity_e4: int = 0
    unit: str = ""
    unit_price_e6: int = 0
    discount: Discount = NO_DISCOUNT
    discount_minor: int = 0  # what the line's own discount takes off, price basis
    discountable: bool = True
    amount_minor: int = 0
    settled_minor: int = 0
    net_minor: int = 0
    net_unit_price_e6: int = 0  # BT-146, for `price_base_quantity` units (BT-149)
    price_base_quantity: int = 1
    net_discount_minor: int = 0  # BT-136
    group: VatGroup | None = None
    purchase_cost_minor: int | None = None
    source_position: int | None = None  # the line credited, on a credit note


@dataclass(frozen=True, slots=True)
class TaxSubtotal:
    """Base and VAT of one VAT group; lines − discount + charges = base, all net.

    `discount_amount_minor` is the group's share of the document discount in the
    document's price basis.
    """

    group: VatGroup
    base_minor: int
    vat_minor: int
    lines_minor: int
    discount_minor: int = 0
    charges_minor: int = 0
    discount_amount_minor: int = 0
    reason: str = ""  # exemption reason text, BT-120

    @property
    def gross_minor(self) -> int:
        """Base and VAT together."""
        return self.base_minor + self.vat_minor


@dataclass(frozen=True, slots=True)
class Instalment:
    """What falls due on one day."""

    sequence: int
    due_on: dt.date
    amount_minor: int


@dataclass(frozen=True, slots=True)
class DocumentReference:
    """An earlier document this one corrects or follows (BT-25, BT-26)."""

    relation: str  # credits, replaces
    number: str
    issued_on: dt.date


@dataclass(frozen=True, slots=True)
class Document:
    """An issued document, whole. Instalments add up to the gross total of an invoice."""

    kind: DocumentKind
    number: str
    issued_on: dt.date
    seller: Seller
    customer: Customer
    lines: tuple[DocumentLine, ...]
    taxes: tuple[TaxSubtotal, ...]
    instalments: tuple[Instalment, ...]
    net_minor: int
    vat_minor: int
    gross_minor: int
    type_code: str  # UNTDID 1001: 380, 381, 384
    framework: str  # BT-23: B1, S1, M1, B2, …
    prices_include_vat: bool = False
    currency: str = "EUR"
    supplied_on: dt.date | None = None
    terms: PaymentTerms = field(default_factory=PaymentTerms)
    order_reference: str = ""
    payment_reference: str = ""  # ISO 11649 RF reference
    discount: Discount = NO_DISCOUNT
    receipts: tuple[Receipt, ...] = ()
    references: tuple[DocumentReference, ...] = ()
    reason: str = ""  # why a credit note or a correction was made
    mentions: tuple[Mention, ...] = ()
    note: str = ""
    origin: str = "issued"  # issued, taken_over

    @property
    def prepaid_minor(self) -> int:
        """What was received on the day of issue (BT-113)."""
        return sum(receipt.amount_minor for receipt in self.receipts)

    @property
    def due_minor(self) -> int:
        """What remains to pay when the document leaves the shop (BT-115)."""
        return self.gross_minor - self.prepaid_minor

    @property
    def due_on(self) -> dt.date | None:
        """The last due date; None where nothing falls due (a credit note)."""
        return self.instalments[-1].due_on if self.instalments else None

    @property
    def is_paid(self) -> bool:
        """Whether it was wholly paid at issue (framework x2)."""
        return bool(self.receipts) and self.due_minor == 0
