"""The form of a customer: who, where, whom to speak to, and the habits the shop has with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facturdesk.domain.errors import Problem
from facturdesk.domain.parties import CustomerKind
from facturdesk.i18n import Catalogue, marked
from facturdesk.ui.cards.address import AddressFields
from facturdesk.ui.cards.identity import IdentityChecks
from facturdesk.ui.feedback import Feedback
from facturdesk.ui.form import Form
from facturdesk.ui.inputs import (
    ChoiceInput,
    FlagInput,
    LongTextInput,
    RadioInput,
    RateInput,
    TextInput,
)
from facturdesk.ui.inputs.contacts import ContactsInput
from facturdesk.ui.inputs.suggested import TagsInput
from facturdesk.ui.inputs.terms import TermsInput

KINDS: Final = (
    (CustomerKind.CONSUMER.value, marked("ui", "Private person")),
    (CustomerKind.FIRM.value, marked("ui", "Company")),
    (CustomerKind.PUBLIC.value, marked("ui", "Public body")),
)
_OF_FIRMS: Final = ("siren", "siret", "vat_number", "electronic_address")
_ADDRESS: Final = "address"
_DELIVERY: Final = "delivery_address"


class CustomerForm(QWidget):
    """A form whose `values` are what `put_customer` takes."""

    edited = Signal(str)  # the field

    def __init__(self, words: Catalogue, feedback: Feedback, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._form = Form("customer", feedback, self)
        self._tags = TagsInput(placeholder=words.text("ui", "regular, wholesale… with commas"))
        self._add_who()
        self._main_address = AddressFields(self._form, _ADDRESS, words)
        self._add_delivery()
        self._add_habits()
        self._checks = IdentityChecks(self._form, self.values)
        self._form.edited.connect(self._edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 16, 16)
        column.addWidget(self._form)
        column.addStretch(1)

    def values(self) -> dict[str, object]:
        """Give what is filled in; what its kind of customer cannot have is left out."""
        found = self._form.values()
        if found.get("kind") == CustomerKind.CONSUMER:
            for field in _OF_FIRMS:
                found.pop(field, None)
        if not self._delivered.isChecked():
            found.pop(_DELIVERY, None)
        return found

    def fill(self, values: Mapping[str, object]) -> None:
        """Show a card."""
        self._delivered.set_value(bool(values.get(_DELIVERY)))
        self._form.fill(values)
        self._checks.forget()
        for address in (self._main_address, self._delivery):
            address.refresh()
        self._show_kind()

    def set_tags(self, tags: Sequence[str]) -> None:
        """Propose these tags."""
        self._tags.set_known(tags)

    def input(self, field: str) -> Any:
        """Give the widget of a field."""
        return self._form.input(field)

    def show_problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """Show each problem at its field; those of no field come back."""
        return self._form.show_problems([_placed(each, self._form.fields) for each in problems])

    def focus_first(self) -> None:
        """Go to the name."""
        self._form.input("name").setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_who(self) -> None:
        text, form = self._words.text, self._form
        kinds = [(value, text("ui", words)) for value, words in KINDS]
        form.add("kind", text("ui", "Kind"), RadioInput(kinds, across=True))
        form.add("name", text("ui", "Name"), TextInput())
        form.add("siret", text("ui", "SIRET"), TextInput(placeholder=text("ui", "14 digits")))
        form.add("siren", text("ui", "SIREN"), TextInput(placeholder=text("ui", "9 digits")))
        form.add("vat_number", text("ui", "VAT number"), TextInput())
        form.add("email", text("ui", "E-mail"), TextInput())
        form.add("phone", text("ui", "Telephone"), TextInput())

    def _add_delivery(self) -> None:
        text = self._words.text
        self._delivered = FlagInput(text("ui", "Deliver to another address"))
        self._delivered.setObjectName("customer.delivered")
        self._delivered.toggled.connect(self._show_delivery)
        self._delivered.edited.connect(lambda: self.edited.emit(_DELIVERY))
        self._form.add_beside(self._delivered)
        self._delivery = AddressFields(self._form, _DELIVERY, self._words, place=True)
        self._show_delivery(False)

    def _add_habits(self) -> None:
        text, form, words = self._words.text, self._form, self._words
        form.add("contacts", text("ui", "Contacts"), ContactsInput(words))
        form.add_heading(text("ui", "Habits"))
        form.add("terms", text("ui", "Payment due"), TermsInput(words))
        form.add("discount_percent", text("ui", "Usual discount (%)"), RateInput(words))
        languages = [("fr", text("ui", "French")), ("en", text("ui", "French and English"))]
        form.add("language", text("ui", "Invoices in"), ChoiceInput(languages))
        form.add(
            "electronic_address",
            text("ui", "Electronic address"),
            TextInput(placeholder=text("ui", "follows from the SIREN")),
            hint=text(
                "ui",
                "Where e-invoices are received, such as 0225:732829320. "
                "Empty: the one of the SIREN in the French directory.",
            ),
        )
        form.add("tags", text("ui", "Tags"), self._tags)
        form.add("note", text("ui", "Note for the shop"), LongTextInput())

    def _edited(self, field: str) -> None:
        if field == "kind":
            self._show_kind()
        self.edited.emit(field)

    def _show_kind(self) -> None:
        shown = self._form.input("kind").value() != CustomerKind.CONSUMER
        for field in _OF_FIRMS:
            self._form.show_row(field, shown=shown)

    def _show_delivery(self, shown: bool) -> None:
        self._delivery.show(shown=shown)
        if shown and self._delivered.hasFocus():
            self._form.input(f"{_DELIVERY}.name").setFocus()


def _placed(problem: Problem, fields: Sequence[str]) -> Problem:
    """Name the field that shows a problem: `contacts[1].email` stands at `contacts`."""
    path = problem.field.partition("[")[0]
    while path and path not in fields and not any(each.startswith(f"{path}.") for each in fields):
        path = path.rpartition(".")[0]
    return replace(problem, field=path or problem.field)
