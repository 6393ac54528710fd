"""When invoices are due, and what it costs to pay late."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facturdesk.ui.inputs import ChoiceInput, FlagInput, RateInput, TextInput, WholeInput
from facturdesk.ui.settings.section import ProfileSection
from facturdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from facturdesk.usecases.profile import Profile

_LEGAL: Final = "ecb+10"
_OWN: Final = "own"
_KIND: Final = "penalty_kind"  # not of the profile: which of the two rates
_RATE: Final = "terms.penalty_rate"


class TermsSection(ProfileSection):
    """Payment terms, early payment, penalties."""

    name = "terms"

    def __init__(self, workspace: Workspace) -> None:
        text = workspace.words.text
        super().__init__(
            workspace,
            text("ui", "Terms and penalties"),
            text("ui", "For customers without terms of their own on their card."),
        )

    def fill_form(self) -> None:
        """Add the fields."""
        text, form, words = self.words.text, self.form, self.words
        form.add("terms.days", text("ui", "Due after (days)"), WholeInput(words))
        form.add("terms.end_of_month", "", FlagInput(text("ui", "at the end of the month")))
        form.input("terms.end_of_month").setAccessibleName(text("ui", "at the end of the month"))
        form.add(
            "terms.end_of_month_first",
            text("ui", "Counted"),
            ChoiceInput(
                [
                    (True, text("ui", "end of the month, then the days")),
                    (False, text("ui", "the days, then the end of the month")),
                ]
            ),
        )
        form.add(
            "terms.early_payment",
            text("ui", "Early-payment discount"),
            TextInput(),
            hint=text(
                "ui", "Printed on invoices between professionals; “néant” where there is none."
            ),
        )
        form.add(
            _KIND,
            text("ui", "Late-payment penalties"),
            ChoiceInput(
                [
                    (_LEGAL, text("ui", "Rate of the ECB plus 10 points (the law’s)")),
                    (_OWN, text("ui", "A rate of your own")),
                ]
            ),
        )
        form.add(_RATE, text("ui", "Rate a year (%)"), RateInput(words))
        form.edited.connect(lambda _: self._show_rows())

    def values(self) -> dict[str, object]:
        """Give what is typed, the two fields of the rate as one."""
        values = self.form.values()
        kind = values.pop(_KIND, _LEGAL)
        terms = values.setdefault("terms", {})
        assert isinstance(terms, dict)
        if kind == _LEGAL:
            terms["penalty_rate"] = _LEGAL
        return values

    def paths(self) -> list[str]:
        """Give the fields of the profile."""
        return [field for field in self.form.fields if field != _KIND]

    def shown(self, profile: Profile) -> None:
        """Show the rate in its two fields."""
        rate = profile.values.get("terms", {}).get("penalty_rate", _LEGAL)
        self.form.input(_KIND).set_value(_LEGAL if rate == _LEGAL else _OWN)
        self.form.input(_RATE).set_value(None if rate == _LEGAL else rate)
        self._show_rows()

    def _show_rows(self) -> None:
        self.form.show_row(_RATE, shown=self.form.input(_KIND).value() == _OWN)
        end = bool(self.form.input("terms.end_of_month").value())
        self.form.show_row("terms.end_of_month_first", shown=end)
