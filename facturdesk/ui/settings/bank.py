"""Where customers pay."""

from __future__ import annotations

from facturdesk.ui.inputs import TextInput
from facturdesk.ui.settings.section import ProfileSection
from facturdesk.ui.workspace import Workspace


class BankSection(ProfileSection):
    """The account that invoices name, also in their QR code."""

    name = "bank"

    def __init__(self, workspace: Workspace) -> None:
        text = workspace.words.text
        super().__init__(
            workspace,
            text("ui", "Bank"),
            text("ui", "Printed on invoices, with a code that banking apps read."),
        )

    def fill_form(self) -> None:
        """Add the fields."""
        text, form = self.words.text, self.form
        form.add("bank.iban", text("ui", "IBAN"), TextInput())
        form.add("bank.bic", text("ui", "BIC"), TextInput())
        form.add(
            "bank.holder",
            text("ui", "Account holder"),
            TextInput(placeholder=text("ui", "exactly as on the account")),
        )
