"""What both drawn yardsticks print, word for word: amounts, labels, payment code."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

import segno

from facturdesk.domain.document import Document
from facturdesk.domain.sale import LineKind

HEADS: Final = ("Désignation", "Qté", "P.U. HT", "TVA", "Montant HT")
TERMS_TITLE: Final = "Conditions de règlement"


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one invoice, formatted."""

    seller: tuple[str, ...]
    title: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    customer: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[tuple[str, ...], ...]
    payment: tuple[str, ...]
    notes: tuple[str, ...]
    foot: str


def words(document: Document) -> Words:
    """Format everything that stands on the paper of an invoice."""
    seller, customer = document.seller, document.customer
    bank = seller.bank
    assert document.due_on is not None
    return Words(
        seller=(
            seller.trade_name,
            seller.legal_name,
            f"{seller.address.line1}, {seller.address.postcode} {seller.address.city}",
            f"{seller.phone} · {seller.email}",
        ),
        title=("Facture", f"n° {document.number}", f"du {_day(document.issued_on)}"),
        facts=(
            ("Échéance", _day(document.due_on)),
            ("Votre commande", document.order_reference),
            ("SIREN client", customer.siren),
            ("Opérations", "Livraisons de biens et prestations de services"),
        ),
        customer=(
            customer.name,
            customer.address.line1,
            customer.address.line2,
            f"{customer.address.postcode} {customer.address.city}",
        ),
        rows=_rows(document),
        totals=_totals(document),
        payment=(
            f"Titulaire du compte : {bank.holder}",
            f"IBAN {bank.iban}",
            f"BIC {bank.bic} · Référence {document.payment_reference}",
            f"Net à payer {money(document.gross_minor)} €",
            f"Au plus tard le {_day(document.due_on)}",
        ),
        notes=tuple(mention.text for mention in document.mentions),
        foot=(
            f"{seller.legal_name}, {seller.legal_form} au capital de 10 000 € · "
            f"SIREN {seller.siren} RCS {seller.rcs_city} · TVA {seller.vat_number}"
        ),
    )


def payment_code(document: Document) -> segno.QRCode:
    """Make the transfer code (EPC069-12)."""
    bank = document.seller.bank
    amount = f"EUR{document.gross_minor // 100}.{document.gross_minor % 100:02d}"
    reference = document.payment_reference
    parts = ("BCD", "002", "1", "SCT", bank.bic, bank.holder, bank.iban, amount, "", reference)
    text = "\n".join(parts)
    return segno.make(text, error="m", micro=False, boost_error=False)


def money(minor: int) -> str:
    """Write an amount in French."""
    return f"{minor // 100:,}".replace(",", "\u202f") + f",{minor % 100:02d}"


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def _rows(document: Document) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            line.name,
            f"{line.quantity_e4 / 10_000:g}".replace(".", ","),
            money(line.unit_price_e6 // 10_000),
            f"{line.group.rate_bp / 100:g} %".replace(".", ","),
            money(line.amount_minor),
        )
        for line in document.lines
        if line.kind is LineKind.PRICED and line.group is not None
    )


def _totals(document: Document) -> tuple[tuple[str, ...], ...]:
    taxes = document.taxes
    return (
        ("", *(f"{tax.group.rate_bp / 100:g} %".replace(".", ",") for tax in taxes), "Total"),
        ("Total HT", *(money(tax.base_minor) for tax in taxes), money(document.net_minor)),
        ("TVA", *(money(tax.vat_minor) for tax in taxes), money(document.vat_minor)),
        ("Total TTC", *(money(tax.gross_minor) for tax in taxes), money(document.gross_minor)),
    )
