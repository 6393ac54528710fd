"""Which VAT a line bears: its rate, or the case in which the law sets none, and why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from facturdesk.domain.errors import Problem
from facturdesk.domain.identifiers import vat_number_country
from facturdesk.domain.money import format_rate
from facturdesk.domain.parties import (
    Customer,
    CustomerKind,
    LegalForm,
    Seller,
    Territory,
    VatRegime,
)
from facturdesk.domain.places import (
    FRANCE,
    destination,
    in_other_member_state,
    is_northern_ireland,
    same_vat_zone,
    vat_country,
)
from facturdesk.domain.rulebook import CASES, PLACES, Case, Rulebook
from facturdesk.domain.sale import Nature
from facturdesk.domain.vat import OUTSIDE_SCOPE, STANDARD, VatGroup

FRANCHISE: Final = "franchise"
UNTAXED: Final = "untaxed_territory"
IMPLIED: Final = frozenset({FRANCHISE, UNTAXED})

PROBLEMS: Final = frozenset(
    {
        "vat-case-customer-in-france",
        "vat-case-customer-in-vat-area",
        "vat-case-customer-not-firm",
        "vat-case-customer-not-french-firm",
        "vat-case-customer-number-missing",
        "vat-case-customer-vat-number-missing",
        "vat-case-destination-not-export",
        "vat-case-destination-not-member-state",
        "vat-case-for-overseas-only",
        "vat-case-goods-only",
        "vat-case-not-from-overseas",
        "vat-case-seller-vat-number-missing",
        "vat-case-services-only",
        "vat-case-under-franchise",
        "vat-case-unknown",
        "vat-case-untaxed-territory",
        "vat-case-without-franchise",
        "vat-franchise-no-rate",
        "vat-mix-category",
        "vat-mix-franchise",
        "vat-mix-outside-scope",
        "vat-rate-and-case",
        "vat-rate-not-in-force",
        "vat-rates-unknown-then",
        "vat-untaxed-no-rate",
    }
)

_OVERSEAS: Final = frozenset(Territory) - {Territory.METROPOLE, Territory.CORSICA}
_UNTAXED: Final = frozenset({Territory.GUYANE, Territory.MAYOTTE})  # CGI art. 294-1
# a small exempt business still makes these: exempt by nature, or taxed elsewhere
_UNDER_FRANCHISE: Final = frozenset({"intra_eu_services", "services_outside_eu"})
_NOBODY: Final = Customer(CustomerKind.CONSUMER, "")
_NATURE_PROBLEMS: Final = {
    Nature.GOODS.value: "vat-case-goods-only",
    Nature.SERVICE.value: "vat-case-services-only",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A VAT that a line may be given: a rate, a case, or neither: what the shop implies.

    `nature` is what the case is for, goods or service; empty: both.
    """

    rate_bp: int | None = None
    case: str = ""
    nature: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides about VAT besides the line: both parties, and the day of supply."""

    seller: Seller
    customer: Customer
    on: dt.date
    rulebook: Rulebook


def resolve_group(
    situation: Situation,
    *,
    nature: Nature,
    rate_bp: int | None,
    case: str,
    field: str,
    accessory: bool = False,
) -> VatGroup | Problem:
    """Return the VAT group of a line, or why it cannot have the rate or case it asks for.

    No rate and no case: the shop's standard rate, or the case its regime or territory
    implies. An `accessory` (carriage) follows its sale whatever its own nature.

    Source: CGI art. 256 s., 278 s., 293 B; the law of the date of supply.
    """
    implied = implied_case(situation.seller)
    if case and rate_bp:
        return Problem("vat-rate-and-case", f"{field}.vat_case", {"case": case})
    if not case and not implied:
        return _rated(rate_bp, situation, field)
    if rate_bp:
        return Problem(
            "vat-franchise-no-rate" if implied == FRANCHISE else "vat-untaxed-no-rate",
            f"{field}.vat_rate",
            {"rate": format_rate(rate_bp)},
        )
    found = _case_group(case or implied, "" if accessory else nature.value, situation)
    if isinstance(found, VatGroup):
        return found
    return Problem(found, f"{field}.vat_case", {"case": case or implied})


def offers(seller: Seller, rulebook: Rulebook, on: dt.date) -> tuple[Offer, ...]:
    """Give what a shop may choose from for a line: rates first, then the cases of its regime.

    Whether a case suits the customer is told once it is chosen.
    """
    implied = implied_case(seller)
    if implied == UNTAXED:
        return (Offer(),)
    rates = [Offer()] if implied else map(Offer, rulebook.rates_for(seller.territory, on))
    found = [rulebook.case(code, on) for code in rulebook.codes(CASES)]
    nowhere = Situation(seller, _NOBODY, on, rulebook)
    cases = [
        Offer(None, case.code, case.nature)
        for case in found
        if case is not None
        and case.code not in IMPLIED
        and not _against_regime(case.code, case, nowhere)
        and _ONLY_FOR.get(case.code, _anyone)(seller)
    ]
    return (*rates, *cases)


def check_mix(groups: Sequence[VatGroup], *, field: str) -> Iterable[Problem]:
    """Yield why the VAT groups of one document cannot stand together.

    Category O stands alone (BR-O-11 s.); but for rates, a category appears once in the
    breakdown, so with one exemption ground (BR-E-01, BR-AE-01 …); a small exempt
    business never writes its exemption beside a rate or a reverse charge.
    """
    distinct = set(groups)
    if len(distinct) < 2:
        return
    cases = sorted(group.case for group in distinct if group.case)
    if any(group.category == OUTSIDE_SCOPE for group in distinct):
        yield Problem("vat-mix-outside-scope", field, {"cases": ", ".join(cases)})
    elif FRANCHISE in cases:
        yield Problem("vat-mix-franchise", field, {"cases": ", ".join(cases)})
    else:
        categories = [group.category for group in distinct if group.category != STANDARD]
        if len(categories) != len(set(categories)):
            yield Problem("vat-mix-category", field, {"cases": ", ".join(cases)})


def framework(natures: AbstractSet[Nature], paid: bool) -> str:
    """Return the billing framework (BT-23): goods, services or both; paid at issue or not.

    Source: XP Z12-012, BR-FR-08; it is also the category of operation of
    CGI ann. II art. 242 nonies A I-8° bis.
    """
    services = Nature.SERVICE in natures
    letter = "B" if not services else "M" if Nature.GOODS in natures else "S"
    return f"{letter}2" if paid else f"{letter}1"


def implied_case(seller: Seller) -> str:
    """Return the case that the shop's territory or regime implies for every line, or ""."""
    if seller.territory in _UNTAXED:
        return UNTAXED
    return FRANCHISE if seller.vat_regime is VatRegime.FRANCHISE else ""


