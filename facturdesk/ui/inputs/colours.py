"""A field for one of a few colours, each a button with its name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

_SIDE = 24  # of the patch
_FRAME = 2


class ColourInput(QWidget):
    """One of several colours written RRGGBB; the empty one stands for the program's own."""

    edited = Signal()

    def __init__(
        self, choices: Iterable[tuple[str, str, str]], parent: QWidget | None = None
    ) -> None:
        """Take (value, colour shown, name) of each."""
        super().__init__(parent)
        self._values: list[str] = []
        self._other = ""  # a colour that none of the buttons has
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for value, colour, name in choices:
            button = QToolButton(self)
            button.setIcon(_patch(colour))
            button.setIconSize(QSize(_SIDE, _SIDE))
            button.setFixedSize(QSize(_SIDE + 2 * _FRAME, _SIDE + 2 * _FRAME))
            button.setAutoRaise(True)
            button.setCheckable(True)
            button.setToolTip(name)
            button.setAccessibleName(name)
            self._group.addButton(button, len(self._values))
            self._values.append(value)
            row.addWidget(button)
        row.addStretch(1)
        self.setFocusProxy(self._group.button(0))
        self._is_filled = False  # at this moment, by the program
        self._group.idToggled.connect(self._toggled)

    def setObjectName(self, name: str) -> None:  # noqa: N802 - Override QObject::setObjectName
        """Name the field, and each colour after it."""
        super().setObjectName(name)
        for number, button in enumerate(self._group.buttons()):
            button.setObjectName(f"{name}.{self._values[number] or 'default'}")

    def value(self) -> object:
        """Give the colour; None for the program's own."""
        number = self._group.checkedId()
        return (self._values[number] if number >= 0 else self._other) or None

    def set_value(self, value: object) -> None:
        """Choose a colour; one that is not offered is kept as it is."""
        wanted = value if isinstance(value, str) else ""
        self._other = wanted
        self._is_filled = True
        self._mark(wanted)
        self._is_filled = False

    def _toggled(self, _: int, on: bool) -> None:
        """Count also what a screen reader toggles: it clicks nothing."""
        if on and not self._is_filled:
            self.edited.emit()

    def _mark(self, wanted: str) -> None:
        if wanted in self._values:
            self._group.button(self._values.index(wanted)).setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)


def _patch(colour: str) -> QIcon:
    """Draw a patch, with a white frame in it where the colour is chosen."""
    patch = QIcon()
    for state, frame in ((QIcon.State.Off, 0), (QIcon.State.On, _FRAME)):
        picture = QPixmap(_SIDE, _SIDE)
        picture.fill(QColor(f"#{colour}"))
        if frame:
            painter = QPainter(picture)
            painter.setPen(QPen(Qt.GlobalColor.white, frame))
            painter.drawRect(frame * 2, frame * 2, _SIDE - frame * 4, _SIDE - frame * 4)
            painter.end()
        patch.addPixmap(picture, QIcon.Mode.Normal, state)
    return patch
