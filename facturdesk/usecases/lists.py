"""Every list there is, by its name."""

from __future__ import annotations

from typing import Final

from facturdesk.usecases.customer_lists import CUSTOMERS
from facturdesk.usecases.document_lists import CREDIT_NOTES, DOCUMENTS, INVOICES
from facturdesk.usecases.item_lists import ITEMS
from facturdesk.usecases.listing import ListSource
from facturdesk.usecases.payment_lists import PAYMENTS

SOURCES: Final[tuple[ListSource, ...]] = (
    INVOICES,
    CREDIT_NOTES,
    DOCUMENTS,
    CUSTOMERS,
    ITEMS,
    PAYMENTS,
)


def source_named(name: str) -> ListSource:
    """Give the list of a name.

    Raises:
        KeyError: there is none.
    """
    for source in SOURCES:
        if source.name == name:
            return source
    raise KeyError(name)
