"""Proposals under what is typed: a list over the page that never takes the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from facturdesk.ui.lanes import Lane, Latest
from facturdesk.ui.theme import GRID, ROW_HEIGHT, tabular, tokens

_NARROWEST: Final = 56 * GRID
_MOST_ROWS: Final = 9
_PAUSE_MS: Final = 25
_ROLE: Final = Qt.ItemDataRole.UserRole
_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One proposal: what it is, its words, what is said of it quietly and at the right."""

    key: str
    text: str
    detail: str = ""
    right: str = ""
    makes_new: bool = False  # an act such as « create », not something found


Find = Callable[[str], Sequence[Suggestion]]


class Suggester(QObject):
    """Proposes what `find` gives for the text of a field; `find` is called in a lane.

    The field keeps the keyboard: it hands its keys to `take_key` first. Without a lane,
    `find` is called at once.
    """

    taken = Signal(object)  # Suggestion

    def __init__(
        self, field: QWidget, find: Find, *, lane: Lane | None = None, name: str = "suggestions"
    ) -> None:
        super().__init__(field)
        self._field = field
        self._find = find
        self._text = ""
        self._answered = ""
        self._pause = QTimer(self)  # the key itself is shown before anything is looked for
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self._latest: Latest[tuple[str, Sequence[Suggestion]]] | None = None
        if lane is not None:
            self._latest = Latest(lane, done=self._arrived, owner=self)
        self.popup = SuggestionPopup(name)
        self.popup.clicked.connect(self._clicked)
        self.destroyed.connect(self.popup.deleteLater)

    def ask(self, text: str) -> None:
        """Propose for this text; nothing for an empty one."""
        self._text = text.strip()
        self._answered = ""  # it may be the text of last time
        if not self._text:
            self.hide()
        elif self._latest is not None:
            self._pause.start()
        else:
            self._arrived(_found(self._find, self._text))

    def ask_all(self, chosen: str = "") -> None:
        """Propose everything there is; the row with the key `chosen` is chosen."""
        self._text = ""
        self._arrived(_found(self._find, ""))
        self.popup.choose(chosen)

    def hide(self) -> None:
        """Propose nothing any more."""
        self._forget()
        self.popup.hide()

    @property
    def current(self) -> Suggestion | None:
        """The proposal that Enter takes; what is still being looked for is waited for."""
        if self._latest is not None and self._text and self._answered != self._text:
            self._forget()
            self._arrived(_found(self._find, self._text))
        return self.popup.current if self.popup.isVisible() else None

    def take_key(self, event: QKeyEvent) -> bool:
        """Move in the list, or close it; whether the key was for that."""
        if not self.popup.isVisible():
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5}
        key = Qt.Key(event.key())
        if key in steps and not event.modifiers():
            self.popup.move(steps[key])
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _look(self) -> None:
        assert self._latest is not None
        self._latest.ask(partial(_found, self._find, self._text))

    def _forget(self) -> None:
        self._pause.stop()
        if self._latest is not None:
            self._latest.forget()

    def _arrived(self, answer: tuple[str, Sequence[Suggestion]]) -> None:
        text, found = answer
        if text != self._text:
            return
        self._answered = text
        if found and self._field.isVisible():
            self.popup.show_under(self._field, found)
        else:
            self.popup.hide()

    def _clicked(self, suggestion: Suggestion) -> None:
        self.hide()
        self.taken.emit(suggestion)


def _found(find: Find, text: str) -> tuple[str, Sequence[Suggestion]]:
    return text, find(text)


