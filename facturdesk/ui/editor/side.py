"""The panel between form and paper: options, explanations, a card made on the spot."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facturdesk.i18n import Catalogue
from facturdesk.ui.icons import icon
from facturdesk.ui.theme import GRID, heading

_LEAST_WIDTH: Final = GRID * 44


class Side(QFrame):
    """One panel at a time, with a title and a way to close it."""

    closed = Signal()
    left = Signal()  # closed while one typed in it
    opened = Signal()

    def __init__(self, words: Catalogue) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setProperty("look", "card")
        self._title = QLabel()
        self._title.setObjectName("side.title")
        self._title.setFont(heading(self._title.font(), steps=1))
        close = QPushButton(icon("ph.x"), "")
        close.setObjectName("side.close")
        close.setAccessibleName(words.text("ui", "Close the panel"))
        close.setToolTip(words.text("ui", "Close the panel"))
        close.setProperty("look", "quiet")
        close.clicked.connect(self.close_panel)
        self._stack = QStackedWidget()
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(GRID * 2, GRID, GRID, 0)
        head.addWidget(self._title, 1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.hide()

    def open_panel(self, panel: QWidget, title: str = "") -> None:
        """Show a panel; without a title, it has its own and its own way to be closed."""
        if self._stack.indexOf(panel) < 0:
            self._stack.addWidget(panel)
        self._stack.setCurrentWidget(panel)
        self._title.setText(title)
        self._head.setVisible(bool(title))
        self.show()
        self.opened.emit()

    def close_panel(self) -> None:
        """Show no panel."""
        if not self.isHidden():
            focus = QApplication.focusWidget()
            inside = focus is not None and self.isAncestorOf(focus)
            self.hide()
            self.closed.emit()
            if inside:
                self.left.emit()

    def shows(self, panel: QWidget) -> bool:
        """Tell whether a panel is shown."""
        return not self.isHidden() and self._stack.currentWidget() is panel

    def event(self, event: QEvent) -> bool:
        """Keep Escape for the panel, before the window goes back; be as wide as it needs."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.setMinimumWidth(max(_LEAST_WIDTH, self.minimumSizeHint().width()))
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Override
        """Close with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
            return
        super().keyPressEvent(event)
