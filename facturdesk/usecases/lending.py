"""Lends a copy of an original to another program, to be looked at."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from facturdesk.domain.errors import ActionableError
from facturdesk.system.names import safe_name
from facturdesk.usecases.saving import save_file
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.viewing import original


class NothingShowsPdf(ActionableError):
    """This computer has no program that opens PDF files."""

    code = "nothing-shows-pdf"


def lend_original(shop: Shop, number: str) -> Path:
    """Write a copy of an original into a folder that goes when the program ends.

    Raises:
        DocumentUnknown, OriginalMissing: there is none.
        ActionableError: it cannot be written.
    """
    target = Path(_folder().name) / f"{safe_name(number)}.pdf"
    save_file(target, original(shop, number), data_file=shop.store.path)
    return target


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="facturdesk-", ignore_cleanup_errors=True)
