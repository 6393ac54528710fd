"""What is kept for each printer on this computer: copies, both sides, how far its tray is off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from facturdesk.ui.preferences import Preferences
from facturdesk.usecases.printing import NO_OFFSET, Offset

PRINTER: Final = "printing/printer"  # the key of the chosen printer
MOST_COPIES: Final = 20
FARTHEST: Final = 200  # tenths of a millimetre


@dataclass(frozen=True, slots=True)
class PrintSetup:
    """A printer and how it is used."""

    printer: str
    copies: int = 1
    duplex: bool = False
    offset: Offset = NO_OFFSET


def chosen_setup(preferences: Preferences) -> PrintSetup | None:
    """Give the chosen printer with its setup; None: none was chosen yet."""
    printer = preferences.get(PRINTER)
    if not isinstance(printer, str) or not printer:
        return None
    return setup_of(preferences, printer)


def setup_of(preferences: Preferences, printer: str) -> PrintSetup:
    """Give what is kept for a printer; the usual where nothing is."""
    kept = preferences.get(_key(printer), {})
    found: dict[str, Any] = kept if isinstance(kept, dict) else {}
    return PrintSetup(
        printer,
        copies=_whole(found.get("copies"), 1, least=1, most=MOST_COPIES),
        duplex=found.get("duplex") is True,
        offset=Offset(_tenths(found.get("right")), _tenths(found.get("down"))),
    )


def keep_setup(preferences: Preferences, setup: PrintSetup) -> None:
    """Keep a setup for its printer, and the printer as the chosen one."""
    preferences.put(PRINTER, setup.printer)
    preferences.put(
        _key(setup.printer),
        {
            "copies": setup.copies,
            "duplex": setup.duplex,
            "right": setup.offset.right,
            "down": setup.offset.down,
        },
    )


def _key(printer: str) -> str:
    """Name the place of a printer; a network printer has strokes in its name."""
    return f"printing/{quote(printer, safe='')}/setup"


def _tenths(value: object) -> int:
    return _whole(value, 0, least=-FARTHEST, most=FARTHEST)


def _whole(value: object, otherwise: int, *, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        return otherwise
    return min(max(value, least), most)
