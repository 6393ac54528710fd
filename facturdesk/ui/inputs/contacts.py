"""People at a customer: one row each, as many as one likes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from facturdesk.i18n import Catalogue, marked
from facturdesk.ui.icons import icon
from facturdesk.ui.theme import GRID

_COLUMNS: Final = (  # name of the field, what it says while it is empty, share of the width
    ("name", marked("ui", "Name"), 3),
    ("role", marked("ui", "Role"), 2),
    ("email", marked("ui", "E-mail"), 3),
    ("phone", marked("ui", "Telephone"), 2),
)


class ContactsInput(QWidget):
    """A list of contacts as `customer.json` writes them."""

    edited = Signal()

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rows: list[_Row] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self._add = QPushButton(words.text("ui", "Add a person"))
        self._add.setProperty("look", "quiet")
        self._add.setIcon(icon("ph.plus"))
        self._add.clicked.connect(self._add_row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addLayout(self._column)
        outer.addWidget(self._add, alignment=Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self._add)

    def setObjectName(self, name: str) -> None:  # noqa: N802 - Override QObject::setObjectName
        """Name the field and its parts."""
        super().setObjectName(name)
        self._add.setObjectName(f"{name}.add")

    def value(self) -> object:
        """Give the people; None when there are none."""
        found = [row.value() for row in self._rows]
        return [each for each in found if each] or None

    def set_value(self, value: object) -> None:
        """Show people."""
        for row in list(self._rows):
            self._drop(row)
        if isinstance(value, Sequence):
            for each in value:
                self._new().fill(each)

    def _add_row(self) -> None:
        self._new().focus_first()

    def _new(self) -> _Row:
        row = _Row(self._words, f"{self.objectName()}.{len(self._rows)}")
        row.edited.connect(self.edited)
        row.removed.connect(self._removed)
        self._rows.append(row)
        self._column.addWidget(row)
        return row

    def _removed(self, row: _Row) -> None:
        self._add.setFocus()
        self._drop(row)
        self.edited.emit()

    def _drop(self, row: _Row) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()


class _Row(QWidget):
    """One person."""

    edited = Signal()
    removed = Signal(object)  # itself

    def __init__(self, words: Catalogue, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        self._fields: dict[str, QLineEdit] = {}
        for field, caption, share in _COLUMNS:
            line = QLineEdit()
            line.setObjectName(f"{name}.{field}")
            line.setPlaceholderText(words.text("ui", caption))
            line.setAccessibleName(
                words.text("ui", "Contact: {what}", what=words.text("ui", caption))
            )
            line.textEdited.connect(self.edited)
            row.addWidget(line, share)
            self._fields[field] = line
        remove = QToolButton()
        remove.setObjectName(f"{name}.remove")
        remove.setAutoRaise(True)
        remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        remove.setIcon(icon("ph.x"))
        remove.setAccessibleName(words.text("ui", "Remove this person"))
        remove.setToolTip(remove.accessibleName())
        remove.clicked.connect(lambda: self.removed.emit(self))
        row.addWidget(remove)

    def value(self) -> dict[str, str]:
        """Give what is filled in."""
        texts = {field: line.text().strip() for field, line in self._fields.items()}
        return {field: text for field, text in texts.items() if text}

    def fill(self, value: Mapping[str, object]) -> None:
        """Show a person."""
        for field, line in self._fields.items():
            line.setText(str(value.get(field, "")))
            line.setCursorPosition(0)

    def focus_first(self) -> None:
        """Go to the name."""
        self._fields["name"].setFocus()
