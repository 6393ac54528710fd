"""File names that Windows, macOS and Linux all take, whatever people and shops are called."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 120  # characters; Windows counts the whole path to 259
_MOST_BYTES: Final = 200  # Linux counts bytes to 255, and a number may be added
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]')
_SPACES: Final = re.compile(r"\s+")
_RESERVED: Final = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE
)


def safe_name(text: str, *, otherwise: str = "_") -> str:
    """Give a text as one part of a path, without its suffix: no stroke, no hidden or device name.

    `otherwise` stands where nothing of the text is left.
    """
    plain = unicodedata.normalize("NFC", _FORBIDDEN.sub("-", text))
    seen = "".join(char if _visible(char) else " " for char in plain)
    name = _short(_SPACES.sub(" ", seen).strip(" .")).rstrip(" .")
    if _RESERVED.fullmatch(name):
        name += "_"
    return name or otherwise


def _visible(char: str) -> bool:
    """Tell whether a character is to be seen; controls and marks of direction are not."""
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _short(name: str) -> str:
    cut = name[:LONGEST].encode("utf-8")[:_MOST_BYTES]
    return cut.decode("utf-8", "ignore")
