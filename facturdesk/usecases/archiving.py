"""Puts cards away once they were used, and deletes those that never were."""

from __future__ import annotations

from dataclasses import dataclass

from facturdesk.storage import items, merged, parties
from facturdesk.storage.engine import Transaction
from facturdesk.usecases.refusals import CustomerUnknown, CustomerUsed, ItemUnknown, ItemUsed
from facturdesk.usecases.shop import Shop


@dataclass(frozen=True, slots=True)
class ItemUse:
    """An issued document that sold an item."""

    number: str
    customer: str  # name
    quantity_e4: int


def archive_customer(shop: Shop, code: str, *, archived: bool = True) -> None:
    """Put a customer's card away, or take it back. It stays findable, with all that is theirs.

    Raises:
        CustomerUnknown: no customer has this code.
    """
    with shop.store.write(shop.stamp()) as tx:
        parties.set_archived(tx, _customer(tx, code), archived=archived)


def delete_customer(shop: Shop, code: str) -> None:
    """Remove a card under which nothing was written.

    Raises:
        CustomerUnknown: no customer has this code.
        CustomerUsed: there is a document, a payment, a draft or a merged card; put it away.
    """
    with shop.store.write(shop.stamp()) as tx:
        party_id = _customer(tx, code)
        if merged.written_by(tx.connection, party_id):
            raise CustomerUsed(code=code)
        parties.delete_party(tx, party_id)


def customer_is_used(shop: Shop, code: str) -> bool:
    """Tell whether a card can only be put away.

    Raises:
        CustomerUnknown: no customer has this code.
    """
    with shop.store.read() as connection:
        found = parties.party_by_code(connection, code)
        if found is None:
            raise CustomerUnknown(code=code)
        return bool(merged.written_by(connection, found[0]))


def archive_item(shop: Shop, code: str, *, archived: bool = True) -> None:
    """Put an item away, or take it back.

    Raises:
        ItemUnknown: no item has this code.
    """
    with shop.store.write(shop.stamp()) as tx:
        items.set_archived(tx, _item(tx, code), archived=archived)


def delete_item(shop: Shop, code: str) -> None:
    """Remove an item that was never sold.

    It may have to look through every line ever issued: not for the GUI thread.

    Raises:
        ItemUnknown: no item has this code.
        ItemUsed: it stands on a document or a draft; put it away.
    """
    with shop.store.write(shop.stamp()) as tx:
        item_id = _item(tx, code)
        if items.is_used(tx.connection, code):
            raise ItemUsed(code=code)
        items.delete_item(tx, item_id)


def item_uses(shop: Shop, code: str, *, limit: int = 20) -> list[ItemUse]:
    """List the newest documents that sold an item under its present name.

    Raises:
        ItemUnknown: no item has this code.
    """
    with shop.store.read() as connection:
        item = items.item_by_code(connection, code)
        if item is None:
            raise ItemUnknown(code=code)
        rows = items.item_uses(connection, item, limit=limit)
    return [ItemUse(*row) for row in rows]


def item_is_archived(shop: Shop, code: str) -> bool:
    """Tell whether an item was put away."""
    with shop.store.read() as connection:
        return items.is_archived(connection, code)


def _customer(tx: Transaction, code: str) -> int:
    found = parties.party_by_code(tx.connection, code)
    if found is None:
        raise CustomerUnknown(code=code)
    return found[0]


def _item(tx: Transaction, code: str) -> int:
    found = items.item_id(tx.connection, code)
    if found is None:
        raise ItemUnknown(code=code)
    return found
