"""Is the data file as it was written? Everything is compared with the seals, then recomputed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from types import NoneType
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from facturdesk.storage.errors import NotADataFile, refusal_of
from facturdesk.storage.faults import Fault, Progress
from facturdesk.storage.photos import photo_faults
from facturdesk.storage.verify_database import integrity_faults, schema_faults
from facturdesk.storage.verify_derived import balance_faults, flag_faults, series_faults
from facturdesk.storage.verify_seals import Chain
from facturdesk.storage.verify_snapshots import snapshot_faults

__all__ = ["PROBLEMS", "Fault", "faults", "verify"]

log = logging.getLogger(__name__)

# one sentence each in the catalogue
PROBLEMS: Final = frozenset(
    {
        "verify-damaged",
        "verify-unreadable",
        "verify-schema-missing",
        "verify-schema-changed",
        "verify-schema-added",
        "verify-links-broken",
        "verify-seal-missing",
        "verify-seal-changed",
        "verify-seal-order",
        "verify-seal-format",
        "verify-document-missing",
        "verify-document-changed",
        "verify-document-unsealed",
        "verify-original-missing",
        "verify-original-changed",
        "verify-original-added",
        "verify-original-absent",
        "verify-payment-missing",
        "verify-payment-changed",
        "verify-payment-unsealed",
        "verify-allocation-missing",
        "verify-allocation-changed",
        "verify-allocation-unsealed",
        "verify-snapshot-changed",
        "verify-snapshot-unused",
        "verify-company-changed",
        "verify-series-changed",
        "verify-series-gap",
        "verify-balance",
        "verify-flag",
        "verify-photo-changed",
    }
)

_NOWHERE: Final = Path()
_READING_ERRORS: Final = (TypeError, ValueError, LookupError, OverflowError, AttributeError)


def verify(connection: Connection, *, on_progress: Progress | None = None) -> Fault | None:
    """Give the first fault of the file, None when it is as it was written.

    `on_progress(done, total)` is called now and then; the figures are steps of the work.

    Raises:
        DataFileUnreachable, DataFileBusy: the file could not be read to its end.
    """
    return next(faults(connection, on_progress=on_progress), None)


def faults(connection: Connection, *, on_progress: Progress | None = None) -> Iterator[Fault]:
    """Give the faults of the file; each part of the verification stops at its own first."""
    chain = Chain(connection, on_progress or _no_progress)
    parts = (
        schema_faults(connection),
        chain.faults(),
        snapshot_faults(connection),
        series_faults(connection, chain.advanced),
        balance_faults(connection),
        flag_faults(connection),
        photo_faults(connection),
        integrity_faults(connection),
    )
    for done, part in enumerate(parts, 1):
        yield from _guarded(part)
        if on_progress and done > 1:  # the chain knows by then how much there is to do
            on_progress(chain.total - len(parts) + done, chain.total)


def _guarded(part: Iterator[Fault]) -> Iterator[Fault]:
    """Turn what damage makes of reading into a fault; a disk that is gone stays an error."""
    try:
        yield from part
    except (DBAPIError, dbapi2.Error) as error:
        cause = (error.orig if isinstance(error, DBAPIError) else error) or error
        if type(refusal_of(cause, _NOWHERE)) not in {NotADataFile, NoneType}:
            raise
        log.warning("verification stopped at %s", cause)
        yield Fault("verify-damaged", {"detail": str(cause)})
    except _READING_ERRORS as error:
        log.warning("verification stopped at unreadable rows", exc_info=True)
        yield Fault("verify-unreadable", {"detail": f"{type(error).__name__}: {error}"})


def _no_progress(done: int, total: int) -> None:
    """Nobody wants to know."""
