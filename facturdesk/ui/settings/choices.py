"""The choices of a company's profile, in the words of its owner."""

from __future__ import annotations

from typing import Final

from facturdesk.domain.parties import LegalForm, Territory, VatRegime
from facturdesk.i18n import Catalogue, marked

_FORMS: Final = (
    (LegalForm.EI, marked("ui", "EI (sole trader)")),
    (LegalForm.MICRO, marked("ui", "Micro-enterprise")),
    (LegalForm.SARL, marked("ui", "SARL")),
    (LegalForm.EURL, marked("ui", "EURL")),
    (LegalForm.SAS, marked("ui", "SAS")),
    (LegalForm.SASU, marked("ui", "SASU")),
    (LegalForm.SA, marked("ui", "SA")),
    (LegalForm.SNC, marked("ui", "SNC")),
    (LegalForm.ASSOCIATION, marked("ui", "Association")),
    (LegalForm.OTHER, marked("ui", "Other form")),
)
_REGIMES: Final = (
    (VatRegime.NORMAL, marked("ui", "I charge VAT (normal regime)")),
    (VatRegime.SIMPLIFIED, marked("ui", "I charge VAT (simplified regime)")),
    (VatRegime.FRANCHISE, marked("ui", "I do not charge VAT (small-business exemption)")),
)
_TERMS: Final = (
    ((0, False), marked("ui", "On receipt")),
    ((15, False), marked("ui", "15 days")),
    ((30, False), marked("ui", "30 days")),
    ((45, False), marked("ui", "45 days")),
    ((60, False), marked("ui", "60 days")),
    ((30, True), marked("ui", "30 days, end of month")),
    ((45, True), marked("ui", "45 days, end of month")),
)
_ACTIVITIES: Final = (
    ("goods", marked("ui", "Goods")),
    ("services", marked("ui", "Services")),
    ("mixed", marked("ui", "Both")),
)
_TERRITORIES: Final = (
    (Territory.METROPOLE, marked("ui", "Mainland France")),
    (Territory.CORSICA, marked("ui", "Corsica")),
    (Territory.GUADELOUPE, marked("ui", "Guadeloupe")),
    (Territory.MARTINIQUE, marked("ui", "Martinique")),
    (Territory.REUNION, marked("ui", "Réunion")),
    (Territory.GUYANE, marked("ui", "French Guiana (no VAT)")),
    (Territory.MAYOTTE, marked("ui", "Mayotte (no VAT)")),
)

Choices = list[tuple[object, str]]


def legal_forms(words: Catalogue) -> Choices:
    """Give the legal forms."""
    return [(form.value, words.text("ui", text)) for form, text in _FORMS]


def vat_regimes(words: Catalogue) -> Choices:
    """Give the ways a shop stands to VAT."""
    return [(regime.value, words.text("ui", text)) for regime, text in _REGIMES]


def payment_terms(words: Catalogue) -> Choices:
    """Give the usual terms, each as `terms` of a profile."""
    return [
        ({"days": days, "end_of_month": end}, words.text("ui", text))
        for (days, end), text in _TERMS
    ]


def activities(words: Catalogue) -> Choices:
    """Give what a shop sells."""
    return [(activity, words.text("ui", text)) for activity, text in _ACTIVITIES]


def territories(words: Catalogue) -> Choices:
    """Give where a shop is, for its VAT rates."""
    return [(territory.value, words.text("ui", text)) for territory, text in _TERRITORIES]
