"""Rows under columns, written once for the screen: what every table of the window shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from facturdesk.i18n import Catalogue
from facturdesk.ui.models.badges import BADGE_ROLE, BadgeLook
from facturdesk.ui.models.columns import Column

AnyIndex = QModelIndex | QPersistentModelIndex

# a cell is asked for seven roles at each frame: plain numbers compare faster than enums
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)
_TOOLTIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

WAITING: Final = "…"


class Shown(NamedTuple):
    """A row as it is on the screen."""

    row: Any
    texts: tuple[str, ...]
    badges: tuple[BadgeLook | None, ...]


class TableModel(QAbstractTableModel):
    """Cells of rows that are at hand; whoever derives from it gives them by position."""

    def __init__(
        self, columns: Sequence[Column], words: Catalogue, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.words = words
        self._writers: list[Callable[[Any], str]] = [each.writer(words) for each in columns]
        self._alignments = [_RIGHT if each.is_number else _LEFT for each in columns]

    def shown(self, position: int) -> Shown | None:
        """Give the row at a position as it is shown; None while it is being read."""
        raise NotImplementedError

    def row(self, position: int) -> Any | None:
        """Give the row at a position; None while it is being read."""
        shown = self.shown(position)
        return None if shown is None else shown.row

    def written(self, row: Any) -> Shown:
        """Write a row for the screen."""
        badges = tuple([None if c.badge is None else c.badge(row) for c in self.columns])
        return Shown(row, tuple([write(row) for write in self._writers]), badges)

    def columnCount(self, parent: AnyIndex | None = None) -> int:  # noqa: N802 - Override
        """Count the columns; a row has no children."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        """Give what a cell shows."""
        if role == _DISPLAY:
            shown = self.shown(index.row())
            column = index.column()
            if shown is None:
                return "" if column else WAITING
            return shown.texts[column]
        if role == _ALIGNMENT:
            return self._alignments[index.column()]
        if role in {BADGE_ROLE, _SPOKEN, _TOOLTIP}:
            return self._rarer(self.shown(index.row()), index.column(), role)
        return None

    def headerData(  # noqa: N802 - Override
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> Any:
        """Give the heading of a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == _DISPLAY:
            return self.columns[section].heading
        return self._alignments[section] if role == _ALIGNMENT else None

    def sentence(self, shown: Shown) -> str:
        """Say a row as a sentence, for a screen reader."""
        parts = []
        for column, text in zip(self.columns, shown.texts, strict=True):
            if text and not column.hidden:
                parts.append(f"{column.spoken} {text}" if column.spoken else text)
        return ", ".join(parts)

    def _rarer(self, shown: Shown | None, column: int, role: int) -> Any:
        if shown is None:
            return None
        if role == BADGE_ROLE:
            return shown.badges[column]
        if role == _TOOLTIP:
            return shown.texts[column]  # whole, where the column is too narrow
        return shown.texts[column] if column else self.sentence(shown)


class RowsModel(TableModel):
    """A table of rows that are all at hand, such as the lines of a document."""

    def __init__(
        self, columns: Sequence[Column], words: Catalogue, parent: QObject | None = None
    ) -> None:
        super().__init__(columns, words, parent)
        self._rows: list[Shown] = []

    def show(self, rows: Sequence[Any]) -> None:
        """Show these rows in the place of those shown."""
        self.beginResetModel()
        self._rows = [self.written(row) for row in rows]
        self.endResetModel()

    def shown(self, position: int) -> Shown | None:
        """Give the row at a position."""
        return self._rows[position] if 0 <= position < len(self._rows) else None

    def rowCount(self, parent: AnyIndex | None = None) -> int:  # noqa: N802 - Override
        """Count the rows; a row has no children."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)
