"""Where PDF files go and how they are named, as kept on this computer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from facturdesk.i18n import Catalogue, marked, sort_key
from facturdesk.ui.preferences import Preferences
from facturdesk.usecases.filing import DEFAULT_PATTERN, FIELDS, Place

FOLDER: Final = "filing/folder"
PATTERN: Final = "filing/pattern"

_BLANK: Final = re.compile(r"\{([^{}]*)\}")
_NAMES: Final = {  # of the fields of a pattern, as people read and type them
    "year": marked("ui", "year"),
    "month": marked("ui", "month"),
    "date": marked("ui", "date"),
    "number": marked("ui", "number"),
    "customer": marked("ui", "customer"),
    "code": marked("ui", "code"),
}


def chosen_place(preferences: Preferences) -> Place | None:
    """Give the folder and pattern that were chosen; None: none yet."""
    folder = preferences.get(FOLDER)
    pattern = preferences.get(PATTERN, DEFAULT_PATTERN)
    if not isinstance(folder, str) or not folder:
        return None
    return Place(Path(folder), pattern if isinstance(pattern, str) else DEFAULT_PATTERN)


def keep_place(preferences: Preferences, place: Place) -> None:
    """Keep the folder and the pattern on this computer."""
    preferences.put(FOLDER, str(place.folder))
    preferences.put(PATTERN, place.pattern)


def shown_pattern(words: Catalogue, pattern: str) -> str:
    """Give a pattern in the words of the user."""
    return _BLANK.sub(lambda found: f"{{{_shown(words, found[1])}}}", pattern)


def typed_pattern(words: Catalogue, text: str) -> str:
    """Give what a user typed as a pattern; a field nobody knows stays as it is."""
    known = {sort_key(_shown(words, name)): name for name in FIELDS}
    return _BLANK.sub(lambda found: f"{{{known.get(sort_key(found[1]), found[1])}}}", text)


def shown_fields(words: Catalogue) -> str:
    """Name the fields a pattern may have."""
    return ", ".join(f"{{{_shown(words, name)}}}" for name in FIELDS)


def _shown(words: Catalogue, name: str) -> str:
    return words.text("ui", _NAMES[name]) if name in _NAMES else name
