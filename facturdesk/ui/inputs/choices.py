"""Fields one chooses in: one of several, yes or no."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from facturdesk.ui.icons import icon

_ARROW: Final = 14  # pixels


class ChoiceInput(QComboBox):
    """One of several values, each with its words; the wheel does not change it by accident."""

    edited = Signal()

    def __init__(
        self, choices: Iterable[tuple[object, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._values: list[object] = []
        self.set_choices(choices)
        self.activated.connect(self.edited)

    def set_choices(self, choices: Iterable[tuple[object, str]]) -> None:
        """Offer these (value, words); what was chosen stays where it is still offered."""
        chosen = self.value()
        self.clear()
        self._values = []
        for value, words in choices:
            self._values.append(value)
            self.addItem(words)
        self.set_value(chosen)

    def value(self) -> object:
        """Give the chosen value; None when there is nothing to choose."""
        index = self.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def set_value(self, value: object) -> None:
        """Choose a value; the first where it is not offered."""
        index = self._values.index(value) if value in self._values else 0
        self.setCurrentIndex(index if self._values else -1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Override QComboBox
        """Show that there is something to choose from; the sheet of styles draws no arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        place = QRect(self.width() - _ARROW - _ARROW // 2, 0, _ARROW, self.height())
        icon("ph.caret-down", colour="quiet_ink").paint(painter, place)
        painter.end()

    def wheelEvent(self, event: object) -> None:  # noqa: N802 - Override QComboBox::wheelEvent
        """Leave the wheel to the page that scrolls."""
        event.ignore()  # type: ignore[attr-defined] # a QWheelEvent


class FlagInput(QCheckBox):
    """Yes or no."""

    edited = Signal()

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._is_filled = False  # at this moment, by the program
        self.toggled.connect(self._toggled)

    def value(self) -> object:
        """Give yes or no."""
        return self.isChecked()

    def set_value(self, value: object) -> None:
        """Show yes or no."""
        self._is_filled = True
        self.setChecked(bool(value))
        self._is_filled = False

    def _toggled(self) -> None:
        """Count also what a screen reader toggles: it clicks nothing."""
        if not self._is_filled:
            self.edited.emit()