def _rated(rate_bp: int | None, situation: Situation, field: str) -> VatGroup | Problem:
    rulebook, territory = situation.rulebook, situation.seller.territory
    if rate_bp is None:
        return _rate_group(rulebook.standard_rate(territory, situation.on))
    rates = rulebook.rates_for(territory, situation.on)
    if rate_bp in rates:
        return _rate_group(rate_bp)
    if not rates:
        day = situation.on.isoformat()
        return Problem("vat-rates-unknown-then", f"{field}.vat_rate", {"on": day})
    return Problem(
        "vat-rate-not-in-force",
        f"{field}.vat_rate",
        {
            "rate": format_rate(rate_bp),
            "known": ", ".join(format_rate(rate) for rate in rates),
            "on": situation.on.isoformat(),
        },
    )


@lru_cache(maxsize=64)
def _rate_group(rate_bp: int) -> VatGroup:
    return VatGroup(STANDARD, rate_bp)


@lru_cache(maxsize=512)
def _case_group(code: str, nature: str, situation: Situation) -> VatGroup | str:
    """Return the group of a case, or the code of what forbids it."""
    case = situation.rulebook.case(code, situation.on)
    if case is None:
        return "vat-case-unknown"
    if code not in IMPLIED and nature and case.nature not in ("", nature):
        return _NATURE_PROBLEMS[case.nature]
    problem = _against_regime(code, case, situation)
    check = _CHECKS.get(code)
    if not problem and check is not None:
        problem = check(situation)
    return problem or VatGroup(case.category, 0, case.ground, code)


def _against_regime(code: str, case: Case, situation: Situation) -> str:
    implied = implied_case(situation.seller)
    if implied == UNTAXED:
        return "" if code == UNTAXED else "vat-case-untaxed-territory"
    if code == UNTAXED:
        return "vat-case-unknown"
    if implied == FRANCHISE:
        exempt = code == FRANCHISE or code.startswith("exempt_")
        return "" if exempt or code in _UNDER_FRANCHISE else "vat-case-under-franchise"
    return "vat-case-without-franchise" if code == FRANCHISE else ""


