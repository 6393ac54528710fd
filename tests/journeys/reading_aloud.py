"""What a screen reader finds, said as JSON; run by the system's Python, which has pyatspi.

    python3 reading_aloud.py tree              everything shown
    python3 reading_aloud.py press ROLE NAME   press the one thing of this role and name

The exit code is 2 where something went away while it was read: read again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import pyatspi  # type: ignore[import-not-found]  # of Debian: not in this environment
from gi.repository import GLib  # type: ignore[import-not-found]  # as well

PROGRAM = "FacturDesk"
DIALOGS = ("dialog", "alert")
MOST_CHILDREN = 400  # a table of a million rows is not read whole


GONE = (NotImplementedError, GLib.GError)  # what pyatspi says of it


def main(arguments: list[str]) -> int:
    """Do what was asked and give the exit code: 1, it was not there."""
    try:
        return obey(arguments)
    except GONE as error:
        print(f"something went away: {error!r}", file=sys.stderr)
        return 2


def obey(arguments: list[str]) -> int:
    """Read or press."""
    if arguments == ["tree"]:
        print(json.dumps([said_of(thing) for thing in everything()]))
        return 0
    _, role, name = arguments
    found = [thing for thing in everything() if is_called(thing, role, name)]
    if len(found) != 1:
        print(f"{len(found)} are called so", file=sys.stderr)
        return 1
    return 0 if press(found[0]) else 1


def everything() -> Iterator[Any]:
    """Give all that is shown and can be used, outermost first: behind a dialog nothing can."""
    windows = [
        program.getChildAtIndex(place)
        for program in pyatspi.Registry.getDesktop(0)
        if program is not None and program.name == PROGRAM
        for place in range(program.childCount)
    ]
    shown = [window for window in windows if is_shown(window)]
    dialogs = [window for window in shown if window.getRoleName() in DIALOGS]
    for window in dialogs[-1:] or shown:
        yield from shown_in(window)


def shown_in(thing: Any) -> Iterator[Any]:
    """Give a thing and all in it, as far as it is shown."""
    if not is_shown(thing):
        return
    yield thing
    for place in range(min(thing.childCount, MOST_CHILDREN)):
        yield from shown_in(thing.getChildAtIndex(place))


def is_shown(thing: Any) -> bool:
    """Tell whether it is on the screen."""
    return bool(thing is not None and thing.getState().contains(pyatspi.STATE_SHOWING))


def is_called(thing: Any, role: str, name: str) -> bool:
    """Tell whether a thing is the one that is wanted."""
    return bool(thing.name == name and thing.getRoleName() == role)


def said_of(thing: Any) -> dict[str, Any]:
    """Give what a reader says of a thing, and where it is on the screen."""
    states = thing.getState()
    interfaces = pyatspi.listInterfaces(thing)
    place = (0, 0, 0, 0)  # of the corner of a table, which is nowhere
    if "Component" in interfaces:
        place = tuple(thing.queryComponent().getExtents(pyatspi.DESKTOP_COORDS))
    text = thing.queryText().getText(0, -1) if "Text" in interfaces else ""
    return {
        "role": thing.getRoleName(),
        "name": thing.name,
        "text": text,
        "focusable": states.contains(pyatspi.STATE_FOCUSABLE),
        "focused": states.contains(pyatspi.STATE_FOCUSED),
        "enabled": states.contains(pyatspi.STATE_ENABLED),
        "place": place,
    }


def press(thing: Any) -> bool:
    """Press a thing as a reader does, by the action it offers first."""
    return bool(thing.queryAction().doAction(0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
