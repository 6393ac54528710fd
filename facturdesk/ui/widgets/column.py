"""A column that scrolls up and down and never to the side: it is as wide as what is in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class ScrolledColumn(QScrollArea):
    """Holds one widget; a text that is longer in another language makes it wider."""

    def __init__(self, parent: QWidget | None = None, *, least_width: int = 0) -> None:
        super().__init__(parent)
        self._least_width = least_width
        self.setMinimumWidth(least_width)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Override
        """Ask for the room that the content needs, whenever it changed."""
        taken = super().eventFilter(watched, event)
        inside = self.widget()
        if event.type() == QEvent.Type.LayoutRequest and inside is not None:
            needed = inside.minimumSizeHint().width()
            bar = self.verticalScrollBar().sizeHint().width()
            self.setMinimumWidth(max(self._least_width, needed + bar))
        return taken
