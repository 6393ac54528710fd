"""How the shop stands to VAT, and what else the law makes it print."""

from __future__ import annotations

from facturdesk.ui.inputs import ChoiceInput, FlagInput, RadioInput, TextInput
from facturdesk.ui.settings.choices import activities, territories, vat_regimes
from facturdesk.ui.settings.section import ProfileSection
from facturdesk.ui.workspace import Workspace


class VatSection(ProfileSection):
    """VAT and legal texts; a change is sealed and holds for the documents to come."""

    name = "vat"

    def __init__(self, workspace: Workspace) -> None:
        text = workspace.words.text
        super().__init__(
            workspace,
            text("ui", "VAT and legal texts"),
            text(
                "ui",
                "A change here is sealed with its day and holds for the invoices to come. Ask your "
                "accountant when in doubt.",
            ),
        )

    def fill_form(self) -> None:
        """Add the fields."""
        text, form, words = self.words.text, self.form, self.words
        form.add("vat_regime", text("ui", "VAT"), RadioInput(vat_regimes(words)))
        form.add("vat_number", text("ui", "VAT number"), TextInput())
        form.add("territory", text("ui", "The shop is in"), ChoiceInput(territories(words)))
        form.add("activity", text("ui", "You sell"), ChoiceInput(activities(words)))
        form.add(
            "vat_on_debits",
            text("ui", "Services"),
            FlagInput(text("ui", "VAT on debits (option taken with the tax office)")),
        )
        form.add_heading(text("ui", "Consumer mediator"))
        form.add("mediator.name", text("ui", "Name"), TextInput())
        form.add("mediator.address", text("ui", "Address"), TextInput())
        form.add("mediator.website", text("ui", "Website"), TextInput())
        form.add_heading(text("ui", "Professional insurance"))
        form.add("insurance.insurer", text("ui", "Insurer"), TextInput())
        form.add("insurance.address", text("ui", "Address"), TextInput())
        form.add("insurance.contract", text("ui", "Contract no."), TextInput())
        form.add("insurance.coverage", text("ui", "Area covered"), TextInput())
