"""Why an issued document cannot be changed, and what can be done instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from facturdesk.ui.document.words import is_credit_note
from facturdesk.ui.theme import GRID
from facturdesk.ui.widgets.heading import ActionButton
from facturdesk.ui.widgets.link import Link

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace
    from facturdesk.usecases.examining import Examined


class Lock(QFrame):
    """A sentence, « Pourquoi ? », and the two acts that the law leaves."""

    def __init__(
        self,
        workspace: Workspace,
        correct: QAction,
        credit: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.words = workspace.words
        self.setObjectName("document.lock")
        self.setProperty("look", "card")
        self._sentence = _sentence("document.locked")
        self._why = Link(self.words.text("ui", "Why?"), "document.why", self._explain)
        self._reasons = _sentence("document.reasons", quiet=True)
        self._reasons.setText(
            self.words.text(
                "ui",
                "An issued document is numbered in an unbroken series, sealed and archived: the "
                "law wants it to stay as the customer received it. A mistake is repaired by another "
                "document, and both stay.",
            )
        )
        self._reasons.hide()
        self._refusals = _sentence("document.refusals", quiet=True)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(ActionButton(correct))
        row.addWidget(ActionButton(credit))
        row.addStretch()
        self._lay_out()

    def show_document(self, found: Examined) -> None:
        """Show another document, or the same as it is now."""
        note = is_credit_note(found.result.kind)
        self._sentence.setText(
            self.words.text("ui", "This credit note is issued: it can no longer be changed.")
            if note
            else self.words.text("ui", "This invoice is issued: it can no longer be changed.")
        )
        self._buttons.setVisible(not note)

    def show_refusals(self, sentence: str) -> None:
        """Say why an act is not offered; empty: both are."""
        self._refusals.setText(sentence)
        self._refusals.setVisible(bool(sentence))

    def _explain(self) -> None:
        self._reasons.setVisible(self._reasons.isHidden())

    def _lay_out(self) -> None:
        said = QHBoxLayout()
        said.setSpacing(GRID)
        said.addWidget(self._sentence, 1)
        said.addWidget(self._why)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID * 2)
        column.setSpacing(GRID)
        column.addLayout(said)
        for widget in (self._reasons, self._buttons, self._refusals):
            column.addWidget(widget)


def _sentence(name: str, *, quiet: bool = False) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    if quiet:
        label.setProperty("look", "quiet")
    return label
