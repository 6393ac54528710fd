"""The pages on the left of the window: icon, word, and how much there is to do."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from facturdesk.i18n import Catalogue
from facturdesk.ui.pages import PAGES, PageSpec
from facturdesk.ui.theme import GRID, redress

WIDTH: Final = 25 * GRID
_ICON: Final = QSize(20, 20)
_MOST_SHOWN: Final = 9999
_LAST: Final = "settings"  # at the bottom


class NavigationButton(QPushButton):
    """The way to one page, with the count of what it has to do."""

    def __init__(self, spec: PageSpec, words: Catalogue, parent: QWidget | None = None) -> None:
        title = words.text("ui", spec.title)
        super().__init__(title, parent)
        self._words = words
        self._title = title
        self._badge: QWidget | None = None
        self.page = spec.name
        self.setObjectName(f"navigation.{spec.name}")
        self.setProperty("look", "navigation")
        self.setIconSize(_ICON)
        self.setToolTip(spec.shortcut)
        self.setAccessibleName(title)

    def show_chosen(self, *, chosen: bool) -> None:
        """Mark it as the way to the page that is shown; it is no check box: one presses it."""
        redress(self, chosen=str(chosen).lower())
        self.setAccessibleDescription(self._words.text("ui", "Shown now") if chosen else "")

    def set_badge(self, count: int, *, alarm: bool) -> None:
        """Show a count, red when it is an alarm; 0: none."""
        from facturdesk.ui.widgets.count_badge import CountBadge

        if self._badge is None:
            self._badge = CountBadge(self)
        assert isinstance(self._badge, CountBadge)
        number = self._words.number
        shown = f"{number(_MOST_SHOWN)}+" if count > _MOST_SHOWN else number(count)
        self._badge.show_count(shown if count else "", alarm=alarm)
        self.setAccessibleName(f"{self._title}, {shown}" if count else self._title)


class Navigation(QFrame):
    """All pages that stand on their own, in groups."""

    wanted = Signal(str)  # page

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName(words.text("ui", "Pages"))
        self.setProperty("look", "navigation")
        self.setFixedWidth(WIDTH)
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
            self._buttons[spec.name] = button
            column.addWidget(button)

    def show_icons(self) -> None:
        """Draw the icons; once the window has been seen, for they take a moment."""
        from facturdesk.ui.icons import icon

        for spec in PAGES:
            if spec.name in self._buttons:
                self._buttons[spec.name].setIcon(icon(spec.icon))

    def show_page(self, name: str, *, below: str = "") -> None:
        """Mark the page that is shown; of one without a place here, the page `below` it."""
        marked = self._buttons.get(name) or self._buttons.get(below)
        if marked is not None:
            for button in self._buttons.values():
                button.show_chosen(chosen=button is marked)

    def set_badge(self, page: str, count: int, *, alarm: bool = False) -> None:
        """Show how much a page has to do; red (an alarm) only for money overdue."""
        self._buttons[page].set_badge(count, alarm=alarm)

    def _clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, NavigationButton)
        self.wanted.emit(button.page)
