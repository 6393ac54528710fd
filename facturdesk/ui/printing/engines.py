"""The two ways to a printer: CUPS takes the PDF itself, elsewhere its pages go as pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Protocol

from facturdesk.usecases import printers
from facturdesk.usecases.printers import Handling, Printers


class Engine(Protocol):
    """Talks to the printers of this computer, off the GUI thread."""

    def find(self) -> Printers:
        """List the printers."""

    def check(self, printer: str) -> None:
        """Refuse a printer that would not print now.

        Raises:
            ActionableError: and why.
        """

    def send(
        self, printer: str, pdf: bytes, handling: Handling, *, step: Callable[[], None]
    ) -> None:
        """Print a PDF; `step` is called now and then and raises to stop it.

        Raises:
            ActionableError: it was not printed, and why.
        """


class CupsEngine:
    """Linux and macOS: the stored bytes go to the queue as they are."""

    def find(self) -> Printers:
        """List the queues."""
        return printers.find_printers()

    def check(self, printer: str) -> None:
        """Refuse a queue that is gone, stopped or closed, or whose service is down."""
        printers.check_printer(printer)

    def send(
        self, printer: str, pdf: bytes, handling: Handling, *, step: Callable[[], None]
    ) -> None:
        """Hand the bytes over."""
        step()
        printers.send_to_printer(printer, pdf, handling)


@cache
def engine() -> Engine:
    """Give the way this computer prints."""
    if printers.cups_prints():
        return CupsEngine()
    from facturdesk.ui.printing.pictures import PictureEngine

    return PictureEngine()
