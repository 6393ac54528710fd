"""A sentence over the page that stays until it no longer holds, such as a file out of reach."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from facturdesk.ui.theme import GRID


class NoticeBar(QFrame):
    """One sentence with at most one act."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("look", "notice")
        self._sentence = QLabel()
        self._sentence.setObjectName("notice.sentence")
        self._sentence.setWordWrap(True)
        self._button = QPushButton()
        self._button.setObjectName("notice.act")
        self._button.clicked.connect(self._clicked)
        self._act: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 3, GRID, GRID * 3, GRID)
        row.addWidget(self._sentence, stretch=1)
        row.addWidget(self._button)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says now; empty: nothing."""
        return self._sentence.text()

    def say(
        self, sentence: str, *, act: str = "", slot: Callable[[], object] | None = None
    ) -> None:
        """Show a sentence until `clear`, with a button that does `slot`."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self._button.setText(act)
        self._button.setVisible(bool(act))
        self._act = slot
        self.show()

    def clear(self) -> None:
        """Say nothing any more."""
        self._sentence.setText("")
        self._act = None
        self.hide()

    def _clicked(self) -> None:
        if self._act is not None:
            self._act()
