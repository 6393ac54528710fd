"""Prints what was issued: the stored original first, from then on a marked duplicate, sealed.

Source: guide of the DGFiP (July 2026), question 15: a reprint is marked. The stored file
never is; each paper after the first is sealed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from facturdesk.domain.errors import ActionableError, Problem
from facturdesk.i18n import Catalogue
from facturdesk.storage.documents import Filed, load_original
from facturdesk.storage.engine import Transaction
from facturdesk.storage.events import PRINTED, add_event
from facturdesk.storage.printed import PrintedRow, last_rank, printed_rows
from facturdesk.storage.seals import append_seal
from facturdesk.usecases.finding import issued_document
from facturdesk.usecases.refusals import DocumentUnknown, OriginalMissing
from facturdesk.usecases.shop import Shop

REPRINT: Final = "reprint"  # the kind of its seals


class PrintingStopped(ActionableError):
    """Of several documents some were printed, then one was not; `problems` says why."""

    code = "printing-stopped"

    def __init__(self, cause: ActionableError, *, done: int, count: int, title: str) -> None:
        super().__init__(done=done, count=count, title=title)
        self._cause = cause

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What stopped the printer."""
        return (Problem(self._cause.code, "", self._cause.params),)


@dataclass(frozen=True, slots=True)
class PrintState:
    """What printing a document means now."""

    number: str
    kind: str
    has_original: bool
    printed_on: dt.date | None  # first printed; None: never


@dataclass(frozen=True, slots=True)
class Printable:
    """A document ready for a printer; `rank` 1 is the original, from 2 on it is a duplicate."""

    number: str
    pdf: bytes
    rank: int = 1


@dataclass(frozen=True, slots=True)
class Offset:
    """How far a tray is off, as the paper is to be moved, in tenths of a millimetre."""

    right: int = 0
    down: int = 0


NO_OFFSET: Final = Offset()
MEASURED_AT: Final = (1000, 1500)  # tenths of mm: the cross of `documents.calibration`


def print_states(shop: Shop, numbers: Sequence[str]) -> list[PrintState]:
    """Tell of each document whether it was printed before, in the order given.

    Raises:
        DocumentUnknown: no document has one of these numbers.
    """
    with shop.store.read() as connection:
        rows = printed_rows(connection, numbers)
    if len(rows) != len(numbers):
        known = {row.number for row in rows}
        raise DocumentUnknown(number=next(number for number in numbers if number not in known))
    return [_state(row) for row in rows]


def original_to_print(shop: Shop, number: str) -> Printable:
    """Give the stored original; `record_printed` is to be called once the printer has it.

    Raises:
        DocumentUnknown: no document has this number.
        OriginalMissing: it has no original (demonstration, or taken over).
    """
    with shop.store.read() as connection:
        filed = issued_document(connection, number)
        return Printable(number, _original(connection, filed))


def duplicate_to_print(shop: Shop, number: str, printer: str, *, copies: int = 1) -> Printable:
    """Seal a reprint and give the original marked « DUPLICATA », for the printer alone.

    The seal comes first: no duplicate leaves the printer that the file does not tell of.

    Raises:
        DocumentUnknown, OriginalMissing: there is nothing to print.
    """
    with shop.store.write(shop.stamp()) as tx:
        filed = issued_document(tx.connection, number)
        pdf = _original(tx.connection, filed)
        rank = last_rank(tx.connection, filed.id) + 1
        _seal_reprint(tx, filed, rank=rank, copies=copies)
        add_event(tx, filed.id, PRINTED, {"printer": printer, "copies": copies, "rank": rank})
    return Printable(number, pdf, rank)


def record_printed(shop: Shop, number: str, printer: str, *, copies: int = 1) -> None:
    """Record that a printer has taken the original; a second time, that too is sealed.

    Raises:
        DocumentUnknown: no document has this number.
    """
    with shop.store.write(shop.stamp()) as tx:
        filed = issued_document(tx.connection, number)
        if last_rank(tx.connection, filed.id):
            _seal_reprint(tx, filed, rank=1, copies=copies)
        add_event(tx, filed.id, PRINTED, {"printer": printer, "copies": copies, "rank": 1})


def readied(printable: Printable, offset: Offset = NO_OFFSET) -> bytes:
    """Give the bytes for the printer: those stored, unless it is a duplicate or is to be moved.

    To be called off the GUI thread: the helper process does it.

    Raises:
        HelperError: the helper process gave no answer.
    """
    if printable.rank == 1 and offset == NO_OFFSET:
        return printable.pdf
    from facturdesk.documents import printing
    from facturdesk.system.helper_process import kind_of, shared_helper

    wishes = printing.Wishes(printable.rank, offset.right / 10, offset.down / 10)
    payload = printing.request(printable.pdf, wishes)
    return shared_helper().call(kind_of(printing.ready), payload)


def calibration_page(catalogue: Catalogue, printer: str, offset: Offset) -> Printable:
    """Draw the page by which a tray is measured; `readied` moves it as any other.

    To be called off the GUI thread.

    Raises:
        InputRefused: the name of the printer cannot be printed.
    """
    from facturdesk.documents.calibration import draw_calibration

    right, down = offset.right / 10, offset.down / 10
    return Printable("", draw_calibration(catalogue, printer=printer, right=right, down=down))


def corrected(offset: Offset, *, left_tenths: int, top_tenths: int) -> Offset:
    """Give the offset that puts the cross where it is wanted.

    The lengths are what was measured on a page moved by `offset`, in tenths of a millimetre.
    """
    left, top = MEASURED_AT
    return Offset(offset.right + left - left_tenths, offset.down + top - top_tenths)


def _state(row: PrintedRow) -> PrintState:
    first = row.printed_at.astimezone().date() if row.printed_at else None
    return PrintState(row.number, row.kind, row.has_original, first)


def _original(connection: Connection, filed: Filed) -> bytes:
    content = load_original(connection, filed.id)
    if content is None:
        raise OriginalMissing(number=filed.document.number)
    return content


def _seal_reprint(tx: Transaction, filed: Filed, *, rank: int, copies: int) -> None:
    sha256 = filed.sha256.hex() if filed.sha256 else None
    facts = {"number": filed.document.number, "rank": rank, "copies": copies, "sha256": sha256}
    append_seal(tx, kind=REPRINT, subject=f"document:{filed.id}", body=facts)
