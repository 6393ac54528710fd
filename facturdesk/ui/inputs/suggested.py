"""A line of text for which what is known already is proposed: a town, a category, tags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from facturdesk.i18n import sort_key
from facturdesk.ui.widgets.suggestions import Suggestion, SuggestionField

_MOST: Final = 60
_COMMA: Final = ","


class SuggestedInput(SuggestionField):
    """One line of text; texts that are known are proposed, any other may be typed."""

    edited = Signal()

    def __init__(self, *, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(self._find, name="suggested")
        if parent is not None:
            self.setParent(parent)
        self.setPlaceholderText(placeholder)
        self._known: tuple[str, ...] = ()
        self.offered_on_entry = False  # the known ones are shown as soon as the field is gone to
        self.textEdited.connect(self.edited)
        self.taken.connect(self._take)

    def set_known(self, texts: Sequence[str]) -> None:
        """Propose these from now on, in their order."""
        self._known = tuple(texts)

    def value(self) -> object:
        """Give the text, None when it is empty."""
        return self.text().strip() or None

    def set_value(self, value: object) -> None:
        """Show a text."""
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Override QLineEdit
        """Propose at once where that is wanted and nothing is filled in."""
        super().focusInEvent(event)
        if self.offered_on_entry and not self.text() and len(self._known) > 1:
            QTimer.singleShot(0, self, self._offer)

    def _offer(self) -> None:
        if self.hasFocus():
            self.suggester.ask_all()

    def _find(self, text: str) -> list[Suggestion]:
        wanted = sort_key(text)
        found = [known for known in self._known if wanted in sort_key(known)]
        if found and sort_key(found[0]) == wanted and len(found) == 1:
            return []
        found.sort(key=lambda known: not sort_key(known).startswith(wanted))
        return [Suggestion(known, known) for known in found[:_MOST]]

    def _take(self, suggestion: Suggestion) -> None:
        self.setText(suggestion.key)
        self.edited.emit()


class TagsInput(SuggestedInput):
    """Short words after one another, with commas between them; the last one is completed."""

    def value(self) -> object:
        """Give the words; None when there are none."""
        words = [word.strip() for word in self.text().split(_COMMA)]
        return list(dict.fromkeys(word for word in words if word)) or None

    def set_value(self, value: object) -> None:
        """Show words."""
        words = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
        self.setText(", ".join(str(word) for word in words))
        self.setCursorPosition(0)

    def _find(self, text: str) -> list[Suggestion]:
        *before, last = text.split(_COMMA)
        if not last.strip():
            return []
        there = {word.strip() for word in before}
        return [each for each in super()._find(last.strip()) if each.key not in there]

    def _take(self, suggestion: Suggestion) -> None:
        before = self.text().rpartition(_COMMA)[0]
        self.setText(f"{before}, {suggestion.key}" if before else suggestion.key)
        self.edited.emit()
