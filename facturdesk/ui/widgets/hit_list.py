"""The list under the search field: over the page, but never taking the caret."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from facturdesk.ui.models.hits import Hit, HitModel
from facturdesk.ui.theme import GRID, ROW_HEIGHT, tabular, tokens

_HEADING_HEIGHT: Final = 26
_NARROWEST: Final = 70 * GRID
_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class HitList(QFrame):
    """Rows over the page, beneath a field that keeps the keyboard."""

    chosen = Signal(object)  # Hit

    def __init__(self, model: HitModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setObjectName("search.popup")
        self.setProperty("look", "card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoFillBackground(True)
        self._view = QListView()
        self._view.setObjectName("search.hits")
        self._view.setAccessibleName(name)
        self._view.setModel(model)
        self._view.setItemDelegate(HitDelegate(self._view))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setMouseTracking(True)
        self._view.entered.connect(self._hovered)
        self._view.clicked.connect(self._clicked)
        self._nothing = QLabel()
        self._nothing.setObjectName("search.nothing")
        self._nothing.setProperty("look", "quiet")
        self._nothing.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        self._nothing.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, GRID // 2, 1, GRID // 2)
        column.setSpacing(0)
        column.addWidget(self._view)
        column.addWidget(self._nothing)
        self.hide()

    @property
    def view(self) -> QListView:
        """The rows."""
        return self._view

    @property
    def current(self) -> Hit | None:
        """The row that Enter opens."""
        index = self._view.currentIndex()
        return self._model.hit(index.row()) if index.isValid() else None

    def show_under(self, field: QWidget, nothing: str) -> None:
        """Show the rows beneath a field, the first of them chosen; `nothing` if there are none."""
        window = field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        places = self._model.places
        self._view.setVisible(bool(places))
        self._nothing.setVisible(not places)
        self._nothing.setText(nothing)
        if places:
            self._choose(places[0])
            self._view.scrollToTop()
        corner = field.mapTo(window, QPoint(0, field.height() + 2))
        width = min(max(field.width(), _NARROWEST), window.width() - corner.x() - GRID)
        self.setGeometry(QRect(corner, QSize(width, self._height(window.height() - corner.y()))))
        self.show()
        self.raise_()

    def move_choice(self, steps: int) -> None:
        """Choose the row so many rows further, from the last one to the first."""
        places = self._model.places
        if not places:
            return
        row = self._view.currentIndex().row()
        at = places.index(row) if row in places else -1
        self._choose(places[(at + steps) % len(places)])

    def _choose(self, row: int) -> None:
        index = self._model.index(row)
        self._view.setCurrentIndex(index)
        if row == self._model.places[0]:
            self._view.scrollToTop()  # with its heading

    def _height(self, room: int) -> int:
        if self._view.isHidden():
            return self._nothing.heightForWidth(_NARROWEST) + GRID * 2
        rows = [self._view.sizeHintForRow(row) for row in range(self._model.rowCount())]
        return min(sum(rows) + GRID + 2, max(room - GRID, ROW_HEIGHT * 2))

    def _hovered(self, index: QModelIndex) -> None:
        if self._model.hit(index.row()).act is not None:
            self._view.setCurrentIndex(index)

    def _clicked(self, index: QModelIndex) -> None:
        hit = self._model.hit(index.row())
        if hit.act is not None:
            self.chosen.emit(hit)


class HitDelegate(QStyledItemDelegate):
    """Draws a heading, or a title with its facts at the right."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a row."""
        hit = index.data(Qt.ItemDataRole.UserRole)
        rect = QRect(option.rect)
        painter.save()
        if hit.act is None:
            self._heading(painter, rect, hit)
        else:
            state = option.state
            self._row(painter, rect, hit, chosen=bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def sizeHint(  # noqa: N802 - Override
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give rows the height of those of lists."""
        hit = index.data(Qt.ItemDataRole.UserRole)
        return QSize(GRID, _HEADING_HEIGHT if hit.act is None else ROW_HEIGHT)

    def _heading(self, painter: QPainter, rect: QRect, hit: Hit) -> None:
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 0.9)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(tokens().quiet_ink))
        painter.drawText(rect.adjusted(GRID * 2, 2, -GRID * 2, 0), _LEFT, hit.title)

    def _row(self, painter: QPainter, rect: QRect, hit: Hit, *, chosen: bool) -> None:
        colours = tokens()
        if chosen:
            painter.fillRect(rect, QColor(colours.accent))
        ink = QColor(colours.accent_ink if chosen else colours.ink)
        painter.setFont(tabular(painter.font()))
        inner = rect.adjusted(GRID * 2, 0, -GRID * 2, 0)
        metrics = painter.fontMetrics()
        taken = metrics.horizontalAdvance(hit.detail)
        room = max(inner.width() - taken - GRID * 3, inner.width() // 3)
        painter.setPen(ink)
        title = metrics.elidedText(hit.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, _LEFT, title)
        painter.setPen(ink if chosen else QColor(colours.quiet_ink))
        left = metrics.horizontalAdvance(title) + GRID * 3
        detail = metrics.elidedText(hit.detail, Qt.TextElideMode.ElideRight, inner.width() - left)
        painter.drawText(inner, _RIGHT, detail)
