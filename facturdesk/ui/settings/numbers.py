"""How documents are numbered: the pattern with a live example, and the next number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from facturdesk.domain.numbering import check_pattern, format_number
from facturdesk.domain.sale import DocumentKind
from facturdesk.ui.inputs import TextInput, WholeInput
from facturdesk.ui.settings.section import ProfileSection
from facturdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from facturdesk.usecases.profile import Profile, SeriesState

_KINDS = (("invoice", DocumentKind.INVOICE), ("credit_note", DocumentKind.CREDIT_NOTE))


class NumbersSection(ProfileSection):
    """Patterns and first counters of the series."""

    name = "numbers"

    def __init__(self, workspace: Workspace) -> None:
        text = workspace.words.text
        super().__init__(
            workspace,
            text("ui", "Numbers"),
            text(
                "ui",
                "Numbers follow one another without a gap and start again each year. In a pattern, "
                "{year} is the year and {counter} the counter on five digits.",
                year="{year}",
                counter="{counter:05}",
            ),
        )

    def fill_form(self) -> None:
        """Add the fields."""
        text, form = self.words.text, self.form
        self._examples: dict[str, QLabel] = {}
        for kind, title, pattern, following in (
            (
                "invoice",
                text("ui", "Invoices"),
                text("ui", "Pattern of invoices"),
                text("ui", "Next invoice"),
            ),
            (
                "credit_note",
                text("ui", "Credit notes"),
                text("ui", "Pattern of credit notes"),
                text("ui", "Next credit note"),
            ),
        ):
            form.add_heading(title)
            form.add(f"numbering.{kind}", pattern, TextInput())
            self._examples[kind] = self.quiet("")
            form.add_beside(self._examples[kind])
            form.add(f"numbering.next_{kind}", following, WholeInput(self.words))
        form.edited.connect(lambda _: self._show_examples())

    def shown(self, profile: Profile) -> None:
        """Show where the series are; a first counter can be set only before the first document."""
        for kind, _ in _KINDS:
            self.form.show_row(f"numbering.next_{kind}", shown=not self._state(profile, kind).ever)
        self._show_examples()

    def _state(self, profile: Profile, kind: str) -> SeriesState:
        wanted = dict(_KINDS)[kind]
        return next(state for state in profile.series if state.kind is wanted)

    def _show_examples(self) -> None:
        if self.profile is None:
            return
        for kind, _ in _KINDS:
            self._examples[kind].setText(self._example(self._state(self.profile, kind), kind))

    def _example(self, state: SeriesState, kind: str) -> str:
        """Say what the next number will be, and from when a new pattern holds."""
        text = self.words.text
        pattern = str(self.form.input(f"numbering.{kind}").value() or "")
        problem = check_pattern(pattern, field="")
        if problem is not None:
            return self.workspace.feedback.problem(problem)
        year = self.workspace.shop.today.year
        if state.begun:
            following = text("ui", "Next number: {number}.", number=state.next_number)
            if pattern == state.pattern:
                return following
            example = format_number(pattern, year=year + 1, counter=1)
            later = text("ui", "From next year: {number}.", number=example)
            return f"{following} {later}"
        counter = self.form.input(f"numbering.next_{kind}").value()
        first = counter if isinstance(counter, int) and not state.ever else 1
        return text(
            "ui", "Next number: {number}.", number=format_number(pattern, year=year, counter=first)
        )
