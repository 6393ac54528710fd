"""Says who may have a card already, while a new customer is typed; it never stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from facturdesk.i18n import marked
from facturdesk.ui.cards.emptying import empty
from facturdesk.ui.lanes import Latest
from facturdesk.ui.theme import GRID
from facturdesk.usecases import resembling
from facturdesk.usecases.resembling import Resemblance, resembling_customers

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace

_PAUSE_MS: Final = 300
WATCHED: Final = frozenset({"name", "siren", "siret", "email", "address.postcode", "address.city"})
_WHY: Final = {
    resembling.SAME_SIREN: marked("ui", "{name} ({code}) has this SIREN already."),
    resembling.SAME_EMAIL: marked("ui", "{name} ({code}) has this e-mail address already."),
    resembling.SAME_NAME: marked("ui", "{name} ({code}) may be the same customer."),
}


class SimilarCards(QFrame):
    """One line a card, with a button that opens it."""

    chosen = Signal(str)  # the code of a card to open

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._words = workspace.words
        self._values: dict[str, object] = {}
        self._answers = Latest[list[Resemblance]](workspace.quick, done=self._show, owner=self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.setObjectName("similar")
        self.setProperty("look", "notice")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        self._column.setSpacing(GRID // 2)
        self.hide()

    def look(self, values: dict[str, object]) -> None:
        """Look who resembles what is typed, after a pause in typing."""
        self._values = values
        self._pause.start()

    def clear(self) -> None:
        """Say nothing."""
        self._pause.stop()
        self._answers.forget()
        self._show([])

    def _ask(self) -> None:
        self._answers.ask(partial(resembling_customers, self._workspace.shop, self._values))

    def _show(self, found: Sequence[Resemblance]) -> None:
        empty(self._column)
        for rank, each in enumerate(found):
            self._column.addWidget(self._row(rank, each))
        self.setVisible(bool(found))

    def _row(self, rank: int, each: Resemblance) -> QWidget:
        hit = each.hit
        name = ", ".join(filter(None, (hit.name, hit.city)))
        sentence = QLabel(self._words.text("ui", _WHY[each.why], name=name, code=hit.code))
        sentence.setObjectName(f"similar.{rank}.sentence")
        sentence.setWordWrap(True)
        button = QPushButton(self._words.text("ui", "Open the existing card"))
        button.setObjectName(f"similar.{rank}.open")
        button.setAccessibleDescription(sentence.text())
        button.setProperty("look", "small")
        button.clicked.connect(lambda: self.chosen.emit(hit.code))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(sentence, 1)
        line.addWidget(button)
        return row
