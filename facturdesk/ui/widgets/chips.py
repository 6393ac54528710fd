"""Chips over a list: what it may be narrowed to, each with its count and sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from facturdesk.domain.money import divide_rounded
from facturdesk.i18n import Catalogue
from facturdesk.ui.theme import GRID, tabular, tokens
from facturdesk.usecases.listing import Total

_HEIGHT: Final = GRID * 6
_BETWEEN: Final = " · "  # a count and a sum
_LARGE: Final = 1_000_000  # cents from which an amount is told in whole euros


class Chip(QPushButton):
    """A word, and below it how many there are and what they come to."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.setObjectName(f"chip.{name}")
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setProperty("look", "chip")
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.name = name
        self._told = ""

    def tell(self, told: str) -> None:
        """Show a count and a sum; where there is little room, the count alone."""
        self._told = told
        self.setToolTip(told)
        self.setAccessibleDescription(told)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Override
        """Be as wide as what is told."""
        word = QFontMetrics(self._word_font()).horizontalAdvance(self.text())
        figures = QFontMetrics(self._figures_font()).horizontalAdvance(self._told)
        return QSize(max(word, figures, GRID * 8) + GRID * 3, _HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Override
        """Never cut the word, nor the count."""
        word = QFontMetrics(self._word_font()).horizontalAdvance(self.text())
        count = QFontMetrics(self._figures_font()).horizontalAdvance(self._count)
        return QSize(max(word, count, GRID * 6) + GRID * 3, _HEIGHT)

    @property
    def _count(self) -> str:
        return self._told.partition(_BETWEEN)[0]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Override
        """Draw the button, the word and the figures."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        colours, room = tokens(), self.rect().adjusted(GRID * 3 // 2, 4, -GRID, -5)
        chosen = self.isChecked()
        painter.setFont(self._word_font())
        painter.setPen(QColor(colours.accent_ink if chosen else colours.ink))
        upper = QRect(room.x(), room.y(), room.width(), room.height() // 2)
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(self._figures_font())
        painter.setPen(QColor(colours.accent_ink if chosen else colours.quiet_ink))
        fits = painter.fontMetrics().horizontalAdvance(self._told) <= room.width()
        lower = upper.translated(0, room.height() // 2)
        told = self._told if fits else self._count
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, told)
        painter.end()

    def _word_font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _figures_font(self) -> QFont:
        font = tabular(self.font())
        font.setPointSizeF(self.font().pointSizeF() - 1)
        return font


class Chips(QWidget):
    """One of several; Tab reaches the chosen one, the arrows choose another."""

    chosen = Signal(str)

    def __init__(
        self,
        chips: Sequence[tuple[str, str]],
        words: Catalogue,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("chips")
        self._words = words
        self._chips = {name: Chip(name, text) for name, text in chips}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for chip in self._chips.values():
            self._group.addButton(chip)
            row.addWidget(chip)
        row.addStretch()
        next(iter(self._chips.values())).setChecked(True)
        self._group.buttonToggled.connect(self._toggled)

    @property
    def names(self) -> tuple[str, ...]:
        """What may be chosen."""
        return tuple(self._chips)

    @property
    def current(self) -> str:
        """The one that is chosen."""
        return next(name for name, chip in self._chips.items() if chip.isChecked())

    def choose(self, name: str) -> None:
        """Choose one without saying so."""
        self._group.blockSignals(True)
        self._chips[name].setChecked(True)
        self._group.blockSignals(False)

    def chip(self, name: str) -> Chip:
        """Give the button of one."""
        return self._chips[name]

    def show_totals(self, totals: Mapping[str, Total] | None) -> None:
        """Show how many there are of each, and what they come to; None: not known yet."""
        for name, chip in self._chips.items():
            total = totals.get(name) if totals is not None else None
            chip.tell(self._told(total))

    def _told(self, total: Total | None) -> str:
        if total is None:
            return ""
        count = self._words.number(total.count)
        if not total.amount_minor:
            return count
        money = self._words.money(total.amount_minor)
        if abs(total.amount_minor) >= _LARGE:
            amount = self._words.amount(total.amount_minor)
            whole = self._words.number(divide_rounded(total.amount_minor, 100))
            money = money.replace(amount, whole)
        return f"{count}{_BETWEEN}{money}"

    def _toggled(self, button: QPushButton, on: bool) -> None:
        if on and isinstance(button, Chip):
            self.chosen.emit(button.name)
