"""The legal texts of a document: which of them, by seller, customer, VAT and day.

The words are rows of the dated table `mentions`; facts that the layout draws by itself
(numbers, dates, SIREN of the customer, delivery address, category of operation) are none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from facturdesk.domain.document import Document, Mention, MentionPlace
from facturdesk.domain.errors import Problem
from facturdesk.domain.money import (
    AMOUNT_PLACES,
    RATE_PLACES,
    format_rate,
    format_scaled,
    parse_scaled,
)
from facturdesk.domain.parties import (
    FRENCH_COUNTRIES,
    Address,
    Customer,
    CustomerKind,
    LegalForm,
    Seller,
)
from facturdesk.domain.rulebook import MENTIONS, Rulebook
from facturdesk.domain.sale import DocumentKind, Nature
from facturdesk.domain.vat import VatGroup

ECB_PLUS_TEN: Final = "ecb+10"
PROBLEMS: Final = frozenset({"mention-unknown", "penalty-rate-below-floor"})

_SOLE_TRADERS: Final = frozenset({LegalForm.EI, LegalForm.MICRO})
_NO_DISCOUNT: Final = frozenset({"", "néant", "neant", "aucun"})
_PLATFORM_NOTES: Final = frozenset({"PMT", "PMD", "AAB"})  # BR-FR-05
_REPORTED_COUNTRIES: Final = frozenset({"GF", "YT"})
# Guyane, Mayotte; Saint-Barthélemy and Saint-Martin under their own and their old postcodes;
# Saint-Pierre-et-Miquelon and the Pacific
_REPORTED_POSTCODES: Final = (
    *("973", "976"),
    *("977", "97133", "978", "97150", "975"),
    *("984", "986", "987", "988"),
)
_REFERENCE_CODES: Final = {
    DocumentKind.CREDIT_NOTE: "credit_note",
    DocumentKind.CORRECTIVE_INVOICE: "corrective_invoice",
}
_NARROW: Final = "\u202f"
_BLANK: Final = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the texts depend on, but for references and the number."""

    kind: DocumentKind
    seller: Seller
    consumer: bool
    public: bool
    platform: bool  # a French business with a SIREN: its notes are for the platforms
    groups: tuple[VatGroup, ...]
    services: bool
    on: dt.date
    extra: tuple[str, ...]


def mentions_for(
    document: Document,
    *,
    natures: AbstractSet[Nature],
    rulebook: Rulebook,
    extra: tuple[str, ...] = (),
) -> tuple[Mention, ...]:
    """Return the texts of a document, not yet on it, in the order in which they are printed.

    `extra` are the codes of mentions the user asked for.

    Source: CGI ann. II art. 242 nonies A; C. com. L441-9, R123-237, R123-238,
    R526-27; C. assur. L243-2; C. conso. L616-1.
    """
    customer = document.customer
    facts = _Facts(
        document.kind,
        document.seller,
        customer.kind is CustomerKind.CONSUMER,
        customer.kind is CustomerKind.PUBLIC,
        is_platform_customer(customer),
        tuple(tax.group for tax in document.taxes),
        Nature.SERVICE in natures,
        document.issued_on,
        extra,
    )
    return (*_references(document, rulebook), *_texts(facts, rulebook))


def seller_mentions(seller: Seller, rulebook: Rulebook, on: dt.date) -> tuple[Mention, ...]:
    """Return who sells, as every paper of the shop says at its foot."""
    return tuple(_footer(seller, rulebook, on))


def is_platform_customer(customer: Customer) -> bool:
    """Tell whether a document goes through an approved platform: a French SIREN, no consumer.

    Guyane, Mayotte and the collectivities overseas, where VAT does not apply, are
    reported instead.
    """
    address = customer.address
    known = customer.kind is not CustomerKind.CONSUMER and bool(customer.siren)
    french = address.country in FRENCH_COUNTRIES - _REPORTED_COUNTRIES
    postcode = address.postcode.replace(" ", "")
    return known and french and not postcode.startswith(_REPORTED_POSTCODES)


def exemption_reason(group: VatGroup, issued_on: dt.date, rulebook: Rulebook) -> str:
    """Return the words that say why a group bears no VAT (BT-120); "" where it bears some.

    Source: CGI ann. II art. 242 nonies A I-12°, I-13°.
    """
    case = rulebook.case(group.case, issued_on) if group.case else None
    return case.text if case else ""