class SuggestionPopup(QFrame):
    """The rows of proposals, over the page beneath a field."""

    clicked = Signal(object)  # Suggestion

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}.popup")
        self.setProperty("look", "card")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = QStandardItemModel(self)
        self._view = QListView()
        self._view.setObjectName(f"{name}.rows")
        self._view.setModel(self._model)
        self._view.setItemDelegate(_RowDelegate(self._view))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setUniformItemSizes(True)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setMouseTracking(True)
        self._view.entered.connect(self._view.setCurrentIndex)
        self._view.clicked.connect(lambda index: self.clicked.emit(index.data(_ROLE)))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 4, 1, 4)
        column.addWidget(self._view)
        self.hide()

    @property
    def current(self) -> Suggestion | None:
        """The row that is chosen."""
        found = self._view.currentIndex().data(_ROLE)
        return found if isinstance(found, Suggestion) else None

    @property
    def suggestions(self) -> list[Suggestion]:
        """Every row."""
        return [self._model.item(row).data(_ROLE) for row in range(self._model.rowCount())]

    def show_under(self, field: QWidget, rows: Sequence[Suggestion]) -> None:
        """Show rows beneath a field, or above it where there is more room; the first is chosen."""
        window = field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._view.setAccessibleName(field.accessibleName())
        self._model.clear()
        for row in rows:
            item = QStandardItem(", ".join(filter(None, (row.text, row.detail, row.right))))
            item.setData(row, _ROLE)
            self._model.appendRow(item)
        self._view.setCurrentIndex(self._model.index(0, 0))
        self._view.scrollToTop()
        self.setGeometry(self._placed(field, window, min(len(rows), _MOST_ROWS)))
        self.show()
        self.raise_()

    def choose(self, key: str) -> None:
        """Choose the row that has a key, where there is one."""
        for row, suggestion in enumerate(self.suggestions):
            if suggestion.key == key:
                self._view.setCurrentIndex(self._model.index(row, 0))

    def move(self, steps: int) -> None:  # type: ignore[override] # in the list, not on the screen
        """Choose the row so many further; past the end, the other end."""
        count = self._model.rowCount()
        row = (self._view.currentIndex().row() + steps) % count if count else -1
        self._view.setCurrentIndex(self._model.index(row, 0))

    def _placed(self, field: QWidget, window: QWidget, rows: int) -> QRect:
        height = rows * ROW_HEIGHT + 12
        corner = field.mapTo(window, QPoint(0, 0))
        width = min(max(field.width(), _NARROWEST), window.width() - GRID * 2)
        left = max(GRID, min(corner.x(), window.width() - width - GRID))
        below = corner.y() + field.height() + 2
        if below + height > window.height() and corner.y() > window.height() - below:
            return QRect(left, max(0, corner.y() - height - 2), width, min(height, corner.y()))
        return QRect(left, below, width, min(height, window.height() - below))


class _RowDelegate(QStyledItemDelegate):
    """Draws a proposal: its words, what is said of it quietly, and a figure at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        """Draw a row."""
        row: Suggestion = index.data(_ROLE)  # type: ignore[attr-defined] # a QModelIndex
        colours = tokens()
        rect = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, QColor(colours.accent))
        ink = QColor(colours.accent_ink if chosen else colours.ink)
        quiet = ink if chosen else QColor(colours.quiet_ink)
        painter.setFont(tabular(painter.font()))
        inner = rect.adjusted(GRID + 4, 0, -GRID - 4, 0)
        metrics = painter.fontMetrics()
        painter.setPen(quiet)
        painter.drawText(inner, _RIGHT, row.right)
        taken = metrics.horizontalAdvance(row.right) + (GRID * 2 if row.right else 0)
        room = inner.width() - taken
        share = room if not row.detail else max(room - GRID * 16, room // 2)
        title = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, share)
        painter.setPen(QColor(colours.accent) if row.makes_new and not chosen else ink)
        painter.drawText(inner, _LEFT, title)
        left = metrics.horizontalAdvance(title) + GRID * 2
        detail = metrics.elidedText(row.detail, Qt.TextElideMode.ElideRight, room - left)
        painter.setPen(quiet)
        painter.drawText(inner.adjusted(left, 0, 0, 0), _LEFT, detail)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:  # noqa: N802
        """Give rows the height of those of lists."""
        return QSize(GRID, ROW_HEIGHT)


class SuggestionField(QLineEdit):
    """One line that proposes as one types; Enter takes the chosen proposal."""

    taken = Signal(object)  # Suggestion
    entered = Signal(str)  # Enter on a text for which nothing is proposed

    def __init__(self, find: Find, *, lane: Lane | None = None, name: str = "suggestions") -> None:
        super().__init__()
        self.setObjectName(name)
        self.suggester = Suggester(self, find, lane=lane, name=name)
        self.suggester.taken.connect(self.taken)
        self.textEdited.connect(self.suggester.ask)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Override
        """Let the list have its keys; Enter takes."""
        if self.suggester.take_key(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            chosen = self.suggester.current
            self.suggester.hide()
            if chosen is not None:
                self.taken.emit(chosen)
            else:
                self.entered.emit(self.text().strip())
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Escape for the list while it is open, before the window goes back."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.suggester.popup.isVisible()
        ):
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Override
        """Propose nothing once it is left."""
        super().focusOutEvent(event)
        self.suggester.hide()
