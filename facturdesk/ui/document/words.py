"""What is said of an issued document: its title, what happened to it, why an act is refused."""

from __future__ import annotations

from typing import Final

from facturdesk.domain.errors import ActionableError
from facturdesk.domain.money import Money
from facturdesk.i18n import Catalogue, marked
from facturdesk.ui.money_words import method_words
from facturdesk.usecases import timeline
from facturdesk.usecases.timeline import Event

ISSUED: Final = {
    "invoice": marked("ui", "Invoice issued"),
    "credit_note": marked("ui", "Credit note issued"),
    "corrective_invoice": marked("ui", "Corrective invoice issued"),
}
RELATIONS: Final = {
    "credited": marked("ui", "Credits the invoice"),
    "replaced": marked("ui", "Replaces the invoice"),
    "credits": marked("ui", "Credited by"),
    "replaces": marked("ui", "Replaced by"),
}
_EVENTS: Final = {
    timeline.PAID: marked("ui", "{amount} received ({method})"),
    timeline.UNPAID: marked("ui", "Payment of {amount} undone"),
    timeline.MOVED: marked("ui", "Payment of {amount} moved to the corrective invoice"),
    timeline.CREDITED: marked("ui", "{amount} settled by credit note {number}"),
    timeline.UNCREDITED: marked("ui", "{amount} of credit note {number} taken back"),
    timeline.REPLACED: marked("ui", "Cancelled and replaced by {number}"),
    timeline.USED: marked("ui", "{amount} used to settle {number}"),
    timeline.UNUSED: marked("ui", "{amount} taken back from {number}"),
    timeline.OVERDUE: marked("ui", "Found overdue (due on {due:date})"),
    timeline.CLEARED: marked("ui", "No longer overdue (due on {due:date})"),
    "saved": marked("ui", "Saved as PDF"),
    "mailed": marked("ui", "Message prepared for {to}"),
}
_WHY_NOT: Final = {
    "document-not-an-invoice": marked("ui", "This is a credit note, not an invoice."),
    "document-replaced": marked("ui", "It is cancelled: invoice {by} replaces it."),
    "document-taken-over": marked(
        "ui", "It comes from another program: this is done where it was issued."
    ),
    "document-credited": marked("ui", "It is wholly credited already."),
    "document-partly-credited": marked(
        "ui", "Part of it is credited already: credit the rest, then make a new invoice."
    ),
}


def why_not(error: ActionableError, words: Catalogue) -> str:
    """Say in a short sentence why an act is not offered."""
    msgid = _WHY_NOT.get(error.code)
    if msgid is None:
        return words.error_sentence(error.code, error.params)
    return words.text("ui", msgid, **error.params)


def event_words(event: Event, kind: str, words: Catalogue) -> str:
    """Say what happened to a document of a kind."""
    if event.kind == timeline.ISSUED:
        return words.text("ui", ISSUED[kind])
    if event.kind == "printed":
        return _printed(event, words)
    return words.text(
        "ui",
        _EVENTS[event.kind],
        amount=Money(event.amount_minor or 0),
        number=event.number or "",
        method=method_words(words, event.method).lower(),
        due=event.detail.get("due", ""),
        to=event.detail.get("to", ""),
    )


def _printed(event: Event, words: Catalogue) -> str:
    rank, printer = event.detail.get("rank", "1"), event.detail.get("printer", "")
    if rank != "1":
        return words.text(
            "ui", "Duplicate no. {rank} printed on {printer}", rank=rank, printer=printer
        )
    return words.text("ui", "Original printed on {printer}", printer=printer)


def is_credit_note(kind: str) -> bool:
    """Tell whether a document gives money back."""
    return kind == "credit_note"
