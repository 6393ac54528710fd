"""Where a document stands, as a word and a colour; never the colour alone."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from facturdesk.i18n import Catalogue, marked
from facturdesk.ui.theme import GRID, ROW_HEIGHT, tokens

BADGE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1  # a BadgeLook, or None
BADGE_HEIGHT: Final = 22

WORDS: Final = {
    "draft": marked("ui", "Draft"),
    "open": marked("ui", "To collect"),
    "due_soon": marked("ui", "Due soon"),
    "part_paid": marked("ui", "Partly paid"),
    "overdue": marked("ui", "Overdue"),
    "paid": marked("ui", "Paid"),
    "credited": marked("ui", "Cancelled"),
    "replaced": marked("ui", "Replaced"),
    "disputed": marked("ui", "Disputed"),
    "archived": marked("ui", "Archived"),
    "undone": marked("ui", "Undone"),
    "counter_entry": marked("ui", "Counter-entry"),
}
CREDIT_WORDS: Final = {  # of a credit note, which gives money back
    "open": marked("ui", "To use"),
    "part_paid": marked("ui", "Partly used"),
    "paid": marked("ui", "Used"),
}
MEANINGS: Final = {
    "draft": "draft",
    "open": "to_collect",
    "due_soon": "due_soon",
    "part_paid": "to_collect",
    "overdue": "overdue",
    "paid": "settled",
    "disputed": "disputed",
}  # everything else is grey: there is nothing to do


class BadgeLook(NamedTuple):
    """What a badge says, and which of the theme's meanings it has."""

    text: str
    meaning: str

    @property
    def ink(self) -> str:
        """The colour of its text in the theme that is shown."""
        ink: str = getattr(tokens(), self.meaning)[0]
        return ink

    @property
    def fill(self) -> str:
        """The colour under its text in the theme that is shown."""
        fill: str = getattr(tokens(), self.meaning)[1]
        return fill


def badge_of(
    status: str, words: Catalogue, *, days: int | None = None, credit: bool = False
) -> BadgeLook:
    """Give the badge of a status.

    Args:
        status: of a document for the day, or `draft`, `due_soon`, `archived`, `undone`.
        words: the language of the screen.
        days: since it is overdue, or until it is due; then the badge says so.
        credit: whether it is a credit note.
    """
    text = _text(status, words, days, credit=credit)
    return BadgeLook(text, MEANINGS.get(status, "draft"))


def status_words(words: Catalogue, *, credit: bool = False) -> dict[str, str]:
    """Give the word of every status; credit notes have their own."""
    return {status: _text(status, words, None, credit=credit) for status in WORDS}


def draw_badge(painter: QPainter, rect: QRect, look: BadgeLook, metrics: QFontMetrics) -> None:
    """Draw a badge at the left of a rectangle, in its middle; a long one is cut with « … »."""
    room = min(metrics.horizontalAdvance(look.text) + GRID * 2, rect.width())
    top = rect.y() + (rect.height() - BADGE_HEIGHT) // 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.fill))
    painter.drawRoundedRect(rect.x(), top, room, BADGE_HEIGHT, 11, 11)
    painter.setPen(QColor(look.ink))
    text = metrics.elidedText(look.text, Qt.TextElideMode.ElideRight, room - GRID * 2 + 1)
    painter.drawText(rect.x() + GRID, top, room - GRID, BADGE_HEIGHT, _MIDDLE, text)


_MIDDLE: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class BadgeDelegate(QStyledItemDelegate):
    """Draws the BADGE_ROLE of a cell; a cell without one is drawn as any other."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell: the row's background, and the badge on it."""
        look = index.data(BADGE_ROLE)
        if not isinstance(look, tuple):
            super().paint(painter, option, index)
            return
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        bare.widget.style().drawControl(
            bare.widget.style().ControlElement.CE_ItemViewItem, bare, painter, bare.widget
        )
        painter.save()
        draw_badge(
            painter, bare.rect.adjusted(GRID, 0, -GRID, 0), BadgeLook(*look), bare.fontMetrics
        )
        painter.restore()

    def sizeHint(  # noqa: N802 - Override
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Leave room for the badge."""
        size = super().sizeHint(option, index)
        return QSize(size.width() + GRID * 2, max(size.height(), ROW_HEIGHT))


def _text(status: str, words: Catalogue, days: int | None, *, credit: bool) -> str:
    if days is not None and status == "overdue":
        return words.plural("ui", "Overdue by {count} day", "Overdue by {count} days", days)
    if days is not None and status == "due_soon":
        if days == 0:
            return words.text("ui", "Due today")
        return words.plural("ui", "Due in {count} day", "Due in {count} days", days)
    msgid = CREDIT_WORDS.get(status) if credit else None
    return words.text("ui", msgid or WORDS[status])
