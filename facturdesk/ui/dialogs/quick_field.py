"""The field of a quick payment, « 120 Dupont », with what may be meant under it, best first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QVBoxLayout, QWidget

from facturdesk.domain.money import Money
from facturdesk.ui.lanes import Latest
from facturdesk.ui.theme import GRID, ROW_HEIGHT, tabular
from facturdesk.usecases.quick_payment import Candidate, quick_payment

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace

_MOVES: Final = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up})
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class QuickField(QWidget):
    """Type an amount, a customer, a number; Enter takes the first of what is proposed."""

    chosen = Signal(object)  # Candidate
    emptied = Signal()  # something else is being typed

    def __init__(self, workspace: Workspace, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._words = workspace.words
        self._candidates: tuple[Candidate, ...] = ()
        self._answers = Latest[tuple[Candidate, ...]](
            workspace.quick, done=self._propose, owner=self
        )
        self.field = QLineEdit()
        self.field.setObjectName(f"{name}.quick")
        label = self._words.text("ui", "Amount, customer or invoice number")
        self.field.setAccessibleName(label)
        self.field.setPlaceholderText(self._words.text("ui", "120 Dupont, F2026-00012…"))
        self.field.textEdited.connect(self._typed)
        self.field.installEventFilter(self)
        self.proposals = QListWidget()
        self.proposals.setProperty("look", "choices")
        self.proposals.setObjectName(f"{name}.proposals")
        self.proposals.setAccessibleName(self._words.text("ui", "What may be meant"))
        self.proposals.setFont(tabular(self.proposals.font()))
        self.proposals.itemActivated.connect(self.choose_current)
        self.proposals.itemClicked.connect(self.choose_current)
        self.proposals.hide()
        self._nothing = QLabel()
        self._nothing.setObjectName(f"{name}.nothing")
        self._nothing.setProperty("look", "quiet")
        self._nothing.setWordWrap(True)
        self._nothing.hide()
        caption = QLabel(label)
        caption.setBuddy(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        for widget in (caption, self.field, self.proposals, self._nothing):
            column.addWidget(widget)

    def type_text(self, text: str) -> None:
        """Begin with a text."""
        self.field.setText(text)
        self.field.setFocus()
        self.field.end(False)  # nothing selected: one goes on typing
        self._typed(text)

    @property
    def is_waiting(self) -> bool:
        """Whether there is something to choose from."""
        return self.proposals.isVisibleTo(self)

    def choose_current(self) -> None:
        """Take the proposal that is current, if there is one."""
        row = self.proposals.currentRow()
        if self.is_waiting and 0 <= row < len(self._candidates):
            self._show_proposals(())
            self.chosen.emit(self._candidates[row])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Override
        """Let the arrows move in the proposals and Enter choose, while one types."""
        if watched is not self.field or not isinstance(event, QKeyEvent) or not self.is_waiting:
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in _ENTER:
            self.choose_current()
            return True
        if event.key() in _MOVES:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = self.proposals.currentRow() + step
            self.proposals.setCurrentRow(max(0, min(row, self.proposals.count() - 1)))
            return True
        return False

    def _typed(self, text: str) -> None:
        self.emptied.emit()
        if not text.strip():
            self._answers.forget()
            self._show_proposals(())
            self._nothing.hide()
            return
        self._answers.ask(partial(quick_payment, self._workspace.shop, text))

    def _propose(self, candidates: tuple[Candidate, ...]) -> None:
        self._candidates = candidates
        self._show_proposals(candidates)
        self._nothing.setText(
            self._words.text("ui", "No open invoice and no customer match what is typed.")
        )
        self._nothing.setVisible(not candidates)

    def _show_proposals(self, candidates: Sequence[Candidate]) -> None:
        self.proposals.clear()
        self.proposals.addItems([self._sentence(each) for each in candidates])
        self.proposals.setVisible(bool(candidates))
        if candidates:
            self.proposals.setFixedHeight(len(candidates) * ROW_HEIGHT + 4)
            for row in range(len(candidates)):
                self.proposals.item(row).setSizeHint(QSize(0, ROW_HEIGHT))
            self.proposals.setCurrentRow(0)

    def _sentence(self, candidate: Candidate) -> str:
        name, amount = candidate.customer_name, Money(candidate.balance_minor)
        if not candidate.numbers:
            return self._words.text(
                "ui", "{customer} · nothing to pay, kept as credit", customer=name
            )
        if len(candidate.numbers) > 1:
            return self._words.plural(
                "ui",
                "{customer} · {count} invoice · {amount} to pay",
                "{customer} · {count} invoices · {amount} to pay",
                len(candidate.numbers),
                customer=name,
                amount=amount,
            )
        return self._words.text(
            "ui",
            "{customer} · {number} · {amount} to pay",
            customer=name,
            number=candidate.numbers[0],
            amount=amount,
        )
