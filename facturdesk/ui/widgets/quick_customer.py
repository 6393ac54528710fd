"""A new customer, made beside the invoice: what an invoice needs, the rest can wait."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from facturdesk.domain.parties import CustomerKind
from facturdesk.ui.cards.address import AddressFields
from facturdesk.ui.cards.customer_form import KINDS
from facturdesk.ui.cards.identity import IdentityChecks
from facturdesk.ui.cards.similar import WATCHED, SimilarCards
from facturdesk.ui.inputs import RadioInput, TextInput
from facturdesk.ui.widgets.quick_panel import QuickPanel
from facturdesk.usecases.cards import put_customer
from facturdesk.usecases.results import Kept

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace

_OF_FIRMS: Final = ("siren", "vat_number")


class QuickCustomer(QuickPanel):
    """`created` gives the code of the new customer, or of the one who had a card already."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        title = workspace.words.text("ui", "New customer")
        super().__init__(workspace, "quick_customer", title=title, parent=parent)
        text, form = self.words.text, self.form
        kinds = [(value, text("ui", words)) for value, words in KINDS]
        form.add("kind", text("ui", "Kind"), RadioInput(kinds))
        form.add("name", text("ui", "Name"), TextInput())
        form.add("siren", text("ui", "SIREN"), TextInput(placeholder=text("ui", "9 digits")))
        form.add("vat_number", text("ui", "VAT number"), TextInput())
        self._address = AddressFields(form, "address", self.words)
        form.add("email", text("ui", "E-mail"), TextInput())
        self._checks = IdentityChecks(form, self.values)
        self._similar = SimilarCards(workspace)
        self._similar.chosen.connect(self.created)
        self.body.addWidget(self._similar)
        form.edited.connect(self._edited)

    def start(self, name: str) -> None:
        """Begin with what was typed in the field of the customer."""
        self.form.fill({"name": name or None})
        self._checks.forget()
        self._address.refresh()
        self._similar.clear()
        self._show_kind()
        field = self.form.input("kind" if name else "name")
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if name:
            self._similar.look(self.values())

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Override QWidget
        """Look for nobody any more."""
        self._similar.clear()
        super().hideEvent(event)

    def values(self) -> dict[str, object]:
        """Give what is filled in; what a private person cannot have is left out."""
        found = self.form.values()
        if found.get("kind") == CustomerKind.CONSUMER:
            for field in _OF_FIRMS:
                found.pop(field, None)
        return found

    def write(self) -> Callable[[], Kept]:
        """Give the work that keeps the customer."""
        return partial(put_customer, self.workspace.shop, self.values())

    def _edited(self, field: str) -> None:
        if field == "kind":
            self._show_kind()
        if field in WATCHED:
            self._similar.look(self.values())

    def _show_kind(self) -> None:
        shown = self.form.input("kind").value() != CustomerKind.CONSUMER
        for field in _OF_FIRMS:
            self.form.show_row(field, shown=shown)
