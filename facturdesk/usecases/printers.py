"""The printers of this computer, where CUPS runs them; the window prints by itself elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from facturdesk.documents import bands
from facturdesk.documents.bands import Band
from facturdesk.domain.errors import ActionableError
from facturdesk.system import cups
from facturdesk.system.cups import (
    Handling,
    PrinterGone,
    PrintRefused,
    PrintServiceDown,
)

__all__ = [
    "Band",
    "Handling",
    "NoPrinter",
    "PrintRefused",
    "PrintServiceDown",
    "PrinterGone",
    "Printers",
    "check_printer",
    "cups_prints",
    "find_printers",
    "send_to_printer",
]

cups_prints: Final = cups.available


class NoPrinter(ActionableError):
    """This computer has no printer."""

    code = "printer-none"


@dataclass(frozen=True, slots=True)
class Printers:
    """The printers there are, and the one of the system's choice; empty: none."""

    names: tuple[str, ...]
    default: str


def find_printers() -> Printers:
    """List the printers of CUPS; none while its service is down."""
    names = tuple(cups.queues())
    default = cups.default_queue()
    return Printers(names, default if default in names else "")


def check_printer(printer: str) -> None:
    """Refuse a printer of CUPS that would not print now.

    Raises:
        ActionableError: it is gone, stopped or refuses, or the service is down.
    """
    cups.check_queue(printer)


def send_to_printer(printer: str, content: bytes, handling: Handling) -> None:
    """Hand a PDF to a printer of CUPS, byte for byte.

    Raises:
        ActionableError: it was not taken, and why.
    """
    cups.send(printer, content, handling)


def page_band(pdf: bytes, *, page: int, top: int, rows: int) -> Band:
    """Draw some rows of a page at 300 dots an inch, in the helper process; all count from 0.

    Raises:
        HelperError: the helper process gave no answer.
    """
    from facturdesk.system.helper_process import kind_of, shared_helper

    wanted = bands.request(pdf, bands.BandPlace(page, top, rows))
    drawn = shared_helper().call(kind_of(bands.draw), wanted)
    return bands.answer(drawn)
