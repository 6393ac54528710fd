"""Keeps the cards of customers and items, by their code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from facturdesk.domain.checks import check_identity
from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.parties import Seller
from facturdesk.domain.sale import Nature
from facturdesk.storage.company import load_company
from facturdesk.storage.items import save_item
from facturdesk.storage.parties import load_party, save_party
from facturdesk.usecases.party_input import read_customer_card, read_item
from facturdesk.usecases.results import Kept
from facturdesk.usecases.shop import Shop


def put_customer(shop: Shop, values: Mapping[str, object]) -> Kept:
    """Add a customer, or replace the card that has their code; a missing code is given.

    What is missing for an invoice may still be: it is asked for when one is issued.

    Raises:
        InputRefused: a field is wrong, missing or unknown, or an identifier is not valid.
    """
    card = read_customer_card(values)
    who = card.customer
    problems = [
        replace(problem, field=problem.field.removeprefix("customer."))
        for problem in check_identity(who.siren, who.siret, who.vat_number, "customer")
    ]
    if problems:
        raise InputRefused(problems)
    with shop.store.write(shop.stamp()) as tx:
        party_id = save_party(tx, card)
        return Kept(party_id, load_party(tx.connection, party_id).customer.code)


def put_item(shop: Shop, values: Mapping[str, object]) -> Kept:
    """Add an item, or replace the one that has its code.

    Raises:
        InputRefused: a field is wrong, missing or unknown.
    """
    with shop.store.write(shop.stamp()) as tx:
        seller = load_company(tx.connection).seller
        item = read_item(values, nature=usual_nature(seller, shop))
        if item.vat_case and shop.rulebook.case(item.vat_case, shop.today) is None:
            unknown = Problem("vat-case-unknown", "vat_case", {"case": item.vat_case})
            raise InputRefused([unknown])
        return Kept(save_item(tx, item), item.code)


def usual_nature(seller: Seller, shop: Shop) -> Callable[[str], Nature]:
    """Say what something sold is when nothing says it: what its VAT case is for, else the trade."""

    def of(code: str) -> Nature:
        case = shop.rulebook.case(code, shop.today) if code else None
        if case is not None and case.nature:
            return Nature(case.nature)
        return Nature.SERVICE if seller.activity == "services" else Nature.GOODS

    return of
