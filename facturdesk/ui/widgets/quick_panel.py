"""A side panel with a short form, to make a card without leaving what one is at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.ui.form import Form
from facturdesk.ui.theme import GRID, heading
from facturdesk.usecases.results import Kept

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_KEPT: Final = _ENTER | {Qt.Key.Key_Escape}


class QuickPanel(QFrame):
    """Ctrl+Enter makes the card, and so does Enter in its last field; Escape cancels."""

    created = Signal(str)  # the code of the new card
    cancelled = Signal()

    def __init__(
        self, workspace: Workspace, name: str, *, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.words = workspace.words
        self._busy = False
        self.setObjectName(name)
        self.setProperty("look", "card")
        self.setMinimumWidth(GRID * 44)
        caption = QLabel(title)
        caption.setObjectName(f"{name}.title")
        caption.setFont(heading(caption.font()))
        self.form = Form(name, workspace.feedback)
        self.body = QVBoxLayout()  # over the form
        self._act = QPushButton(self.words.text("ui", "Create"))
        self._act.setObjectName(f"{name}.create")
        self._act.setProperty("look", "main")
        self._act.clicked.connect(self.create_card)
        cancel = QPushButton(self.words.text("ui", "Cancel"))
        cancel.setObjectName(f"{name}.cancel")
        cancel.clicked.connect(self.cancelled)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._act)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        column.setSpacing(GRID * 2)
        column.addWidget(caption)
        column.addLayout(self.body)
        column.addWidget(self.form)
        column.addLayout(buttons)
        column.addStretch(1)

    def start(self, name: str) -> None:
        """Begin a card of this name."""
        raise NotImplementedError

    def write(self) -> Callable[[], Kept]:
        """Give the work that keeps what is typed."""
        raise NotImplementedError

    def create_card(self) -> None:
        """Keep the card, once; what is wrong is shown at its field."""
        if not self._busy:
            self._set_busy(busy=True)
            self.workspace.writer.run(
                self.write(), done=self._kept, failed=self._refused, owner=self
            )

    def event(self, event: QEvent) -> bool:
        """Keep Escape and Ctrl+Enter for the panel, before the window or the page has them."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _KEPT
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Override QWidget
        """Make the card, go to the next field, or cancel."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier or self._at_the_end():
                self.create_card()
            else:
                self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def _at_the_end(self) -> bool:
        last = self.form.input(self.form.fields[-1])
        return bool(last.hasFocus()) or last.isAncestorOf(self.focusWidget())

    def _kept(self, kept: Kept) -> None:
        self._set_busy(busy=False)
        self.created.emit(kept.code)

    def _refused(self, error: Exception) -> None:
        self._set_busy(busy=False)
        if not isinstance(error, InputRefused):
            self.workspace.feedback.show(error)
            return
        elsewhere = self.show_problems(error)
        if elsewhere:
            self.workspace.feedback.show(InputRefused(elsewhere))

    def show_problems(self, refused: InputRefused) -> list[Problem]:
        """Show each problem at its field; those of no field come back."""
        return self.form.show_problems(refused.problems)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._act.setEnabled(not busy)
