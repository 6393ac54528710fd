"""Sellers, customers, lines and sales to test with: right ones, changed as a test wants."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from typing import Any, Final

from facturdesk.domain.document import Document, DocumentReference
from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.freezing import Issue, check, freeze
from facturdesk.domain.money import PRICE_PLACES, QUANTITY_PLACES, parse_scaled
from facturdesk.domain.parties import (
    Address,
    Bank,
    Customer,
    CustomerKind,
    LegalForm,
    Mediator,
    Seller,
    VatRegime,
)
from facturdesk.domain.rulebook import Rulebook
from facturdesk.domain.sale import Charge, Sale, SaleLine
from facturdesk.system.tables import load_rulebook

ISSUED_ON: Final = dt.date(2026, 11, 24)
NUMBER: Final = "F2026-00012"

_SELLER: Final = Seller(
    legal_name="Martin et fils",
    legal_form=LegalForm.SARL,
    siren="732829320",
    address=Address("12 rue des Halles", "", "69002", "Lyon"),
    trade_name="Épicerie Martin",
    share_capital_minor=1_500_000,
    siret="73282932000074",
    naf="47.11B",
    rcs_city="Lyon",
    vat_number="FR44732829320",
    activity="mixed",
    email="bonjour@epicerie-martin.example",
    phone="04 78 00 00 00",
    bank=Bank("FR7630006000011234567890189", "AGRIFRPP", "Martin et fils"),
    mediator=Mediator("CM2C", "14 rue Saint-Jean, 75017 Paris", "www.cm2c.net"),
)
_CUSTOMERS: Final = {
    CustomerKind.CONSUMER: Customer(
        CustomerKind.CONSUMER,
        "Anne Dupont",
        code="C0003",
        address=Address("3 rue de la République", "", "69001", "Lyon"),
    ),
    CustomerKind.FIRM: Customer(
        CustomerKind.FIRM,
        "Atelier Lumière SAS",
        code="C0001",
        siren="552100554",
        vat_number="FR96552100554",
        address=Address("45 avenue des Frères-Lumière", "Bâtiment C", "69008", "Lyon"),
    ),
    CustomerKind.PUBLIC: Customer(
        CustomerKind.PUBLIC,
        "Commune de Sainte-Foy-lès-Lyon",
        code="C0002",
        siren="216902023",
        address=Address("10 rue Deshay", "", "69110", "Sainte-Foy-lès-Lyon"),
    ),
}


@cache
def rulebook() -> Rulebook:
    """Load the dated tables once."""
    return load_rulebook()


def seller(**changes: Any) -> Seller:
    """Make a shop: a company in Lyon that bears VAT."""
    return replace(_SELLER, **changes)


def small_seller(**changes: Any) -> Seller:
    """Make a micro-entrepreneur under the small-business exemption, without a VAT number."""
    base = Seller(
        legal_name="Claire Morel",
        legal_form=LegalForm.MICRO,
        siren="732829320",
        address=Address("8 montée de la Grande-Côte", "", "69001", "Lyon"),
        vat_regime=VatRegime.FRANCHISE,
        siret="73282932000074",
        bank=Bank("FR7630006000011234567890189", "AGRIFRPP", "Claire Morel EI"),
        mediator=_SELLER.mediator,
    )
    return replace(base, **changes)


def customer(kind: CustomerKind | str = CustomerKind.FIRM, **changes: Any) -> Customer:
    """Make a customer of a kind; the firm and the public body have their SIREN."""
    return replace(_CUSTOMERS[CustomerKind(kind)], **changes)


def line(price: str = "10.00", quantity: str = "1", **changes: Any) -> SaleLine:
    """Make a line of goods at a price and a quantity written as decimals."""
    made = SaleLine(
        name="Thé vert",
        quantity_e4=parse_scaled(quantity, QUANTITY_PLACES),
        unit_price_e6=parse_scaled(price, PRICE_PLACES),
    )
    return replace(made, **changes)


def charge(amount_minor: int = 1_200, **changes: Any) -> Charge:
    """Make the carriage of a sale."""
    return replace(Charge("Port", amount_minor), **changes)


def sale(*lines: SaleLine, **changes: Any) -> Sale:
    """Make a sale to a firm; without lines, one of 10 euros."""
    return replace(Sale(customer(), lines or (line(),)), **changes)


def issue(by: Seller | None = None, **changes: Any) -> Issue:
    """Say who issues, on 24 November 2026."""
    return replace(Issue(by or _SELLER, rulebook(), ISSUED_ON), **changes)


def issued(
    of: Sale | None = None, by: Seller | None = None, *, number: str = NUMBER, **changes: Any
) -> Document:
    """Freeze a sale."""
    return freeze(of or sale(), issue(by, **changes), number)


def reference(relation: str = "credits", number: str = NUMBER) -> DocumentReference:
    """Refer to the invoice of the samples."""
    return DocumentReference(relation, number, ISSUED_ON)


def problems(of: Sale, by: Seller | None = None, **changes: Any) -> dict[str, str]:
    """Give what prevents a sale from being issued: the code of each field."""
    return {problem.field: problem.code for problem in check(of, issue(by, **changes))}


def refused(error: InputRefused) -> list[tuple[str, str]]:
    """Give the fields and codes of a refusal."""
    return [named(problem) for problem in error.problems]


def named(problem: Problem) -> tuple[str, str]:
    """Give the field and the code of a problem."""
    return problem.field, problem.code
