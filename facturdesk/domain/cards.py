"""The cards of the shop: customers and items as they are kept between sales."""

from __future__ import annotations

from dataclasses import dataclass, field

from facturdesk.domain.parties import Customer, PaymentTerms, Seller
from facturdesk.domain.sale import Nature
from facturdesk.domain.units import PIECE


@dataclass(frozen=True, slots=True)
class Contact:
    """A person at a customer."""

    name: str
    role: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """A customer as kept: the identity that goes on paper, and the shop's habits with them."""

    customer: Customer
    terms: PaymentTerms | None = None
    discount_bp: int | None = None
    contacts: tuple[Contact, ...] = ()
    note: str = ""
    tags: tuple[str, ...] = ()
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A catalogue entry; prices in millionths, with VAT or without as it says."""

    code: str
    name: str
    barcode: str = ""
    description: str = ""
    nature: Nature = Nature.GOODS
    unit: str = PIECE
    price_e6: int = 0
    price_includes_vat: bool = False
    vat_rate_bp: int | None = None
    vat_case: str = ""
    cost_minor: int | None = None
    discountable: bool = True
    category: str = ""


@dataclass(frozen=True, slots=True)
class Numbering:
    """How documents are numbered, and where the counter starts in a new data file."""

    invoice: str = "F{year}-{counter:05}"
    credit_note: str = "A{year}-{counter:05}"
    next_invoice: int = 1
    next_credit_note: int = 1


@dataclass(frozen=True, slots=True)
class Company:
    """The shop's own profile as kept: the seller, its numbering and its logo."""

    seller: Seller
    numbering: Numbering = field(default_factory=Numbering)
    logo: bytes = b""
