"""Icons, from one family; the library that draws them is loaded with the first one."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from facturdesk.ui.theme import tokens


def icon(name: str, *, colour: str | None = None) -> QIcon:
    """Give the icon of a name such as `ph.house` (Phosphor), in the ink of the theme."""
    import qtawesome  # half the time of a start: after the first paint

    found: QIcon = qtawesome.icon(name, color=colour or tokens().ink)
    return found
