"""The top of the window: the way back, the search, and the button for a new invoice."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from facturdesk.i18n import Catalogue
from facturdesk.ui.icons import icon
from facturdesk.ui.theme import GRID

HEIGHT = 7 * GRID
_SEARCH_WIDTH = 70 * GRID


class TopBar(QFrame):
    """Its buttons trigger the window's actions, which are in the menus as well."""

    def __init__(
        self, words: Catalogue, *, back: QAction, new_invoice: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("top")
        self.setProperty("look", "top")
        self.setFixedHeight(HEIGHT)
        self._words = words
        self._back = QPushButton()
        self._back.setObjectName("top.back")
        self._back.setProperty("look", "quiet")
        self._back.setAccessibleName(words.text("ui", "Back"))
        self._back.setToolTip(words.text("ui", "Back"))
        self._back.setFixedWidth(5 * GRID)
        self._back.setIconSize(QSize(20, 20))
        self._back.clicked.connect(back.trigger)
        self._back.setEnabled(back.isEnabled())
        back.enabledChanged.connect(self._back.setEnabled)
        self._new = QPushButton(words.text("ui", "New invoice"))
        self._new.setObjectName("top.new_invoice")
        self._new.setProperty("look", "main")
        self._new.clicked.connect(new_invoice.trigger)
        self._new.setEnabled(new_invoice.isEnabled())
        new_invoice.enabledChanged.connect(self._new.setEnabled)
        self._search: QWidget = self._placeholder()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GRID * 2, 0, GRID * 2, 0)
        self._row.setSpacing(GRID)
        self._row.addWidget(self._back)
        self._row.addWidget(self._search, stretch=1)
        self._row.addStretch()
        self._row.addWidget(self._new)

    @property
    def search(self) -> QWidget:
        """The search field."""
        return self._search

    def put_search(self, search: QWidget | None) -> None:
        """Put the search of a shop in its place; None: of no shop."""
        new = search or self._placeholder()
        new.setMaximumWidth(_SEARCH_WIDTH)
        new.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row.replaceWidget(self._search, new, Qt.FindChildOption.FindDirectChildrenOnly)
        self._search.hide()
        self._search.deleteLater()
        self._search = new
        new.show()
        QWidget.setTabOrder(self._back, new)
        QWidget.setTabOrder(new, self._new)

    def show_icons(self) -> None:
        """Draw the icons, once the window has been seen."""
        self._back.setIcon(icon("ph.arrow-left"))
        self._new.setIcon(icon("ph.plus", colour="accent_ink"))

    def _placeholder(self) -> QWidget:
        field = QLineEdit()
        field.setObjectName("top.no_search")
        field.setAccessibleName(self._words.text("ui", "Search"))
        field.setMaximumWidth(_SEARCH_WIDTH)
        field.setEnabled(False)
        return field
