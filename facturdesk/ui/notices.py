"""What the tray says when invoices fall late, and what changed while nobody looked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from facturdesk.domain.money import Money
from facturdesk.i18n import Catalogue

if TYPE_CHECKING:  # the data layer is loaded after the first paint
    from facturdesk.usecases.watching import OverdueNews


class Notice(NamedTuple):
    """A title of a few words and one sentence."""

    title: str
    text: str


def overdue_notice(words: Catalogue, news: OverdueNews) -> Notice | None:
    """Say what a pass of the watch found newly late; None: nothing."""
    if not news.count:
        return None
    return Notice(
        words.plural("ui", "An invoice is now late", "{count} invoices are now late", news.count),
        overdue_sentence(words, news),
    )


def overdue_sentence(words: Catalogue, news: OverdueNews) -> str:
    """Say how much fell late: one invoice by its number and customer, several by their sum."""
    amount = Money(news.amount_minor)
    if news.count == 1:
        return words.text(
            "ui",
            "{number}, {customer}: {amount} to collect",
            number=news.number,
            customer=news.customer_name,
            amount=amount,
        )
    return words.plural(
        "ui",
        "{count} invoice to collect, {amount} in all",
        "{count} invoices to collect, {amount} in all",
        news.count,
        amount=amount,
    )
