"""Over the lines of a corrective invoice: what it does to the one it corrects."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from facturdesk.i18n import Catalogue
from facturdesk.ui.editor.session import EditSession
from facturdesk.ui.theme import GRID
from facturdesk.ui.widgets.link import Link


class CorrectionNotice(QFrame):
    """A sentence, and the way to the field of the reason; hidden over any other draft."""

    reason_wanted = Signal()

    def __init__(self, words: Catalogue) -> None:
        super().__init__()
        self.setObjectName("correction")
        self.setProperty("look", "notice")
        self._words = words
        self._said = QLabel()
        self._said.setObjectName("correction.said")
        self._said.setWordWrap(True)
        reason = Link(words.text("ui", "Give the reason"), "correction.reason", self._want_reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        column.setSpacing(0)
        column.addWidget(self._said)
        column.addWidget(reason)
        self.hide()

    def follow(self, session: EditSession) -> None:
        """Show what another draft corrects, if it does."""
        number = session.sale.corrects
        self.setVisible(bool(number))
        if number:
            self._said.setText(
                self._words.text(
                    "ui",
                    "It cancels and replaces {number}, which stays in the archive; what was paid "
                    "counts for the new one. Change what is wrong, then issue.",
                    number=number,
                )
            )

    def _want_reason(self) -> None:
        self.reason_wanted.emit()
