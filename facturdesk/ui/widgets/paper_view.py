"""Pages as they will be on paper, one below the other, as wide as there is room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from facturdesk.ui.theme import GRID, tokens

if TYPE_CHECKING:
    from facturdesk.usecases.previewing import PageImage

_SHAPE: Final = 297 / 210
_CLOSEST: Final = 3.0  # of the width there is
_STEP: Final = 1.25
_PAUSE_MS: Final = 150  # after a change of size, before sharper pages are asked for


def images_of(pages: Iterable[PageImage | None]) -> list[QImage | None]:
    """Make Qt's pictures of pages, in the form the screen has; best done in a lane."""
    return [_image(page) if page is not None else None for page in pages]


def _image(page: PageImage) -> QImage:
    packed, shown = QImage.Format.Format_RGB888, QImage.Format.Format_RGB32
    image = QImage(page.rgb, page.width, page.height, page.width * 3, packed)
    return image.convertToFormat(shown)


class PaperView(QAbstractScrollArea):
    """Shows pages; `width_wanted` tells how many dots across would be sharp.

    Pages that are given as None stay as they were; `pages_wanted` tells when one of them, or
    of those that were not seen yet, comes into view.
    """

    width_wanted = Signal(int)
    pages_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._pages: list[QPixmap | None] = []
        self._old: set[int] = set()  # pages that are not as they should be now
        self._scaled: dict[int, QPixmap] = {}
        self._message = ""
        self._zoom = 1.0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell_width)

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    @property
    def dots_across(self) -> int:
        """How many dots a sharp page has in its width."""
        return round(self._page_size().width() * self.devicePixelRatioF())

    @property
    def in_view(self) -> range:
        """The pages that are looked at, whether they are known or not."""
        height = self._page_size().height() + GRID * 2
        top = self.verticalScrollBar().value()
        first = max(0, (top - GRID * 2) // height)
        return range(first, (top + self.viewport().height()) // height + 1)

    def show_pages(self, pages: Sequence[QImage | None]) -> None:
        """Show these pages, at the place that is looked at."""
        before = self._pages
        self._message = ""
        self._old = {number for number, page in enumerate(pages) if page is None}
        self._pages = [
            QPixmap.fromImage(page)
            if page is not None
            else (before[number] if number < len(before) else None)
            for number, page in enumerate(pages)
        ]
        self._scaled.clear()
        self._fit()
        self.viewport().update()
        self._ask_for_old()

    def show_message(self, sentence: str) -> None:
        """Say why there is nothing new to see; the pages shown before stay, paler."""
        self._message = sentence
        self.viewport().update()

    def zoom(self, steps: int) -> None:
        """Look so many steps closer or, below zero, from farther; the whole width at the least."""
        self._zoom = min(_CLOSEST, max(1.0, self._zoom * _STEP**steps))
        self._fit()
        self._pause.start()
        self.viewport().update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Override
        """Give the size of a page at the screen's own scale, about."""
        return QSize(60 * GRID, 80 * GRID)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Override
        """Show what comes into view, once it is drawn."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()
        self._ask_for_old()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Override
        """Fit the pages in the new width."""
        super().resizeEvent(event)
        self._fit()
        self._pause.start()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Override
        """Scroll, or with Ctrl look closer."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Override
        """Scroll with the arrows, page by page with Page up and down."""
        bar = self.verticalScrollBar()
        moves = {
            Qt.Key.Key_PageDown: self.viewport().height(),
            Qt.Key.Key_PageUp: -self.viewport().height(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        if (move := moves.get(Qt.Key(event.key()))) is not None:
            bar.setValue(bar.value() + move)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Override
        """Draw the pages that are in view."""
        painter = QPainter(self.viewport())
        colours = tokens()
        painter.fillRect(self.viewport().rect(), QColor(colours.raised))
        for index in range(max(1, len(self._pages))):
            place = self._place(index)
            if place.intersects(self.viewport().rect()):
                self._draw_page(painter, index, place)
        if self._message:
            self._draw_message(painter)

    def _draw_page(self, painter: QPainter, index: int, place: QRect) -> None:
        painter.setPen(QColor(tokens().line))
        painter.drawRect(place.adjusted(-1, -1, 0, 0))
        page = self._pages[index] if index < len(self._pages) else None
        if page is None:
            painter.fillRect(place, QColor("white"))
        else:
            painter.drawPixmap(place, self._sharp(index, page, place.size()))

    def _draw_message(self, painter: QPainter) -> None:
        colours = tokens()
        room = self.viewport().rect().adjusted(GRID * 2, GRID * 2, -GRID * 2, 0)
        flags = int(Qt.TextFlag.TextWordWrap)
        lines = painter.boundingRect(room.adjusted(GRID, 0, -GRID, 0), flags, self._message)
        box = QRect(room.left(), room.top(), room.width(), lines.height() + GRID * 2)
        painter.fillRect(box, QColor(colours.due_soon[1]))
        painter.setPen(QColor(colours.due_soon[0]))
        painter.drawText(box.adjusted(GRID, GRID, -GRID, -GRID), flags, self._message)

    def _sharp(self, index: int, page: QPixmap, size: QSize) -> QPixmap:
        """Give a page in the size it is drawn in; scaled once, not at each paint."""
        wanted = size * self.devicePixelRatioF()
        if page.width() == wanted.width():
            return page
        if index not in self._scaled or self._scaled[index].size() != wanted:
            self._scaled[index] = page.scaled(
                wanted,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        return self._scaled[index]

    def _page_size(self) -> QSize:
        width = max(100, round((self.viewport().width() - GRID * 4) * self._zoom))
        return QSize(width, round(width * _SHAPE))

    def _place(self, index: int) -> QRect:
        size = self._page_size()
        down = GRID * 2 + index * (size.height() + GRID * 2)
        left = max(GRID * 2, (self.viewport().width() - size.width()) // 2)
        return QRect(
            left - self.horizontalScrollBar().value(),
            down - self.verticalScrollBar().value(),
            size.width(),
            size.height(),
        )

    def _fit(self) -> None:
        size = self._page_size()
        count = max(1, len(self._pages))
        height = GRID * 2 + count * (size.height() + GRID * 2)
        for bar, whole, room in (
            (self.verticalScrollBar(), height, self.viewport().height()),
            (self.horizontalScrollBar(), size.width() + GRID * 4, self.viewport().width()),
        ):
            bar.setRange(0, max(0, whole - room))
            bar.setPageStep(room)
            bar.setSingleStep(GRID * 5)

    def _ask_for_old(self) -> None:
        if any(number in self._old for number in self.in_view):
            self.pages_wanted.emit()

    def _tell_width(self) -> None:
        self.width_wanted.emit(self.dots_across)
