"""Prints through CUPS (Linux, macOS): the queues there are, and a file handed to one of them."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from typing import Final

from facturdesk.domain.errors import ActionableError
from facturdesk.system.programs import call, is_there

_DISABLED: Final = re.compile(r"printer \S+ disabled since [^\n]*(?:\n\s+(.*))?")
_NOT_ACCEPTING: Final = re.compile(r"\S+ not accepting requests since [^\n]*(?:\n\s+(.*))?")
_DEFAULT: Final = re.compile(r"system default destination: (\S+)")
_UNTOLD: Final = {"", "reason unknown", "Paused", "Rejecting Jobs", "Unable to open device"}
_ANSWERS_WITHIN_S: Final = 30.0


class PrintServiceDown(ActionableError):
    """The print service of the computer does not answer; nothing was printed."""

    code = "print-service-down"


class PrinterGone(ActionableError):
    """There is no printer of this name any more; nothing was printed."""

    code = "printer-gone"


class PrinterPaused(ActionableError):
    """The queue was stopped, by someone or after a fault; nothing was sent to wait in it."""

    code = "printer-paused"


class PrinterPausedBecause(ActionableError):
    """The same, and the system says why."""

    code = "printer-paused-because"


class PrinterRefuses(ActionableError):
    """The queue takes no jobs."""

    code = "printer-refuses"


class PrintRefused(ActionableError):
    """The print service took the file for no other known reason."""

    code = "print-refused"


@dataclass(frozen=True, slots=True)
class Handling:
    """How a file is to be printed."""

    title: str
    copies: int = 1
    duplex: bool = False


def available() -> bool:
    """Tell whether this computer prints through CUPS."""
    return os.name == "posix" and is_there("lp")


def queues() -> list[str]:
    """Name the printers, in their order; none while the service is down."""
    return _said("lpstat", "-e").split()


def default_queue() -> str:
    """Name the printer of the system's choice; empty where there is none."""
    found = _DEFAULT.search(_said("lpstat", "-d"))
    return found[1] if found else ""


def check_queue(queue: str) -> None:
    """Refuse a queue that would not print what it is given now.

    A stopped queue would keep the file and print it later, perhaps several times over: it
    is better said at once.

    Raises:
        PrintServiceDown, PrinterGone, PrinterPaused, PrinterPausedBecause, PrinterRefuses.
    """
    state = _said("lpstat", "-p", queue)
    if not state:
        _check_there(queue)
    if stopped := _DISABLED.search(state):
        reason = (stopped[1] or "").strip()
        if reason in _UNTOLD:
            raise PrinterPaused(printer=queue)
        raise PrinterPausedBecause(printer=queue, reason=reason)
    if _NOT_ACCEPTING.search(_said("lpstat", "-a", queue)):
        raise PrinterRefuses(printer=queue)


def send(queue: str, content: bytes, handling: Handling) -> None:
    """Hand a PDF to a queue, exactly these bytes; when this returns, the service keeps them.

    Nothing is scaled, so that millimetres stay millimetres.

    Raises:
        PrintServiceDown, PrinterGone, PrinterRefuses, PrintRefused: it was not taken.
    """
    answer = _called(
        *("lp", "-d", queue, "-n", str(handling.copies), "-t", handling.title),
        *("-o", f"sides={'two-sided-long-edge' if handling.duplex else 'one-sided'}"),
        *("-o", "media=A4", "-o", "print-scaling=none"),
        given=content,
    )
    if answer.returncode == 0:
        return
    check_queue(queue)
    reason = answer.stderr.decode("utf-8", "replace").strip().removeprefix("lp: ")
    raise PrintRefused(printer=queue, reason=reason)


def _check_there(queue: str) -> None:
    """Refuse where there is no such queue; one found on the network has no state yet."""
    if "not running" in _said("lpstat", "-r"):
        raise PrintServiceDown
    if queue not in queues():
        raise PrinterGone(printer=queue)


def _said(*command: str) -> str:
    answer = _called(*command)
    return answer.stdout.decode("utf-8", "replace") if answer.returncode == 0 else ""


def _called(*command: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return call(*command, given=given, timeout=_ANSWERS_WITHIN_S)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PrintServiceDown from error
