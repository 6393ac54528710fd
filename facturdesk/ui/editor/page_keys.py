"""Lets the page's own keys through while one types: a field would keep Ctrl+Z for itself."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

_KEYS: Final = (
    "Ctrl+Z",
    "Ctrl+Y",
    "Ctrl+Shift+Z",
    "Ctrl+Del",
    "Ins",
    "Alt+Up",
    "Alt+Down",
    "Ctrl+D",
    "Ctrl+S",
    "Ctrl+Return",
    "Ctrl+Enter",
)


class PageKeys(QObject):
    """Watches fields, and says of those keys that the field does not want them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._keys = {QKeySequence(key).toString() for key in _KEYS}

    def watch(self, widget: QWidget) -> None:
        """Watch a field and all that is in it."""
        widget.installEventFilter(self)
        for child in widget.findChildren(QWidget):
            child.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Override
        """Refuse the keys of the page in a field's name."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and QKeySequence(event.keyCombination()).toString() in self._keys
        ):
            event.ignore()
            return True
        return False
