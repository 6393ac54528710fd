"""How money received is told at the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.documents import STATUSES
from facturdesk.cli.tables import aligned
from facturdesk.i18n import marked

if TYPE_CHECKING:  # for their types alone: the commands have loaded what they use
    from facturdesk.usecases.results import Allotted, PaymentEntry, PaymentResult

METHODS: Final = {
    "transfer": marked("cli", "transfer"),
    "card": marked("cli", "card"),
    "cash": marked("cli", "cash"),
    "cheque": marked("cli", "cheque"),
    "direct_debit": marked("cli", "direct debit"),
    "other": marked("cli", "other"),
}


def payment_answer(desk: Desk, result: PaymentResult) -> Answer:
    """Tell a payment or a counter-entry."""
    return Answer(result.to_json(), lambda: _payment_lines(desk, result))


def payment_table(desk: Desk, entries: Sequence[PaymentEntry]) -> Iterable[str]:
    """Tell payments as a table, one a row."""
    words = desk.catalogue
    if not entries:
        return [desk.text("cli", "No payment.")]
    heading = (
        desk.text("cli", "Id"),
        desk.text("cli", "Date"),
        desk.text("cli", "Customer"),
        desk.text("cli", "Method"),
        desk.text("cli", "Amount"),
        desk.text("cli", "Settles"),
    )
    rows = [
        (
            str(entry.id),
            words.date(entry.received_on),
            entry.customer,
            desk.text("cli", METHODS[entry.method]),
            words.money(entry.amount_minor),
            _settled(desk, entry),
        )
        for entry in entries
    ]
    return aligned([heading, *rows], right=(0, 4))


def _payment_lines(desk: Desk, result: PaymentResult) -> Iterable[str]:
    words = desk.catalogue
    amount = words.money(result.amount_minor)
    if result.reverses is None:
        method = desk.text("cli", METHODS[result.method])
        yield desk.text(
            "cli",
            "Payment {id} of {amount} ({method}) is recorded.",
            id=result.payment,
            amount=amount,
            method=method,
        )
    else:
        yield desk.text(
            "cli",
            "Payment {id} is cancelled by the counter-entry {entry} of {amount}.",
            id=result.reverses,
            entry=result.payment,
            amount=amount,
        )
    for part in result.allocations:
        yield f"  {_allotted(desk, part)}"
    if result.unallocated_minor > 0:
        rest = words.money(result.unallocated_minor)
        yield "  " + desk.text("cli", "{amount} is kept as the customer’s credit", amount=rest)
    if result.document is not None:
        yield desk.text(
            "cli",
            "{number}: {status}, {balance} left to pay",
            number=result.document.number,
            status=desk.text("cli", STATUSES[result.document.status]),
            balance=words.money(result.document.balance_minor, result.document.currency),
        )


def _settled(desk: Desk, entry: PaymentEntry) -> str:
    if entry.reverses is not None:
        return desk.text("cli", "cancels {id}", id=entry.reverses)
    if entry.reversed_by is not None:
        return desk.text("cli", "cancelled by {id}", id=entry.reversed_by)
    parts = [_allotted(desk, part) for part in entry.allocations]
    if entry.unallocated_minor:
        parts.append(
            desk.text(
                "cli", "credit {amount}", amount=desk.catalogue.money(entry.unallocated_minor)
            )
        )
    return ", ".join(parts)


def _allotted(desk: Desk, part: Allotted) -> str:
    return desk.text(
        "cli",
        "{number} {amount}",
        number=part.number,
        amount=desk.catalogue.money(part.amount_minor),
    )
