"""What a document comes to, what is left of it and until when, in large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from facturdesk.domain.money import Money
from facturdesk.ui.document.words import is_credit_note
from facturdesk.ui.theme import GRID, heading, tabular

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace
    from facturdesk.usecases.examining import Examined


class Figures(QFrame):
    """Total, what is left, due date; and the customer's credit where it could settle it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = workspace.words
        self.setObjectName("document.figures")
        self.setProperty("look", "card")
        self._captions = [self._caption() for _ in range(3)]
        self._values = [self._value(f"document.{name}") for name in ("total", "left", "due")]
        self._credit = QLabel()
        self._credit.setObjectName("document.credit_left")
        self._credit.setWordWrap(True)
        self.use_credit = QPushButton(self.words.text("ui", "Settle with the credit"))
        self.use_credit.setObjectName("document.use_credit")
        grid = QGridLayout(self)
        grid.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        grid.setHorizontalSpacing(GRID * 3)
        grid.setVerticalSpacing(0)
        for column in range(3):
            grid.addWidget(self._captions[column], 0, column)
            grid.addWidget(self._values[column], 1, column)
        grid.setColumnStretch(2, 1)
        grid.addWidget(self._credit, 2, 0, 1, 3)
        grid.addWidget(self.use_credit, 3, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)

    def show_document(self, found: Examined) -> None:
        """Show another document, or the same as it is now."""
        text, result = self.words.text, found.result
        note = is_credit_note(result.kind)
        left = -result.balance_minor if note else result.balance_minor
        due = found.parts[-1].due_on if found.parts and not note else None
        self._say(0, text("ui", "Total incl. VAT"), self._money(result.gross_minor))
        self._say(1, self._left_words(found), self._money(left))
        self._say(2, text("ui", "Due date") if due else "", self.words.date(due) if due else "")
        usable = found.customer_credit_minor
        amount = Money(usable, result.currency)
        self._credit.setText(text("ui", "The customer has a credit of {amount}.", amount=amount))
        self._credit.setVisible(usable > 0)
        self.use_credit.setVisible(usable > 0)

    def _left_words(self, found: Examined) -> str:
        if is_credit_note(found.result.kind):
            return self.words.text("ui", "Left to use")
        return self.words.text("ui", "Left to pay")

    def _money(self, minor: int) -> str:
        return self.words.money(minor)

    def _say(self, rank: int, caption: str, value: str) -> None:
        self._captions[rank].setText(caption)
        self._values[rank].setText(value)
        self._values[rank].setAccessibleName(f"{caption} {value}")

    def _caption(self) -> QLabel:
        label = QLabel()
        label.setProperty("look", "quiet")
        return label

    def _value(self, name: str) -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        label.setFont(tabular(heading(label.font(), steps=4)))
        return label