def _construction(situation: Situation) -> str:
    """Judge subcontracted building works: the customer is a taxable firm in France."""
    customer = situation.customer
    country = vat_country(customer.address, situation.rulebook, situation.on)
    if customer.kind is not CustomerKind.FIRM or country not in set(Territory):
        return "vat-case-customer-not-french-firm"
    if not customer.siren and not customer.vat_number:
        return "vat-case-customer-number-missing"  # BR-AE-02
    return _seller_number(situation)


def _intra_eu_goods(situation: Situation) -> str:
    """Judge a supply of goods to a business of another member state (CGI art. 262 ter I)."""
    if situation.seller.territory in _OVERSEAS:
        return "vat-case-not-from-overseas"
    problem = _eu_customer(situation, goods=True)
    if problem:
        return problem
    place = destination(situation.customer)
    inside = in_other_member_state(place, situation.rulebook, situation.on)
    if not inside and not is_northern_ireland(place):
        return "vat-case-destination-not-member-state"
    return _seller_number(situation)


def _intra_eu_services(situation: Situation) -> str:
    """Judge a service to a business of another member state (CGI art. 259, 1° and 283-2)."""
    problem = _eu_customer(situation, goods=False)
    if problem:
        return problem
    country = vat_country(situation.customer.address, situation.rulebook, situation.on)
    if country in {FRANCE, *Territory}:
        return "vat-case-customer-in-france"
    return _seller_number(situation)


def _export(situation: Situation) -> str:
    """Judge goods that leave the VAT area, or go overseas (CGI art. 262 I, 294-2)."""
    place = destination(situation.customer)
    rulebook, on = situation.rulebook, situation.on
    country = vat_country(place, rulebook, on)
    territory = situation.seller.territory
    if same_vat_zone(territory, country, rulebook, on):
        return "vat-case-destination-not-export"
    if territory not in _OVERSEAS and (
        in_other_member_state(place, rulebook, on) or is_northern_ireland(place)
    ):
        return "vat-case-destination-not-export"
    return _seller_number(situation)


def _services_outside(situation: Situation) -> str:
    """Judge a service to a business established beyond the VAT area (CGI art. 259, 1°)."""
    customer, rulebook, on = situation.customer, situation.rulebook, situation.on
    if customer.kind is CustomerKind.CONSUMER:
        return "vat-case-customer-not-firm"
    country = vat_country(customer.address, rulebook, on)
    taxed = country in set(Territory) - _UNTAXED
    if taxed or in_other_member_state(customer.address, rulebook, on):
        return "vat-case-customer-in-vat-area"
    return ""


def _overseas_only(situation: Situation) -> str:
    return "" if situation.seller.territory in _OVERSEAS else "vat-case-for-overseas-only"


def _eu_customer(situation: Situation, *, goods: bool) -> str:
    customer = situation.customer
    if customer.kind is CustomerKind.CONSUMER:
        return "vat-case-customer-not-firm"
    prefix = customer.vat_number[:2]
    states = situation.rulebook.words(PLACES, "member_states", situation.on)
    known = prefix == "XI" if goods else False
    if not known and (vat_number_country(prefix) not in states - {FRANCE} or prefix == "XI"):
        return "vat-case-customer-vat-number-missing"
    return ""


def _seller_number(situation: Situation) -> str:
    """Ask for the seller's own VAT number (BR-IC-02, BR-G-02, BR-AE-02)."""
    return "" if situation.seller.vat_number else "vat-case-seller-vat-number-missing"


def _anyone(seller: Seller) -> bool:
    return True


_ONLY_FOR: Final[Mapping[str, Callable[[Seller], bool]]] = {
    "exempt_overseas": lambda seller: seller.territory in _OVERSEAS,
    "exempt_association": lambda seller: seller.legal_form is LegalForm.ASSOCIATION,
}
_CHECKS: Final[Mapping[str, Callable[[Situation], str]]] = {
    "reverse_charge_construction": _construction,
    "intra_eu_goods": _intra_eu_goods,
    "intra_eu_services": _intra_eu_services,
    "export": _export,
    "services_outside_eu": _services_outside,
    "exempt_overseas": _overseas_only,
}
