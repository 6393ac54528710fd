"""A titled list of facts in the side of the document page: what, how much, where it leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from facturdesk.ui.theme import GRID, heading, tabular
from facturdesk.ui.widgets.link import Link
from facturdesk.ui.widgets.timeline import clear

_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Fact:
    """A row: a label, a text or a link, and an amount at the right."""

    label: str
    text: str
    amount: str = ""
    go: Callable[[], object] | None = None  # makes the text a link
    quiet: bool = False


class Section(QWidget):
    """Shows facts under a title; without any it is not there."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        caption = QLabel(title)
        caption.setFont(heading(caption.font(), steps=0))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID * 2)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnMinimumWidth(0, GRID * 11)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(caption)
        column.addLayout(self._grid)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these rows in the place of those shown."""
        clear(self._grid)
        for row, fact in enumerate(facts):
            self._add(row, fact)
        self.setVisible(bool(facts))

    def _add(self, row: int, fact: Fact) -> None:
        label = _label(fact.label, quiet=True)
        label.setWordWrap(False)
        label.setFont(tabular(label.font()))
        self._grid.addWidget(label, row, 0, _LEFT)
        if fact.go is not None:
            link = Link(fact.text, f"{self.objectName()}.{row}", fact.go)
            link.setAccessibleDescription(" ".join(filter(None, (fact.label, fact.amount))))
            self._grid.addWidget(link, row, 1, _LEFT)
        else:
            self._grid.addWidget(_label(fact.text, quiet=fact.quiet), row, 1)
        if fact.amount:
            amount = _label(fact.amount, quiet=fact.quiet)
            amount.setFont(tabular(amount.font()))
            amount.setWordWrap(False)
            self._grid.addWidget(amount, row, 2, _RIGHT)


def _label(text: str, *, quiet: bool) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if quiet:
        label.setProperty("look", "quiet")
    return label
