"""A few words that lead elsewhere: a button that looks like a link."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget


class Link(QPushButton):
    """Goes where its words say; reached and pressed by keyboard as any button."""

    def __init__(
        self, text: str, name: str, go: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setProperty("look", "link")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._go = go
        self.clicked.connect(self._follow)

    def _follow(self) -> None:
        self._go()
