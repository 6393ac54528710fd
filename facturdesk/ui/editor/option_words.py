"""The words of what a draft may have beside its lines: terms, ways of paying, mentions."""

from __future__ import annotations

import datetime as dt
from typing import Final

from facturdesk.domain.parties import PaymentTerms
from facturdesk.domain.rulebook import MENTIONS, Rulebook
from facturdesk.i18n import Catalogue, marked
from facturdesk.ui.settings.choices import payment_terms

METHODS: Final = {
    "card": marked("ui", "Card"),
    "cash": marked("ui", "Cash"),
    "cheque": marked("ui", "Cheque"),
    "transfer": marked("ui", "Transfer"),
    "direct_debit": marked("ui", "Direct debit"),
    "other": marked("ui", "Other"),
}
LANGUAGES: Final = {"fr": marked("ui", "French"), "en": marked("ui", "French and English")}
_MENTIONS: Final = {
    "warranty": marked("ui", "Legal warranty of conformity"),
    "works_10": marked("ui", "Works at the 10 % rate: the customer certifies"),
    "works_5_5": marked("ui", "Works at the 5.5 % rate: the customer certifies"),
    "oga": marked("ui", "Member of an approved management body"),
}


def terms_words(terms: PaymentTerms, words: Catalogue) -> str:
    """Say when a customer pays."""
    if terms.end_of_month_first or not terms.end_of_month:
        value = {"days": terms.days, "end_of_month": terms.end_of_month}
        for usual, said in payment_terms(words):
            if usual == value:
                return said
        if terms.end_of_month:
            return words.text("ui", "end of month + {days} days", days=terms.days)
        return words.plural("ui", "{count} day", "{count} days", terms.days)
    return words.text("ui", "{days} days, then to the end of the month", days=terms.days)


def mentions_offered(
    rulebook: Rulebook, on: dt.date, words: Catalogue
) -> list[tuple[str, str, str]]:
    """Give the mentions one may ask for: code, short words, the text as printed."""
    rows = [(code, rulebook.row(MENTIONS, code, on)) for code in rulebook.codes(MENTIONS)]
    return [
        (code, words.text("ui", _MENTIONS[code]) if code in _MENTIONS else row.value, row.value)
        for code, row in rows
        if row is not None and row.more.get("asked") == "yes"
    ]
