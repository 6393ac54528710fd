"""Where PDF files go and how they are named, as kept on this computer."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from facturdesk.ui.preferences import Preferences
from facturdesk.usecases.filing import DEFAULT_PATTERN, Place

FOLDER: Final = "filing/folder"
PATTERN: Final = "filing/pattern"


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
