"""What the pages of a customer and of an item have in common: a form that is opened and kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from facturdesk.domain.errors import ActionableError, InputRefused
from facturdesk.ui.page import Page
from facturdesk.ui.theme import GRID
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.results import Kept

_WIDEST: Final = 90 * GRID  # of a form: longer lines are hard to read


class CardForm(Protocol):
    """A form of a card, as this page needs it."""

    edited: Any  # Signal(str)

    def values(self) -> dict[str, object]:
        """Give what is filled in."""

    def fill(self, values: Mapping[str, object]) -> None:
        """Show a card."""

    def show_problems(self, problems: Any) -> Any:
        """Show each problem at its field; those of no field come back."""

    def focus_first(self) -> None:
        """Go to the first field."""


class CardPage(Page):
    """A card that is opened by its code, or a new one; what is typed is never lost silently."""

    def __init__(self, workspace: Workspace, form: CardForm, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.form = form
        self.code: str | None = None
        self._shown: dict[str, object] = {}  # what the form gave when it was opened or kept
        self._loaded: Mapping[str, object] = {}  # the card as it was read then
        form.edited.connect(self._form_edited)
        self.save_action: QAction = self.add_action(
            "card.save", self.words.text("ui", "Save"), self.save, key="Ctrl+S"
        )

    def open(self, argument: object) -> None:
        """Open the card of a code; None: a new one."""
        self._open(argument if isinstance(argument, str) else None)

    def bookmark(self, argument: object) -> object:
        """Come back to the card that was made meanwhile."""
        return self.code

    def may_leave(self) -> bool:
        """Keep what is typed; where it cannot be kept, ask before it is dropped."""
        if not self.is_edited:
            return True
        try:
            kept = self.keep()
        except ActionableError as refused:
            return self._may_drop(refused)
        self.kept(kept)
        return True

    def save(self) -> None:
        """Keep the card; what is wrong is shown at its field."""
        try:
            kept = self.keep()
        except InputRefused as refused:
            self._show_refused(refused)
            return
        self.kept(kept)
        self.refresh()

    @property
    def is_new(self) -> bool:
        """Whether the card was never kept."""
        return self.code is None

    @property
    def is_edited(self) -> bool:
        """Whether something is typed that is not kept."""
        return self.form.values() != self._shown

    def keep(self) -> Kept:
        """Write the card; one row, at once."""
        raise NotImplementedError

    def kept(self, kept: Kept) -> None:
        """Take note that the card was written."""
        self.code = kept.code
        self._shown = self.form.values()
        self._loaded = self.load(kept.code)
        self.workspace.feedback.done(self.words.text("ui", "The card is saved."))

    def load(self, code: str) -> dict[str, object]:
        """Read the card of a code, as its form shows it."""
        raise NotImplementedError

    def blank(self) -> dict[str, object]:
        """Give what a new card begins with."""
        return {}

    def refresh(self) -> None:
        """Show what stands around the card, after it was opened or kept."""

    def show_card(self, values: Mapping[str, object]) -> None:
        """Show these values as what is kept."""
        self._loaded = values
        self.form.fill(values)
        self._shown = self.form.values()

    def reload(self) -> None:
        """Show the card as another page or program left it, unless something is typed here."""
        if self.code is None or self.is_edited:
            return
        try:
            values = self.load(self.code)
        except ActionableError:  # deleted: said once it is written or opened
            return
        if values != self._loaded:
            self.show_card(values)
            self.refresh()

    def _open(self, code: str | None) -> None:
        try:
            values = self.load(code) if code is not None else self.blank()
        except ActionableError as unknown:  # deleted meanwhile
            self.workspace.feedback.show(unknown)
            self._open(None)
            return
        self.code = code
        self.show_card(values)
        self.refresh()
        if code is None:
            self.form.focus_first()
        else:
            self.setFocus()  # the first key typed changes nothing

    def _show_refused(self, refused: InputRefused) -> None:
        elsewhere = self.form.show_problems(refused.problems)
        if elsewhere:
            self.workspace.feedback.show(InputRefused(elsewhere))

    def _may_drop(self, refused: ActionableError) -> bool:
        sentence = self.workspace.feedback.sentence(refused)
        dropped = self.workspace.feedback.confirm(
            self.words.text("ui", "This card is not saved."),
            act=self.words.text("ui", "Drop what I typed"),
            details=sentence,
            risky=True,
        )
        if dropped:
            self.show_card(self.load(self.code) if self.code is not None else self.blank())
        elif isinstance(refused, InputRefused):
            self.form.show_problems(refused.problems)
        return dropped

    def _form_edited(self, field: str) -> None:
        self.edited(field)

    def edited(self, field: str) -> None:
        """Take note that a field was edited."""


def scrolled(widget: QWidget, name: str) -> QScrollArea:
    """Put a form where it scrolls."""
    area = QScrollArea()
    area.setObjectName(name)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have it, and scroll into view
    widget.setMaximumWidth(_WIDEST)
    area.setWidget(widget)
    area.viewport().setAutoFillBackground(False)
    widget.setAutoFillBackground(False)
    return area
