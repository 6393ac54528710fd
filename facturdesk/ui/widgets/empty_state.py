"""What stands in the place of a list that has nothing to show, with the way on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from facturdesk.ui.theme import GRID, heading
from facturdesk.ui.widgets.heading import ActionButton

_WIDTH: Final = GRID * 60


class EmptyState(QWidget):
    """Says what would be here, and has the button that makes the first one."""

    def __init__(
        self, title: str, sentence: str, action: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("empty")
        name = QLabel(title)
        name.setFont(heading(name.font(), steps=3))
        told = QLabel(sentence)
        told.setProperty("look", "quiet")
        told.setWordWrap(True)
        told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        told.setFixedWidth(_WIDTH)
        told.setMinimumHeight(told.heightForWidth(_WIDTH))
        button = ActionButton(action, look="main")
        button.setObjectName(f"empty.{action.objectName()}")
        column = QVBoxLayout(self)
        column.setSpacing(GRID * 2)
        column.addStretch(2)
        column.addWidget(name, 0, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(told, 0, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)
