"""Says of a price what it is with or without VAT, and what is earned."""

from __future__ import annotations

from typing import Final

from facturdesk.domain.margins import margin_of
from facturdesk.domain.money import divide_rounded
from facturdesk.domain.pricing import with_vat, without_vat
from facturdesk.i18n import Catalogue

_E6_PER_MINOR: Final = 10_000


class PriceWords:
    """Makes the quiet sentences under a price."""

    def __init__(self, words: Catalogue) -> None:
        self._words = words

    def other(self, price_e6: int | None, *, includes: bool, rate_bp: int) -> str:
        """Say the price the other way round; empty while there is none."""
        if price_e6 is None:
            return ""
        turned = without_vat(price_e6, rate_bp) if includes else with_vat(price_e6, rate_bp)
        money = self._words.money(divide_rounded(turned, _E6_PER_MINOR))
        if includes:
            return self._words.text("ui", "{amount} excl. VAT", amount=money)
        return self._words.text("ui", "{amount} incl. VAT", amount=money)

    def margin(
        self, price_e6: int | None, cost_minor: int | None, *, includes: bool, rate_bp: int
    ) -> str:
        """Say what is earned; empty while it is not known."""
        if price_e6 is None or cost_minor is None:
            return ""
        net = without_vat(price_e6, rate_bp) if includes else price_e6
        margin = margin_of(net, cost_minor)
        money = self._words.money(margin.amount_minor)
        if margin.share_bp is None:
            return self._words.text("ui", "Margin {amount}", amount=money)
        share = self._words.percent(margin.share_bp)
        return self._words.text(
            "ui", "Margin {amount}, {share} of the price", amount=money, share=share
        )
