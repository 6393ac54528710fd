"""Makes one customer of two cards: which other one, and which of the two is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from facturdesk.ui.dialogs.act import ActDialog
from facturdesk.ui.inputs import RadioInput
from facturdesk.ui.theme import GRID
from facturdesk.ui.widgets.suggestions import Suggestion, SuggestionField
from facturdesk.usecases.cards import find_customers
from facturdesk.usecases.merging import merge_customers

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace
    from facturdesk.usecases.results import Kept


class MergeDialog(ActDialog):
    """Asks for the other card, by typing part of it; both names say which one is kept."""

    help_topic = "customers"

    merged = Signal(str)  # the code that is kept

    def __init__(
        self, workspace: Workspace, code: str, name: str, *, parent: QWidget | None = None
    ) -> None:
        words = workspace.words
        super().__init__(
            workspace,
            "merge",
            title=words.text("ui", "Merge two cards"),
            act=words.text("ui", "Merge"),
            parent=parent,
        )
        self.setMinimumWidth(GRID * 72)
        self._code, self._name = code, name
        self._other = ""
        label = QLabel(words.text("ui", "The other card of this customer"))
        self.field = SuggestionField(self._find, lane=workspace.quick, name="merge.other")
        self.field.setAccessibleName(label.text())
        self.field.setPlaceholderText(words.text("ui", "name, code, SIREN, town…"))
        self.field.taken.connect(self._choose)
        self.field.textEdited.connect(self._forget)
        label.setBuddy(self.field)
        self._keep: RadioInput | None = None
        self._explained = self.line(
            "merge.explained",
            words.text(
                "ui",
                "Invoices and payments of both stay as they are, and appear under the card that "
                "is kept. You can part them again later.",
            ),
            look="quiet",
        )
        for widget in (label, self.field, self._explained):
            self.body.addWidget(widget)
        self.body.addStretch()
        self.act_button.setEnabled(False)
        self.field.setFocus()

    def act(self) -> None:
        """Merge them."""
        if self._keep is None:
            return
        shop, kept = self.workspace.shop, str(self._keep.value())
        gone = self._other if kept == self._code else self._code
        self.write(lambda: merge_customers(shop, gone, kept), self._done)

    def _done(self, kept: Kept) -> None:
        self.workspace.feedback.done(self.words.text("ui", "The two cards are one."))
        self.merged.emit(kept.code)
        self.accept()

    def _find(self, text: str) -> list[Suggestion]:
        found = find_customers(self.workspace.shop, text, archived=True)
        return [
            Suggestion(hit.code, hit.name, f"{hit.postcode} {hit.city}".strip(), hit.code)
            for hit in found
            if hit.code != self._code
        ]

    def _choose(self, suggestion: Suggestion) -> None:
        self._forget()
        self._other = suggestion.key
        self.field.setText(suggestion.text)
        text = self.words.text
        self._keep = RadioInput(
            [
                (self._code, text("ui", "Keep {name} ({code})", name=self._name, code=self._code)),
                (
                    suggestion.key,
                    text("ui", "Keep {name} ({code})", name=suggestion.text, code=suggestion.key),
                ),
            ]
        )
        self._keep.setObjectName("merge.keep")
        self._keep.setAccessibleName(text("ui", "Which card is kept"))
        self.body.insertWidget(2, self._keep)
        self._keep.show()
        self.adjustSize()
        self.act_button.setEnabled(True)
        self.act_button.setFocus()

    def _forget(self) -> None:
        """Another one is being typed."""
        self.complain("")
        self.act_button.setEnabled(False)
        if self._keep is not None:
            self._keep.hide()
            self._keep.deleteLater()
            self._keep = None
