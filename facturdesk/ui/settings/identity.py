"""Who the shop is: names, numbers, address, ways to reach it."""

from __future__ import annotations

from facturdesk.domain.identifiers import normalise_siret
from facturdesk.domain.proposals import french_vat_number, siren_of
from facturdesk.ui.inputs import AmountInput, ChoiceInput, TextInput
from facturdesk.ui.settings.choices import legal_forms
from facturdesk.ui.settings.section import ProfileSection
from facturdesk.ui.workspace import Workspace

_VAT = "vat_number"  # shown in another section


class IdentitySection(ProfileSection):
    """The identity that stands on every document."""

    name = "company"

    def __init__(self, workspace: Workspace) -> None:
        text = workspace.words.text
        super().__init__(
            workspace,
            text("ui", "My company"),
            text("ui", "These stand on every invoice. What is already issued keeps the old ones."),
        )

    def fill_form(self) -> None:
        """Add the fields."""
        text, form = self.words.text, self.form
        form.add("legal_name", text("ui", "Name"), TextInput())
        form.add("trade_name", text("ui", "Shop sign"), TextInput())
        form.add("legal_form", text("ui", "Legal form"), ChoiceInput(legal_forms(self.words)))
        form.add("share_capital", text("ui", "Share capital (€)"), AmountInput(self.words))
        form.add("rcs_city", text("ui", "RCS of"), TextInput())
        form.add("siret", text("ui", "SIRET"), TextInput())
        form.add("siren", text("ui", "SIREN"), TextInput())
        form.add("naf", text("ui", "NAF code"), TextInput())
        form.add_heading(text("ui", "Address"))
        form.add("address.line1", text("ui", "Address"), TextInput())
        form.add("address.line2", text("ui", "Address, continued"), TextInput())
        form.add("address.postcode", text("ui", "Postcode"), TextInput())
        form.add("address.city", text("ui", "Town"), TextInput())
        form.add_heading(text("ui", "To reach you"))
        form.add("email", text("ui", "E-mail"), TextInput())
        form.add("phone", text("ui", "Telephone"), TextInput())
        form.add("website", text("ui", "Website"), TextInput())
        form.edited.connect(self._follow)

    def values(self) -> dict[str, object]:
        """Give what is typed; a VAT number made from the SIREN follows a new one."""
        values = self.form.values()
        if self._vat_follows():
            values[_VAT] = french_vat_number(str(values.get("siren", "")))
        return values

    def paths(self) -> list[str]:
        """Give the fields that are changed."""
        return [*self.form.fields, _VAT] if self._vat_follows() else list(self.form.fields)

    def _vat_follows(self) -> bool:
        kept = self.profile.values if self.profile else {}
        own = french_vat_number(str(kept.get("siren", "")))
        new = french_vat_number(str(self.form.input("siren").value() or ""))
        return bool(own and new) and kept.get(_VAT) == own

    def _label(self, field: str) -> str:
        return self.words.text("ui", "VAT number") if field == _VAT else super()._label(field)

    def _follow(self, field: str) -> None:
        """Fill what follows from the SIRET and the postcode."""
        from facturdesk.usecases.towns import towns_of

        if field == "siret":
            siren = siren_of(normalise_siret(self.form.input("siret").text()))
            if siren:
                self.form.input("siren").set_value(siren)
        if field == "address.postcode":
            towns = towns_of(self.form.input("address.postcode").text())
            if len(towns) == 1:
                self.form.input("address.city").set_value(towns[0])
