"""How money is received, in the words of the screen."""

from __future__ import annotations

from typing import Final

from facturdesk.i18n import Catalogue, marked

METHODS: Final = {
    "card": marked("ui", "Card"),
    "cash": marked("ui", "Cash"),
    "cheque": marked("ui", "Cheque"),
    "transfer": marked("ui", "Transfer"),
    "direct_debit": marked("ui", "Direct debit"),
    "other": marked("ui", "Other"),
}


def method_words(words: Catalogue, method: str) -> str:
    """Give the word of a method of payment."""
    return words.text("ui", METHODS.get(method, METHODS["other"]))
