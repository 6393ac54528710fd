"""Writes a company profile as `read_company` reads it, and says what differs between two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from facturdesk.domain.cards import Company, Numbering
from facturdesk.domain.money import format_amount
from facturdesk.domain.parties import Seller

_TEXTS = (
    *("legal_name", "trade_name", "siren", "siret", "naf", "rcs_city", "vat_number", "activity"),
    *("email", "phone", "website", "accent", "own_text"),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs: its path as in `company.toml`, and its values."""

    field: str
    before: object
    after: object


def company_values(company: Company) -> dict[str, Any]:
    """Give a profile as `read_company` takes it, without its logo; empty fields are left out."""
    seller = company.seller
    values: dict[str, Any] = {name: getattr(seller, name) for name in _TEXTS}
    values |= {
        "legal_form": seller.legal_form.value,
        "vat_regime": seller.vat_regime.value,
        "vat_on_debits": seller.vat_on_debits,
        "territory": seller.territory.value,
        "address": _parts(seller.address, "line1", "line2", "postcode", "city", "country"),
        "bank": _parts(seller.bank, "iban", "bic", "holder"),
        "terms": _terms(seller),
        "numbering": _numbering(company.numbering),
        "insurance": _parts(seller.insurance, "insurer", "address", "contract", "coverage"),
        "mediator": _parts(seller.mediator, "name", "address", "website"),
    }
    if seller.share_capital_minor is not None:
        values["share_capital"] = format_amount(seller.share_capital_minor)
    return {name: value for name, value in values.items() if value not in ("", {})}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Say which fields of two profiles differ, in the order of the first that has them."""
    old, new = dict(_flat(before)), dict(_flat(after))
    return [
        Difference(field, old.get(field), new.get(field))
        for field in dict.fromkeys([*old, *new])
        if old.get(field) != new.get(field)
    ]


def _parts(part: object, *names: str) -> dict[str, str]:
    if part is None:
        return {}
    return {name: value for name in names if (value := getattr(part, name))}


def _terms(seller: Seller) -> dict[str, object]:
    terms = seller.terms
    return {
        "days": terms.days,
        "end_of_month": terms.end_of_month,
        "end_of_month_first": terms.end_of_month_first,
        "early_payment": seller.early_payment,
        "penalty_rate": seller.penalty_rate,
    }


def _numbering(numbering: Numbering) -> dict[str, object]:
    return {
        "invoice": numbering.invoice,
        "credit_note": numbering.credit_note,
        "next_invoice": numbering.next_invoice,
        "next_credit_note": numbering.next_credit_note,
    }


def _flat(values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
