"""The words of a paper: French always, the customer's language beside it, figures as they read."""

from __future__ import annotations

import datetime as dt
from typing import Final, Literal

from facturdesk.domain.money import divide_rounded
from facturdesk.i18n import Catalogue, load_catalogue, marked
from facturdesk.system.resources import resource

_METHODS: Final = {
    "cash": marked("document", "Paid in cash on {day}"),
    "card": marked("document", "Paid by card on {day}"),
    "cheque": marked("document", "Paid by cheque on {day}"),
    "transfer": marked("document", "Paid by transfer on {day}"),
    "direct_debit": marked("document", "Paid by direct debit on {day}"),
    "other": marked("document", "Paid on {day}"),
}
_PRICE_PLACES: Final = 4  # of a price without VAT that was worked out from one with it


class Words:
    """Texts and figures in the language of the customer.

    An invoice made in France is in French (law 94-665, article 2): another language is
    added to the French, never put in its place.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.own = catalogue
        french = catalogue.language == "fr"
        self._french = catalogue if french else load_catalogue("fr", resource("locale"))
        self.bilingual = not french
        self.mark = catalogue.amount(0)[1]  # the comma of 0,00

    def pair(self, msgid: str, /, **params: object) -> tuple[str, str]:
        """Give a text in French, and in the customer's language; empty where it is the same."""
        french = self._french.text("document", msgid, **params)
        if not self.bilingual:
            return french, ""
        own = self.own.text("document", msgid, **params)
        return french, "" if own == french else own

    def text(self, context: Literal["document"], msgid: str, /, **params: object) -> str:
        """Give a text in one line, in both languages where there are two."""
        french, own = self.pair(msgid, **params)
        return f"{french} / {own}" if own else french

    def french(self, msgid: str, /, **params: object) -> str:
        """Give a text in French alone."""
        return self._french.text("document", msgid, **params)

    def paid(self, method: str, day: dt.date) -> str:
        """Say how and when money was received."""
        return self.text("document", _METHODS.get(method, _METHODS["other"]), day=day)

    def unit(self, code: str) -> str:
        """Give the word or sign of a unit of measure."""
        return self.own.text("unit", code) if code else ""

    def amount(self, minor: int) -> str:
        """Write an amount without its currency."""
        return self.own.amount(minor)

    def money(self, minor: int, currency: str) -> str:
        """Write an amount with its currency."""
        return self.own.money(minor, currency)

    def percent(self, rate_bp: int) -> str:
        """Write a rate."""
        return self.own.percent(rate_bp)

    def quantity(self, quantity_e4: int) -> str:
        """Write a quantity."""
        return self.own.quantity(quantity_e4)

    def price(self, price_e6: int) -> str:
        """Write a unit price as it was typed: two to six decimals."""
        return self.own.unit_price(price_e6)

    def worked_out_price(self, price_e6: int, *, units: int) -> str:
        """Write the price of one unit from that of several, two to four decimals."""
        price_e4 = divide_rounded(price_e6, 100 * units)
        return self.own.number(price_e4, _PRICE_PLACES, minimum=2)

    def split(self, written: str) -> tuple[str, str]:
        """Cut a figure before its decimal mark, so that marks can stand below one another."""
        whole, mark, decimals = written.partition(self.mark)
        return whole, mark + decimals

    def date(self, day: dt.date) -> str:
        """Write a date."""
        return self.own.date(day)


def in_groups(text: str, size: int) -> str:
    """Write a long identifier in groups, with no-break spaces."""
    return "\u00a0".join(text[at : at + size] for at in range(0, len(text), size))
