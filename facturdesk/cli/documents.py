"""How a document is told at the terminal: one row of a list, or a few lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.tables import aligned
from facturdesk.i18n import marked

if TYPE_CHECKING:  # for its type alone: the command has loaded what it uses
    from facturdesk.usecases.results import DocumentResult

KINDS: Final = {
    "invoice": marked("cli", "invoice"),
    "credit_note": marked("cli", "credit note"),
    "corrective_invoice": marked("cli", "corrective invoice"),
}
STATUSES: Final = {
    "draft": marked("cli", "draft"),
    "open": marked("cli", "open"),
    "part_paid": marked("cli", "part paid"),
    "overdue": marked("cli", "overdue"),
    "paid": marked("cli", "paid"),
    "credited": marked("cli", "credited"),
    "replaced": marked("cli", "replaced"),
    "disputed": marked("cli", "disputed"),
}
CREDIT_STATUSES: Final = {  # of what gives money back
    "open": marked("cli", "to be used"),
    "part_paid": marked("cli", "partly used"),
    "paid": marked("cli", "used"),
}
AMOUNTS: Final = (4, 5)  # columns of the table

_LONGEST_NAME: Final = 32


def document_answer(desk: Desk, result: DocumentResult) -> Answer:
    """Tell what became of one document."""
    return Answer(result.to_json(), lambda: document_lines(desk, result))


def document_lines(desk: Desk, result: DocumentResult) -> Iterable[str]:
    """Tell one document in a few lines."""
    words = desk.catalogue
    yield _title(desk, result)
    amounts = [
        (desk.text("cli", "Net"), words.money(result.net_minor, result.currency)),
        (desk.text("cli", "VAT"), words.money(result.vat_minor, result.currency)),
        (desk.text("cli", "Total with VAT"), words.money(result.gross_minor, result.currency)),
    ]
    if not draft(result):
        amounts.append(
            (desk.text("cli", "Balance"), words.money(result.balance_minor, result.currency))
        )
    yield from (f"  {line}" for line in aligned(amounts, right=(1,)))
    owed = draft(result) or result.balance_minor > 0
    for instalment in result.due if owed else ():
        yield "  " + desk.text(
            "cli",
            "{amount} due on {day}",
            amount=words.money(instalment.amount_minor, result.currency),
            day=instalment.due_on,
        )


def document_table(desk: Desk, results: Sequence[DocumentResult]) -> Iterable[str]:
    """Tell documents as a table, one a row."""
    words = desk.catalogue
    if not results:
        return [desk.text("cli", "No document.")]
    heading = (
        desk.text("cli", "Number"),
        desk.text("cli", "Date"),
        desk.text("cli", "Customer"),
        desk.text("cli", "Status"),
        desk.text("cli", "Total with VAT"),
        desk.text("cli", "Balance"),
        desk.text("cli", "Due"),
    )
    rows = [
        (
            result.number or f"#{result.id}",
            words.date(result.date) if result.date else "",
            _short(result.customer_name),
            status_word(desk, result),
            words.money(result.gross_minor, result.currency),
            "" if draft(result) else words.money(result.balance_minor, result.currency),
            words.date(result.due[-1].due_on) if result.due else "",
        )
        for result in results
    ]
    return aligned([heading, *rows], right=AMOUNTS)


def status_word(desk: Desk, result: DocumentResult) -> str:
    """Give the word for where a document stands; a credit note has its own."""
    own = CREDIT_STATUSES if result.kind == "credit_note" else {}
    return desk.text("cli", own.get(result.status) or STATUSES[result.status])


def draft(result: DocumentResult) -> bool:
    """Tell whether it is a draft, which owes nothing."""
    return result.state == "draft"


def _title(desk: Desk, result: DocumentResult) -> str:
    kind = desk.text("cli", KINDS[result.kind])
    if result.number is None:
        return desk.text(
            "cli",
            "Draft {id} ({kind}) for {customer}",
            id=result.id,
            kind=kind,
            customer=result.customer_name,
        )
    return desk.text(
        "cli",
        "{number} ({kind}) of {day} for {customer}: {status}",
        number=result.number,
        kind=kind,
        day=result.date,
        customer=result.customer_name,
        status=status_word(desk, result),
    )


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
