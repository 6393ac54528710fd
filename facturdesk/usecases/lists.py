"""Every list there is, by its name."""

from __future__ import annotations

from typing import Final

from facturdesk.usecases.document_lists import CREDIT_NOTES, DOCUMENTS, INVOICES
from facturdesk.usecases.listing import ListSource

SOURCES: Final[tuple[ListSource, ...]] = (INVOICES, CREDIT_NOTES, DOCUMENTS)


def source_named(name: str) -> ListSource:
    """Give the list of a name.

    Raises:
        KeyError: there is none.
    """
    for source in SOURCES:
        if source.name == name:
            return source
    raise KeyError(name)