def check_extra(extra: Sequence[str], rulebook: Rulebook, on: dt.date) -> Iterable[Problem]:
    """Yield the mentions asked for by code that are not among those one may ask for."""
    for index, code in enumerate(extra):
        row = rulebook.row(MENTIONS, code, on)
        if row is None or row.more.get("asked") != "yes":
            yield Problem("mention-unknown", f"mentions[{index}]", {"value": code})


def check_penalty_rate(rate: str, on: dt.date, rulebook: Rulebook) -> Problem | None:
    """Return the problem of a late-payment rate below three times the legal rate.

    The law's own rate (ECB plus ten points) is always right.

    Source: C. com. art. L441-10 II.
    """
    if rate == ECB_PLUS_TEN:
        return None
    legal = rulebook.interest_rate("legal_professional", on)
    if legal is None:
        return None
    floor = legal * rulebook.count("penalty_floor_multiple", on)
    if parse_scaled(rate, RATE_PLACES) >= floor:
        return None
    return Problem(
        "penalty-rate-below-floor",
        "company.terms.penalty_rate",
        {"rate": rate, "floor": format_rate(floor)},
    )


def _references(document: Document, rulebook: Rulebook) -> Iterable[Mention]:
    """Say what is credited or replaced (CGI art. 289 I-5; BOI-TVA-DECLA-30-20-20-20)."""
    code = _REFERENCE_CODES.get(document.kind)
    if code is not None:
        for reference in document.references:
            day = f"{reference.issued_on:%d/%m/%Y}"
            yield _mention(code, rulebook, document.issued_on, number=reference.number, date=day)


@lru_cache(maxsize=1024)
def _texts(facts: _Facts, rulebook: Rulebook) -> tuple[Mention, ...]:
    """Gather the texts that shops print over and over; the same for all like documents."""
    return (
        *_vat_texts(facts, rulebook),
        *_terms_texts(facts, rulebook),
        *_consumer_texts(facts, rulebook),
        *_asked_texts(facts, rulebook),
        *_own_text(facts.seller),
        *_footer(facts.seller, rulebook, facts.on),
    )


def _vat_texts(facts: _Facts, rulebook: Rulebook) -> Iterable[Mention]:
    for code in sorted({group.case for group in facts.groups if group.case}):
        case = rulebook.case(code, facts.on)
        if case is not None:
            yield Mention(f"vat_{code}", _sentence(case.text), MentionPlace.VAT)
    taxed = any(group.rate_bp for group in facts.groups)
    if facts.seller.vat_on_debits and facts.services and taxed:
        yield _mention("vat_on_debits", rulebook, facts.on)


def _terms_texts(facts: _Facts, rulebook: Rulebook) -> Iterable[Mention]:
    """Say the terms between professionals (C. com. L441-9, L441-10; CCP L2192-12, -13)."""
    if facts.kind is DocumentKind.CREDIT_NOTE and not facts.platform:
        return  # nothing falls due; the platforms want the notes nevertheless (BR-FR-05)
    seller, on = facts.seller, facts.on
    none = seller.early_payment.strip().rstrip(".").casefold() in _NO_DISCOUNT
    texts = []
    if none and not facts.consumer:
        texts.append(_mention("early_payment_none", rulebook, on))
    elif not none:
        taxed = any(group.rate_bp for group in facts.groups)
        code = "early_payment_taxed" if taxed else "early_payment"
        wording = seller.early_payment.strip().rstrip(".")
        texts.append(_mention(code, rulebook, on, terms=wording))
    if not facts.consumer:
        texts += [_penalties(facts, rulebook), _recovery(facts, rulebook)]
    for mention in texts:
        if facts.platform or mention.subject not in _PLATFORM_NOTES:
            yield mention
        else:
            yield Mention(mention.code, mention.text, mention.place)


def _penalties(facts: _Facts, rulebook: Rulebook) -> Mention:
    rate, on = facts.seller.penalty_rate, facts.on
    if facts.public:
        points = rulebook.count("penalty_public_points", on)
        return _mention("penalties_public", rulebook, on, points=str(points))
    if rate == ECB_PLUS_TEN:
        points = rulebook.count("penalty_points", on)
        return _mention("penalties_ecb", rulebook, on, points=str(points))
    return _mention("penalties_rate", rulebook, on, rate=rate.replace(".", ","))


