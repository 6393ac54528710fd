"""A field whose few choices are all in view."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QRadioButton, QSizePolicy, QWidget


class RadioInput(QWidget):
    """One of a few values, each with its words; arrows go from one to the next."""

    edited = Signal()

    def __init__(
        self,
        choices: Iterable[tuple[object, str]],
        parent: QWidget | None = None,
        *,
        across: bool = False,
    ) -> None:
        super().__init__(parent)
        self._values: list[object] = []
        self._group = QButtonGroup(self)
        way = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        column = QBoxLayout(way, self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(16 if across else 4)
        for value, words in choices:
            button = QRadioButton(words, self)
            self._group.addButton(button, len(self._values))
            self._values.append(value)
            column.addWidget(button)
        if across:
            column.addStretch(1)
        self._group.buttons()[0].setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._is_filled = False  # at this moment, by the program
        self._group.idToggled.connect(self._toggled)

    def setObjectName(self, name: str) -> None:  # noqa: N802 - Override QObject::setObjectName
        """Name the field, and each choice after it."""
        super().setObjectName(name)
        for number, button in enumerate(self._group.buttons()):
            button.setObjectName(f"{name}.{self._values[number]}")

    def value(self) -> object:
        """Give the chosen value."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: object) -> None:
        """Choose a value; the first where it is none of them."""
        number = self._values.index(value) if value in self._values else 0
        self._is_filled = True
        self._group.button(number).setChecked(True)
        self._is_filled = False

    def _toggled(self, _: int, on: bool) -> None:
        """Count also what a screen reader toggles: it clicks nothing."""
        if on and not self._is_filled:
            self.edited.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Override QWidget
        """Give the focus to what is chosen."""
        super().focusInEvent(event)
        self._group.button(self._group.checkedId()).setFocus(event.reason())
