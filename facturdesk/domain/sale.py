"""A sale as typed: the draft that becomes a document when it is issued."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from facturdesk.domain.parties import Customer, PaymentTerms


class DocumentKind(StrEnum):
    """Every kind of document the program knows; the first version issues three."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    CORRECTIVE_INVOICE = "corrective_invoice"
    QUOTE = "quote"
    PRO_FORMA = "pro_forma"
    ORDER = "order"
    DELIVERY_NOTE = "delivery_note"
    DEPOSIT_INVOICE = "deposit_invoice"
    FINAL_INVOICE = "final_invoice"
    PROGRESS_INVOICE = "progress_invoice"
    SELF_BILLED_INVOICE = "self_billed_invoice"


class LineKind(StrEnum):
    """What a line of a document is; only priced lines and charges carry money."""

    PRICED = "priced"
    CHARGE = "charge"
    SECTION = "section"
    TEXT = "text"
    SUBTOTAL = "subtotal"


class Nature(StrEnum):
    """Goods or services: decides the category of operation and the VAT point."""

    GOODS = "goods"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Discount:
    """A reduction in per cent (basis points) or as an amount; neither: none."""

    percent_bp: int | None = None
    amount_minor: int | None = None


NO_DISCOUNT = Discount()


@dataclass(frozen=True, slots=True)
class SaleLine:
    """One line as typed, an item's values already filled in.

    `unit_price_e6` and a discount amount include VAT when the sale says so. A rate
    of None and an empty case mean the shop's standard rate.
    """

    kind: LineKind = LineKind.PRICED
    name: str = ""
    detail: str = ""  # further lines, separated by a line feed
    item_code: str = ""
    nature: Nature = Nature.GOODS
    quantity_e4: int = 10_000
    unit: str = "C62"  # UN/ECE recommendation 20
    unit_price_e6: int = 0
    vat_rate_bp: int | None = None
    vat_case: str = ""
    discount: Discount = NO_DISCOUNT
    discountable: bool = True
    purchase_cost_minor: int | None = None  # of the whole line


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge on the whole document (EN 16931 BG-21), such as carriage."""

    label: str
    amount_minor: int
    nature: Nature = Nature.SERVICE
    vat_rate_bp: int | None = None
    vat_case: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money received on the day of issue."""

    method: str  # cash, card, cheque, transfer, direct_debit, other
    amount_minor: int
    received_on: dt.date
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Sale:
    """A draft with its customer: everything needed to issue, nothing decided by law yet."""

    customer: Customer
    lines: tuple[SaleLine, ...]
    kind: DocumentKind = DocumentKind.INVOICE
    issued_on: dt.date | None = None
    supplied_on: dt.date | None = None
    due_on: dt.date | None = None
    terms: PaymentTerms | None = None  # the customer's or the sale's own; None: the shop's
    prices_include_vat: bool = False
    order_reference: str = ""
    currency: str = "EUR"
    discount: Discount = NO_DISCOUNT
    charges: tuple[Charge, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    note: str = ""
    extra_mentions: tuple[str, ...] = field(default=())  # codes the user added: oga, warranty
    corrects: str = ""  # the number of the invoice that this one cancels and replaces
    reason: str = ""  # why it does
