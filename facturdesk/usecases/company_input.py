"""Reads `company.toml`: the shop's own profile."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from facturdesk.domain.cards import Company, Numbering
from facturdesk.domain.checks import check_seller
from facturdesk.domain.colours import normalise_colour
from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.identifiers import (
    normalise_bic,
    normalise_iban,
    normalise_siren,
    normalise_siret,
    normalise_vat_number,
)
from facturdesk.domain.money import format_amount
from facturdesk.domain.numbering import check_pattern, may_collide
from facturdesk.domain.parties import (
    Bank,
    Insurance,
    LegalForm,
    Mediator,
    PaymentTerms,
    Seller,
    Territory,
    VatRegime,
)
from facturdesk.domain.proposals import siren_of
from facturdesk.usecases.fields import Fields
from facturdesk.usecases.party_input import address, payment_terms

_LONGEST_CODE = 40
_LONGEST_OWN_TEXT = 400
_LARGEST_COUNTER = 999_999_999
_ACTIVITIES = ("goods", "services", "mixed")
_ECB_PLUS_TEN = "ecb+10"


def read_company(values: Mapping[str, object]) -> tuple[Company, str]:
    """Read a company profile; returns it with the path of its logo file, or "".

    Raises:
        InputRefused: with every field that is wrong, missing or unknown.
    """
    company, logo, problems = judge_company(values)
    if problems:
        raise InputRefused(problems)
    return company, logo


def judge_company(values: Mapping[str, object]) -> tuple[Company, str, tuple[Problem, ...]]:
    """Read a company profile as far as it goes, with every problem it has."""
    fields = Fields(values)
    seller = _seller(fields)
    numbering = _numbering(fields)
    logo = fields.text("logo", longest=1_000)
    unread = {problem.field for problem in fields.problems}
    lacks = [
        dataclasses.replace(problem, field=problem.field.removeprefix("company."))
        for problem in check_seller(seller)
    ]
    fields.problems.extend(problem for problem in lacks if problem.field not in unread)
    return Company(seller, numbering), logo, fields.faults()


def _seller(fields: Fields) -> Seller:
    terms = fields.section("terms")
    siret = normalise_siret(fields.text("siret", longest=_LONGEST_CODE))
    siren = normalise_siren(fields.text("siren", longest=_LONGEST_CODE))
    return Seller(
        legal_name=fields.text("legal_name"),
        trade_name=fields.text("trade_name"),
        legal_form=LegalForm(fields.choice("legal_form", tuple(LegalForm), default="OTHER")),
        share_capital_minor=_share_capital(fields),
        siren=siren or siren_of(siret),
        siret=siret,
        naf=fields.text("naf", longest=_LONGEST_CODE),
        rcs_city=fields.text("rcs_city"),
        vat_number=normalise_vat_number(fields.text("vat_number", longest=_LONGEST_CODE)),
        vat_regime=VatRegime(fields.choice("vat_regime", tuple(VatRegime), default="normal")),
        vat_on_debits=fields.flag("vat_on_debits"),
        activity=fields.choice("activity", _ACTIVITIES, default="goods"),
        territory=Territory(fields.choice("territory", tuple(Territory), default="FR")),
        email=fields.text("email"),
        phone=fields.text("phone", longest=_LONGEST_CODE),
        website=fields.text("website"),
        address=address(fields.section("address")),
        bank=_bank(fields.section("bank")),
        terms=payment_terms(terms) if terms else PaymentTerms(),
        early_payment=(terms.text("early_payment") if terms else "") or "néant",
        penalty_rate=_penalty_rate(terms),
        insurance=_insurance(fields.section("insurance")),
        mediator=_mediator(fields.section("mediator")),
        accent=normalise_colour(fields.text("accent", longest=_LONGEST_CODE)),
        own_text=fields.text("own_text", longest=_LONGEST_OWN_TEXT),
    )


def _share_capital(fields: Fields) -> int | None:
    capital = fields.amount("share_capital")
    if capital is not None and capital < 0:
        fields.refuse("share_capital", "field-out-of-range", value=format_amount(capital))
    return capital


def _bank(fields: Fields | None) -> Bank:
    if fields is None:
        return Bank()
    return Bank(
        iban=normalise_iban(fields.text("iban", longest=_LONGEST_CODE)),
        bic=normalise_bic(fields.text("bic", longest=_LONGEST_CODE)),
        holder=fields.text("holder", longest=70),
    )


def _penalty_rate(terms: Fields | None) -> str:
    if terms is None or "penalty_rate" not in terms:
        return _ECB_PLUS_TEN
    written = terms.text("penalty_rate", longest=_LONGEST_CODE)
    if written in ("", _ECB_PLUS_TEN):  # empty, or refused already
        return _ECB_PLUS_TEN
    terms.rate("penalty_rate")
    return written


def _insurance(fields: Fields | None) -> Insurance | None:
    if fields is None:
        return None
    return Insurance(
        insurer=fields.text("insurer", required=True),
        address=fields.text("address"),
        contract=fields.text("contract", longest=_LONGEST_CODE),
        coverage=fields.text("coverage"),
    )


def _mediator(fields: Fields | None) -> Mediator | None:
    if fields is None:
        return None
    return Mediator(
        name=fields.text("name", required=True),
        address=fields.text("address"),
        website=fields.text("website"),
    )


def _numbering(fields: Fields) -> Numbering:
    section = fields.section("numbering")
    if section is None:
        return Numbering()
    default = Numbering()
    read = Numbering(
        invoice=section.text("invoice") or default.invoice,
        credit_note=section.text("credit_note") or default.credit_note,
        next_invoice=section.whole("next_invoice", smallest=1, largest=_LARGEST_COUNTER) or 1,
        next_credit_note=section.whole("next_credit_note", smallest=1, largest=_LARGEST_COUNTER)
        or 1,
    )
    for name in ("invoice", "credit_note"):
        problem = check_pattern(getattr(read, name), field=section.path(name))
        if problem is not None:
            fields.problems.append(problem)
    if may_collide(read.invoice, read.credit_note):
        section.refuse("credit_note", "numbering-same-pattern")
    return read
