"""What opens in a cell to be typed in: every key changes the draft at once."""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from facturdesk.ui.editor.cells import Column
from facturdesk.ui.lanes import Lane
from facturdesk.ui.theme import tabular
from facturdesk.ui.widgets.suggestions import Find, Suggester

ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CellEditor(Protocol):
    """A widget in a cell; the table hands it keys it does not keep for moving."""

    suggester: Suggester | None

    def typed_text(self) -> str:
        """Give what is typed."""

    def put(self, text: str) -> None:
        """Show a text, all of it selected; nothing is emitted."""


class LineCell(QLineEdit):
    """A number, or a choice that is proposed as one types."""

    typed = Signal(str)

    def __init__(self, parent: QWidget, column: Column, find: Find | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"line.{column.name.lower()}")
        self.setProperty("look", "cell")
        self.setFrame(False)
        self.suggester: Suggester | None = None
        if find is None:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setFont(tabular(self.font()))
        else:
            self.suggester = Suggester(self, find, name=self.objectName())
            self.textEdited.connect(self.suggester.ask)
        self.textEdited.connect(self.typed)

    def typed_text(self) -> str:
        """Give what is typed."""
        return self.text()

    def put(self, text: str) -> None:
        """Show a text, all of it selected."""
        self.setText(text)
        self.selectAll()

    def mark_wrong(self, *, wrong: bool) -> None:
        """Show that the text cannot be taken."""
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Override
        """Propose nothing once it is left."""
        super().focusOutEvent(event)
        if self.suggester is not None:
            self.suggester.hide()


class NameCell(QPlainTextEdit):
    """A description; Shift+Enter begins a further line; items are proposed as one types."""

    typed = Signal(str)

    def __init__(self, parent: QWidget, find: Find, lane: Lane) -> None:
        super().__init__(parent)
        self.setObjectName("line.name")
        self.setProperty("look", "cell")
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
        self.setViewportMargins(0, 3, 0, 0)  # on the line of the cells beside it
        self.suggester = Suggester(self, find, lane=lane, name="line.items")
        self.proposes = True  # not while the text of an item's line is changed
        self._quiet = False
        self.textChanged.connect(self._changed)

    def typed_text(self) -> str:
        """Give what is typed."""
        return self.toPlainText()

    def put(self, text: str) -> None:
        """Show a text, the caret at its end."""
        self._quiet = True
        self.setPlainText(text)
        self._quiet = False
        self.moveCursor(self.textCursor().MoveOperation.End)

    def mark_wrong(self, *, wrong: bool) -> None:
        """Take anything: a description cannot be wrong."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Override
        """Begin a further line with Shift+Enter, as a plain line feed."""
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Override
        """Propose nothing once it is left."""
        super().focusOutEvent(event)
        self.suggester.hide()

    def _changed(self) -> None:
        if self._quiet:
            return
        text = self.toPlainText()
        self.typed.emit(text)
        if self.proposes and "\n" not in text:
            self.suggester.ask(text)
        else:
            self.suggester.hide()
