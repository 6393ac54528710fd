"""One line of text, with what is often written there to choose from."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget


class ProposalInput(QComboBox):
    """A text that is typed, or taken from those proposed."""

    edited = Signal()

    def __init__(
        self, proposals: Iterable[str], parent: QWidget | None = None, *, placeholder: str = ""
    ) -> None:
        super().__init__(parent)
        self.setEditable(True)
        field = self.lineEdit()
        assert field is not None
        field.setPlaceholderText(placeholder)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(list(proposals))
        self.setCurrentIndex(-1)
        self.editTextChanged.connect(self._changed)
        self._quiet = False

    def value(self) -> object:
        """Give the text, None when it is empty."""
        return self.currentText().strip() or None

    def set_value(self, value: object) -> None:
        """Show a text."""
        self._quiet = True
        self.setCurrentIndex(-1)
        self.setEditText("" if value is None else str(value))
        self._quiet = False

    def _changed(self) -> None:
        if not self._quiet:
            self.edited.emit()

    def wheelEvent(self, event: object) -> None:  # noqa: N802 - Override QComboBox::wheelEvent
        """Leave the wheel to the page that scrolls."""
        event.ignore()  # type: ignore[attr-defined] # a QWheelEvent
