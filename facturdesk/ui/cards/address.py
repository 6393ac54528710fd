"""The fields of an address: the postcode gives the town, and several towns are offered."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject

from facturdesk.domain.parties import FRENCH_COUNTRIES
from facturdesk.i18n import Catalogue
from facturdesk.ui.country_words import country_choices
from facturdesk.ui.form import Form
from facturdesk.ui.inputs import ChoiceInput, TextInput
from facturdesk.ui.inputs.suggested import SuggestedInput
from facturdesk.usecases.towns import towns_of


class AddressFields(QObject):
    """Adds an address to a form; `prefix` is its name there, such as `delivery_address`."""

    def __init__(
        self, form: Form, prefix: str, words: Catalogue, *, place: bool = False, brief: bool = False
    ) -> None:
        super().__init__(form)
        text = words.text
        self._form = form
        self._prefix = prefix
        self._proposed = ""  # the town that the postcode gave
        self._town = SuggestedInput()
        self._town.offered_on_entry = True
        if place:
            self._add("name", text("ui", "Name of the place"), TextInput())
        self._add("line1", text("ui", "Address"), TextInput())
        if not brief:
            self._add("line2", text("ui", "Address, continued"), TextInput())
        self._add("postcode", text("ui", "Postcode"), TextInput())
        self._add("city", text("ui", "Town"), self._town)
        self._add("country", text("ui", "Country"), ChoiceInput(country_choices(words)))
        form.edited.connect(self._edited)

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of its fields in the form."""
        return tuple(each for each in self._form.fields if each.startswith(f"{self._prefix}."))

    def show(self, *, shown: bool) -> None:
        """Show or hide all of it."""
        for field in self.fields:
            self._form.show_row(field, shown=shown)

    def refresh(self) -> None:
        """Offer the towns of the postcode that was just filled in."""
        self._proposed = ""
        self._town.set_known(self._towns())

    def _add(
        self, field: str, label: str, widget: TextInput | ChoiceInput | SuggestedInput
    ) -> None:
        self._form.add(f"{self._prefix}.{field}", label, widget)

    def _edited(self, field: str) -> None:
        if field == f"{self._prefix}.city":
            self._proposed = ""
        elif field in (f"{self._prefix}.postcode", f"{self._prefix}.country"):
            self._offer(self._towns())

    def _offer(self, towns: Iterable[str]) -> None:
        """Fill the only town in; of several, the field offers them as it is gone to."""
        found = tuple(towns)
        self._town.set_known(found)
        if self._town.value() not in (None, self._proposed):
            return
        self._proposed = found[0] if len(found) == 1 else ""
        self._town.set_value(self._proposed or None)

    def _towns(self) -> tuple[str, ...]:
        country = str(self._form.input(f"{self._prefix}.country").value())
        postcode = str(self._form.input(f"{self._prefix}.postcode").value() or "")
        return towns_of(postcode, country) if country in FRENCH_COUNTRIES else ()
