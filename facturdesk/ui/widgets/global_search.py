"""The search of the whole window: results as one types, opened with the keyboard or the mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QFocusEvent,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from facturdesk.ui.icons import icon
from facturdesk.ui.lanes import Latest
from facturdesk.ui.models.hits import MOST, Hit, HitModel, action_hits, hits_of, spoken
from facturdesk.ui.widgets.hit_list import HitList
from facturdesk.ui.workspace import Workspace

if TYPE_CHECKING:  # the data layer is loaded after the first paint
    from facturdesk.usecases.searching import Found
    from facturdesk.usecases.shop import Shop

_STEPS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: MOST,
    Qt.Key.Key_PageUp: -MOST,
}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GlobalSearch(QLineEdit):
    """A field that finds customers, documents, drafts, items and commands as one types.

    The arrows choose, Enter opens, Escape closes; the caret stays in the field. `action`,
    Ctrl+K, puts it there: the window adds it to a menu. `left` is emitted when Escape
    leaves the empty field.
    """

    announced = Signal(str)  # what a screen reader is told
    left = Signal()

    def __init__(
        self,
        workspace: Workspace,
        actions: Callable[[], Iterable[QAction]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        words = workspace.words
        self._workspace = workspace
        self._actions = actions
        self._enter_waits = False
        self._has_icon = False
        self._answered = ""
        self._latest = Latest[tuple[str, "Found"]](workspace.quick, done=self._arrived, owner=self)
        self.setObjectName("search")
        self.setAccessibleName(words.text("ui", "Search"))
        self.setPlaceholderText(words.text("ui", "Customer, invoice, amount, item…  Ctrl+K"))
        self.setClearButtonEnabled(True)
        self.action = QAction(words.text("ui", "Search"), self)
        self.action.setObjectName("search.focus")
        self.action.setShortcut("Ctrl+K")
        self.action.triggered.connect(self.focus_search)
        self._model = HitModel(self)
        self._list = HitList(self._model, words.text("ui", "What was found"))
        self._model.setParent(self._list)  # the list outlives the field by a moment
        self._list.chosen.connect(self._open)
        self.destroyed.connect(self._list.deleteLater)
        self.textEdited.connect(self._search)

    @property
    def hits(self) -> HitList:
        """The list beneath the field."""
        return self._list

    @property
    def answered(self) -> str:
        """The text whose results are shown; empty: none are."""
        return self._answered

    def focus_search(self) -> None:
        """Put the caret here, what was typed before selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        """Take Escape before the window does, while there is something to close."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_Escape and (self.text() or self._list.isVisible()):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Override
        """Move in the list, open what is chosen, close the list."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._move(_STEPS[key])
        elif key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Override
        """Close the list with the field."""
        super().focusOutEvent(event)
        self._close()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Override
        """Draw the field; its icon comes after the first time, for a quick start."""
        super().paintEvent(event)
        if not self._has_icon:
            self._has_icon = True
            QTimer.singleShot(0, self, self._add_icon)

    def _add_icon(self) -> None:
        look = icon("ph.magnifying-glass", colour="quiet_ink")
        leading = self.addAction(look, QLineEdit.ActionPosition.LeadingPosition)
        leading.setObjectName("search.icon")
        leading.setText(self.accessibleName())
        leading.triggered.connect(self.focus_search)

    def _search(self, text: str) -> None:
        self._enter_waits = False
        if not text.strip():
            self._latest.forget()
            self._close()
            return
        shop = self._workspace.shop
        self._latest.ask(lambda: (text, _found(shop, text)))

    def _arrived(self, answer: tuple[str, Found]) -> None:
        text, found = answer
        if text != self.text() or not self.hasFocus():
            return
        words = self._workspace.words
        rows = hits_of(found, text.strip(), words=words, go=self._workspace.go)
        if self._actions is not None:
            rows += action_hits(self._actions(), text, words=words)
        self._answered = text
        self._model.put(rows)
        if self._enter_waits and self._model.places:
            self._open(self._model.hit(self._model.places[0]))
            return
        nothing = words.text("ui", "Nothing has “{text}”.", text=text.strip())
        self._list.show_under(self, nothing)
        count = len(self._model.places)
        self._announce(
            words.plural("ui", "{count} result", "{count} results", count) if count else nothing
        )

    def _move(self, steps: int) -> None:
        if not self._list.isVisible():
            self._search(self.text())
            return
        self._list.move_choice(steps)
        hit = self._list.current
        if hit is not None:
            self._announce(spoken(hit))

    def _enter(self) -> None:
        """Open what is chosen; where the answer is still to come, what will be first in it."""
        hit = self._list.current
        if self._list.isVisible() and self._answered == self.text() and hit is not None:
            self._open(hit)
        elif self.text().strip():
            self._search(self.text())
            self._enter_waits = True

    def _escape(self) -> None:
        if self._list.isVisible():
            self._close()
        elif self.text():
            self.clear()
        else:
            self.left.emit()

    def _open(self, hit: Hit) -> None:
        self._close()
        self.clear()
        if hit.act is not None:
            hit.act()

    def _close(self) -> None:
        self._enter_waits = False
        self._answered = ""
        self._latest.forget()
        self._list.hide()

    def _announce(self, sentence: str) -> None:
        self.setAccessibleDescription(sentence)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        self.announced.emit(sentence)


def _found(shop: Shop, text: str) -> Found:
    from facturdesk.usecases.searching import search_everything

    return search_everything(shop, text, limit=MOST)
