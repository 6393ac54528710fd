"""Keeps the cards of customers and items, by their code, and finds them as one types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from facturdesk.domain.cards import CustomerCard, Item
from facturdesk.domain.checks import check_electronic_address, check_identity
from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.mentions import is_platform_customer
from facturdesk.domain.parties import Seller
from facturdesk.domain.sale import Nature
from facturdesk.storage import items, parties, suggesting
from facturdesk.storage.company import load_company
from facturdesk.storage.items import save_item
from facturdesk.storage.parties import load_party, save_party
from facturdesk.usecases import finding
from facturdesk.usecases.fields import Fields
from facturdesk.usecases.party_input import customer_card as read_card
from facturdesk.usecases.party_input import read_customer_card, read_item
from facturdesk.usecases.refusals import ItemUnknown
from facturdesk.usecases.results import Kept
from facturdesk.usecases.shop import Shop

PROBLEMS = frozenset({"code-taken"})
PROPOSED = 12  # as many as a list under a field shows at once


@dataclass(frozen=True, slots=True)
class CustomerHit:
    """A customer as proposed while one types."""

    code: str
    name: str
    city: str
    kind: str  # consumer, firm, public
    postcode: str = ""
    siren: str = ""
    email: str = ""
    archived: bool = False


@dataclass(frozen=True, slots=True)
class ItemHit:
    """An item as proposed while one types; the price in millionths, with VAT or without."""

    code: str
    name: str
    price_e6: int
    price_includes_vat: bool
    vat_rate_bp: int | None
    vat_case: str
    unit: str
    barcode: str = ""
    archived: bool = False


def put_customer(shop: Shop, values: Mapping[str, object]) -> Kept:
    """Add a customer, or replace the card that has their code; a missing code is given.

    What is missing for an invoice may still be: it is asked for when one is issued.

    Raises:
        InputRefused: a field is wrong, missing or unknown, or an identifier is not valid.
    """
    card = read_customer_card(values)
    problems = list(_identity_problems(card))
    if problems:
        raise InputRefused(problems)
    with shop.store.write(shop.stamp()) as tx:
        party_id = save_party(tx, card)
        return Kept(party_id, load_party(tx.connection, party_id).customer.code)


def judge_customer(values: Mapping[str, object]) -> tuple[Problem, ...]:
    """Give every problem of a customer's card as it is typed."""
    fields = Fields(values)
    card = read_card(fields)
    who = card.customer
    reached = check_electronic_address(who, platform=is_platform_customer(who))
    problems = [*fields.faults(), *_identity_problems(card)]
    return (*problems, *(_at_home(problem) for problem in reached))


def put_item(shop: Shop, values: Mapping[str, object], *, new: bool = False) -> Kept:
    """Add an item, or replace the one that has its code; a `new` one replaces none.

    Raises:
        InputRefused: a field is wrong, missing or unknown, or the code of a new one is taken.
    """
    with shop.store.write(shop.stamp()) as tx:
        seller = load_company(tx.connection).seller
        item = read_item(values, nature=usual_nature(seller, shop))
        if item.vat_case and shop.rulebook.case(item.vat_case, shop.today) is None:
            unknown = Problem("vat-case-unknown", "vat_case", {"case": item.vat_case})
            raise InputRefused([unknown])
        if new and items.item_id(tx.connection, item.code) is not None:
            raise InputRefused([Problem("code-taken", "code", {"code": item.code})])
        return Kept(save_item(tx, item), item.code)


def customer_card(shop: Shop, code: str) -> CustomerCard:
    """Read a customer; the code of a merged card gives the one that was kept.

    Raises:
        CustomerUnknown: no customer has this code.
    """
    with shop.store.read() as connection:
        return finding.customer_card(connection, code)[1]


def item_card(shop: Shop, code: str) -> Item:
    """Read an item.

    Raises:
        ItemUnknown: no item has this code.
    """
    with shop.store.read() as connection:
        found = items.item_by_code(connection, code)
    if found is None:
        raise ItemUnknown(code=code)
    return found


def item_by_barcode(shop: Shop, barcode: str) -> Item | None:
    """Read the item that has a barcode, one in use before one put away."""
    with shop.store.read() as connection:
        return items.item_by_barcode(connection, barcode.strip())


def find_customers(
    shop: Shop, text: str, limit: int = PROPOSED, *, archived: bool = False
) -> list[CustomerHit]:
    """Propose customers by code, name, SIREN, town, e-mail, phone, tag or contact."""
    with shop.store.read() as connection:
        found = suggesting.suggest_parties(connection, text, limit=limit, archived=archived)
    return [
        CustomerHit(
            code=hit.code,
            name=hit.name,
            city=hit.city,
            kind=hit.kind,
            postcode=hit.postcode,
            siren=hit.siren,
            email=hit.email,
            archived=hit.archived,
        )
        for hit in found
    ]


def find_items(
    shop: Shop, text: str, limit: int = PROPOSED, *, archived: bool = False
) -> list[ItemHit]:
    """Propose items by code, barcode, name, or words of the description or category."""
    with shop.store.read() as connection:
        found = suggesting.suggest_items(connection, text, limit=limit, archived=archived)
    return [
        ItemHit(
            code=hit.code,
            name=hit.name,
            price_e6=hit.price_e6,
            price_includes_vat=hit.price_includes_vat,
            vat_rate_bp=hit.vat_rate_bp,
            vat_case=hit.vat_case,
            unit=hit.unit,
            barcode=hit.barcode,
            archived=hit.archived,
        )
        for hit in found
    ]


def customer_tags(shop: Shop) -> list[str]:
    """List the tags in use, in their order."""
    with shop.store.read() as connection:
        return parties.all_tags(connection)


def item_categories(shop: Shop) -> list[str]:
    """List the categories in use, in their order."""
    with shop.store.read() as connection:
        return items.all_categories(connection)


def _identity_problems(card: CustomerCard) -> Iterable[Problem]:
    who = card.customer
    return map(_at_home, check_identity(who.siren, who.siret, who.vat_number, "customer"))


def _at_home(problem: Problem) -> Problem:
    """Name the field as the card itself does, not as a sale does."""
    return replace(problem, field=problem.field.removeprefix("customer."))


def usual_nature(seller: Seller, shop: Shop) -> Callable[[str], Nature]:
    """Say what something sold is when nothing says it: what its VAT case is for, else the trade."""

    def of(code: str) -> Nature:
        case = shop.rulebook.case(code, shop.today) if code else None
        if case is not None and case.nature:
            return Nature(case.nature)
        return Nature.SERVICE if seller.activity == "services" else Nature.GOODS

    return of
