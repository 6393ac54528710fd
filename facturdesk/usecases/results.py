"""What use cases give back about documents, money and the watch, and how programs read it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from facturdesk.domain.document import Instalment, TaxSubtotal
from facturdesk.domain.money import format_amount, format_rate

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """A draft or an issued document in short; amounts in cents.

    `balance_minor` of an invoice is what is owed; of a credit note, what is still to be
    given back, negative; of a draft, its gross. `status` is that of the day.
    """

    id: int
    kind: str
    state: str  # draft, issued
    status: str  # draft, open, part_paid, overdue, paid, credited, replaced
    number: str | None
    date: dt.date | None
    due: tuple[Instalment, ...]
    customer: str  # code
    customer_name: str
    currency: str
    net_minor: int
    vat_minor: int
    gross_minor: int
    balance_minor: int
    taxes: tuple[TaxSubtotal, ...] = ()
    sha256: str | None = None  # of the original

    def to_json(self, *, with_taxes: bool = True) -> Json:
        """Give it as HEADLESS.md says."""
        data: Json = {
            "id": self.id,
            "kind": self.kind,
            "state": self.state,
            "status": self.status,
            "number": self.number,
            "date": self.date.isoformat() if self.date else None,
            "due": [
                {"on": part.due_on.isoformat(), "amount": format_amount(part.amount_minor)}
                for part in self.due
            ],
            "customer": self.customer,
            "currency": self.currency,
            "net": format_amount(self.net_minor),
            "vat": format_amount(self.vat_minor),
            "gross": format_amount(self.gross_minor),
            "balance": format_amount(self.balance_minor),
        }
        if with_taxes:
            data["taxes"] = [tax_json(tax) for tax in self.taxes]
        if self.number is None:
            del data["number"]
        return {**data, "sha256": self.sha256}


@dataclass(frozen=True, slots=True)
class Allotted:
    """A part of a payment or of a credit given to one document; negative: taken back."""

    number: str
    amount_minor: int

    def to_json(self) -> Json:
        """Give it for other programs."""
        return {"number": self.number, "amount": format_amount(self.amount_minor)}


@dataclass(frozen=True, slots=True)
class PaymentResult:
    """A payment or a counter-entry just recorded, and what it did.

    `document` is the one asked for, as it stands now; None when several or none was.
    """

    payment: int  # its id
    customer: str  # code
    received_on: dt.date
    method: str
    amount_minor: int
    unallocated_minor: int  # kept as the customer's credit
    allocations: tuple[Allotted, ...]
    document: DocumentResult | None = None
    reverses: int | None = None

    def to_json(self) -> Json:
        """Give it as HEADLESS.md says."""
        data: Json = {
            "payment": self.payment,
            "customer": self.customer,
            "date": self.received_on.isoformat(),
            "method": self.method,
            "amount": format_amount(self.amount_minor),
            "allocations": [part.to_json() for part in self.allocations],
            "unallocated": format_amount(self.unallocated_minor),
        }
        if self.reverses is not None:
            data["reverses"] = self.reverses
        if self.document is not None:
            data["number"] = self.document.number
            data["status"] = self.document.status
            data["balance"] = format_amount(self.document.balance_minor)
        return data


@dataclass(frozen=True, slots=True)
class PaymentEntry:
    """A payment as listed."""

    id: int
    customer: str  # code
    customer_name: str
    received_on: dt.date
    method: str
    amount_minor: int  # negative: a counter-entry
    reference: str
    reverses: int | None
    reversed_by: int | None
    unallocated_minor: int
    allocations: tuple[Allotted, ...]
    reason: str = ""

    def to_json(self) -> Json:
        """Give it for other programs."""
        return {
            "id": self.id,
            "customer": self.customer,
            "date": self.received_on.isoformat(),
            "method": self.method,
            "amount": format_amount(self.amount_minor),
            "reference": self.reference,
            "reverses": self.reverses,
            "reversed_by": self.reversed_by,
            "reason": self.reason,
            "unallocated": format_amount(self.unallocated_minor),
            "allocations": [part.to_json() for part in self.allocations],
        }


@dataclass(frozen=True, slots=True)
class CreditResult:
    """What allocating a customer's existing credit did."""

    customer: str  # code
    allocations: tuple[Allotted, ...]
    left_minor: int  # still the customer's credit

    def to_json(self) -> Json:
        """Give it for other programs."""
        return {
            "customer": self.customer,
            "allocations": [part.to_json() for part in self.allocations],
            "left": format_amount(self.left_minor),
        }


@dataclass(frozen=True, slots=True)
class CountResult:
    """How many documents a query finds, and their sums."""

    count: int
    gross_minor: int
    balance_minor: int

    def to_json(self) -> Json:
        """Give it as HEADLESS.md says."""
        return {
            "count": self.count,
            "gross": format_amount(self.gross_minor),
            "balance": format_amount(self.balance_minor),
        }


@dataclass(frozen=True, slots=True)
class LateInstalment:
    """An instalment that the overdue watch flagged, or cleared."""

    number: str
    instalment: int
    due_on: dt.date

    def to_json(self) -> Json:
        """Give it for other programs."""
        return {
            "number": self.number,
            "instalment": self.instalment,
            "due": self.due_on.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class OverdueResult:
    """What one pass of the overdue watch found new."""

    flagged: tuple[LateInstalment, ...]
    cleared: tuple[LateInstalment, ...]

    def to_json(self) -> Json:
        """Give it as HEADLESS.md says."""
        return {
            "flagged": [part.to_json() for part in self.flagged],
            "cleared": [part.to_json() for part in self.cleared],
        }


@dataclass(frozen=True, slots=True)
class Kept:
    """A card that was added or updated."""

    id: int
    code: str

    def to_json(self) -> Json:
        """Give it for other programs."""
        return {"id": self.id, "code": self.code}


def tax_json(tax: TaxSubtotal) -> Json:
    """Give a VAT subtotal as HEADLESS.md says."""
    return {
        "category": tax.group.category,
        "rate": format_rate(tax.group.rate_bp),
        "base": format_amount(tax.base_minor),
        "vat": format_amount(tax.vat_minor),
        "reason": tax.reason or None,
    }
