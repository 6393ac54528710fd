"""A sentence that says for a few seconds that something went well."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget

from facturdesk.ui.theme import GRID

_SHOWN_FOR: Final = 4000  # milliseconds, and as many again for a long sentence
_LONG: Final = 60  # letters


class Toast(QLabel):
    """Lies over the bottom of its parent; a click or the next sentence takes it away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.setProperty("look", "toast")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMaximumWidth(60 * GRID)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence; a screen reader reads it out."""
        self.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        self._place()
        self.raise_()
        self._timer.start(_SHOWN_FOR * (2 if len(sentence) > _LONG else 1))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Override QObject::eventFilter
        """Stay at the bottom when the parent changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def mousePressEvent(self, event: object) -> None:  # noqa: N802 - Override QLabel::mousePressEvent
        """Go away."""
        self.hide()

    def _place(self) -> None:
        parent = self.parentWidget()
        assert parent is not None
        self.setFixedWidth(min(self.maximumWidth(), parent.width() - GRID * 4, self._wish()))
        self.setFixedHeight(self.heightForWidth(self.width()))
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - GRID * 2)

    def _wish(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.text()) + GRID * 5
