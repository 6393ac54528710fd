"""Fields for a few whole things and for lengths in millimetres, within bounds."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from facturdesk.i18n import Catalogue
from facturdesk.ui.inputs.numbers import NumberInput
from facturdesk.ui.theme import GRID

_STEPS: Final = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class BoundedInput(NumberInput):
    """A number that is brought within its bounds when the field is left; arrow keys step it."""

    def __init__(
        self,
        words: Catalogue,
        *,
        places: int,
        least: int,
        most: int,
        step: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, places=places, minimum=places, parent=parent)
        self._least = least
        self._most = most
        self._step = step
        self._last = min(max(0, least), most)
        self.setFixedWidth(GRID * 12)
        self.editingFinished.connect(self._settle)
        self.set_scaled(self._last)

    def bounded(self) -> int:
        """Give the number as a scaled integer within its bounds; the last one where none can be read."""
        typed = self.scaled()
        if typed is not None:
            self._last = min(max(typed, self._least), self._most)
        return self._last

    def set_scaled(self, value: int) -> None:
        """Show a number."""
        self._last = min(max(value, self._least), self._most)
        self.setText(self._words.number(self._last, self._places, minimum=self._minimum))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Override QLineEdit::keyPressEvent
        """Step with the arrow keys."""
        steps = _STEPS.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
            return
        self.set_scaled(self.bounded() + steps * self._step)
        self.edited.emit()

    def _settle(self) -> None:
        self.set_scaled(self.bounded())


def count_input(words: Catalogue, *, most: int) -> BoundedInput:
    """Make a field for one or more."""
    return BoundedInput(words, places=0, least=1, most=most, step=1)


def millimetres_input(words: Catalogue, *, least: int, most: int) -> BoundedInput:
    """Make a field for a length; bounds and value are tenths of a millimetre."""
    return BoundedInput(words, places=1, least=least, most=most, step=5)
