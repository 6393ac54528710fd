"""A sentence that says for a few seconds that something went well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from facturdesk.ui.theme import GRID

_SHOWN_FOR: Final = 4000  # milliseconds, and as many again for a long sentence
_LONG: Final = 60  # letters
_WIDEST: Final = 80 * GRID


class Toast(QLabel):
    """Lies over the bottom of its parent; a click or the next sentence takes it away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.setProperty("look", "toast")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._act = QPushButton(self)
        self._act.setObjectName("toast.act")
        self._act.setProperty("look", "toast")
        self._act.clicked.connect(self._do)
        self._wanted: Callable[[], object] | None = None
        parent.installEventFilter(self)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence; a screen reader reads it out."""
        self._offer("", None)
        self.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        self._place()
        self.raise_()
        self._timer.start(_SHOWN_FOR * (2 if len(sentence) > _LONG else 1))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def offer(self, act: str, do: Callable[[], object]) -> None:
        """Offer what may be done next, beside the sentence that was just said."""
        self._offer(act, do)
        self._place()
        self._timer.start(_SHOWN_FOR * 2)

    def _offer(self, act: str, do: Callable[[], object] | None) -> None:
        self._wanted = do
        self._act.setText(act)
        self._act.setVisible(do is not None)
        room = self._act.sizeHint().width() if do is not None else 0
        self.setContentsMargins(GRID * 2, GRID, GRID * 2 + room, GRID)

    def _do(self) -> None:
        self.hide()
        if self._wanted is not None:
            self._wanted()

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
        self.setFixedWidth(min(_WIDEST, parent.width() - GRID * 4, self._wish()))
        self.setFixedHeight(self.heightForWidth(self.width()))
        button = self._act.sizeHint()
        top = (self.height() - button.height()) // 2
        right = self.width() - button.width() - GRID
        self._act.setGeometry(right, top, button.width(), button.height())
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - GRID * 2)

    def _wish(self) -> int:
        margins = self.contentsMargins()
        text = self.fontMetrics().horizontalAdvance(self.text())
        return text + margins.left() + margins.right() + GRID
