"""Keeps the photo of an item, made small in the helper process."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.storage.items import item_id
from facturdesk.storage.photos import load_photo, save_photo
from facturdesk.usecases.refusals import ItemUnknown
from facturdesk.usecases.shop import Shop

PROBLEMS: Final = frozenset({"photo-unreadable"})


def small_photo(content: bytes) -> bytes:
    """Make a small JPEG of any PNG or JPEG; a helper process unpacks it, not this one.

    Raises:
        InputRefused: it is too large, no picture, broken or animated.
    """
    from facturdesk.documents import logo, photo
    from facturdesk.system.helper_process import (
        HelperCrashed,
        HelperTimeout,
        kind_of,
        shared_helper,
    )

    if len(content) > logo.LARGEST_FILE:  # not even sent there
        limit = logo.LARGEST_FILE // (1024 * 1024)
        raise InputRefused([Problem("photo-file-too-large", "photo", {"limit": limit})])
    try:
        return photo.answered(shared_helper().call(kind_of(photo.prepare), content))
    except (HelperCrashed, HelperTimeout) as error:
        raise InputRefused([Problem("photo-broken", "photo")]) from error


def photo_from(path: Path) -> bytes:
    """Read a picture from a file and make it small.

    Raises:
        InputRefused: it cannot be read, or is not a picture that can be taken.
    """
    from facturdesk.documents.logo import LARGEST_FILE

    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputRefused(
            [Problem("photo-unreadable", "photo", {"file": path.name, "reason": reason})]
        ) from None
    return small_photo(content)


def put_photo(shop: Shop, code: str, photo: bytes) -> None:
    """Keep the photo of an item, as `small_photo` made it; empty: it has none any more.

    Raises:
        ItemUnknown: no item has this code.
    """
    with shop.store.write(shop.stamp()) as tx:
        found = item_id(tx.connection, code)
        if found is None:
            raise ItemUnknown(code=code)
        save_photo(tx, found, photo)


def photo_of(shop: Shop, code: str) -> bytes:
    """Read the photo of an item, a JPEG; empty where it has none."""
    with shop.store.read() as connection:
        found = item_id(connection, code)
        return load_photo(connection, found) if found is not None else b""
