"""What is missing before a draft can be issued, each a step away from where it is mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from facturdesk.domain.errors import Problem
from facturdesk.i18n import Catalogue
from facturdesk.ui.feedback import Feedback
from facturdesk.ui.theme import GRID

MOST_SHOWN: Final = 4
LINE: Final = re.compile(r"lines\[(\d+)\](?:\.(\w+))?")
_CHARGE: Final = re.compile(r"charges\[(\d+)\]")


class Missing(QWidget):
    """A heading and a few rows; each is pressed to go to its field."""

    wanted = Signal(object)  # Problem

    def __init__(self, words: Catalogue, feedback: Feedback) -> None:
        super().__init__()
        self.setObjectName("missing")
        self._words = words
        self._feedback = feedback
        self._problems: Sequence[Problem] = ()
        self._title = QLabel()
        self._title.setProperty("look", "quiet")
        self._rows: list[_Row] = []
        self._more = QLabel()
        self._more.setProperty("look", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        for place in range(MOST_SHOWN):
            row = _Row(f"missing.{place}")
            row.clicked.connect(lambda _=False, place=place: self._pressed(place))
            row.hide()
            self._rows.append(row)
            column.addWidget(row)
        column.addWidget(self._more)
        column.addStretch()

    @property
    def problems(self) -> Sequence[Problem]:
        """What is missing."""
        return self._problems

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Tell what is missing; nothing is shown where nothing is."""
        self._problems = problems
        self._title.setVisible(bool(problems))
        self._title.setText(self._words.text("ui", "Before it can be issued:"))
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(problems))
            if place < len(problems):
                row.say(self.said(problems[place]))
        hidden = len(problems) - len(self._rows)
        self._more.setVisible(hidden > 0)
        if hidden > 0:
            self._more.setText(
                self._words.plural("ui", "… and {count} more", "… and {count} more", hidden)
            )

    def said(self, problem: Problem) -> str:
        """Say what is missing, and of which line."""
        sentence = self._feedback.problem(problem)
        if found := LINE.match(problem.field):
            row = int(found[1]) + 1
            return self._words.text("ui", "Line {row}: {sentence}", row=row, sentence=sentence)
        if found := _CHARGE.match(problem.field):
            return self._words.text("ui", "Charges: {sentence}", sentence=sentence)
        if problem.field.startswith("customer.address"):
            return self._words.text("ui", "Address of the customer: {sentence}", sentence=sentence)
        return sentence

    def _pressed(self, place: int) -> None:
        self.wanted.emit(self._problems[place])


class _Row(QPushButton):
    """A sentence, cut where there is no room for it; whole in its tip and for a reader."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("look", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, sentence: str) -> None:
        """Show another sentence."""
        if self.accessibleName() != sentence:
            self.setAccessibleName(sentence)
            self.setToolTip(sentence)
            self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Override
        """Cut the sentence anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        text = f"› {self.accessibleName()}"
        room = self.width() - GRID
        fitting = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        self.setText(fitting.replace("&", "&&"))
