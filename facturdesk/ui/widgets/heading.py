"""The head of a page: its title, what it is about, and its actions as buttons."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from facturdesk.ui.theme import GRID
from facturdesk.ui.widgets.title import Title

MARGINS = (GRID * 3, GRID * 2, GRID * 3, GRID * 2)  # of a page: left, top, right, bottom


class ActionButton(QPushButton):
    """A button that triggers an action: its words, its state and its key are the action's."""

    def __init__(self, action: QAction, *, look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self._put_away = False
        self.setObjectName(f"button.{action.objectName()}")
        if look:
            self.setProperty("look", look)
        action.changed.connect(self._follow)
        self.clicked.connect(action.trigger)
        self._follow()

    def _follow(self) -> None:
        action = self._action
        self.setText(action.text().replace("…", ""))
        self.setAccessibleName(action.text().replace("&", ""))
        self.setEnabled(action.isEnabled())
        if action.isVisible() == self._put_away:  # shown without a parent, it would be a window
            self._put_away = not action.isVisible()
            self.setVisible(action.isVisible())
        refusal = action.whatsThis()  # why it cannot be done now
        key = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        self.setToolTip(refusal or key)
        self.setAccessibleDescription(refusal)


class PageHeading(QWidget):
    """The title at the left, with a quiet line below it; the actions at the right."""

    def __init__(
        self,
        title: str,
        actions: Iterable[QAction] = (),
        *,
        main: QAction | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("heading")
        self._title = Title(title)
        self._title.setObjectName("heading.title")
        self._about = QLabel()
        self._about.setObjectName("heading.about")
        self._about.setProperty("look", "quiet")
        self._about.hide()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._about)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GRID)
        self._row.addLayout(words)
        self._row.addStretch()
        for action in actions:
            self._row.addWidget(ActionButton(action))
        if main is not None:
            self._row.addWidget(ActionButton(main, look="main"))

    def set_title(self, title: str, about: str = "") -> None:
        """Show another title, with a quiet line below it or none."""
        self._title.setText(title)
        self._about.setText(about)
        self._about.setVisible(bool(about))

    def add_beside_title(self, widget: QWidget) -> None:
        """Put something such as a badge at the right of the title."""
        self._row.insertWidget(1, widget)
