"""What documents of the demonstration shop have in common, sent between processes only once.

The parent has the same world as its workers: a customer travels as a code. Back there,
all documents refer to the very same objects, by which the data layer knows their snapshots.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from facturdesk.domain.document import Document, Mention
from facturdesk.domain.parties import Address, Customer, CustomerKind, LegalForm, Seller
from facturdesk.usecases.demo_world import World

_NOBODY: Final = Seller("", LegalForm.OTHER, "", Address())


class Sharing:
    """Takes the common parts out of documents, and puts them back."""

    def __init__(self, world: World) -> None:
        """Know the parties of a world."""
        self._seller = world.company.seller
        self._customers = {card.customer.code: card.customer for card in world.customers}
        self._bare = {code: Customer(CustomerKind.CONSUMER, "", code) for code in self._customers}
        self._mentions: dict[tuple[Mention, ...], tuple[Mention, ...]] = {}

    def bare(self, document: Document) -> Document:
        """Give the document with the code of its customer alone, to be sent."""
        return replace(
            document,
            seller=_NOBODY,
            customer=self._bare[document.customer.code],
            mentions=self._same(document.mentions),
        )

    def whole(self, document: Document) -> Document:
        """Give the document with its parties, the same objects for all documents."""
        return replace(
            document,
            seller=self._seller,
            customer=self._customers[document.customer.code],
            mentions=self._same(document.mentions),
        )

    def _same(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        return self._mentions.setdefault(mentions, mentions)
