"""The top of the window: the way back, the search, and the button for a new invoice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from facturdesk.i18n import Catalogue
from facturdesk.ui.theme import GRID

if TYPE_CHECKING:  # loaded after the first paint
    from PySide6.QtGui import QAction

HEIGHT: Final = 7 * GRID
_SEARCH_WIDTH: Final = 70 * GRID
_SEARCH_SHARE: Final = 4  # of the width, beside 1 that stays free
_ICON: Final = QSize(20, 20)


class TopBar(QFrame):
    """Its buttons trigger the window's actions, which are in the menus as well."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top")
        self.setProperty("look", "top")
        self.setFixedHeight(HEIGHT)
        self._words = words
        self._back = QPushButton()
        self._back.setObjectName("top.back")
        self._back.setProperty("look", "quiet")
        self._back.setAccessibleName(words.text("ui", "Back"))
        self._back.setFixedWidth(5 * GRID)
        self._new = QPushButton(words.text("ui", "New invoice"))
        self._new.setObjectName("top.new_invoice")
        self._new.setProperty("look", "main")
        self._search: QWidget = self._placeholder()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GRID * 2, 0, GRID * 2, 0)
        self._row.setSpacing(GRID)
        self._row.addWidget(self._back)
        self._row.addWidget(self._search, _SEARCH_SHARE)
        self._row.addStretch(1)
        self._row.addWidget(self._new)

    def complete(self, *, back: QAction, new_invoice: QAction) -> None:
        """Draw the icons and connect the buttons, once the window was seen."""
        from facturdesk.ui.icons import icon

        for button, action in ((self._back, back), (self._new, new_invoice)):
            button.setIconSize(_ICON)
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            button.setEnabled(action.isEnabled())
            action.enabledChanged.connect(button.setEnabled)
        self._back.setIcon(icon("ph.arrow-left"))
        self._new.setIcon(icon("ph.plus", colour="accent_ink"))

    def focus_search(self) -> None:
        """Put the caret into the search."""
        focus = getattr(self._search, "focus_search", self._search.setFocus)
        focus()

    def put_search(self, search: QWidget | None) -> None:
        """Put the search of a shop in its place; None: of no shop."""
        new = search or self._placeholder()
        new.setMaximumWidth(_SEARCH_WIDTH)
        place = self._row.indexOf(self._search)
        self._row.removeWidget(self._search)
        self._row.insertWidget(place, new, _SEARCH_SHARE)
        self._search.hide()
        self._search.deleteLater()
        self._search = new
        QWidget.setTabOrder(self._back, new)
        QWidget.setTabOrder(new, self._new)

    def _placeholder(self) -> QWidget:
        """Look like the search while there is nothing to search in."""
        field = QLabel()
        field.setObjectName("top.no_search")
        field.setProperty("look", "field")
        field.setMaximumWidth(_SEARCH_WIDTH)
        return field