def _recovery(facts: _Facts, rulebook: Rulebook) -> Mention:
    code = "recovery_public" if facts.public else "recovery"
    amount = rulebook.amount("recovery_indemnity", facts.on)
    return _mention(code, rulebook, facts.on, amount=_amount(amount))


def _consumer_texts(facts: _Facts, rulebook: Rulebook) -> Iterable[Mention]:
    mediator = facts.seller.mediator
    if facts.consumer and mediator is not None:
        contact = _joined(mediator.name, mediator.address, mediator.website)
        yield _mention("mediator", rulebook, facts.on, contact=contact)


def _asked_texts(facts: _Facts, rulebook: Rulebook) -> Iterable[Mention]:
    for code in dict.fromkeys(facts.extra):
        yield _mention(code, rulebook, facts.on)


def _own_text(seller: Seller) -> Iterable[Mention]:
    """Say what the shop wishes to say on every document."""
    if seller.own_text.strip():
        yield Mention("own_text", seller.own_text.strip(), MentionPlace.OTHER)


def _footer(seller: Seller, rulebook: Rulebook, on: dt.date) -> Iterable[Mention]:
    """Say who sells, as every page does at its foot."""
    yield _legal_form(seller, rulebook, on)
    seat = _seat(seller.address)
    if seat:
        yield _mention("seller_seat", rulebook, on, address=seat)
    siren = _in_threes(seller.siren)
    if siren and seller.rcs_city.strip():
        yield _mention("seller_rcs", rulebook, on, siren=siren, city=seller.rcs_city.strip())
    elif siren:
        yield _mention("seller_siren", rulebook, on, siren=siren)
    if seller.vat_number:
        yield _mention("seller_vat_number", rulebook, on, number=seller.vat_number)
    insurance = seller.insurance
    if insurance is not None:
        contract = f"contrat n°\u00a0{insurance.contract}" if insurance.contract else ""
        named = _joined(insurance.insurer, insurance.address, contract)
        code = "insurance" if insurance.coverage.strip() else "insurance_mainland"
        yield _mention(code, rulebook, on, insurer=named, coverage=insurance.coverage.strip())


def _legal_form(seller: Seller, rulebook: Rulebook, on: dt.date) -> Mention:
    name = seller.legal_name
    if seller.legal_form in _SOLE_TRADERS:
        return _mention("sole_trader", rulebook, on, name=name)
    if seller.legal_form is LegalForm.ASSOCIATION:
        return _mention("association", rulebook, on, name=name)
    if seller.share_capital_minor:
        capital = _amount(seller.share_capital_minor)
        if seller.legal_form is LegalForm.OTHER:  # its form stands in its name
            return _mention("company_other", rulebook, on, name=name, capital=capital)
        form = seller.legal_form.value
        return _mention("company", rulebook, on, name=name, form=form, capital=capital)
    return _mention("seller_name", rulebook, on, name=name)


def _mention(code: str, rulebook: Rulebook, on: dt.date, **blanks: str) -> Mention:
    row = rulebook.row(MENTIONS, code, on)
    if row is None:
        raise LookupError(f"no words for {code} on {on}")
    text = _BLANK.sub(lambda blank: blanks.get(blank[1], blank[0]), row.value)
    return Mention(code, text, MentionPlace(row.more["place"]), row.more.get("subject", ""))


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _joined(*parts: str) -> str:
    return ", ".join(part.strip() for part in parts if part.strip())


def _seat(address: Address) -> str:
    town = f"{address.postcode} {address.city}".strip()
    return _joined(address.line1, address.line2, town)


def _in_threes(siren: str) -> str:
    return "\u00a0".join(siren[start : start + 3] for start in range(0, len(siren), 3))


def _amount(minor: int) -> str:
    """Write euros as French does: 1500000 → 15 000, 1500050 → 15 000,50."""
    written = format_scaled(minor, AMOUNT_PLACES)
    whole, dot, cents = written.partition(".")
    groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)]
    grouped = _NARROW.join(reversed(groups))
    return f"{grouped},{cents.ljust(AMOUNT_PLACES, '0')}" if dot else grouped
