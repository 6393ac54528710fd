"""Icons, drawn from one font of glyphs (Phosphor) in the colours of the theme that is shown.

The font comes with qtawesome, which itself is not imported: that takes half as long as the
start of the window.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from facturdesk.ui.theme import tokens

_FAMILY: Final = "phosphor"
_SHARE: Final = 0.9  # of the square that a glyph fills


def icon(name: str, *, colour: str | None = None) -> QIcon:
    """Give the icon of a name such as `ph.house`.

    It has the ink of the theme, also after the theme has changed; `colour` is the name of
    another token such as `accent_ink`, or a colour.
    """
    return QIcon(_Glyph(name, colour))


def program_icon(folder: Path) -> QIcon:
    """Give the icon of the program from the pictures in resources/icons."""
    found = QIcon()
    for picture in sorted(folder.glob("facturdesk*.png")):
        found.addFile(str(picture))
    return found


class _Glyph(QIconEngine):
    """One glyph, drawn anew at each size and in each theme."""

    def __init__(self, name: str, colour: str | None) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Override QIconEngine::paint."""
        font = QFont(_family())
        font.setPixelSize(max(1, round(rect.height() * _SHARE)))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(font)
        painter.setPen(self._ink(mode))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _letter(self._name))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Override QIconEngine::pixmap."""
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        """Override QIconEngine::clone."""
        return _Glyph(self._name, self._colour)

    def _ink(self, mode: QIcon.Mode) -> str:
        colours = tokens()
        if mode == QIcon.Mode.Disabled:
            return colours.quiet_ink
        if self._colour is None:
            return colours.ink
        return self._colour if self._colour.startswith("#") else getattr(colours, self._colour)


@cache
def _family() -> str:
    """Load the font; it stays loaded as long as the program runs."""
    file = next(_fonts().glob(f"{_FAMILY}-[0-9]*.ttf"))
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))[0]


@cache
def _letter(name: str) -> str:
    """Look a glyph up by its name; the whole table takes longer to read than all of ours."""
    found = re.search(rf'"{re.escape(name.removeprefix("ph."))}": *"(0x[0-9a-f]+)"', _charmap())
    if found is None:
        raise KeyError(name)
    return chr(int(found[1], 16))


@cache
def _charmap() -> str:
    return next(_fonts().glob(f"{_FAMILY}-charmap-*.json")).read_text(encoding="ascii")


def _fonts() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen, "qtawesome", "fonts")
    spec = find_spec("qtawesome")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).with_name("fonts")
