"""Who sells and who buys, as they stand on a document: values frozen at issue."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

# ISO 3166 also gives the departments overseas codes of their own
FRENCH_COUNTRIES: Final = frozenset({"FR", "GP", "MQ", "RE", "GF", "YT"})


class CustomerKind(StrEnum):
    """What the law distinguishes: no 40 € nor SIREN for a consumer."""

    CONSUMER = "consumer"
    FIRM = "firm"
    PUBLIC = "public"


class LegalForm(StrEnum):
    """Legal forms of the seller; they decide the identity mentions."""

    EI = "EI"
    MICRO = "MICRO"
    EURL = "EURL"
    SARL = "SARL"
    SASU = "SASU"
    SAS = "SAS"
    SA = "SA"
    SNC = "SNC"
    ASSOCIATION = "ASSOCIATION"
    OTHER = "OTHER"


class VatRegime(StrEnum):
    """How the seller stands to VAT: exempt small business, normal, simplified."""

    FRANCHISE = "franchise"
    NORMAL = "normal"
    SIMPLIFIED = "simplified"


class Territory(StrEnum):
    """Where the shop is: decides the VAT rates that exist."""

    METROPOLE = "FR"
    CORSICA = "FR-COR"
    GUADELOUPE = "GP"
    MARTINIQUE = "MQ"
    REUNION = "RE"
    GUYANE = "GF"
    MAYOTTE = "YT"


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; `country` is an ISO 3166 code."""

    line1: str = ""
    line2: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "FR"
    name: str = ""  # of the place, on a delivery address


@dataclass(frozen=True, slots=True)
class Bank:
    """Where the shop is paid; the holder exactly as on the account."""

    iban: str = ""
    bic: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True)
class PaymentTerms:
    """When an invoice falls due: days from its date, or end of month and days.

    `end_of_month_first` tells the two admitted readings of « 45 jours fin de mois »
    apart: True counts the days from the end of the invoice's month, False goes to
    the end of the month in which the days end.
    """

    days: int = 30
    end_of_month: bool = False
    end_of_month_first: bool = True


@dataclass(frozen=True, slots=True)
class Insurance:
    """Professional or ten-year building insurance (C. assur. L243-2)."""

    insurer: str = ""
    address: str = ""
    contract: str = ""
    coverage: str = ""


@dataclass(frozen=True, slots=True)
class Mediator:
    """Consumer mediator (C. conso. L616-1)."""

    name: str = ""
    address: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Seller:
    """The company as frozen on a document."""

    legal_name: str
    legal_form: LegalForm
    siren: str
    address: Address
    vat_regime: VatRegime = VatRegime.NORMAL
    territory: Territory = Territory.METROPOLE
    trade_name: str = ""
    share_capital_minor: int | None = None
    siret: str = ""
    naf: str = ""
    rcs_city: str = ""
    vat_number: str = ""
    vat_on_debits: bool = False
    activity: str = "goods"  # goods, services, mixed
    email: str = ""
    phone: str = ""
    website: str = ""
    bank: Bank = field(default_factory=Bank)
    terms: PaymentTerms = field(default_factory=PaymentTerms)
    early_payment: str = "néant"
    penalty_rate: str = "ecb+10"  # or a number of per cent a year: "12.5"
    insurance: Insurance | None = None
    mediator: Mediator | None = None
    logo_sha256: str = ""
    demonstration: bool = False
    accent: str = ""  # colour of the paper, RRGGBB; empty: the program's
    own_text: str = ""  # on every document, among the other mentions


@dataclass(frozen=True, slots=True)
class Customer:
    """The customer as frozen on a document."""

    kind: CustomerKind
    name: str
    code: str = ""
    siren: str = ""
    siret: str = ""
    vat_number: str = ""
    address: Address = field(default_factory=Address)
    delivery_address: Address | None = None
    email: str = ""
    language: str = "fr"
    electronic_address: str = ""  # scheme:value; empty: 0225:SIREN where there is one
