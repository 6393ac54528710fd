"""How much a page has to do: a number in a pill at the right of its button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from facturdesk.ui.theme import GRID, redress, tabular


class CountBadge(QLabel):
    """Lies over a button, which takes the clicks and says the number to a screen reader."""

    def __init__(self, button: QWidget) -> None:
        super().__init__()
        self.setProperty("look", "count")
        self.setFont(tabular(self.font()))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(button)
        row.setContentsMargins(0, 0, GRID, 0)
        row.addStretch()
        row.addWidget(self)

    def show_count(self, count: str, *, alarm: bool) -> None:
        """Show a number, red when it is an alarm; empty: nothing."""
        self.setText(count)
        self.setVisible(bool(count))
        redress(self, alarm="true" if alarm else "false")
