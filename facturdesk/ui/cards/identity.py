"""Judges SIREN, SIRET and VAT number as they are typed, and fills in what follows from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from facturdesk.domain.emails import check_email
from facturdesk.domain.identifiers import normalise_siren, normalise_siret, normalise_vat_number
from facturdesk.domain.parties import FRENCH_COUNTRIES
from facturdesk.domain.proposals import french_vat_number, siren_of
from facturdesk.ui.form import Form
from facturdesk.usecases.cards import judge_customer

# characters after which a field is judged while one still types
_WHOLE: Final = {"siren": 9, "siret": 14, "vat_number": 13}
_JUDGED: Final = (*_WHOLE, "electronic_address")
_FIRM: Final = "firm"


class IdentityChecks(QObject):
    """Watches the identifiers of a form of a customer; `values` gives what is filled in."""

    def __init__(self, form: Form, values: Callable[[], dict[str, object]]) -> None:
        super().__init__(form)
        self._form = form
        self._values = values
        self._proposed: dict[str, str] = {}
        self._fields = [field for field in _JUDGED if field in form.fields]
        form.edited.connect(self._edited)
        for field in self._fields:
            line = form.input(field)
            assert isinstance(line, QLineEdit)
            line.editingFinished.connect(self._judge)
        email = form.input("email")
        assert isinstance(email, QLineEdit)
        email.editingFinished.connect(self._judge_email)

    def forget(self) -> None:
        """Take what is shown as the user's own: another card was opened."""
        self._proposed.clear()

    def _edited(self, field: str) -> None:
        self._proposed.pop(field, None)
        if field == "siret":
            self._propose("siren", siren_of(normalise_siret(self._text("siret"))))
        if field in ("siret", "siren", "kind", "address.country"):
            self._propose("vat_number", self._vat_number())
        if field in _WHOLE and len(normalise_vat_number(self._text(field))) >= _WHOLE[field]:
            self._judge(field)

    def _vat_number(self) -> str:
        """Give the VAT number of a French firm; a public body often has none."""
        country = self._text("address.country") or "FR"
        if self._text("kind") != _FIRM or country not in FRENCH_COUNTRIES:
            return ""
        return french_vat_number(normalise_siren(self._text("siren")))

    def _propose(self, field: str, value: str) -> None:
        """Fill a field that the user left empty, or that follows from what they changed."""
        if field not in self._form.fields:
            return
        if self._text(field) in ("", self._proposed.get(field)):
            self._form.input(field).set_value(value or None)
            self._proposed[field] = value
            if field in self._fields:
                self._judge(field)

    def _judge(self, only: str = "") -> None:
        """Show what is wrong in a field, or in all of them that are filled in."""
        found = {problem.field: problem for problem in judge_customer(self._values())}
        for field in [only] if only else self._fields:
            self._form.show_problem_of(field, found.get(field))

    def _judge_email(self) -> None:
        """Warn of an address at which nothing would arrive; the card is kept all the same."""
        found = check_email(self._text("email"))
        self._form.show_problem_of("email", next(iter(found), None))

    def _text(self, field: str) -> str:
        if field not in self._form.fields:
            return ""
        value = self._form.input(field).value()
        return str(value) if value is not None else ""
