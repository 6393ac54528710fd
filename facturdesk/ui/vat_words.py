"""The words of VAT: each rate and each case that a line may have, long and short."""

from __future__ import annotations

from typing import Final

from facturdesk.domain.vat import VatGroup
from facturdesk.domain.vat_cases import Offer
from facturdesk.i18n import Catalogue, marked

_EXEMPT: Final = marked("ui", "Exempt")
_MARGIN: Final = marked("ui", "On the margin")
_REVERSED: Final = marked("ui", "Reverse ch.")

# of each case: its words, and what a narrow column says
CASES: Final = {
    "franchise": (marked("ui", "No VAT (small business)"), marked("ui", "No VAT")),
    "untaxed_territory": (marked("ui", "No VAT (Guyane, Mayotte)"), marked("ui", "No VAT")),
    "reverse_charge_construction": (
        marked("ui", "Reverse charge (subcontracted building works)"),
        _REVERSED,
    ),
    "intra_eu_goods": (marked("ui", "Goods to a firm in another EU country"), marked("ui", "EU")),
    "intra_eu_services": (
        marked("ui", "Service to a firm in another EU country"),
        _REVERSED,
    ),
    "export": (marked("ui", "Goods exported outside the EU"), marked("ui", "Export")),
    "services_outside_eu": (
        marked("ui", "Service to a firm outside the EU"),
        marked("ui", "Outside EU"),
    ),
    "margin_second_hand": (marked("ui", "Margin scheme: second-hand goods"), _MARGIN),
    "margin_art": (marked("ui", "Margin scheme: works of art"), _MARGIN),
    "margin_antiques": (marked("ui", "Margin scheme: antiques and collectors’ items"), _MARGIN),
    "margin_travel": (marked("ui", "Margin scheme: travel agencies"), _MARGIN),
    "exempt_training": (marked("ui", "Exempt: training"), _EXEMPT),
    "exempt_medical": (marked("ui", "Exempt: medical care"), _EXEMPT),
    "exempt_association": (marked("ui", "Exempt: association"), _EXEMPT),
    "exempt_finance": (marked("ui", "Exempt: finance"), _EXEMPT),
    "exempt_insurance": (marked("ui", "Exempt: insurance"), _EXEMPT),
    "exempt_letting": (marked("ui", "Exempt: letting"), _EXEMPT),
    "exempt_overseas": (marked("ui", "Exempt: overseas"), _EXEMPT),
}


def offer_words(offer: Offer, words: Catalogue, *, implied: str = "") -> str:
    """Say what a line may be given; `implied` is the case of a shop that charges no VAT."""
    if offer.rate_bp is not None:
        return words.percent(offer.rate_bp)
    return case_words(offer.case or implied, words)


def case_words(case: str, words: Catalogue) -> str:
    """Say a VAT case."""
    return words.text("ui", CASES[case][0]) if case in CASES else case


def group_words(group: VatGroup, words: Catalogue) -> str:
    """Say the VAT of a line where there is little room; « ? » while it is not settled."""
    if not group.category:
        return "?"
    if group.case:
        return words.text("ui", CASES[group.case][1]) if group.case in CASES else group.case
    return words.percent(group.rate_bp)
