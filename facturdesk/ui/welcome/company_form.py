"""The questions of the assistant: who, VAT and payment, how it looks; the rest can wait."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLabel, QToolButton, QVBoxLayout, QWidget

from facturdesk.domain.errors import Problem
from facturdesk.i18n import Catalogue
from facturdesk.ui.feedback import Feedback
from facturdesk.ui.form import Form
from facturdesk.ui.inputs import AmountInput, ChoiceInput, RadioInput, TextInput
from facturdesk.ui.settings.choices import legal_forms, payment_terms, vat_regimes
from facturdesk.ui.settings.logo_field import LogoField
from facturdesk.ui.theme import GRID

_ON_FORMS_OF_COMPANIES: Final = ("share_capital", "rcs_city")
_LATER: Final = ("trade_name", "email", "phone", "numbering.next_invoice")
_STANDS_IN: Final = {"siren": "siret", "vat_number": "siret"}  # no fields of their own here


class CompanyForm(QWidget):
    """A form whose `values` are a profile as `read_company` takes it, once completed."""

    edited = Signal(str)  # the field
    unfolded = Signal(object)  # QWidget: the last of the fields that were hidden

    def __init__(
        self,
        words: Catalogue,
        feedback: Feedback,
        logo: LogoField,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._form = Form("setup", feedback, self)
        self._form.edited.connect(self._edited)
        self._known, self._next = QLabel(), QLabel()
        for said in (self._known, self._next):
            said.setProperty("look", "quiet")
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._towns = QStringListModel(self)
        self._own: set[str] = set()  # fields the user filled, though they are proposed
        self._add_identity()
        self._add_habits()
        self._add_look(logo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, GRID * 2, 0)
        column.addWidget(self._form)
        column.addStretch(1)
        self._form.input("terms").set_value({"days": 30, "end_of_month": False})
        self._show_later(False)
        self._show_company_rows()

    def values(self) -> dict[str, object]:
        """Give what is typed; what is asked of companies only is left out for the others."""
        return {name: value for name, value in self._form.values().items() if name != "logo"}

    def input(self, field: str) -> Any:
        """Give the widget of a field."""
        return self._form.input(field)

    def focus_first(self) -> None:
        """Put the focus on the first field."""
        self._form.input("legal_name").setFocus(Qt.FocusReason.OtherFocusReason)

    def show_known(self, siren: str, vat_number: str) -> None:
        """Show what the SIRET says."""
        if not siren:
            self._known.setText(
                self._words.text("ui", "The SIREN and the VAT number follow from it.")
            )
            return
        shown = f"{siren[:3]} {siren[3:6]} {siren[6:]}"
        text = self._words.text
        self._known.setText(
            text("ui", "SIREN {siren} · VAT number {vat}", siren=shown, vat=vat_number)
            if vat_number
            else text("ui", "SIREN {siren}", siren=shown)
        )

    def show_next(self, number: str) -> None:
        """Show which number the first invoice will have; empty: nobody can say."""
        said = self._words.text("ui", "The first invoice: {number}", number=number)
        self._next.setText(said if number else "")

    def propose(self, field: str, value: str) -> None:
        """Fill a field that the user has not filled."""
        if field not in self._own:
            self._form.input(field).set_value(value or None)

    def offer_towns(self, towns: Sequence[str]) -> None:
        """Offer the towns of the postcode; the only one is filled in."""
        self._towns.setStringList(list(towns))
        self.propose("address.city", towns[0] if len(towns) == 1 else "")

    def show_problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """Show each problem at its field; those of no field come back."""
        seen: set[str] = set()
        shown = []
        for problem in sorted(problems, key=lambda each: each.field in _STANDS_IN):
            field = _STANDS_IN.get(problem.field, problem.field)
            if field not in seen:
                seen.add(field)
                shown.append(Problem(problem.code, field, problem.params))
        if seen & set(_LATER):
            self._more.setChecked(True)
        return self._form.show_problems(shown)

    def mark(self, field: str, problems: Iterable[Problem]) -> None:
        """Show what is wrong in one field that was just left; the focus stays where it went."""
        self._form.show_problem_of(field, next(iter(problems), None))

    def _add_identity(self) -> None:
        text, form, words = self._words.text, self._form, self._words
        form.add_heading(text("ui", "Who you are"))
        form.add(
            "legal_name",
            text("ui", "Name"),
            TextInput(placeholder=text("ui", "as on your Kbis or your registration")),
        )
        form.add("legal_form", text("ui", "Legal form"), ChoiceInput(legal_forms(words)))
        form.add("share_capital", text("ui", "Share capital (€)"), AmountInput(words))
        form.add("siret", text("ui", "SIRET"), TextInput(placeholder=text("ui", "14 digits")))
        form.add_beside(self._known)
        form.add("address.line1", text("ui", "Address"), TextInput())
        form.add("address.postcode", text("ui", "Postcode"), TextInput())
        form.add("address.city", text("ui", "Town"), self._town_input())
        form.add(
            "rcs_city",
            text("ui", "RCS of"),
            TextInput(placeholder=text("ui", "the town of the registry, as on your Kbis")),
        )
        self.show_known("", "")

    def _town_input(self) -> TextInput:
        town = TextInput()
        completer = QCompleter(self._towns, town)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(lambda: self._edited("address.city"))
        town.setCompleter(completer)
        return town

    def _add_habits(self) -> None:
        text, form, words = self._words.text, self._form, self._words
        form.add_heading(text("ui", "VAT and payment"))
        form.add("vat_regime", text("ui", "VAT"), RadioInput(vat_regimes(words)))
        form.add("terms", text("ui", "Invoices are due"), ChoiceInput(payment_terms(words)))
        form.add(
            "bank.iban",
            text("ui", "IBAN"),
            TextInput(placeholder=text("ui", "optional: where customers pay")),
        )

    def _add_look(self, logo: LogoField) -> None:
        text, form = self._words.text, self._form
        form.add_heading(text("ui", "How it looks"))
        form.add("logo", text("ui", "Logo"), logo)
        self._more = QToolButton()
        self._more.setObjectName("setup.more")
        self._more.setText(text("ui", "More choices"))
        self._more.setCheckable(True)
        self._more.setAutoRaise(True)
        self._more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._more.setArrowType(Qt.ArrowType.RightArrow)
        self._more.toggled.connect(self._show_later)
        form.add_beside(self._more)
        form.add(
            "trade_name",
            text("ui", "Shop sign"),
            TextInput(placeholder=text("ui", "where it is not the name above")),
        )
        form.add("email", text("ui", "E-mail"), TextInput())
        form.add("phone", text("ui", "Telephone"), TextInput())
        form.add(
            "numbering.next_invoice",
            text("ui", "Next invoice number"),
            TextInput(placeholder=text("ui", "to go on: 43, or as it is written, FA-2026-043")),
        )
        form.add_beside(self._next)

    def _show_later(self, shown: bool) -> None:
        self._more.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        for field in _LATER:
            self._form.show_row(field, shown=shown)
        self._next.setVisible(shown)
        if shown:
            self.unfolded.emit(self._next)

    def _show_company_rows(self) -> None:
        from facturdesk.usecases.setup import is_registered

        shown = is_registered(self._form.input("legal_form").value())
        for field in _ON_FORMS_OF_COMPANIES:
            self._form.show_row(field, shown=shown)

    def _edited(self, field: str) -> None:
        filled = self._form.input(field).value() is not None
        (self._own.add if filled else self._own.discard)(field)
        if field == "legal_form":
            self._show_company_rows()
        self.edited.emit(field)

    def fill(self, values: Mapping[str, object]) -> None:
        """Show values."""
        self._form.fill(values)
        self._show_company_rows()
