"""Under a list: how much is shown, how much is selected, and what can be done with that."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from facturdesk.ui.theme import GRID, tabular
from facturdesk.ui.widgets.heading import ActionButton


class Footer(QWidget):
    """Says the count and sum at the left; the actions on the selection stand at the right."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self._said = QLabel()
        self._said.setObjectName("footer.said")
        self._said.setFont(tabular(self._said.font()))
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(GRID)
        for action in actions:
            buttons.addWidget(ActionButton(action))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, GRID // 2, 0, 0)
        row.addWidget(self._said)
        row.addStretch()
        row.addWidget(self._buttons)
        self.setFixedHeight(GRID * 5)
        self.show_actions(shown=False)

    @property
    def said(self) -> str:
        """What it says now."""
        return self._said.text()

    @property
    def has_actions(self) -> bool:
        """Whether it offers actions now."""
        return not self._buttons.isHidden()

    def say(self, sentence: str) -> None:
        """Say how much is shown or selected."""
        self._said.setText(sentence)

    def show_actions(self, *, shown: bool) -> None:
        """Show what can be done with a selection, while there is one."""
        self._buttons.setVisible(shown)
