"""The pages on the left of the window: icon, word, and how much there is to do."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from facturdesk.i18n import Catalogue
from facturdesk.ui.icons import icon
from facturdesk.ui.pages import PAGES, PageSpec
from facturdesk.ui.theme import GRID, tabular, tokens

WIDTH: Final = 25 * GRID
_ICON: Final = QSize(20, 20)
_BADGE_HEIGHT: Final = 20
_MOST_SHOWN: Final = 9999
_LAST: Final = "settings"  # at the bottom


class NavigationButton(QPushButton):
    """The way to one page, with the count of what it has to do."""

    def __init__(self, spec: PageSpec, words: Catalogue, parent: QWidget | None = None) -> None:
        title = words.text("ui", spec.title)
        super().__init__(title, parent)
        self._words = words
        self._title = title
        self._badge = ""
        self._alarm = False
        self.page = spec.name
        self.setObjectName(f"navigation.{spec.name}")
        self.setProperty("look", "navigation")
        self.setCheckable(True)
        self.setIconSize(_ICON)
        self.setToolTip(spec.shortcut)
        self.setAccessibleName(title)

    def set_badge(self, count: int, *, alarm: bool) -> None:
        """Show a count, red when it is an alarm; 0: none."""
        self._alarm = alarm
        number = self._words.number
        self._badge = f"{number(_MOST_SHOWN)}+" if count > _MOST_SHOWN else number(count)
        if not count:
            self._badge = ""
        self.setAccessibleName(f"{self._title}, {self._badge}" if count else self._title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Override QPushButton::paintEvent
        """Draw the button, then the count at its right."""
        super().paintEvent(event)
        if not self._badge:
            return
        ink, fill = tokens().overdue if self._alarm else tokens().draft
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = tabular(self.font())
        font.setPointSizeF(font.pointSizeF() - 1)
        painter.setFont(font)
        width = max(_BADGE_HEIGHT, painter.fontMetrics().horizontalAdvance(self._badge) + GRID)
        box = QRectF(self.width() - width - GRID, 0, width, _BADGE_HEIGHT)
        box.moveTop((self.height() - _BADGE_HEIGHT) / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(box, _BADGE_HEIGHT / 2, _BADGE_HEIGHT / 2)
        painter.setPen(QColor(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._badge)


class Navigation(QFrame):
    """All pages that stand on their own, in groups."""

    wanted = Signal(str)  # page

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName(words.text("ui", "Pages"))
        self.setProperty("look", "navigation")
        self.setFixedWidth(WIDTH)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, NavigationButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID * 2, GRID, GRID * 2)
        column.setSpacing(2)
        group = None
        for spec in PAGES:
            if not spec.title:
                continue
            if spec.name == _LAST:
                column.addStretch()
            elif group not in (None, spec.group):
                column.addSpacing(GRID * 2)
            group = spec.group
            button = NavigationButton(spec, words)
            button.clicked.connect(self._clicked)
            self._group.addButton(button)
            self._buttons[spec.name] = button
            column.addWidget(button)

    def show_icons(self) -> None:
        """Draw the icons; once the window has been seen, for they take a moment."""
        for spec in PAGES:
            if spec.name in self._buttons:
                self._buttons[spec.name].setIcon(icon(spec.icon))

    def show_page(self, name: str, *, below: str = "") -> None:
        """Mark the page that is shown; of one without a place here, the page `below` it."""
        button = self._buttons.get(name) or self._buttons.get(below)
        if button is not None:
            button.setChecked(True)

    def set_badge(self, page: str, count: int, *, alarm: bool = False) -> None:
        """Show how much a page has to do; red (an alarm) only for money overdue."""
        self._buttons[page].set_badge(count, alarm=alarm)

    def _clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, NavigationButton)
        self.wanted.emit(button.page)
